import { createScheduler, type Scheduler } from '../../core/scheduling/fsrs.ts'
import { dayStart, studyDay, wallHour } from '../../core/scheduling/study-day.ts'
import { DEFAULT_WEIGHTS } from '../../core/scheduling/weights.ts'
import type { Collection, Writes } from '../../store/collection.ts'
import { deckOptionsOf } from '../../store/decks.ts'
import type { Moment } from './acts.ts'

/** What acts on the schedule work with. */
export interface Bench {
  readonly writes: Writes
  readonly now: number
  /** Today's study day. */
  readonly day: number
  /** The hour on the wall clock. */
  readonly hour: number
  readonly dayOf: (instant: number) => number
  /** An instant on the study day so many days from today, at about this time of day. */
  readonly dueAt: (days: number) => number
  readonly schedulerOf: (deckId: number) => Scheduler
}

/** The bench of a moment. */
export function benchOf(collection: Collection, writes: Writes, { now, zone, rolloverHour }: Moment): Bench {
  const dayOf = (instant: number): number => studyDay(instant, zone, rolloverHour)
  const startOf = (day: number): number => dayStart(day, zone, rolloverHour)
  const day = dayOf(now)
  const sinceStart = now - startOf(day)
  const schedulers = new Map<number, Scheduler>()
  const made = (deckId: number): Scheduler => {
    const deck = collection.decks.get(deckId)
    const preset = (deck && collection.presets.get(deck.preset_id)) ?? collection.presets.default()
    const own = deck === undefined ? null : deckOptionsOf(deck).desiredRetention
    const { weights, desiredRetention, ...options } = preset.options
    const retention = own ?? desiredRetention
    return createScheduler({ ...options, weights: weights ?? DEFAULT_WEIGHTS, desiredRetention: retention }, dayOf)
  }
  return {
    writes,
    now,
    day,
    hour: wallHour(now, zone),
    dayOf,
    dueAt: (days) => Math.min(startOf(day + days) + sinceStart, startOf(day + days + 1) - 1),
    schedulerOf: (deckId) => {
      const scheduler = schedulers.get(deckId) ?? made(deckId)
      schedulers.set(deckId, scheduler)
      return scheduler
    },
  }
}
