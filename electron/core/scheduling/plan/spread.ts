import type { Steps } from '../../steps.ts'
import type { BegunCard, PlanModel, Timing } from './model.ts'
import { simulate } from './simulate.ts'

const MOST_SIMULATED = 1500
/** A backlog that takes longer than this does not end. */
const MOST_DAYS = 400
/** Someone without a past can do this many reviews a day. */
const USUAL = 60

export interface Backlog {
  readonly begun: readonly BegunCard[]
  readonly models: readonly PlanModel[]
  readonly timing: Timing
  readonly seed: number
}

/** A backlog at a pace. */
export interface Spread {
  readonly perDay: number
  /** Days until it is gone, today included; null when it never ends at this pace. */
  readonly days: number | null
  /** Minutes a day. */
  readonly minutes: number
}

/**
 * The reviews a day that are usual for someone: the median of the days on which there were any.
 * @param reviews one number for each past day
 */
export function usualReviews(reviews: readonly number[]): number {
  const days = reviews.filter((count) => count > 0).sort((a, b) => a - b)
  if (days.length < 5) return USUAL
  return Math.min(200, Math.max(20, days[Math.floor(days.length / 2)] ?? USUAL))
}

/** Fewer reviews that wait are never a backlog. */
export const LEAST_BACKLOG = 50

/** Whether so much waits that a day should not be asked to bear it: one and a half times the usual, and 50 at least. */
export function isBacklog(overdue: number, usual: number): boolean {
  return overdue >= Math.max(LEAST_BACKLOG, usual * 1.5)
}

/** How long a backlog takes at so many reviews a day, with all that comes due and comes back meanwhile. */
export function* spreadAt(backlog: Backlog, perDay: number): Steps<Spread> {
  const step = Math.max(1, Math.ceil(backlog.begun.length / MOST_SIMULATED))
  const begun = backlog.begun.filter((_, at) => at % step === 0)
  // A tenth of a day's reviews may be left over by the graininess of the sample.
  const small = Math.max(step, perDay * 0.1)
  for (let days = 32; ; days = Math.min(MOST_DAYS, days * 4)) {
    const run = yield* simulate({
      ...{ begun, fresh: [], models: backlog.models, weight: step, timing: backlog.timing, days },
      ...{ newOn: () => 0, reviewsOn: () => perDay, rests: () => false, exam: null, seed: backlog.seed, curve: false },
    })
    const gone = run.days.findIndex((day) => day.waiting < small)
    if (gone === -1 && days < MOST_DAYS) continue
    const counted = run.days.slice(0, gone === -1 ? undefined : gone + 1)
    const minutes = counted.reduce((sum, day) => sum + day.minutes, 0) / Math.max(1, counted.length)
    return { perDay, days: gone === -1 ? null : gone + 1, minutes }
  }
}

const toTen = (value: number): number => Math.max(10, Math.round(value / 10) * 10)

/**
 * Three paces to choose from, gentle first: the usual number of reviews, half as much again, and twice as much; all
 * of them more where that would never end.
 */
export function* spreadChoices(backlog: Backlog, usual: number): Steps<Spread[]> {
  for (let factor = 1; ; factor *= 1.5) {
    const found: Spread[] = []
    for (const part of [1, 1.5, 2]) found.push(yield* spreadAt(backlog, toTen(usual * part * factor)))
    if (found.every(({ days }) => days !== null) || factor > 10) return found
  }
}
