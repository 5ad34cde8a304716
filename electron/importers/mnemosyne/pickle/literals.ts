import { Buffer } from 'node:buffer'
import { textOf } from './cursor.ts'
import { PICKLE_LIMITS } from './limits.ts'

const ESCAPES: Readonly<Record<string, number>> = {
  '\\': 92,
  "'": 39,
  '"': 34,
  a: 7,
  b: 8,
  f: 12,
  n: 10,
  r: 13,
  t: 9,
  v: 11,
}

/**
 * A quoted text as Python 2 prints it, with its escapes taken back.
 * @param line the line in Latin-1; its bytes may be UTF-8
 * @returns null when it is not quoted, or an escape is broken
 */
export function quotedText(line: string): string | null {
  const quote = line[0]
  if (line.length < 2 || (quote !== "'" && quote !== '"') || !line.endsWith(quote)) return null
  const body = line.slice(1, -1)
  if (!body.includes('\\')) return textOf(Buffer.from(body, 'latin1'))
  const bytes: number[] = []
  for (let at = 0; at < body.length; at += 1) {
    if (body[at] !== '\\') {
      bytes.push(body.charCodeAt(at))
      continue
    }
    const [, hex, octal, sign] = /^\\(?:x([\da-fA-F]{2})|([0-7]{1,3})|([^x\d]))/.exec(body.slice(at, at + 4)) ?? []
    const value = hex ? parseInt(hex, 16) : octal ? parseInt(octal, 8) & 0xff : ESCAPES[sign ?? '']
    if (value === undefined) return null
    bytes.push(value)
    at += hex ? 3 : octal ? octal.length : 1
  }
  return textOf(Buffer.from(bytes))
}

/** A text in Python's raw-unicode-escape: Latin-1, all else by its number in hex. @returns null for a broken number */
export function rawUnicode(line: string): string | null {
  if (/\\u(?![\da-fA-F]{4})|\\U(?!(?:000[\da-fA-F]|0010)[\da-fA-F]{4})/.test(line)) return null
  return line.replace(/\\u([\da-fA-F]{4})|\\U([\da-fA-F]{8})/g, (_, short?: string, long?: string) =>
    String.fromCodePoint(parseInt(short ?? long ?? '', 16)),
  )
}

/** A whole number in digits; `00` and `01` are no and yes. @returns null when it is none */
export function wholeNumber(line: string): number | boolean | null {
  if (line === '00' || line === '01') return line === '01'
  const digits = line.replace(/L$/, '')
  return /^-?\d+$/.test(digits) && digits.length <= PICKLE_LIMITS.digits ? Number(digits) : null
}

/** A number as Python prints it. @returns null when it is none */
export function decimalNumber(line: string): number | null {
  const text = line.trim()
  if (/^[+-]?(?:inf|nan)$/i.test(text)) return text.toLowerCase().includes('nan') ? Number.NaN : Infinity
  return text.length <= PICKLE_LIMITS.digits && /^[+-]?(?:\d+\.?\d*|\.\d+)(?:e[+-]?\d+)?$/i.test(text)
    ? Number(text)
    : null
}
