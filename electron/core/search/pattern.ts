import { ok, type Result } from '../result.ts'
import type { Pattern, Piece } from './ast.ts'
import { problem, type SearchProblem } from './problems.ts'

const ESCAPABLE = '\\":*_()-'

/**
 * Reads text with wildcards: `*` is any number of characters, `_` is one, `\` before a sign makes it plain.
 * @param at where the text begins in the search, for the place of a problem
 */
export function readPattern(text: string, at: number): Result<Pattern, SearchProblem> {
  const pieces: Piece[] = []
  let plain = ''
  const settle = (): void => {
    if (plain !== '') pieces.push({ text: plain.normalize('NFC') })
    plain = ''
  }
  for (let index = 0; index < text.length; index += 1) {
    const sign = text.charAt(index)
    if (sign === '\\') {
      const next = text.charAt(index + 1)
      if (next === '' || !ESCAPABLE.includes(next)) return unknownEscape(next, at + index)
      plain += next
      index += 1
    } else if (sign === '*' || sign === '_') {
      settle()
      const wild = sign === '*' ? 'any' : 'one'
      if (wild !== 'any' || pieces.at(-1) !== 'any') pieces.push(wild)
    } else plain += sign
  }
  settle()
  return ok(pieces)
}

function unknownEscape(sign: string, at: number): Result<never, SearchProblem> {
  const message =
    sign === ''
      ? 'A backslash takes the meaning from the sign after it, and here there is none.'
      : `A backslash before ${sign} means nothing.`
  return problem('unknown-escape', { from: at, to: at + 1 + sign.length }, message, 'write \\\\ for a backslash itself')
}

/** Text as it stands, wildcards and all; for ids and words of the language. */
export function literal(text: string): Pattern {
  return text === '' ? [] : [{ text }]
}

/** The pattern's text when it has no wildcard, else null. */
export function plainOf(pattern: Pattern): string | null {
  let text = ''
  for (const piece of pattern) {
    if (typeof piece === 'string') return null
    text += piece.text
  }
  return text
}

/** The pattern for SQLite's LIKE with a backslash as its escape. */
export function toLike(pattern: Pattern): string {
  return pattern
    .map((piece) => (piece === 'any' ? '%' : piece === 'one' ? '_' : piece.text.replace(/[\\%_]/g, '\\$&')))
    .join('')
}

/** The pattern as the inside of a regular expression with the flags `su`. */
export function toRegexSource(pattern: Pattern): string {
  return pattern
    .map((piece) =>
      piece === 'any' ? '.*' : piece === 'one' ? '.' : piece.text.replace(/[\\^$.*+?()[\]{}|/]/g, '\\$&'),
    )
    .join('')
}

/** Whether a text is like a pattern as a whole, without regard to case. */
export function matcher(pattern: Pattern): (text: string) => boolean {
  const plain = plainOf(pattern)
  if (plain !== null) {
    const wanted = plain.toLocaleLowerCase()
    return (text) => text.toLocaleLowerCase() === wanted
  }
  const regex = new RegExp(`^${toRegexSource(pattern)}$`, 'isu')
  return (text) => regex.test(text)
}
