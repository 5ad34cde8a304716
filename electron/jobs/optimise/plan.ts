import type { ReschedulePreview } from '../../contract/procedures/optimise.ts'
import { fail, ok, type Result } from '../../core/result.ts'
import { fuzzRange, type DayRange } from '../../core/scheduling/balance.ts'
import { createScheduler, type Scheduler } from '../../core/scheduling/fsrs.ts'
import type { Memory } from '../../core/scheduling/memory-card.ts'
import { spreadDue, type Movable, type Spread } from '../../core/scheduling/optimise/reschedule.ts'
import { examRange } from '../../core/scheduling/plan/exam-cap.ts'
import { dateToDay, dayToDate, studyDay } from '../../core/scheduling/study-day.ts'
import { DEFAULT_WEIGHTS } from '../../core/scheduling/weights.ts'
import type { Collection } from '../../store/collection.ts'
import { deckOptionsOf } from '../../store/decks.ts'
import type { Preset } from '../../store/presets.ts'
import type { CardRow, ReviewRow } from '../../store/rows.ts'
import type { Moment } from '../cards/acts.ts'
import type { JobPulse } from '../protocol.ts'
import type { Cancelled } from './read.ts'
import { rememberAnew } from './remember.ts'

const CARDS_AT_ONCE = 500
const REVIEW = 2
export const PREVIEW_DAYS = 30

/** When it is done, and which days are to be kept free. */
export interface ScheduleMoment extends Moment {
  /** Dates YYYY-MM-DD. */
  readonly holidays: readonly string[]
  /** The exam that is planned for; no card may pass it over and be under the target on the day. */
  readonly exam: { readonly daysToExam: number; readonly target: number } | null
  /** The desired retention of the plan towards the exam, before that of decks and presets; null for none. */
  readonly retention: number | null
}

/** A preset under other weights than it has. */
export interface WeightChange {
  readonly presetId: number
  /** Null for the default ones; left out: those that the preset has. */
  readonly weights?: readonly number[] | null
}

/** What becomes of a card. */
export interface CardPlan {
  readonly card: CardRow
  readonly memory: Memory | null
  /** Days from today; null when its due date stays. */
  readonly dueDay: number | null
}

export interface Plan {
  readonly preset: Preset
  readonly weights: readonly number[] | null
  readonly cards: readonly CardPlan[]
  readonly preview: ReschedulePreview
}

/** Makes the plan of a preset: memories by its weights, and due dates by its options unless they are to stay. */
export class Planner {
  readonly #collection: Collection
  readonly #moment: ScheduleMoment
  readonly #preset: Preset
  readonly #weights: readonly number[] | null
  readonly #schedulers = new Map<string, Scheduler>()
  readonly dayOf: (instant: number) => number

  constructor(collection: Collection, preset: Preset, change: WeightChange, moment: ScheduleMoment) {
    this.#collection = collection
    this.#moment = moment
    this.#preset = preset
    this.#weights = change.weights === undefined ? preset.options.weights : change.weights
    this.dayOf = (instant) => studyDay(instant, moment.zone, moment.rolloverHour)
  }

