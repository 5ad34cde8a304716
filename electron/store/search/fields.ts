import type { NoteKind } from '../../contract/content/note-content.ts'
import type { Pattern, Span } from '../../core/search/ast.ts'
import { matcher, toLike } from '../../core/search/pattern.ts'
import { problem, type SearchProblem } from '../../core/search/problems.ts'
import { ok, type Result } from '../../core/result.ts'
import type { SearchEnv } from './env.ts'
import { allOf, ALWAYS, anyOf, oneOf, sql, type Sql } from './sql.ts'
import { folded, likeInside } from './text.ts'

/** A field of our own kinds: a text, or the same text of each entry of a list. */
interface Field {
  readonly kinds: readonly NoteKind[]
  readonly path: string
  /** Path inside an entry, where `path` is a list. */
  readonly entry?: string
  /** Not every note of these kinds has it. */
  readonly optional?: true
}

const EXAM: readonly NoteKind[] = ['multiple-choice', 'multiple-response', 'ordering', 'matching']

/** The fields that can be searched by name, for every kind that has them. */
export const FIELDS: ReadonlyMap<string, Field> = new Map([
  ['front', { kinds: ['basic', 'basic-reversed', 'typed'], path: '$.front' }],
  ['back', { kinds: ['basic', 'basic-reversed'], path: '$.back' }],
  ['extra', { kinds: ['basic', 'basic-reversed', 'typed', 'cloze'], path: '$.extra', optional: true }],
  ['text', { kinds: ['cloze'], path: '$.text' }],
  ['answer', { kinds: ['typed', 'computed'], path: '$.answer' }],
  ['accept', { kinds: ['typed'], path: '$.accept', entry: '$' }],
  ['prompt', { kinds: ['computed'], path: '$.prompt' }],
  ['unit', { kinds: ['computed'], path: '$.unit', optional: true }],
  ['steps', { kinds: ['computed'], path: '$.steps', entry: '$' }],
  ['alt', { kinds: ['diagram'], path: '$.alt' }],
  ['labels', { kinds: ['diagram'], path: '$.labels', entry: '$.answer' }],
  ['stem', { kinds: EXAM, path: '$.stem' }],
  ['explanation', { kinds: EXAM, path: '$.explanation', optional: true }],
  ['options', { kinds: ['multiple-choice', 'multiple-response'], path: '$.options', entry: '$.text' }],
  ['reasons', { kinds: ['multiple-choice', 'multiple-response'], path: '$.options', entry: '$.reason' }],
  ['items', { kinds: ['ordering'], path: '$.items', entry: '$.text' }],
  ['prompts', { kinds: ['matching'], path: '$.pairs', entry: '$.prompt' }],
  ['responses', { kinds: ['matching'], path: '$.pairs', entry: '$.response' }],
] satisfies [string, Field][])

/** What a field's value must be like. */
type Test = (value: Sql) => Sql

/** Whether a field without a value is like the pattern. */
function takesNothing(pattern: Pattern): boolean {
  return pattern.every((piece) => piece === 'any')
}

function testOf(pattern: Pattern, plain: boolean): Test {
  if (pattern.length === 0) return (value) => sql`ifnull(${value}, '') = ''`
  if (!plain) {
    const like = toLike(pattern)
    return (value) => sql`ifnull(${value}, '') LIKE ${like} ESCAPE '\\'`
  }
  const like = toLike(pattern.map((piece) => (typeof piece === 'string' ? piece : { text: folded(piece.text) })))
  return (value) => sql`search_folded(ifnull(${value}, '')) LIKE ${like} ESCAPE '\\'`
}

/** Letters of English from the rarest to the commonest. */
const BY_RARITY = 'zqxjkvbpygfwmucldrhsnioate'

/**
 * Holds for every note that has a field, and for few that have not. GLOB stops at each letter that its pattern begins
 * with: it looks for the name from its rarest letter on.
 */
