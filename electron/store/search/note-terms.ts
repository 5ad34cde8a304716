import type { NoteKind } from '../../contract/content/note-content.ts'
import type { Pattern, Span } from '../../core/search/ast.ts'
import { matcher, toLike } from '../../core/search/pattern.ts'
import { problem, type SearchProblem } from '../../core/search/problems.ts'
import { ok, type Result } from '../../core/result.ts'
import { DECK_SEPARATOR } from '../decks.ts'
import type { SearchEnv } from './env.ts'
import { inDecks } from './in-decks.ts'
import { among, anyOf, NEVER, oneOf, sql, type Sql } from './sql.ts'

/** Names that people know our kinds by: ours, and those of Anki's stock note types. */
export const KIND_WORDS: Readonly<Record<NoteKind, readonly string[]>> = {
  basic: ['basic', 'one way'],
  'basic-reversed': ['basic-reversed', 'both ways', 'basic (and reversed card)'],
  cloze: ['cloze', 'gaps'],
  typed: ['typed', 'typed answer', 'basic (type in the answer)'],
  computed: ['computed'],
  diagram: ['diagram', 'image occlusion'],
  'multiple-choice': ['multiple-choice', 'multiple choice'],
  'multiple-response': ['multiple-response', 'multiple response'],
  ordering: ['ordering'],
  matching: ['matching'],
  template: ['template'],
}

/** Notes with a tag or one below it (`a` finds `a::b`); null: notes without any. */
export function tagCondition(pattern: Pattern | null): Sql {
  if (pattern === null || pattern.length === 0) return sql`n.tags = '[]'`
  if (pattern.every((piece) => piece === 'any')) return sql`n.tags <> '[]'`
  const inJson = toLike(
    pattern.map((piece) => (typeof piece === 'string' ? piece : { text: JSON.stringify(piece.text).slice(1, -1) })),
  )
  const like = toLike(pattern)
  const own = sql`n.tags LIKE ${`%"${inJson}"%`} ESCAPE '\\'`
  const one = sql`value LIKE ${like} ESCAPE '\\'`
  // A pattern that may go on takes the tags below along by itself.
  const goesOn = pattern.at(-1) === 'any'
  const about = goesOn ? own : sql`(${own} OR n.tags LIKE ${`%"${inJson}${DECK_SEPARATOR}%`} ESCAPE '\\')`
  if (!pattern.includes('any')) return about
  // Where there are several, a wildcard may have run from one tag into the next.
  const any = goesOn ? one : sql`(${one} OR value LIKE ${`${like}${DECK_SEPARATOR}%`} ESCAPE '\\')`
  return sql`(${about} AND (n.tags NOT LIKE '%","%' OR EXISTS (SELECT 1 FROM json_each(n.tags) WHERE ${any})))`
}

/** Cards of decks that are called so, and of decks below them. */
export function deckCondition(pattern: Pattern, env: SearchEnv): Sql {
  const named = matcher(pattern)
  const tops = env.decks.filter((deck) => named(deck.path)).map((deck) => deck.path)
  const below = (path: string): boolean => tops.some((top) => path === top || path.startsWith(top + DECK_SEPARATOR))
  const ids = env.decks.filter((deck) => below(deck.path)).map((deck) => deck.id)
  return inDecks(ids, env)
}

/** Cards of the deck of the last answer, and of decks below it. */
export function currentDeckCondition(env: SearchEnv): Sql {
  const top = env.decks.find((deck) => deck.id === env.currentDeck)
  return top === undefined ? NEVER : deckCondition([{ text: top.path }], env)
}

/** Notes with an objective or one below it (`1.1` finds 1.1.3); null: notes without one. */
export function objectiveCondition(pattern: Pattern | null): Sql {
  if (pattern === null) return sql`n.objective IS NULL`
  const like = toLike(pattern)
  return sql`ifnull(n.objective LIKE ${like} ESCAPE '\\' OR n.objective LIKE ${`${like}.%`} ESCAPE '\\', 0)`
}

