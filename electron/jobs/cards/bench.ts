import { createScheduler, type Scheduler } from '../../core/scheduling/fsrs.ts'
import { dayStart, studyDay, wallHour } from '../../core/scheduling/study-day.ts'
import { DEFAULT_WEIGHTS } from '../../core/scheduling/weights.ts'
import type { Collection, Writes } from '../../store/collection.ts'
import { deckOptionsOf } from '../../store/decks.ts'
import type { PresetOptions } from '../../store/presets.ts'
import type { Moment } from './acts.ts'

/** What acts on the schedule work with. */
export interface Bench {
  readonly collection: Collection
  readonly writes: Writes
  readonly moment: Moment
  readonly now: number
  /** Today's study day. */
  readonly day: number
  /** The hour on the wall clock. */
  readonly hour: number
  readonly dayOf: (instant: number) => number
  /** An instant on the study day so many days from today, at about this time of day. */
  readonly dueAt: (days: number) => number
  /** The instant at which today's study day ends. */
  readonly end: number
  /** The options in force for the cards of a deck. */
  readonly optionsOf: (deckId: number) => PresetOptions
  readonly schedulerOf: (deckId: number) => Scheduler
  /** The same, but aiming at another recall. */
  readonly schedulerFor: (deckId: number, desiredRetention: number) => Scheduler
}

/** The bench of a moment. */
export function benchOf(collection: Collection, writes: Writes, moment: Moment): Bench {
  const { now, zone, rolloverHour } = moment
  const dayOf = (instant: number): number => studyDay(instant, zone, rolloverHour)
  const startOf = (day: number): number => dayStart(day, zone, rolloverHour)
  const day = dayOf(now)
  const sinceStart = now - startOf(day)
  const optionsOf = remembered((deckId) => optionsIn(collection, deckId, moment))
  const schedulerFor = (deckId: number, desiredRetention: number): Scheduler => {
    const { weights, ...options } = optionsOf(deckId)
    return createScheduler({ ...options, weights: weights ?? DEFAULT_WEIGHTS, desiredRetention }, dayOf)
  }
  return {
    collection,
    writes,
    moment,
    now,
    day,
    hour: wallHour(now, zone),
    dayOf,
    dueAt: (days) => Math.min(startOf(day + days) + sinceStart, startOf(day + days + 1) - 1),
    end: startOf(day + 1),
    optionsOf,
    schedulerOf: remembered((deckId) => schedulerFor(deckId, optionsOf(deckId).desiredRetention)),
    schedulerFor,
  }
}

/** The options of a deck: its preset's, with what the deck sets for itself and what the plan decides. */
function optionsIn(collection: Collection, deckId: number, { calendar }: Moment): PresetOptions {
  const deck = collection.decks.get(deckId)
  const { options } = (deck && collection.presets.get(deck.preset_id)) ?? collection.presets.default()
  const own = deck === undefined ? null : deckOptionsOf(deck).desiredRetention
  return { ...options, desiredRetention: calendar?.retention ?? own ?? options.desiredRetention }
}

/** The function, with what it gave for each deck kept. */
function remembered<T>(made: (deckId: number) => T): (deckId: number) => T {
  const known = new Map<number, T>()
  return (deckId) => {
    const value = known.get(deckId) ?? made(deckId)
    known.set(deckId, value)
    return value
  }
}
