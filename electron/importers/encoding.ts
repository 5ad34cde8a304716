import { TextDecoder } from 'node:util'
import type { Issue } from '../contract/errors.ts'
import type { TableEncoding } from '../contract/procedures/import-choice.ts'
import { fail, ok, type Result } from '../core/result.ts'
import { looksBinary } from './signatures.ts'
import { sourceText } from './source-text.ts'

export type Encoding = 'utf-8' | 'utf-16le' | 'utf-16be'

/** The encoding that a file names by its byte order mark; UTF-8 where it has none. */
export function namedEncoding(bytes: Uint8Array): Encoding {
  const marked = markedEncoding(bytes)
  return marked === null || marked === 'utf-32' ? 'utf-8' : marked
}

/** The likeliest encoding of a text that says nothing and is not UTF-8. */
export function likelyEncoding(bytes: Uint8Array): TableEncoding {
  if (!looksLikeUtf16(bytes)) return 'windows-1252'
  // In Western text it is the higher byte of each pair that is zero.
  return bytes[0] === 0 ? 'utf-16be' : 'utf-16le'
}

/**
 * Bytes to text in the encoding that a person chose. What has no meaning in it becomes U+FFFD, so that the preview
 * shows where. Line ends become `\n`.
 */
export function decodeAs(bytes: Uint8Array, encoding: TableEncoding): string {
  return normaliseLines(new TextDecoder(encoding).decode(bytes)).replaceAll('\0', '\uFFFD')
}

const EXPECTED = 'UTF-8, or UTF-16 with a byte order mark'

/**
 * Bytes to text, strictly: UTF-8 with or without byte order mark, UTF-16 with one. Line ends become `\n`.
 * Anything else is refused with the place and a guess at what it is; nothing is replaced or repaired.
 */
export function decodeText(bytes: Uint8Array, file: string): Result<string, Issue[]> {
  const encoding = markedEncoding(bytes)
  if (encoding === 'utf-32') return fail([refusal(file, 'UTF-32', 'The file is in UTF-32.')])
  if (encoding === null && looksLikeUtf16(bytes)) {
    const message = 'The file looks like UTF-16 without a byte order mark.'
    return fail([refusal(file, 'UTF-16 without a byte order mark', message)])
  }
  if (encoding === null && looksBinary(bytes)) {
    const message = 'This is not text, and its kind is not known.'
    return fail([{ ...refusal(file, 'binary data', message), code: 'format', message }])
  }
  const text = decodeStrictly(bytes, encoding ?? 'utf-8')
  if (text === null) return fail([encoding === 'utf-8' || encoding === null ? badUtf8(bytes, file) : badUtf16(file)])
  const nul = text.indexOf('\0')
  return nul >= 0 ? fail([nulByte(text, nul, file)]) : ok(normaliseLines(text))
}

function normaliseLines(text: string): string {
  return text.includes('\r') ? text.replace(/\r\n?/g, '\n') : text
}

function markedEncoding(bytes: Uint8Array): Encoding | 'utf-32' | null {
  const [a, b, c, d] = bytes
  if (a === 0xef && b === 0xbb && c === 0xbf) return 'utf-8'
  if (a === 0xff && b === 0xfe) return c === 0 && d === 0 ? 'utf-32' : 'utf-16le'
  if (a === 0xfe && b === 0xff) return 'utf-16be'
  return a === 0 && b === 0 && c === 0xfe && d === 0xff ? 'utf-32' : null
}

/** Western text in UTF-16 has a zero in every second byte. */
function looksLikeUtf16(bytes: Uint8Array): boolean {
  const length = Math.min(bytes.length, 4096) & ~1
  const zeros = [0, 0]
  for (let at = 0; at < length; at += 1) if (bytes[at] === 0) zeros[at & 1] = (zeros[at & 1] ?? 0) + 1
  const [even = 0, odd = 0] = zeros
  return Math.max(even, odd) > length / 5 && Math.min(even, odd) < length / 100
}

function decodeStrictly(bytes: Uint8Array, encoding: Encoding): string | null {
  try {
    return new TextDecoder(encoding, { fatal: true }).decode(bytes)
  } catch (error) {
    if (error instanceof TypeError) return null
    throw error
  }
}

function refusal(file: string, found: string, message: string): Issue {
  const advice = 'Save it as UTF-8 and try again.'
  return {
    severity: 'error',
    code: 'encoding',
    message: `${message} ${advice}`,
    where: { file },
    expected: EXPECTED,
    found,
  }
}

function badUtf8(bytes: Uint8Array, file: string): Issue {
  const offset = firstBadByte(bytes)
  const before = normaliseLines(new TextDecoder('utf-8').decode(bytes.subarray(0, offset)))
  // Windows-1252 gives every byte a character, so the line can be shown whatever the encoding really is.
  const after = new TextDecoder('windows-1252').decode(bytes.subarray(offset, offset + 300))
  const place = sourceText(file, before + normaliseLines(after)).at(before.length)
  const byte = `byte 0x${(bytes[offset] ?? 0).toString(16).toUpperCase().padStart(2, '0')}`
  const guess = bytes.some((value) => value >= 0x80 && value <= 0x9f) ? 'Windows-1252' : 'Latin-1 or Windows-1252'
  const message =
    `The file is not in UTF-8: ${byte} at offset ${offset} (line ${place.line}) has no meaning there. ` +
    `It may be in ${guess}.`
  return { ...refusal(file, `${byte} at offset ${offset}, perhaps ${guess}`, message), where: place }
}

function badUtf16(file: string): Issue {
  return refusal(file, 'a broken UTF-16 character', 'The file says it is UTF-16, but holds half a character.')
}

function nulByte(text: string, offset: number, file: string): Issue {
  const place = sourceText(file, text).at(offset)
  const message = `A zero character stands on line ${place.line}. Text files hold none, so the file is damaged.`
  return {
    severity: 'error',
    code: 'nul',
    message,
    where: { file, line: place.line, column: place.column },
    expected: 'text without zero characters',
    found: `a zero character at offset ${offset}`,
  }
}

/** Lowest second byte after a lead byte that narrows the range (no overlong forms, no surrogates). */
function secondByteRange(lead: number): [number, number] {
  if (lead === 0xe0) return [0xa0, 0xbf]
  if (lead === 0xed) return [0x80, 0x9f]
  if (lead === 0xf0) return [0x90, 0xbf]
  return lead === 0xf4 ? [0x80, 0x8f] : [0x80, 0xbf]
}

function sequenceLength(lead: number): number {
  if (lead < 0x80) return 1
  if (lead >= 0xc2 && lead <= 0xdf) return 2
  if (lead >= 0xe0 && lead <= 0xef) return 3
  return lead >= 0xf0 && lead <= 0xf4 ? 4 : 0
}

/** Offset of the first byte that begins no valid UTF-8 sequence (Unicode 16, table 3-7). */
export function firstBadByte(bytes: Uint8Array): number {
  let at = 0
  while (at < bytes.length) {
    const lead = bytes[at] ?? 0
    const length = sequenceLength(lead)
    if (length === 0) return at
    for (let next = 1; next < length; next += 1) {
      const [low, high] = next === 1 ? secondByteRange(lead) : [0x80, 0xbf]
      const byte = bytes[at + next] ?? 0
      if (byte < low || byte > high) return at
    }
    at += length
  }
  return at
}
