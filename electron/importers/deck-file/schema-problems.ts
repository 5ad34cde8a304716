import type { z } from 'zod'
import { IMPORT_LIMITS } from '../limits.ts'
import { quoted } from '../source-text.ts'
import type { Path } from './tree.ts'

/** A broken rule of a schema, in words. `onKey`: the name of the field is wrong, not its value. */
export interface SchemaProblem {
  readonly code: string
  readonly message: string
  readonly path: Path
  readonly expected?: string
  readonly found?: string
  readonly onKey?: boolean
}

type SchemaIssue = z.core.$ZodIssue

const TYPES: Readonly<Record<string, string>> = {
  string: 'text',
  number: 'a number',
  int: 'a whole number',
  boolean: 'true or false',
  array: 'a list',
  object: 'fields with names',
  record: 'fields with names',
}

/**
 * Puts a schema's issues into words, the first `IMPORT_LIMITS.issuesPerNote` of them.
 * @param input the value that was checked, to say what was found
 * @param known names of the fields that may stand at the top, to suggest one for a misspelt name
 */
export function schemaProblems(
  issues: readonly SchemaIssue[],
  input: unknown,
  known: readonly string[] = [],
): SchemaProblem[] {
  return issues.slice(0, IMPORT_LIMITS.issuesPerNote).flatMap((issue) => explain(issue, input, known))
}

function explain(issue: SchemaIssue, input: unknown, known: readonly string[]): SchemaProblem[] {
  const path = issue.path.map((step) => (typeof step === 'symbol' ? String(step) : step))
  const value = valueAt(input, path)
  const found = describe(value)
  const name = fieldName(path)
  switch (issue.code) {
    case 'unrecognized_keys':
      return issue.keys
        .slice(0, IMPORT_LIMITS.issuesPerNote)
        .map((key) => unknownKey(key, path, path.length === 0 ? known : []))
    case 'invalid_union':
      return explainUnion(issue, path, input, known)
    case 'invalid_key':
      return issue.issues.map(({ message }) => ({
        code: 'key',
        message: `${quoted(String(path.at(-1)))} cannot be a name here: ${message}.`,
        path,
        expected: message,
        found: quoted(String(path.at(-1))),
        onKey: true,
      }))
    case 'invalid_type':
      return [wrongType(TYPES[issue.expected] ?? issue.expected, value, path)]
    case 'too_small':
    case 'too_big':
      return [wrongSize(issue, value, path)]
    case 'invalid_value':
      return [
        {
          code: 'value',
          message: `${name} has a value that is not known.`,
          path,
          expected: oneOf(issue.values),
          found,
        },
      ]
    default:
      return [{ code: 'form', message: `${name}: ${issue.message}.`, path, expected: issue.message, found }]
  }
}

/** Of a union that failed, the branch that was most likely meant: the one with the fewest issues. */
function explainUnion(
  issue: Extract<SchemaIssue, { code: 'invalid_union' }>,
  path: Path,
  input: unknown,
  known: readonly string[],
): SchemaProblem[] {
  const { options } = issue as { options?: readonly unknown[] }
  if (issue.errors.length === 0) {
    const value = valueAt(input, path)
    const expected = options ? oneOf(options) : 'a known kind'
    if (value === undefined) return [missing(path, expected)]
    return [
      { code: 'value', message: `${fieldName(path)} is not a known kind.`, path, expected, found: describe(value) },
    ]
  }
  const value = valueAt(input, path)
  const suits = (branch: readonly SchemaIssue[]) =>
    branch.some((inner) => inner.code === 'invalid_type' && inner.path.length === 0) ? 1000 : branch.length
  const branches = [...issue.errors].sort((a, b) => suits(a) - suits(b))
  const [likely = []] = branches
  return likely.flatMap((inner) =>
    explain(inner, value, known).map((problem) => ({ ...problem, path: [...path, ...problem.path] })),
  )
}

function unknownKey(key: string, path: Path, known: readonly string[]): SchemaProblem {
  const near = nearest(key, known)
  const hint = near === null ? '' : ` Did you mean ${quoted(near)}?`
  return {
    code: 'unknown-key',
    message: `${quoted(key)} is not a field here.${hint}`,
    path: [...path, key],
    expected: near ?? (known.length > 0 ? `one of ${known.join(', ')}` : 'a known field'),
    found: key,
    onKey: true,
  }
}

