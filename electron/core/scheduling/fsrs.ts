import { BasicLearningStepsStrategy, FSRS, S_MIN } from 'ts-fsrs'
import type { Card, Grade, RecordLogItem, StepUnit } from 'ts-fsrs'
import type { Rating } from '../../contract/shapes.ts'
import { chooseEvenly, drawOf, fuzzRange } from './balance.ts'
import type { ChooseDays, DayRange } from './balance.ts'
import { newMemoryCard } from './memory-card.ts'
import type { Memory, MemoryCard, MemoryState, RatingOutcome } from './memory-card.ts'
import { DEFAULT_WEIGHTS, migrateWeights } from './weights.ts'

const MINUTE = 60_000
const DAY = 86_400_000
const RATINGS = [1, 2, 3, 4] as const
/** The library counts days from this instant; see `Scheduler`. */
const ORIGIN = new Date(0)

export interface SchedulingOptions {
  /** 17, 19 or 21 weights of FSRS. */
  readonly weights: readonly number[]
  /** Recall to aim at when a card comes back, 0 to 1. */
  readonly desiredRetention: number
  /** Longest interval in days. */
  readonly maximumInterval: number
  /** Minutes, whole ones, shortest first. */
  readonly learningSteps: readonly number[]
  readonly relearningSteps: readonly number[]
  /** Spread long intervals a little, so that cards learned together come apart. */
  readonly fuzz: boolean
  /** False leaves out the steps within a day and the weights for them (FSRS's long-term scheduler). */
  readonly shortTerm?: boolean
}

/** What a new preset starts from: FSRS-6's weights, and Anki's steps. */
export const DEFAULT_SCHEDULING: SchedulingOptions = {
  weights: DEFAULT_WEIGHTS,
  desiredRetention: 0.9,
  maximumInterval: 36_500,
  learningSteps: [1, 10],
  relearningSteps: [10],
  fuzz: true,
}

/** An answer of the review log. `seed` is the one it was given with. */
export interface PastReview {
  readonly rating: Rating
  readonly at: number
  readonly seed: number
}

/**
 * The library lets no first stability fall below 0.1 days, where FSRS-6 (fsrs-rs, Anki, the optimiser) goes down to
 * S_MIN: a card forgotten at once would then be scheduled by another number than the one that was fitted.
 */
class Fsrs6 extends FSRS {
  override init_stability(rating: Grade): number {
    return Math.max(S_MIN, this.parameters.w[rating - 1] ?? S_MIN)
  }
}

/** One library instance for each set of options. */
const engines = new Map<string, FSRS>()
const MOST_ENGINES = 64

/**
 * The program's one door to FSRS-6 (ts-fsrs): what each rating does to a card, and what is remembered of it.
 *
 * Elapsed days are study days: `dayOf(now) - dayOf(lastReview)`, never less than 0. The library itself would count
 * UTC dates, which puts a morning's two answers on two days in half of the world; so it is handed times counted from
 * an origin of our own, and what it answers is laid on `now`. Intervals of days end a multiple of 24 h after `now`.
 *
 * @param dayOf the study day of an instant, e.g. `(instant) => studyDay(instant, zone, rolloverHour)`
 */
export function createScheduler(options: SchedulingOptions, dayOf: (instant: number) => number): Scheduler {
  return new Scheduler(engineFor(options), options, dayOf)
}

function engineFor(options: SchedulingOptions): FSRS {
  const key = JSON.stringify(options)
  const known = engines.get(key)
  if (known !== undefined) return known
  const shortTerm = options.shortTerm ?? true
  const fsrs = new Fsrs6({
    w: migrateWeights(options.weights, options.relearningSteps.length, shortTerm),
    request_retention: options.desiredRetention,
    maximum_interval: options.maximumInterval,
    // Days are spread by us, since the library knows nothing of the load of a day.
    enable_fuzz: false,
    enable_short_term: shortTerm,
    learning_steps: options.learningSteps.map(stepUnit),
    relearning_steps: options.relearningSteps.map(stepUnit),
  })
  if (engines.size >= MOST_ENGINES) engines.clear()
  engines.set(key, fsrs)
  return fsrs
}

