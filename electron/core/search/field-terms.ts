import { ok, type Result } from '../result.ts'
import type { Pattern, Term } from './ast.ts'
import { readPattern } from './pattern.ts'
import { problem, type SearchProblem } from './problems.ts'
import { compileRegex } from './regex.ts'
import type { TermToken } from './tokens.ts'
import type { Value } from './value.ts'

type Read = Result<Term, SearchProblem>

/** Text anywhere in a note. */
export function readText(value: Value, whole: boolean): Read {
  const pattern = value.pattern()
  if (!pattern.ok) return pattern
  if (pattern.value.every((piece) => piece === 'any')) return ok({ type: 'all' })
  return ok({ type: 'text', pattern: pattern.value, whole })
}

/** In a regular expression a backslash is its own; before a quotation mark or a colon it only guards it here. */
export function regexSource(text: string): string {
  return text.replace(/\\([":])/g, '$1')
}

/** A regular expression is compiled once here, so that a broken one is refused at its place. */
export function checkRegex(value: Value): Result<string, SearchProblem> {
  const source = regexSource(value.text)
  if (source === '')
    return value.refuse(
      'missing-value',
      'Write a regular expression after re:',
      're:epochs?, in quotation marks with brackets: re:"(a|b)"',
    )
  const regex = compileRegex(source)
  return regex.ok ? ok(source) : value.refuse('bad-regex', `This regular expression cannot be read: ${regex.error}.`)
}

export function readRegex(value: Value, field: Pattern | null): Read {
  const source = checkRegex(value)
  return source.ok ? ok({ type: 'regex', source: source.value, field }) : source
}

/** `front:dog`, `front:*dog*`, `front:re:…`, `front:nc:…`, `front:` for an empty field. */
export function readField(token: TermToken, colon: number, value: Value): Read {
  const name = token.text.slice(0, colon)
  const field = readPattern(name, token.at)
  if (!field.ok) return field
  if (/^re:/i.test(value.text)) return readRegex(value.after(3), field.value)
  const plain = /^nc:/i.test(value.text)
  const pattern = plain ? value.after(3).pattern() : value.pattern()
  if (!pattern.ok) return pattern
  if (field.value.length === 0) return problem('missing-key', token, 'Nothing stands before the colon.')
  return ok({ type: 'field', field: field.value, value: pattern.value, plain })
}