/** Notes of the domains with an id or a title like the pattern. */
export function domainCondition(pattern: Pattern, span: Span, env: SearchEnv): Result<Sql, SearchProblem> {
  const named = matcher(pattern)
  const domains = env.domains.filter((domain) => named(domain.id) || named(domain.title))
  if (domains.length === 0) {
    const known = env.domains.map((domain) => domain.id).join(', ')
    return problem('unknown-domain', span, 'No exam has such a domain.', known === '' ? null : `one of ${known}`)
  }
  return ok(anyOf(domains.map((domain) => objectiveCondition([{ text: domain.id }]))))
}

/** Notes that name a service. */
export function serviceCondition(pattern: Pattern, span: Span, env: SearchEnv): Result<Sql, SearchProblem> {
  const named = matcher(pattern)
  const ids = env.services.filter((service) => service.names.some(named)).map((service) => service.id)
  if (ids.length === 0)
    return problem(
      'unknown-service',
      span,
      'No service is called that.',
      'service:*bedrock* finds all with bedrock in them',
    )
  return ok(sql`n.id IN (
    SELECT named.id FROM note AS named INDEXED BY note_services CROSS JOIN json_each(named.services) AS service
    WHERE named.services <> '[]' AND service.value ${among(ids)})`)
}

/** Cards of the decks whose preset is called so. */
export function presetCondition(pattern: Pattern, env: SearchEnv): Sql {
  const named = matcher(pattern)
  const presets = env.presets.filter((preset) => named(preset.name))
  return inDecks(
    presets.flatMap((preset) => preset.deckIds),
    env,
  )
}

export function kindCondition(kinds: readonly NoteKind[]): Sql {
  return sql`n.kind ${oneOf(kinds)}`
}

/** Notes of the note types, or of the kinds, that are called so. */
export function noteTypeCondition(pattern: Pattern, env: SearchEnv): Sql {
  const named = matcher(pattern)
  const kinds = (Object.keys(KIND_WORDS) as NoteKind[]).filter((kind) => KIND_WORDS[kind].some(named))
  const guids = env.noteTypes.filter((type) => named(type.name)).map((type) => type.guid)
  return anyOf([
    ...(kinds.length === 0 ? [] : [kindCondition(kinds)]),
    ...(guids.length === 0
      ? []
      : [sql`(n.kind = 'template' AND json_extract(n.content, '$.noteType') ${among(guids)})`]),
  ])
}

/** Cards that their note type calls so. Of our own kinds: `Card 2` is the second one. */
export function cardNameCondition(pattern: Pattern, env: SearchEnv): Sql {
  const named = matcher(pattern)
  const inTypes = env.noteTypes.flatMap((type) =>
    type.definition.templates.flatMap((template, ordinal) => {
      if (!named(template.name)) return []
      const one = type.definition.kind === 'cloze' ? sql`1` : sql`c.ordinal = ${ordinal}`
      return [sql`(n.kind = 'template' AND json_extract(n.content, '$.noteType') = ${type.guid} AND ${one})`]
    }),
  )
  const ordinals = [0, 1, 2, 3, 4, 5, 6, 7, 8, 9].filter((ordinal) => named(`Card ${ordinal + 1}`))
  return anyOf([...inTypes, ...ordinals.map((ordinal) => sql`(n.kind <> 'template' AND c.ordinal = ${ordinal})`)])
}

/** Notes whose first field reads like the text: by their line in lists, which is its plain text. */
export function dupeCondition(noteType: string | null, text: string, env: SearchEnv): Sql {
  const like = toLike([{ text: text.replace(/\s+/g, ' ').trim() }])
  const same = sql`n.summary LIKE ${like} ESCAPE '\\'`
  return noteType === null ? same : sql`(${same} AND ${noteTypeCondition([{ text: noteType }], env)})`
}

/** GLOB finds a sign by which most notes can be left out far sooner than LIKE does. */
export const WITH_MEDIA = sql`((n.content GLOB '*<*' AND n.content LIKE '%<img%') OR n.content LIKE '%[sound:%'
  OR (n.content GLOB '*!*' AND n.content LIKE '%![%](%)%'))`
