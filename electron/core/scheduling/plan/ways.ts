import type { Steps } from '../../steps.ts'
import { paceAt, type Pace, type PlanInput } from './find.ts'

/** Later exam days that are tried. */
const MOST_DAYS = 365
/** Nobody is sent to study longer than this unless they ask for it. */
export const MOST_MINUTES = 180

/** What could be done where the plan does not work out; null where that alone is not enough. */
export interface Ways {
  /** Minutes a day that would do. */
  readonly minutes: number | null
  /** Days from today to an exam day that would do. */
  readonly daysToExam: number | null
  /** New cards that can be learnt in time. */
  readonly cards: number | null
}

/** Whether a pace does all that is asked of it. */
export function worksOut(input: PlanInput, pace: Pace): boolean {
  return reaches(input, pace) && pace.minutes <= (input.minutesPerDay ?? MOST_MINUTES) + 0.5
}

/** Whether every card is begun and the target reached, however many minutes it takes. */
function reaches({ target }: PlanInput, { recall, notBegun }: Pace): boolean {
  return recall >= target - 0.005 && notBegun < 1
}

/** More minutes, a later date, or fewer cards: each the least that would do. */
export function* waysOut(input: PlanInput, pace: Pace): Steps<Ways> {
  return {
    minutes: reaches(input, pace) ? Math.ceil(pace.minutes) : null,
    daysToExam: yield* laterDay(input, pace.retention),
    cards: yield* fewerCards(input, pace.retention),
  }
}

function* laterDay(input: PlanInput, retention: number): Steps<number | null> {
  let low = input.daysToExam
  let high = MOST_DAYS
  const works = function* (daysToExam: number): Steps<boolean> {
    const later = { ...input, daysToExam }
    return worksOut(later, yield* paceAt(later, retention))
  }
  if (low >= high || !(yield* works(high))) return null
  while (high - low > 1) {
    const middle = Math.floor((low + high) / 2)
    if (yield* works(middle)) high = middle
    else low = middle
  }
  return high
}

function* fewerCards(input: PlanInput, retention: number): Steps<number | null> {
  let low = 0
  let high = input.fresh.length
  const works = function* (cards: number): Steps<boolean> {
    const fewer = { ...input, fresh: input.fresh.slice(0, cards) }
    return worksOut(fewer, yield* paceAt(fewer, retention))
  }
  if (high === 0 || !(yield* works(0))) return null
  while (high - low > Math.max(1, input.fresh.length / 100)) {
    const middle = Math.floor((low + high) / 2)
    if (yield* works(middle)) low = middle
    else high = middle
  }
  return low
}

/**
 * Shares a number of cards among domains by their weight in the exam; what one domain cannot use goes to the others.
 * @returns one number a domain, in their order; together `cards`, or all there are
 */
export function byWeight(
  cards: number,
  domains: readonly { readonly weight: number; readonly cards: number }[],
): number[] {
  const given = domains.map(() => 0)
  let left = Math.min(
    cards,
    domains.reduce((sum, domain) => sum + domain.cards, 0),
  )
  while (left > 0) {
    // The one that is furthest below its share has the next card.
    let next = -1
    let least = Number.POSITIVE_INFINITY
    for (const [at, domain] of domains.entries()) {
      const has = given[at] ?? 0
      const filled = (has + 1) / Math.max(domain.weight, 1e-9)
      if (has < domain.cards && filled < least) [next, least] = [at, filled]
    }
    given[next] = (given[next] ?? 0) + 1
    left -= 1
  }
  return given
}