function thereIs(name: string): Sql {
  const rarest = [...BY_RARITY].find((letter) => name.includes(letter)) ?? ''
  return sql`n.content GLOB ${`*${name.slice(name.indexOf(rarest))}":*`}`
}

/** @param about what holds for every note of which a field is like the pattern, and is quicker to look at than fields */
function inField(field: Field, pattern: Pattern, test: Test, about: Sql): Sql {
  const kinds = sql`n.kind ${oneOf(field.kinds)}`
  if (field.entry === undefined) {
    const value = test(sql`json_extract(n.content, ${field.path})`)
    if (field.optional === undefined) return sql`(${allOf([about, kinds, value])})`
    // Whether the field is there at all is seen sooner than what it says.
    const there = thereIs(field.path.slice(2))
    if (takesNothing(pattern)) return sql`(${kinds} AND (NOT ${there} OR ${value}))`
    return sql`(${allOf([there, about, kinds, value])})`
  }
  const value = field.entry === '$' ? sql`entry.value` : sql`json_extract(entry.value, ${field.entry})`
  const entries = sql`EXISTS (SELECT 1 FROM json_each(n.content, ${field.path}) AS entry WHERE ${test(value)})`
  return sql`(${allOf([about, kinds, entries])})`
}

function inNoteTypes(env: SearchEnv, named: (name: string) => boolean, test: Test): Sql[] {
  return env.noteTypes.flatMap((type) =>
    type.definition.fields.flatMap((field, index) => {
      if (!named(field.name)) return []
      const value = sql`json_extract(n.content, ${`$.fields[${index}]`})`
      return [sql`(n.kind = 'template' AND json_extract(n.content, '$.noteType') = ${type.guid} AND ${test(value)})`]
    }),
  )
}

/** The names of the fields that a pattern means: of our own kinds, and of note types. */
export function fieldNames(pattern: Pattern, env: Pick<SearchEnv, 'noteTypes'>): string[] {
  const all = [...FIELDS.keys(), ...env.noteTypes.flatMap((type) => type.definition.fields.map((field) => field.name))]
  const named = matcher(pattern)
  return [...new Set(all)].filter(named)
}

/** No kind and no note type has such a field. */
export function unknownField(pattern: Pattern, span: Span): Result<never, SearchProblem> {
  const name = pattern.map((piece) => (typeof piece === 'string' ? (piece === 'any' ? '*' : '_') : piece.text)).join('')
  return problem(
    'unknown-field',
    { from: span.from, to: Math.min(span.to, span.from + name.length + 1) },
    `No note has a field “${name}”, and it is no word of the search language.`,
    `front:, back:, text:, stem: and the like; \\: looks for a colon`,
  )
}

/** Notes of which a field as a whole is like a pattern; an empty pattern asks for an empty field. */
export function fieldCondition(
  field: Pattern,
  value: Pattern,
  plain: boolean,
  span: Span,
  env: SearchEnv,
): Result<Sql, SearchProblem> {
  if (fieldNames(field, env).length === 0) return unknownField(field, span)
  const named = matcher(field)
  const test = testOf(value, plain)
  const own = [...FIELDS].filter(([name]) => named(name)).map(([, one]) => one)
  const inTypes = inNoteTypes(env, named, test)
  const about = plain ? ALWAYS : mustContain(value)
  const [only] = own
  if (only !== undefined && own.length === 1 && inTypes.length === 0) return ok(inField(only, value, test, about))
  const conditions = anyOf([...own.map((one) => inField(one, value, test, ALWAYS)), ...inTypes])
  return ok(sql`(${allOf([about, conditions])})`)
}

/** What holds for every note whose field is like the pattern, and is quicker to look at than its fields. */
function mustContain(pattern: Pattern): Sql {
  const longest = pattern
    .flatMap((piece) => (typeof piece === 'string' ? [] : [piece]))
    .sort((a, b) => b.text.length - a.text.length)[0]
  return longest === undefined ? ALWAYS : sql`n.content LIKE ${likeInside([longest])} ESCAPE '\\'`
}
