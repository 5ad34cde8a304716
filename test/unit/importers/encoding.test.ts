import { Buffer } from 'node:buffer'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { decodeText, firstBadByte } from '../../../electron/importers/encoding.ts'

const decode = (bytes: Uint8Array | readonly number[]) => decodeText(Uint8Array.from(bytes), 'deck.csv')
const utf16be = (text: string) => Buffer.from(text, 'utf16le').swap16()

function refusal(bytes: Uint8Array | readonly number[]) {
  const result = decode(bytes)
  if (result.ok) expect.fail('was decoded')
  return result.error[0]
}

describe('decodeText', () => {
  it.each([
    ['UTF-8', Buffer.from('Fräge,食べる 🎓')],
    ['UTF-8 with byte order mark', Buffer.from('\uFEFFFräge,食べる 🎓')],
    ['UTF-16 LE with byte order mark', Buffer.from('\uFEFFFräge,食べる 🎓', 'utf16le')],
    ['UTF-16 BE with byte order mark', utf16be('\uFEFFFräge,食べる 🎓')],
  ])('reads %s', (_name, bytes) => {
    expect(decode(bytes)).toEqual({ ok: true, value: 'Fräge,食べる 🎓' })
  })

  it('makes all line ends one', () => {
    expect(decode(Buffer.from('a\r\nb\rc\nd'))).toEqual({ ok: true, value: 'a\nb\nc\nd' })
  })

  it('refuses Windows-1252 with byte, offset and line', () => {
    const issue = refusal(Buffer.from('front,back\r\nprice,5 \x80\n', 'latin1'))
    expect(issue).toMatchObject({
      code: 'encoding',
      where: { file: 'deck.csv', line: 2, column: 9, source: 'price,5 €' },
      expected: 'UTF-8, or UTF-16 with a byte order mark',
      found: 'byte 0x80 at offset 20, perhaps Windows-1252',
    })
    expect(issue?.message).toContain('byte 0x80 at offset 20 (line 2)')
  })

  it('refuses Latin-1 and names it', () => {
    expect(refusal(Buffer.from('Stra\xdfe,street', 'latin1'))?.found).toBe(
      'byte 0xDF at offset 4, perhaps Latin-1 or Windows-1252',
    )
  })

  it('counts columns in characters, not bytes', () => {
    expect(refusal([...Buffer.from('ääää'), 0xff])?.where).toMatchObject({ line: 1, column: 5 })
  })

  it('refuses UTF-16 without byte order mark, UTF-32 and half characters by name', () => {
    expect(refusal(Buffer.from('front,back', 'utf16le'))?.found).toBe('UTF-16 without a byte order mark')
    expect(refusal([0xff, 0xfe, 0, 0, 65, 0, 0, 0])?.found).toBe('UTF-32')
    expect(refusal([0xff, 0xfe, 0x00, 0xd8, 65, 0])?.found).toBe('a broken UTF-16 character')
    expect(refusal([0xff, 0xfe, 65])?.found).toBe('a broken UTF-16 character')
  })

  it('refuses a zero character with its place', () => {
    expect(refusal(Buffer.from('front,back\na,b\0'))).toMatchObject({
      code: 'nul',
      where: { line: 2, column: 4 },
      found: 'a zero character at offset 14',
    })
  })

  it('refuses unknown binary data as such', () => {
    expect(refusal([1, 2, 3, 0xff, 0xfe, 0, 5, 6, 7, 200])).toMatchObject({ code: 'format', found: 'binary data' })
  })

  it('finds the first bad byte where the decoder stops', () => {
    const pieces = fc.oneof(
      fc.uint8Array({ maxLength: 6 }),
      fc.string({ unit: 'binary' }).map((text) => Buffer.from(text)),
    )
    fc.assert(
      fc.property(fc.array(pieces, { maxLength: 6 }), (parts) => {
        const bytes = Buffer.concat(parts)
        const bad = firstBadByte(bytes)
        const decoder = () => new TextDecoder('utf-8', { fatal: true, ignoreBOM: true })
        expect(() => decoder().decode(bytes.subarray(0, bad))).not.toThrow()
        if (bad < bytes.length) expect(() => decoder().decode(bytes)).toThrow()
      }),
    )
  })
})
