import type { BrowseMode, BrowseQuery, SearchProblem } from '../contract/procedures/browse.ts'
import type { Progress } from '../contract/shapes.ts'
import { parseSearch } from '../core/search/parse.ts'
import { fail, ok, type Result } from '../core/result.ts'
import { runJob } from '../jobs/run-job.ts'
import { regexesIn } from '../jobs/search/regexes.ts'
import type { SearchEnv, SearchSetting } from '../store/search/env.ts'
import type { Order } from '../store/search/order.ts'
import type { Sql } from '../store/search/sql.ts'
import type { Context } from './context.ts'
import { conflict, invalid, notFound, type Served } from './service-error.ts'

/** Searches whose results are held; the oldest goes first. */
const HELD = 6
/** Up to here pages are read by the search itself; beyond, all its ids are found once and held. */
const NEAR = 1000
const MINUTE_MS = 60_000
const HOUR_MS = 3_600_000

/** A search as far as it has been done, until anything in the collection changes. */
interface Held {
  readonly where: Sql
  readonly env: SearchEnv
  readonly mode: BrowseMode
  total: number | null
  /** All ids by order, found or being found. */
  readonly orders: Map<string, Float64Array | Promise<Float64Array>>
}

export interface Page {
  readonly ids: readonly number[]
  readonly total: number
}

const orderOf = ({ sort, descending }: BrowseQuery): Order => ({ sort, descending })
const orderKey = ({ sort, descending }: Order): string => `${sort}/${descending ? 'down' : 'up'}`

type ListedServices = Context['catalogue']['services']
const namesOf = new WeakMap<ListedServices, SearchSetting['services']>()

/** Every name that people use for each service; put together once for a catalogue. */
function servicesByName(services: ListedServices): SearchSetting['services'] {
  const known = namesOf.get(services)
  if (known !== undefined) return known
  const named = services.map(({ id, name, aliases = [], earlierNames = [] }) => {
    const names = [id, name, ...aliases, ...earlierNames]
    return { id, names: [...names, ...names.map((one) => one.replace(/^(?:amazon|aws)[ -]/i, ''))] }
  })
  namesOf.set(services, named)
  return named
}

/** What a search depends on besides the collection: the clock, the zone, the catalogue. */
export function searchSetting(context: Context): SearchSetting {
  const { blueprints, services } = context.catalogue
  return {
    now: context.now(),
    zone: context.zone(),
    rolloverHour: context.settings.get().rolloverHour,
    domains: blueprints.flatMap((blueprint) => blueprint.domains.map(({ id, title }) => ({ id, title }))),
    services: servicesByName(services),
  }
}

/**
 * The condition on card AS c and note AS n that a search comes to, for other figures about what it finds. A regular
 * expression is refused here, since it cannot be looked for while somebody waits.
 */
export function searchCondition(
  context: Context,
  text: string,
  deckId: number | null = null,
): Result<{ where: Sql; env: SearchEnv }, SearchProblem> {
  const parsed = parseSearch(text)
  if (!parsed.ok) return parsed
  if (regexesIn(parsed.value).length > 0) {
    const message = 'A regular expression takes too long here.'
    return fail({ code: 'regex', from: 0, to: text.length, message, expected: null })
  }
  const { search, decks } = context.collection
  const env = search.env(searchSetting(context))
  const deckIds = deckId === null ? null : decks.subtreeIds(deckId)
  const where = search.condition({ node: parsed.value, deckIds }, env)
  return where.ok ? ok({ where: where.value, env }) : where
}

/** Searches for the list: pages at once where that is quick, in a worker where it is not; results are held. */
export class SearchService {
  readonly #context: Context
  readonly #held = new Map<string, Held>()
  #stamp = ''

  constructor(context: Context) {
    this.#context = context
  }

