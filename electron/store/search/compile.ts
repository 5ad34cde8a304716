import type { SearchNode, Span, Term } from '../../core/search/ast.ts'
import type { SearchProblem } from '../../core/search/problems.ts'
import { ok, type Result } from '../../core/result.ts'
import * as cards from './card-terms.ts'
import { startOf, type SearchEnv } from './env.ts'
import { inDecks } from './in-decks.ts'
import { fieldCondition, fieldNames, unknownField } from './fields.ts'
import * as notes from './note-terms.ts'
import { allOf, ALWAYS, among, anyOf, NEVER, notOf, sql, type Sql } from './sql.ts'
import { textCondition } from './text.ts'

type Compiled = Result<Sql, SearchProblem>

/** Names a regular expression among those of a search. */
export function regexKey(term: Extract<Term, { type: 'regex' | 'tag-regex' }>): string {
  return JSON.stringify(term)
}

/**
 * A search as one condition on the tables card (c) and note (n), every value bound.
 * @param env what is known besides the rows. Without `found`, regular expressions are left open: what is found then
 *   holds at least every card that the search means.
 */
export function compileSearch(node: SearchNode, env: SearchEnv, negated = false): Compiled {
  if (node.op === 'term') return compileTerm(node.term, node.span, env, negated)
  if (node.op === 'not') {
    const inner = compileSearch(node.node, env, !negated)
    return inner.ok ? ok(notOf(inner.value)) : inner
  }
  const parts: Sql[] = []
  for (const one of node.nodes) {
    const part = compileSearch(one, env, negated)
    if (!part.ok) return part
    parts.push(part.value)
  }
  if (node.op === 'or') return ok(anyOf(parts))
  const all = allOf(parts)
  return ok(all === ALWAYS || all === NEVER ? all : sql`(${all})`)
}

function compileTerm(term: Term, span: Span, env: SearchEnv, negated: boolean): Compiled {
  switch (term.type) {
    case 'regex':
      if (term.field !== null && fieldNames(term.field, env).length === 0) return unknownField(term.field, span)
      return ok(byRegex(term, env, negated))
    case 'tag-regex':
      return ok(byRegex(term, env, negated))
    case 'field':
      return fieldCondition(term.field, term.value, term.plain, span, env)
    case 'domain':
      return notes.domainCondition(term.pattern, span, env)
    case 'service':
      return notes.serviceCondition(term.pattern, span, env)
    default:
      return ok(conditionOf(term, env))
  }
}

function byRegex(term: Extract<Term, { type: 'regex' | 'tag-regex' }>, env: SearchEnv, negated: boolean): Sql {
  const found = env.found?.get(regexKey(term))
  if (found === undefined) return negated ? NEVER : ALWAYS
  return sql`c.note_id ${among(found)}`
}

type Simple = Exclude<Term, { type: 'regex' | 'tag-regex' | 'field' | 'domain' | 'service' }>

function conditionOf(term: Simple, env: SearchEnv): Sql {
  switch (term.type) {
    case 'all':
      return ALWAYS
    case 'text':
      return textCondition(term.pattern, term.whole, env)
    case 'tag':
      return notes.tagCondition(term.pattern)
    case 'deck':
      return notes.deckCondition(term.pattern, env)
    case 'deck-current':
      return notes.currentDeckCondition(env)
    case 'deck-filtered':
      return NEVER
    case 'is':
      return cards.conditionOf(term.condition, env)
    case 'prop':
      return cards.propertyCondition(term.property, term.comparison, term.value, env)
    case 'rated':
      return cards.ratedCondition(term.days, term.rating, env)
    case 'added':
      return sql`n.created_at >= ${startOf(env, env.today - term.days + 1)}`
    case 'edited':
      return sql`max(n.created_at, ifnull(n.edited_at, 0)) >= ${startOf(env, env.today - term.days + 1)}`
    case 'introduced':
      return cards.introducedCondition(term.days, env)
    case 'rescheduled':
      return cards.rescheduledCondition(term.days, env)
    case 'missed':
      return cards.missedCondition(term.days, env)
    default:
      return detailOf(term, env)
  }
}

type Detail = Extract<
  Simple,
  { type: 'flag' | 'note-type' | 'kind' | 'ordinal' | 'card-name' | 'ids' | 'dupe' | 'preset' | 'objective' | 'media' }
>

function detailOf(term: Detail, env: SearchEnv): Sql {
  switch (term.type) {
    case 'flag':
      return sql`c.flag = ${term.flag}`
    case 'note-type':
      return notes.noteTypeCondition(term.pattern, env)
    case 'kind':
      return notes.kindCondition(term.kinds)
    case 'ordinal':
      return sql`c.ordinal = ${term.ordinal}`
    case 'card-name':
      return notes.cardNameCondition(term.pattern, env)
    case 'ids':
      return term.of === 'card'
        ? sql`c.id ${among(term.ids)}`
        : term.of === 'note'
          ? sql`c.note_id ${among(term.ids)}`
          : inDecks(term.ids, env)
    case 'dupe':
      return notes.dupeCondition(term.noteType, term.text, env)
    case 'preset':
      return notes.presetCondition(term.pattern, env)
    case 'objective':
      return notes.objectiveCondition(term.pattern)
    case 'media':
      return notes.WITH_MEDIA
  }
}
