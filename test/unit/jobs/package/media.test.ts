import fs from 'node:fs'
import path from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { MEDIA_FOLDER, readFile } from '../../../../electron/media/store.ts'
import { BASIC, type MediaParts, type PackageParts } from '../../../fixtures/anki-package.ts'
import type { TestApp } from '../../../support/app.ts'
import { anApp, bring, rows } from './support.ts'

let test: TestApp
beforeEach(async () => {
  test = await anApp()
})
afterEach(() => test.close())

function parts(field: string, media: readonly MediaParts[], more: Partial<PackageParts> = {}): PackageParts {
  return { notes: [{ id: 10, fields: [field, ''] }], cards: [{ id: 20, note: 10 }], media, ...more }
}

const file = (name: string, text: string): MediaParts => ({ name, bytes: Buffer.from(text) })
const field = () =>
  rows(test, `SELECT json_extract(content, '$.fields[0]') AS field FROM note ORDER BY id DESC`)[0]?.['field']

function kept(name: string): string | undefined {
  const { collection, dataDir } = test.app.context
  const medium = collection.media.get(name)
  return medium && readFile(dataDir, medium.hash)?.toString()
}

function stored(): string[] {
  const folder = path.join(test.dataDir, MEDIA_FOLDER)
  if (!fs.existsSync(folder)) return []
  return fs.readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((name) => name.length > 3)
}

describe.each(['anki2', 'anki21b'] as const)('media of a package of form %s', (form) => {
  it('come in under their names, once by content', async () => {
    const media = [file('a.png', 'one'), file('b.png', 'one'), file('ü.mp3', 'two')]
    const report = await bring(test, parts('<img src="a.png">[sound:u\u0308.mp3]', media, { form }))
    expect(report.media).toEqual({ added: 3, known: 0, renamed: 0, missing: 0 })
    expect(['a.png', 'b.png', 'ü.mp3'].map(kept)).toEqual(['one', 'one', 'two'])
    expect(stored()).toHaveLength(2)
  })
})

describe('media', () => {
  it('of the same name with other bytes are renamed, also in fields, templates and style', async () => {
    await bring(test, parts('<img src="a.png">', [file('a.png', 'mine')]))
    const noteTypes = [
      {
        ...BASIC,
        id: 77,
        css: '.card { background: url("a.png") }',
        templates: [{ name: 'Card 1', question: '<img src=a.png>{{Front}}', answer: '' }],
      },
    ]
    const notes = [{ id: 11, type: 77, fields: ['<img src="a.png"> [sound:b.mp3]', ''] }]
    const more = { noteTypes, notes, cards: [{ id: 21, note: 11 }] }
    const report = await bring(test, parts('', [file('a.png', 'theirs'), file('b.mp3', 'b')], more))
    expect(report).toMatchObject({
      media: { added: 2, renamed: 1, missing: 0 },
      issues: [{ code: 'media-renamed', where: { field: 'a.png' } }],
    })
    const [, name = ''] = /src="([^"]+)"/.exec(String(field())) ?? []
    expect(name).toMatch(/^a-[0-9a-f]{12}\.png$/)
    expect(field()).toBe(`<img src="${name}"> [sound:b.mp3]`)
    expect([kept('a.png'), kept(name)]).toEqual(['mine', 'theirs'])
    const definition = String(rows(test, `SELECT definition FROM note_type WHERE source = '77'`)[0]?.['definition'])
    expect(definition).toContain(`<img src=\\"${name}\\">`)
    expect(definition).toContain(`url(\\"${name}\\")`)
    const again = await bring(test, parts('', [file('a.png', 'theirs'), file('b.mp3', 'b')], more))
    expect(again).toMatchObject({
      media: { added: 0, known: 2 },
      notes: { unchanged: 1 },
      noteTypes: { updated: 0, conflicting: 0 },
    })
  })

  it('whose names some system refuses are renamed, also in fields', async () => {
    await bring(test, parts('<img src="CON.png">', [file('CON.png', 'x')]))
    expect(field()).toBe('<img src="CON_.png">')
    expect(kept('CON_.png')).toBe('x')
  })

  it('that notes name and nobody has are listed', async () => {
    const report = await bring(
      test,
      parts('<img src="gone.png">[sound:gone.mp3]<img src="https://a.example/x.png">', []),
    )
    expect(report.media.missing).toBe(2)
    expect(report.issues.map(({ code, where }) => `${code} ${where.field}`)).toEqual([
      'missing-media gone.png',
      'missing-media gone.mp3',
    ])
  })

  it('leave nothing in the folder when the package is refused', async () => {
    await bring(test, parts('', [file('keep.png', 'keep')]))
    const before = stored()
    const media = [file('keep.png', 'keep'), file('new.png', 'new')]
    const report = await bring(test, parts('', media, { members: [{ name: '1', data: 'no zstd', method: 0 }] }))
    expect(report).toMatchObject({
      refused: true,
      issues: [{ code: 'zstd', where: { file: 'deck.apkg', field: 'new.png' } }],
    })
    expect(stored()).toEqual(before)
  })
})