/** The library reads whole minutes only. */
function stepUnit(minutes: number): StepUnit {
  return `${Math.max(1, Math.round(minutes))}m`
}

class Scheduler {
  readonly #fsrs: FSRS
  readonly #options: SchedulingOptions
  readonly #dayOf: (instant: number) => number
  /** Steps of a day or longer, which the library takes for the end of learning. */
  readonly #longSteps: boolean

  constructor(fsrs: FSRS, options: SchedulingOptions, dayOf: (instant: number) => number) {
    this.#fsrs = fsrs
    this.#options = options
    this.#dayOf = dayOf
    // Hard takes up to one and a half times a step.
    this.#longSteps = Math.max(0, ...options.learningSteps, ...options.relearningSteps) * 1.5 >= DAY / MINUTE
  }

  /**
   * What each of the four ratings would do, in the order Again, Hard, Good, Easy.
   * @param now epoch milliseconds
   * @param seed fixes the fuzz; `rate` with the same seed and choice does what this shows
   * @param choose picks a day of the fuzz range; without it every day has the same chance
   */
  preview(card: MemoryCard, now: number, seed: number, choose: ChooseDays = chooseEvenly): RatingOutcome[] {
    const elapsed = this.elapsedDays(card, now)
    const given = this.#toLibrary(card)
    const log = this.#fsrs.repeat(given, atDay(elapsed))
    const draw = drawOf(seed)
    const outcomes: RatingOutcome[] = []
    for (const rating of RATINGS) {
      const outcome = this.#fromLibrary(log[rating], given, rating, now, elapsed)
      outcomes.push(this.#spread(outcome, outcomes.at(-1), (range) => choose(range, draw)))
    }
    return outcomes
  }

  /** What the given rating does; parameters as for `preview`. */
  rate(card: MemoryCard, rating: Rating, now: number, seed: number, choose?: ChooseDays): RatingOutcome {
    const outcome = this.preview(card, now, seed, choose)[rating - 1]
    if (outcome === undefined) throw new RangeError(`no rating ${rating}`)
    return outcome
  }

  /** What a rating does to the memory; when the card comes back is without fuzz. */
  remember(card: MemoryCard, rating: Rating, now: number): RatingOutcome {
    const elapsed = this.elapsedDays(card, now)
    const given = this.#toLibrary(card)
    return this.#fromLibrary(this.#fsrs.next(given, atDay(elapsed), rating), given, rating, now, elapsed)
  }

  /** The card that a history of answers, oldest first, leaves behind. */
  replay(history: readonly PastReview[]): MemoryCard {
    let card = newMemoryCard(history[0]?.at ?? 0)
    for (const { rating, at, seed } of history) card = this.rate(card, rating, at, seed).next
    return card
  }

  /** The probability of recall now, 0 to 1; null for a card without a memory. */
  retrievability(card: MemoryCard, now: number): number | null {
    if (card.stability === null || card.lastReview === null) return null
    return this.recallAfter(this.elapsedDays(card, now), card.stability)
  }

  /** FSRS-6's forgetting curve: the probability of recall after days, whole or not, for a stability in days. */
  recallAfter(days: number, stability: number): number {
    return this.#fsrs.forgetting_curve(days, Math.max(S_MIN, stability))
  }

  /** The 21 weights as they are scheduled by: migrated, and within their bounds. */
  get weights(): readonly number[] {
    return this.#fsrs.parameters.w
  }

  /** Days until recall falls to the desired retention: whole, 1 to the maximum, without fuzz. */
  intervalFor(stability: number): number {
    const days = Math.max(1, Math.round(stability * this.#fsrs.interval_modifier))
    return Math.min(days, this.#options.maximumInterval)
  }

  /**
   * The memory after a rating.
   * @param memory null for the first answer
   * @param elapsedDays days since the answer before; 0 follows the short-term weights
   * @param recall the probability of recall at the answer, where it is not the curve's own
   */
  nextMemory(memory: Memory | null, elapsedDays: number, rating: Rating, recall?: number): Memory {
    const { stability, difficulty } = this.#fsrs.next_state(memory, elapsedDays, rating, recall)
    return { stability, difficulty }
  }

  /** Study days since the last answer, never less than 0: a clock that was set back counts as the same day. */
  elapsedDays(card: MemoryCard, now: number): number {
    if (card.state === 0 || card.lastReview === null) return 0
    return Math.max(0, this.#dayOf(now) - this.#dayOf(card.lastReview))
  }

  #toLibrary(card: MemoryCard): Card {
    const known = card.stability !== null && card.difficulty !== null
    return {
      due: ORIGIN,
      // Both 0 make the library begin a memory, as for a card from elsewhere that has a schedule and no memory.
      stability: known ? Math.max(S_MIN, card.stability) : 0,
      difficulty: known ? Math.min(10, Math.max(1, card.difficulty)) : 0,
      elapsed_days: 0,
      scheduled_days: card.scheduledDays,
      learning_steps: this.#stepOf(card),
      reps: card.reps,
      lapses: card.lapses,
      state: card.state,
      last_review: ORIGIN,
    }
  }

  /** The library takes a step beyond the last for "all steps done", even on Again; steps may have been shortened. */
  #stepOf(card: MemoryCard): number {
    if (card.state === 0 || card.state === 2) return 0
    const steps = card.state === 1 ? this.#options.learningSteps : this.#options.relearningSteps
    return Math.max(0, Math.min(card.step, steps.length - 1))
  }

  /** Another day within the fuzz range, later than that of the rating before. */
  #spread(outcome: RatingOutcome, before: RatingOutcome | undefined, choose: (range: DayRange) => number) {
    if (!this.#options.fuzz || outcome.next.state !== 2) return outcome
    const range = fuzzRange(outcome.scheduledDays, outcome.elapsedDays, this.#options.maximumInterval)
    const passed = before?.next.state === 2 && before.rating > 1 ? before.scheduledDays : 0
    const from = Math.min(Math.max(range.from, passed + 1), Math.max(range.to, outcome.scheduledDays))
    const days = choose({ from, to: Math.max(from, range.to) })
    const due = outcome.due + (days - outcome.scheduledDays) * DAY
    return { ...outcome, due, scheduledDays: days, next: { ...outcome.next, due, scheduledDays: days } }
  }

  #fromLibrary(item: RecordLogItem, given: Card, rating: Rating, now: number, elapsedDays: number): RatingOutcome {
    const { card } = item
    // Good and Easy are pushed past Hard, and so past the maximum.
    const surplus = Math.max(0, card.scheduled_days - this.#options.maximumInterval)
    const wait = card.due.getTime() - elapsedDays * DAY - surplus * DAY
    const due = now + Math.max(wait, MINUTE)
    const scheduledDays = card.scheduled_days - surplus
    const next: MemoryCard = {
      state: this.#stateAfter(item, given, rating),
      due,
      stability: card.stability,
      difficulty: card.difficulty,
      scheduledDays,
      step: card.learning_steps,
      reps: card.reps,
      lapses: card.lapses,
      lastReview: now,
    }
    return { rating, next, due, scheduledDays, elapsedDays }
  }

  /** The library ends learning at a step of a day or longer; here the card stays in it until its steps are done. */
  #stateAfter({ card }: RecordLogItem, given: Card, rating: Rating): MemoryState {
    if (!this.#longSteps || card.state !== 2) return card.state
    const step = BasicLearningStepsStrategy(this.#fsrs.parameters, given.state, given.learning_steps)[rating]
    if (step === undefined || step.scheduled_minutes < DAY / MINUTE) return card.state
    return given.state === 0 || given.state === 1 ? 1 : 3
  }
}

export type { Scheduler }

function atDay(day: number): Date {
  return new Date(day * DAY)
}