  /**
   * A page of ids in order.
   * @returns `slow` when the search has a regular expression and `run` has not done it yet; the problem of a search
   *   that makes no sense
   */
  async page(query: BrowseQuery, offset: number, limit: number): Promise<Result<Page | 'slow', SearchProblem>> {
    const held = this.#hold(query)
    if (!held.ok || held.value === 'slow') return held as Result<'slow', SearchProblem>
    const one = held.value
    const known = one.orders.get(orderKey(orderOf(query)))
    if (known !== undefined || offset + limit > NEAR) {
      const ids = known ?? this.#order(query, one)
      const all = ids instanceof Promise ? await ids : ids
      return ok({ ids: Array.from(all.subarray(offset, offset + limit)), total: all.length })
    }
    return ok(this.#near(query, one, offset, limit))
  }

  /** All ids that a search finds, in order. */
  async ids(query: BrowseQuery): Promise<Result<Float64Array | 'slow', SearchProblem>> {
    const held = this.#hold(query)
    if (!held.ok || held.value === 'slow') return held as Result<'slow', SearchProblem>
    return ok(await (held.value.orders.get(orderKey(orderOf(query))) ?? this.#order(query, held.value)))
  }

  /**
   * The condition of a search with a regular expression, for other figures about what it finds.
   * @returns `slow` when `run` has not done it since the last change
   */
  condition(text: string, deckId: number | null): Result<{ where: Sql; env: SearchEnv } | 'slow', SearchProblem> {
    const held = this.#hold({ text, deckId, mode: 'cards' })
    if (!held.ok || held.value === 'slow') return held as Result<'slow', SearchProblem>
    const { search, decks } = this.#context.collection
    const parsed = parseSearch(text)
    if (!parsed.ok) return parsed
    // Where the regular expressions are found holds as long as nothing changes; the clock goes on.
    const env = search.env(searchSetting(this.#context), held.value.env.found ?? undefined)
    const deckIds = deckId === null ? null : decks.subtreeIds(deckId)
    const where = search.condition({ node: parsed.value, deckIds }, env)
    return where.ok ? ok({ where: where.value, env }) : where
  }

  /** Does a search in a worker, as one with a regular expression must be; its pages are there afterwards. */
  async run(
    query: BrowseQuery,
    signal: AbortSignal,
    onProgress: (progress: Progress) => void,
  ): Promise<Served<{ total: number }>> {
    const setting = searchSetting(this.#context)
    const done = await this.#job(query, setting, signal, onProgress)
    if (!done.ok) return done
    const env = this.#context.collection.search.env(setting, new Map(done.value.regexes))
    const held = this.#hold(query, env)
    if (!held.ok) return invalid([issueOf(held.error, query.text)])
    if (held.value !== 'slow') held.value.orders.set(orderKey(orderOf(query)), done.value.ids)
    return ok({ total: done.value.ids.length })
  }

  #near(query: BrowseQuery, held: Held, offset: number, limit: number): Page {
    const { search } = this.#context.collection
    const order = orderOf(query)
    if (held.total === null && offset === 0) {
      const first = search.first(held.where, held.mode, order, limit, held.env)
      held.total = first.total
      return first
    }
    held.total ??= search.count(held.where, held.mode, held.env)
    return { ids: search.ids(held.where, held.mode, order, held.env, { offset, limit }), total: held.total }
  }

  /** What is held of a search, begun now if need be. */
  #hold(query: Pick<BrowseQuery, 'text' | 'deckId' | 'mode'>, env?: SearchEnv): Result<Held | 'slow', SearchProblem> {
    this.#forgetOld()
    const mode = query.mode ?? 'cards'
    const key = JSON.stringify([query.text, query.deckId, mode])
    const known = env === undefined ? this.#held.get(key) : undefined
    if (known !== undefined) return ok(known)
    const parsed = parseSearch(query.text)
    if (!parsed.ok) return parsed
    const { search, decks } = this.#context.collection
    const around = env ?? search.env(searchSetting(this.#context))
    const deckIds = query.deckId === null ? null : decks.subtreeIds(query.deckId)
    const where = search.condition({ node: parsed.value, deckIds }, around)
    if (!where.ok) return where
    if (env === undefined && regexesIn(parsed.value).length > 0) return ok('slow')
    const held: Held = { where: where.value, env: around, mode, total: null, orders: new Map() }
    const [oldest] = this.#held.keys()
    if (this.#held.size >= HELD && oldest !== undefined) this.#held.delete(oldest)
    this.#held.set(key, held)
    return ok(held)
  }

  /** Finds all ids of a search in an order, in a worker. */
  #order(query: BrowseQuery, held: Held): Promise<Float64Array> {
    const key = orderKey(orderOf(query))
    const { search } = this.#context.collection
    const here = (): Float64Array => Float64Array.from(search.ids(held.where, held.mode, orderOf(query), held.env))
    // What is few is found sooner than a worker starts.
    const few = (held.total ?? Number.POSITIVE_INFINITY) <= NEAR || held.env.found !== null
    const finding = few
      ? Promise.resolve(here())
      : this.#job(query, held.env, undefined, () => undefined).then((done) => (done.ok ? done.value.ids : here()))
    held.orders.set(key, finding)
    return finding.then((ids) => {
      held.orders.set(key, ids)
      return ids
    })
  }

  async #job(
    query: BrowseQuery,
    { now, zone, rolloverHour, domains, services }: SearchSetting,
    signal: AbortSignal | undefined,
    onProgress: (progress: Progress) => void,
  ) {
    const { collection, dataDir, resources } = this.#context
    const search = {
      text: query.text,
      deckIds: query.deckId === null ? null : collection.decks.subtreeIds(query.deckId),
      mode: query.mode ?? 'cards',
      order: orderOf(query),
      setting: { now, zone, rolloverHour, domains, services },
    }
    const done = await runJob({ job: 'search', search }, { worker: resources.worker, dataDir, signal, onProgress })
    if (done.ok) return done
    return done.error.code === 'refused' ? invalid(done.error.issues) : conflict('Cancelled.')
  }

  /** Nothing is held longer than the collection stays as it is, or while much comes due. */
  #forgetOld(): void {
    const stamp = this.#context.collection.search.stamp()
    if (stamp !== this.#stamp) this.#held.clear()
    this.#stamp = stamp
    const now = this.#context.now()
    for (const [key, { env }] of this.#held)
      if (now - env.now > (env.found ? HOUR_MS : MINUTE_MS)) this.#held.delete(key)
  }
}

/** A problem of a search as an issue with its place. */
export function issueOf({ code, message, from, to, expected }: SearchProblem, text: string) {
  return {
    severity: 'error' as const,
    code,
    message,
    where: { field: 'search', column: from + 1, source: text },
    found: text.slice(from, to),
    ...(expected === null ? {} : { expected }),
  }
}

/** Ids of a stretch of what a search finds. */
export async function searchIds(
  service: SearchService,
  query: BrowseQuery & { readonly from: number; readonly to: number },
): Promise<Served<{ ids: number[] }>> {
  const found = await service.ids(query)
  if (!found.ok) return invalid([issueOf(found.error, query.text)])
  if (found.value === 'slow') return notFound('search')
  return ok({ ids: Array.from(found.value.subarray(query.from, query.to)) })
}
