import type { Blueprint } from '../../contract/content/catalogue.ts'
import type { AttemptReport } from '../../contract/procedures/exam.ts'
import { objectivePlaces } from './blueprint.ts'
import { shareEstimate } from './score.ts'

/** What the figures of a report are made from, for each question in order. */
export interface ReportedItem {
  readonly objective: string | null
  readonly scored: boolean
  readonly right: boolean
  readonly seen: boolean
  readonly spentMs: number
  /** Whether each complete answer that was given up was right, oldest first. */
  readonly replaced: readonly boolean[]
}

/** The middle value; 0 without any. */
export function medianOf(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b)
  const middle = Math.floor(sorted.length / 2)
  const [low = 0, high = 0] = [sorted[Math.max(0, sorted.length % 2 === 0 ? middle - 1 : middle)], sorted[middle]]
  return Math.round((low + high) / 2)
}

/** How the time was spent; questions that never came on screen have no pace. */
export function paceFigures(items: readonly ReportedItem[], evenPaceMs: number): AttemptReport['pace'] {
  const seen = items.filter((item) => item.seen)
  const times = (some: readonly ReportedItem[]): number[] => some.map((item) => item.spentMs)
  const medianOrNull = (some: readonly ReportedItem[]): number | null =>
    some.length === 0 ? null : medianOf(times(some))
  return {
    medianMs: medianOf(times(seen)),
    rightMs: medianOrNull(seen.filter((item) => item.right)),
    wrongMs: medianOrNull(seen.filter((item) => !item.right)),
    lastQuarterMs: medianOf(times(items.slice(Math.floor(items.length * 0.75)))),
    overPace: seen.filter((item) => item.spentMs > evenPaceMs).length,
    notSeen: items.length - seen.length,
  }
}

/**
 * Questions by what became of the first complete answer. `back`: another answer was tried and the first one, or one
 * just as right, stood in the end.
 */
export function changeFigures(items: readonly ReportedItem[]): AttemptReport['changes'] {
  const changes = { wrongToRight: 0, rightToWrong: 0, wrongToWrong: 0, back: 0 }
  for (const { replaced, right } of items) {
    const [first] = replaced
    if (first === undefined) continue
    if (first && right) changes.back += 1
    else if (first) changes.rightToWrong += 1
    else if (right) changes.wrongToRight += 1
    else changes.wrongToWrong += 1
  }
  return changes
}

/** Right answers by task of the exam guide, scored questions only, in the blueprint's order. */
export function taskFigures(blueprint: Blueprint, items: readonly ReportedItem[]): AttemptReport['tasks'] {
  const places = objectivePlaces(blueprint)
  const byTask = Map.groupBy(
    items.filter((item) => item.scored),
    (item) => (item.objective === null ? undefined : places.get(item.objective)?.task),
  )
  return blueprint.domains.flatMap((domain) =>
    domain.tasks.flatMap(({ id, title }) => {
      const own = byTask.get(id)
      if (own === undefined) return []
      const estimate = shareEstimate(own.filter((item) => item.right).length, own.length)
      return [{ id, title, domain: domain.id, estimate }]
    }),
  )
}
