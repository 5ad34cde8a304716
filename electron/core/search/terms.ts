import { ok, type Result } from '../result.ts'
import type { SearchNode, Term } from './ast.ts'
import { readField, readRegex, readText } from './field-terms.ts'
import { keyOf } from './keys.ts'
import { problem, type SearchProblem } from './problems.ts'
import type { TermToken } from './tokens.ts'
import { Value } from './value.ts'

/** Index of the first colon that no backslash makes plain, or -1. */
function colonIn(text: string): number {
  for (let index = 0; index < text.length; index += 1) {
    if (text.charAt(index) === '\\') index += 1
    else if (text.charAt(index) === ':') return index
  }
  return -1
}

function termOf(token: TermToken): Result<Term, SearchProblem> {
  const colon = colonIn(token.text)
  if (colon === -1) return readText(new Value(token, 0), false)
  const key = token.text.slice(0, colon).toLowerCase()
  const value = new Value(token, colon + 1)
  if (key === '')
    return problem('missing-key', token, 'Nothing stands before the colon.', 'tag:networks, or \\: to look for a colon')
  if (key === 're') return readRegex(value, null)
  const known = keyOf(key)
  if (known === undefined) return readField(token, colon, value)
  if (value.text === '' && known.example !== null)
    return value.refuse('missing-value', `Write what to look for after ${key}:`, known.example)
  return known.read(value)
}

/** Reads one term: text, or a key and a value with a colon between them. */
export function readTerm(token: TermToken): Result<SearchNode, SearchProblem> {
  const term = termOf(token)
  if (!term.ok) return term
  return ok({ op: 'term', term: term.value, span: { from: token.from, to: token.to } })
}