  /** @param moving whether due dates change as well */
  plan(moving: boolean, pulse: JobPulse): Result<Plan, Cancelled> {
    const { training } = this.#collection
    const ids = training.cardIds(this.#preset.id)
    const cards: { card: CardRow; memory: Memory | null }[] = []
    for (let start = 0; start < ids.length; start += CARDS_AT_ONCE) {
      if (pulse.cancelled()) return fail({ code: 'cancelled' })
      pulse.progress('Going through your cards', start, ids.length)
      const some = ids.slice(start, start + CARDS_AT_ONCE)
      const logs = byCard(training.reviews(some))
      for (const card of training.cards(some))
        cards.push({ card, memory: this.remember(card, logs.get(card.id) ?? []) })
    }
    const movable = cards.flatMap(({ card, memory }) => this.#movable(card, memory) ?? [])
    const { reviewsPerDay } = this.#preset.options
    const spread: Spread = moving
      ? spreadDue(movable, Math.max(1, reviewsPerDay), this.#ease())
      : { perDay: 0, moved: new Map() }
    return ok({
      preset: this.#preset,
      weights: this.#weights,
      cards: cards.map(({ card, memory }) => ({ card, memory, dueDay: spread.moved.get(card.id) ?? null })),
      preview: previewOf(movable, spread, this.dayOf(this.#moment.now)),
    })
  }

  /** A card's memory under the weights of the plan. */
  remember(card: CardRow, log: readonly ReviewRow[]): Memory | null {
    return rememberAnew(card, log, this.schedulerOf(card.deck_id))
  }

  /** FSRS under the options of a deck and the weights of the plan. */
  schedulerOf(deckId: number): Scheduler {
    return this.#scheduler(deckId, null)
  }

  /** @param retention instead of the deck's own */
  #scheduler(deckId: number, retention: number | null): Scheduler {
    const key = `${deckId} ${retention ?? ''}`
    const known = this.#schedulers.get(key)
    if (known !== undefined) return known
    const deck = this.#collection.decks.get(deckId)
    const own = deck === undefined ? null : deckOptionsOf(deck).desiredRetention
    const { maximumInterval, learningSteps, relearningSteps, fuzz, desiredRetention } = this.#preset.options
    const rest = { maximumInterval, learningSteps, relearningSteps, fuzz, weights: this.#weights ?? DEFAULT_WEIGHTS }
    const made = createScheduler({ ...rest, desiredRetention: retention ?? own ?? desiredRetention }, this.dayOf)
    this.#schedulers.set(key, made)
    return made
  }

  #movable(card: CardRow, memory: Memory | null): Movable | null {
    if (card.state !== REVIEW || card.suspended === 1 || card.held === 1) return null
    if (memory === null || card.last_review === null) return null
    const scheduler = this.schedulerOf(card.deck_id)
    const today = this.dayOf(this.#moment.now)
    const since = Math.max(0, today - this.dayOf(card.last_review))
    const interval = scheduler.intervalFor(memory.stability)
    const { fuzz, maximumInterval } = this.#preset.options
    const range = fuzz ? fuzzRange(interval, 0, maximumInterval) : { from: interval, to: interval }
    const recall = scheduler.recallAfter(since, memory.stability)
    const before = this.#beforeExam(card.deck_id, memory.stability, interval, since)
    return { cardId: card.id, dueDay: this.dayOf(card.due) - today, since, range: before ?? range, recall }
  }

  #beforeExam(deckId: number, stability: number, interval: number, since: number): DayRange | null {
    const { exam } = this.#moment
    if (exam === null) return null
    const hold = this.#scheduler(deckId, exam.target).intervalFor(stability)
    const range = examRange(interval - since, exam.daysToExam, hold - since)
    return range && { from: range.from + since, to: range.to + since }
  }

  #ease(): (days: number) => number {
    const today = this.dayOf(this.#moment.now)
    const holidays = new Set(this.#moment.holidays.map(dateToDay))
    const { easyDays } = this.#preset.options
    // 1970-01-01 was a Thursday; the first of the seven is Monday.
    return (days) => (holidays.has(today + days) ? 0 : (easyDays[(today + days + 3) % 7] ?? 1))
  }
}

function byCard(reviews: readonly ReviewRow[]): Map<number, ReviewRow[]> {
  const logs = new Map<number, ReviewRow[]>()
  for (const review of reviews) {
    const log = logs.get(review.card_id)
    if (log === undefined) logs.set(review.card_id, [review])
    else log.push(review)
  }
  return logs
}

function previewOf(movable: readonly Movable[], { perDay, moved }: Spread, today: number): ReschedulePreview {
  const before = Array<number>(PREVIEW_DAYS).fill(0)
  const after = Array<number>(PREVIEW_DAYS).fill(0)
  const count = (days: number[], at: number): void => {
    const day = Math.max(0, at)
    if (day < PREVIEW_DAYS) days[day] = (days[day] ?? 0) + 1
  }
  let sooner = 0
  let later = 0
  for (const { cardId, dueDay } of movable) {
    const next = moved.get(cardId) ?? dueDay
    if (next < dueDay) sooner += 1
    else if (next > dueDay) later += 1
    count(before, dueDay)
    count(after, next)
  }
  const days = before.map((cards, at) => ({ day: dayToDate(today + at), before: cards, after: after[at] ?? 0 }))
  return { cards: movable.length, sooner, later, perDay, days }
}
