import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { isPlainName, keptName, nameBeside } from '../../../../electron/importers/anki-package/media-name.ts'
import { mediaNames, renameInStyle, renameMedia } from '../../../../electron/importers/anki-package/media-refs.ts'
import { makeAnkiPackage } from '../../../fixtures/anki-package.ts'
import { withPackage } from './support.ts'

describe('names of media', () => {
  it.each([
    ['a.png', 'a.png'],
    ['u\u0308.png', 'ü.png'],
    ['CON.png', 'CON_.png'],
    ['com1', 'com1_'],
    ['what?.png', 'what.png'],
    ['a\u0000b.png', 'ab.png'],
    ['trailing. ', 'trailing'],
    ['???', 'media'],
  ])('%j is kept as %j', (name, kept) => expect(keptName(name)).toBe(kept))

  it.each(['', '.', '..', 'a/b.png', '../x', '/etc/passwd', 'a\\b', 'C:x.png'])('%j is never one', (name) =>
    expect(isPlainName(name)).toBe(false),
  )

  it('are one plain name of bounded length whatever they were, and stay so', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 600 }), (name) => {
        const kept = keptName(name)
        expect(isPlainName(kept)).toBe(true)
        expect(Buffer.byteLength(kept)).toBeLessThanOrEqual(220)
        expect(keptName(kept)).toBe(kept)
      }),
    )
  })

  it('keep their ending beside another file', () => {
    expect(nameBeside('a.b.png', 'abcdef0123456789')).toBe('a.b-abcdef012345.png')
    expect(nameBeside('plain', 'abcdef0123456789')).toBe('plain-abcdef012345')
  })
})

describe('references to media', () => {
  const FIELD = `<img src="a b.png"> <IMG SRC='ü.png'><audio src=c.mp3></audio><object data="d%20e.svg"></object>
    [sound:f &amp; g.mp3] <img src="https://example.org/x.png"><img src="data:image/png;base64,AA">`

  it('are found by the names that files have', () => {
    expect(mediaNames(FIELD)).toEqual(['a b.png', 'ü.png', 'c.mp3', 'd e.svg', 'f & g.mp3'])
  })

  it('are found and renamed in the styles of a field too', () => {
    const field = `<div style="background: url('a b.png')">x</div><p style="background:url(https://x/y.png)">`
    expect(mediaNames(field)).toEqual(['a b.png'])
    expect(renameMedia(field, () => 'new.png')).toBe(field.replace('a b.png', 'new.png'))
  })

  it('are renamed, and nothing else is', () => {
    const renamed = renameMedia(FIELD, (name) =>
      name === 'https://example.org/x.png'
        ? 'no'
        : name.startsWith('a') || name.startsWith('f')
          ? `new ${name}`
          : undefined,
    )
    expect(renamed).toBe(FIELD.replace('"a b.png"', '"new a b.png"').replace('f &amp; g', 'new f & g'))
    expect(renameInStyle(`@font-face { src: url('_f.ttf') }`, () => '_g.ttf')).toBe(`@font-face { src: url('_g.ttf') }`)
  })

  it('take time in proportion to the field, however it is broken', () => {
    for (const part of ['[sound:', 'src="', "src='", 'src=', '<img src="']) {
      expect(mediaNames(part.repeat(100_000)).length).toBeLessThanOrEqual(100_000)
    }
  })
})

describe('the list of media', () => {
  const png = Buffer.from('png')

  it.each(['anki2', 'anki21b'] as const)('of %s leaves out what leads elsewhere, and says so', async (form) => {
    const names = ['ok.png', '../evil.png', 'a/b.png', 'O\u0308.png', 'Ö.png']
    const bytes = makeAnkiPackage({ form, media: names.map((name) => ({ name, bytes: png })) })
    await withPackage(bytes, ({ media, findings }) => {
      expect(media.map(({ name }) => name)).toEqual(['ok.png', 'Ö.png'])
      expect(findings.list().map(({ code, found }) => found ?? code)).toEqual(['../evil.png', 'a/b.png', 'media-twice'])
    })
  })

  it('may have gaps, and may name what is not there', async () => {
    const list = JSON.stringify({ 0: 'a.png', 7: 'b.png', 9: 'gone.png' })
    const members = [
      { name: 'media', data: list },
      { name: '0', data: 'x' },
      { name: '7', data: 'y' },
    ]
    await withPackage(makeAnkiPackage({ form: 'anki2', members }), ({ media, findings }) => {
      expect(media.map(({ member, name }) => `${member} ${name}`)).toEqual(['0 a.png', '7 b.png'])
      expect(findings.list()).toMatchObject([{ code: 'media-missing', expected: 'gone.png' }])
    })
  })
})
