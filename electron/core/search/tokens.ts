import { ok, type Result } from '../result.ts'
import type { Span } from './ast.ts'
import { problem, type SearchProblem } from './problems.ts'

/** A term keeps its escapes; its quotation marks are gone. */
export interface TermToken extends Span {
  readonly type: 'term'
  readonly text: string
  /** Where in the search the text begins. */
  readonly at: number
  /** Index in the text before which a quotation mark stood, or null. */
  readonly quote: number | null
}

/** A part of a search: a bracket, a word of the language, or a term. */
export type Token = ({ readonly type: 'open' | 'close' | 'and' | 'or' | 'not' | 'minus' } & Span) | TermToken

/** The place in the search of a stretch of a term's text. */
export function placeIn(token: TermToken, from: number, to: number): Span {
  const shift = (index: number): number => token.at + index + (token.quote !== null && index >= token.quote ? 1 : 0)
  return { from: shift(from), to: Math.max(shift(from) + 1, shift(to)) }
}

const BLANK = /[\s\u3000]/
const WORDS = new Map([
  ['and', 'and'],
  ['or', 'or'],
  ['not', 'not'],
] as const)

/**
 * Splits a search into its parts, as Anki does: parts stand apart by blanks, double quotes hold blanks and brackets
 * (`"two words"`, `deck:"two words"`, `"deck:two words"`), a backslash takes the meaning from the character after it.
 */
export function tokenize(search: string): Result<Token[], SearchProblem> {
  const tokens: Token[] = []
  let at = 0
  while (at < search.length) {
    const sign = search.charAt(at)
    if (BLANK.test(sign)) at += 1
    else if (sign === '(' || sign === ')') {
      tokens.push({ type: sign === '(' ? 'open' : 'close', from: at, to: at + 1 })
      at += 1
    } else if (sign === '-') {
      const next = search.charAt(at + 1)
      if (next === '' || BLANK.test(next) || next === ')')
        return problem(
          'nothing-to-negate',
          { from: at, to: at + 1 },
          'Nothing stands after this minus.',
          '-is:suspended',
        )
      tokens.push({ type: 'minus', from: at, to: at + 1 })
      at += 1
    } else {
      const term = sign === '"' ? readQuoted(search, at, at) : readWord(search, at)
      if (!term.ok) return term
      tokens.push(term.value)
      at = term.value.to
    }
  }
  return ok(tokens)
}

/** Reads from a double quote to the one that closes it. */
function readQuoted(search: string, from: number, quote: number): Result<Token, SearchProblem> {
  let end = quote + 1
  while (end < search.length && search.charAt(end) !== '"') end += search.charAt(end) === '\\' ? 2 : 1
  if (end >= search.length)
    return problem(
      'unclosed-quote',
      { from: quote, to: search.length },
      'This quotation mark is never closed.',
      'a second " at the end of the words',
    )
  if (end === quote + 1 && from === quote)
    return problem('empty-quote', { from, to: end + 1 }, 'There is nothing between these quotation marks.')
  const before = search.slice(from, quote)
  const inside = search.slice(quote + 1, end)
  const whole = from === quote
  return ok({
    type: 'term',
    text: before + inside,
    at: whole ? quote + 1 : from,
    quote: whole ? null : before.length,
    from,
    to: end + 1,
  })
}

function readWord(search: string, from: number): Result<Token, SearchProblem> {
  let end = from
  while (end < search.length) {
    const sign = search.charAt(end)
    if (sign === '"') {
      if (search.charAt(end - 1) === ':' && end > from) return readQuoted(search, from, end)
      break
    }
    if (BLANK.test(sign) || sign === '(' || sign === ')') break
    end += sign === '\\' ? 2 : 1
  }
  end = Math.min(end, search.length)
  const text = search.slice(from, end)
  const word = WORDS.get(text.toLowerCase() as 'and')
  if (word !== undefined) return ok({ type: word, from, to: end })
  return ok({ type: 'term', text, at: from, quote: null, from, to: end })
}
