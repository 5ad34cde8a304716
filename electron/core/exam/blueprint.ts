import type { Blueprint } from '../../contract/content/catalogue.ts'

/**
 * Shares of a whole in whole numbers, by largest remainder (Hamilton's method); a tie goes to the earlier one.
 * Every form takes its counts by domain and by kind from this.
 */
export function allocate(weights: readonly number[], total: number): number[] {
  const sum = weights.reduce((all, weight) => all + weight, 0)
  if (sum <= 0) return weights.map(() => 0)
  const exact = weights.map((weight) => (weight * total) / sum)
  // Dust of binary fractions must neither lose a whole share nor decide a tie.
  const counts = exact.map((share) => Math.floor(share + 1e-9))
  const order = exact
    .map((share, index) => ({ index, rest: share - (counts[index] ?? 0) }))
    .sort((a, b) => (Math.abs(a.rest - b.rest) > 1e-9 ? b.rest - a.rest : a.index - b.index))
  const left = total - counts.reduce((all, count) => all + count, 0)
  for (const { index } of order.slice(0, left)) counts[index] = (counts[index] ?? 0) + 1
  return counts
}

/** How many questions a form takes from a domain. */
export interface DomainCount {
  readonly id: string
  readonly title: string
  readonly scored: number
  readonly unscored: number
  readonly total: number
}

/** The counts of a form by domain; scored and unscored questions are each shared out by the domains' weights. */
export function domainCounts(blueprint: Blueprint): DomainCount[] {
  const weights = blueprint.domains.map((domain) => domain.weight)
  const scored = allocate(weights, blueprint.questions.scored)
  const unscored = allocate(weights, blueprint.questions.total - blueprint.questions.scored)
  return blueprint.domains.map(({ id, title }, i) => {
    const [counted = 0, tried = 0] = [scored[i], unscored[i]]
    return { id, title, scored: counted, unscored: tried, total: counted + tried }
  })
}

/** Where an objective stands in a blueprint. */
export interface ObjectivePlace {
  readonly domain: string
  readonly task: string
  readonly label: string
}

const places = new WeakMap<Blueprint, ReadonlyMap<string, ObjectivePlace>>()

/** Domain and task of every objective, by its id. */
export function objectivePlaces(blueprint: Blueprint): ReadonlyMap<string, ObjectivePlace> {
  const known = places.get(blueprint)
  if (known !== undefined) return known
  const map = new Map<string, ObjectivePlace>()
  for (const domain of blueprint.domains) {
    for (const task of domain.tasks) {
      for (const { id, label } of task.objectives) map.set(id, { domain: domain.id, task: task.id, label })
    }
  }
  places.set(blueprint, map)
  return map
}

/** The domain of a question: its objective's, or its own where the blueprint does not have the objective. */
export function domainOf(
  blueprint: Blueprint,
  item: { readonly objective: string | null; readonly domain?: string | undefined },
): string | undefined {
  const place = item.objective === null ? undefined : objectivePlaces(blueprint).get(item.objective)
  return place?.domain ?? item.domain
}
