import type { BrowseMode } from '../../contract/procedures/browse.ts'
import { parseSearch } from '../../core/search/parse.ts'
import type { SearchProblem } from '../../core/search/problems.ts'
import { fail, ok, type Result } from '../../core/result.ts'
import type { Collection } from '../../store/collection.ts'
import type { SearchEnv, SearchSetting } from '../../store/search/env.ts'
import type { Order } from '../../store/search/order.ts'
import type { Sql } from '../../store/search/sql.ts'
import type { JobFailure, JobPulse } from '../protocol.ts'
import { findByRegex, regexesIn } from './regexes.ts'

export interface SearchRequest {
  readonly text: string
  /** Decks meant, subdecks included; null for all. */
  readonly deckIds: readonly number[] | null
  readonly mode: BrowseMode
  readonly order: Order
  readonly setting: SearchSetting
}

export interface SearchFound {
  /** Every card or note that was found, in order. */
  readonly ids: Float64Array
  /** For each regular expression, the notes that it was found in. */
  readonly regexes: readonly (readonly [key: string, noteIds: readonly number[]])[]
}

type Refusal = Exclude<JobFailure, { code: 'bug' }>

function refused({ code, message, from, expected }: SearchProblem, text: string): Result<never, Refusal> {
  const where = { field: 'search', column: from + 1, source: text }
  const issue = { severity: 'error', code, message, where, ...(expected === null ? {} : { expected }) } as const
  return fail({ code: 'refused', issues: [issue] })
}

/** What is searched: by which text, in which decks, against what. */
export type SearchScope = Pick<SearchRequest, 'text' | 'deckIds' | 'setting'>

interface Exact {
  readonly where: Sql
  readonly env: SearchEnv
  readonly regexes: SearchFound['regexes']
}

/** The condition on card AS c and note AS n that a search comes to, once its regular expressions have been looked for. */
export function exactCondition(collection: Collection, request: SearchScope, pulse: JobPulse): Result<Exact, Refusal> {
  const { search } = collection
  const parsed = parseSearch(request.text)
  if (!parsed.ok) return refused(parsed.error, request.text)
  const scope = { node: parsed.value, deckIds: request.deckIds }
  const open = search.env(request.setting)
  const about = search.condition(scope, open)
  if (!about.ok) return refused(about.error, request.text)
  const terms = regexesIn(parsed.value)
  if (terms.length === 0) return ok({ where: about.value, env: open, regexes: [] })
  const found = findByRegex(collection, terms, search.noteIds(about.value, open), pulse)
  if (!found.ok) return found
  const env = search.env(request.setting, found.value)
  const exact = search.condition(scope, env)
  if (!exact.ok) return refused(exact.error, request.text)
  return ok({ where: exact.value, env, regexes: [...found.value] })
}

/** Does a search as a whole, regular expressions included. */
export function searchAll(
  collection: Collection,
  request: SearchRequest,
  pulse: JobPulse,
): Result<SearchFound, Refusal> {
  const exact = exactCondition(collection, request, pulse)
  if (!exact.ok) return exact
  const { where, env, regexes } = exact.value
  return ok({ ids: Float64Array.from(collection.search.ids(where, request.mode, request.order, env)), regexes })
}
