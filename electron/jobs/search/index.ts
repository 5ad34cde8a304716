import type { BrowseMode } from '../../contract/procedures/browse.ts'
import { parseSearch } from '../../core/search/parse.ts'
import type { SearchProblem } from '../../core/search/problems.ts'
import { fail, ok, type Result } from '../../core/result.ts'
import type { Collection } from '../../store/collection.ts'
import type { SearchSetting } from '../../store/search/env.ts'
import type { Order } from '../../store/search/order.ts'
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

/** Does a search as a whole, regular expressions included. */
export function searchAll(
  collection: Collection,
  request: SearchRequest,
  pulse: JobPulse,
): Result<SearchFound, Refusal> {
  const { search } = collection
  const parsed = parseSearch(request.text)
  if (!parsed.ok) return refused(parsed.error, request.text)
  const scope = { node: parsed.value, deckIds: request.deckIds }
  const open = search.env(request.setting)
  const about = search.condition(scope, open)
  if (!about.ok) return refused(about.error, request.text)
  const terms = regexesIn(parsed.value)
  if (terms.length === 0) {
    return ok({ ids: Float64Array.from(search.ids(about.value, request.mode, request.order, open)), regexes: [] })
  }
  const found = findByRegex(collection, terms, search.noteIds(about.value, open), pulse)
  if (!found.ok) return found
  const env = search.env(request.setting, found.value)
  const exact = search.condition(scope, env)
  if (!exact.ok) return refused(exact.error, request.text)
  return ok({
    ids: Float64Array.from(search.ids(exact.value, request.mode, request.order, env)),
    regexes: [...found.value],
  })
}