function missing(path: Path, expected: string): SchemaProblem {
  return { code: 'missing', message: `${fieldName(path)} is missing.`, path, expected, found: 'nothing' }
}

function wrongType(expected: string, value: unknown, path: Path): SchemaProblem {
  if (value === undefined) return missing(path, expected)
  const found = describe(value)
  if (value === null) {
    return { code: 'empty', message: `${fieldName(path)} is empty.`, path, expected, found }
  }
  const hint = expected === 'text' && typeof value !== 'object' ? ' Put it in quotes.' : ''
  return { code: 'type', message: `${fieldName(path)} should be ${expected}.${hint}`, path, expected, found }
}

function wrongSize(
  issue: Extract<SchemaIssue, { code: 'too_small' | 'too_big' }>,
  value: unknown,
  path: Path,
): SchemaProblem {
  const small = issue.code === 'too_small'
  const bound = Number(small ? issue.minimum : issue.maximum)
  const name = fieldName(path)
  const limit = `${small ? (issue.inclusive ? 'at least' : 'more than') : issue.inclusive ? 'at most' : 'less than'} ${bound}`
  if (issue.origin === 'string' && small) {
    return { code: 'empty', message: `${name} is empty.`, path, expected: 'some text', found: 'nothing' }
  }
  if (issue.origin === 'string' && typeof value === 'string') {
    const found = `${value.length} characters`
    return { code: 'too-long', message: `${name} is too long.`, path, expected: `${limit} characters`, found }
  }
  if (issue.origin === 'array' && Array.isArray(value)) {
    const message = small ? `${name} has too few entries.` : `${name} has too many entries.`
    return { code: small ? 'too-few' : 'too-many', message, path, expected: limit, found: String(value.length) }
  }
  return { code: 'range', message: `${name} is out of range.`, path, expected: limit, found: describe(value) }
}

function oneOf(values: readonly unknown[]): string {
  return values.length === 1 ? String(values[0]) : `one of ${values.join(', ')}`
}

function valueAt(input: unknown, path: Path): unknown {
  let value = input
  for (const step of path) {
    if (value === null || typeof value !== 'object') return undefined
    value = Object.hasOwn(value, step) ? (value as Record<string | number, unknown>)[step] : undefined
  }
  return value
}

/** A path in words: `“text” of options 2`. */
export function fieldName(path: Path): string {
  if (path.length === 0) return 'This'
  const names: string[] = []
  for (const step of path) {
    if (typeof step === 'number' && names.length > 0) names[names.length - 1] += ` ${step + 1}`
    else names.push(String(step))
  }
  const last = names.pop() ?? ''
  return names.length === 0 ? `“${last}”` : `“${last}” of ${names.join(', ')}`
}

function describe(value: unknown): string {
  if (value === undefined) return 'nothing'
  if (value === null) return 'an empty value'
  if (typeof value === 'string') return value === '' ? 'empty text' : quoted(value)
  if (typeof value === 'number') return `the number ${value}`
  if (typeof value === 'boolean') return `the yes-or-no value ${value}`
  return Array.isArray(value) ? `a list of ${value.length}` : 'fields with names'
}

/** The name that differs in at most two letters, or `null`. */
export function nearest(word: string, names: readonly string[]): string | null {
  let best: string | null = null
  let least = 3
  for (const name of names) {
    const distance = editDistance(word.toLowerCase(), name.toLowerCase(), least)
    if (distance < least) {
      best = name
      least = distance
    }
  }
  return best
}

/** Levenshtein distance, or `limit` when it is at least that. */
function editDistance(a: string, b: string, limit: number): number {
  if (Math.abs(a.length - b.length) >= limit || a.length > 40) return limit
  let row = Array.from({ length: b.length + 1 }, (_, index) => index)
  for (let i = 1; i <= a.length; i += 1) {
    const next = [i]
    for (let j = 1; j <= b.length; j += 1) {
      const change = (row[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1)
      next.push(Math.min(change, (row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1))
    }
    row = next
  }
  return Math.min(limit, row[b.length] ?? limit)
}
