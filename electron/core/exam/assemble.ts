import type { Blueprint } from '../../contract/content/catalogue.ts'
import type { ExamKind } from '../../contract/content/note-content.ts'
import { createRng, hashSeed, shuffle } from '../random.ts'
import { fail, ok } from '../result.ts'
import type { Result } from '../result.ts'
import { runSteps, type Steps } from '../steps.ts'
import { domainCounts, domainOf, objectivePlaces } from './blueprint.ts'
import type { DomainCount } from './blueprint.ts'
import { Selection } from './selection.ts'

/** A question of the bank. Its domain is its objective's, or `domain` where it has no objective of the blueprint. */
export interface BankItem {
  readonly guid: string
  readonly kind: ExamKind
  readonly domain?: string | undefined
  readonly objective: string | null
  readonly difficulty?: number | undefined
  /** Path of its deck. */
  readonly deck?: string | undefined
}

export interface FormItem {
  readonly guid: string
  readonly kind: ExamKind
  readonly domain: string
  readonly objective: string | null
  readonly scored: boolean
}

/** An assembled exam, reproducible from its seed. */
export interface Form {
  readonly blueprint: string
  readonly seed: number
  readonly items: readonly FormItem[]
}

/** A domain for which the bank has too few questions. */
export interface Shortage {
  readonly domain: string
  readonly needed: number
  readonly available: number
}

export interface AssemblyInput {
  readonly blueprint: Blueprint
  readonly bank: readonly BankItem[]
  /** Questions that were in an exam before; they are used only where the others do not suffice. */
  readonly seen: ReadonlySet<string>
  readonly seed: number
}

/** A bank item in its domain, with the task it belongs to. */
export interface Placed {
  readonly item: BankItem
  readonly domain: string
  readonly task: string
}

/** How many questions are put in their places before somebody else may have a turn. */
const PLACED_AT_ONCE = 250

/**
 * Assembles a form: counts by domain from the blueprint's weights, within a domain spread over tasks and objectives,
 * kinds near the blueprint's shares, difficulties as in the bank, unseen questions first, in shuffled order. A pure
 * function of what it is given; the order of the bank does not matter. Fails with every domain that is short.
 */
export function assembleForm(input: AssemblyInput): Result<Form, Shortage[]> {
  return runSteps(assembling(input))
}

/** `assembleForm` in steps of a millisecond or so, for a thread that has other things to do. */
export function* assembling(input: AssemblyInput): Steps<Result<Form, Shortage[]>> {
  const { blueprint, seed } = input
  const byDomain = yield* placeBank(input)
  const counts = domainCounts(blueprint)
  const shortages = counts.flatMap(({ id, total }): Shortage[] => {
    const available = byDomain.get(id)?.length ?? 0
    return available < total ? [{ domain: id, needed: total, available }] : []
  })
  if (shortages.length > 0) return fail(shortages)
  yield
  const selection = new Selection(Object.entries(blueprint.kinds), [...byDomain.values()].flat())
  const items: FormItem[] = []
  for (const count of counts)
    items.push(...(yield* chooseDomain(count, byDomain.get(count.id) ?? [], input, selection)))
  return ok({ blueprint: blueprint.id, seed, items: shuffle(items, createRng(hashSeed('order', seed))) })
}

/** The bank by domain, each in an order that only the seed decides; questions of no known domain are left out. */
function* placeBank({ blueprint, bank, seed }: AssemblyInput): Steps<Map<string, Placed[]>> {
  const places = objectivePlaces(blueprint)
  const keyed = new Map<string, { key: number; placed: Placed }[]>(blueprint.domains.map(({ id }) => [id, []]))
  const known = new Set<string>()
  let count = 0
  for (const item of bank) {
    if (++count % PLACED_AT_ONCE === 0) yield
    if (known.has(item.guid)) continue
    known.add(item.guid)
    const place = item.objective === null ? undefined : places.get(item.objective)
    const domain = domainOf(blueprint, item)
    if (domain === undefined) continue
    const placed = { item, domain, task: place?.task ?? '' }
    keyed.get(domain)?.push({ key: hashSeed(seed, item.guid), placed })
  }
  const byDomain = new Map<string, Placed[]>()
  for (const [domain, entries] of keyed) {
    yield
    entries.sort((a, b) => a.key - b.key || (a.placed.item.guid < b.placed.item.guid ? -1 : 1))
    byDomain.set(
      domain,
      entries.map(({ placed }) => placed),
    )
  }
  return byDomain
}

function* chooseDomain(
  count: DomainCount,
  pool: Placed[],
  input: AssemblyInput,
  selection: Selection,
): Steps<FormItem[]> {
  const unseen = pool.filter(({ item }) => !input.seen.has(item.guid))
  const seen = pool.filter(({ item }) => input.seen.has(item.guid))
  const chosen = [
    ...(yield* selection.taking(unseen, Math.min(count.total, unseen.length))),
    ...(yield* selection.taking(seen, Math.max(0, count.total - unseen.length))),
  ]
  const shuffled = shuffle(chosen, createRng(hashSeed('scored', input.seed, count.id)))
  return shuffled.map(({ item, domain }, index) => ({
    guid: item.guid,
    kind: item.kind,
    domain,
    objective: item.objective,
    scored: index < count.scored,
  }))
}
