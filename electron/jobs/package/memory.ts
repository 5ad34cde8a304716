import type { Rating } from '../../contract/shapes.ts'
import { createScheduler, DEFAULT_SCHEDULING, type Scheduler } from '../../core/scheduling/fsrs.ts'
import type { Memory } from '../../core/scheduling/memory-card.ts'
import { memoryFromSm2 } from '../../core/scheduling/sm2.ts'
import { DEFAULT_WEIGHTS } from '../../core/scheduling/weights.ts'
import type { AnkiPackage } from '../../importers/anki-package/index.ts'
import type { CardTable } from './card-table.ts'
import type { DayClock } from './day-clock.ts'
import { KIND, type ReviewTable } from './review-table.ts'

/** What SM-2's intervals led to, as Anki assumes. */
const SM2_RETENTION = 0.9
const SHORTEST = 0.001
const LONGEST = 36_500
const USUAL_EASE = 2.5

/** The memory of each card of a package, and when it was last answered. */
export interface Memories {
  /** FSRS's memory, or null for a card that has none. */
  of(row: number): Memory | null
  /** Epoch milliseconds of the last answer in the log; 0 without one. */
  lastAnswer(row: number): number
}

/**
 * Rebuilds what is remembered of each card by replaying its log, as Anki does: from its last time as a new card on;
 * where the log begins later, from what SM-2's interval and ease speak for at the first entry. Each entry keeps the
 * memory that it met. What the file itself says of a card's memory now comes before the log, and the card's interval
 * and ease are used where the log says nothing.
 */
export class Replay implements Memories {
  readonly #cards: CardTable
  readonly #clock: DayClock
  readonly #schedulers: SchedulerOf
  readonly #stability: Float64Array
  readonly #difficulty: Float64Array
  readonly #lastAt: Float64Array
  readonly #lastDay: Int32Array
  /** Kind of the answer before; 255 before the first. */
  readonly #lastKind: Uint8Array
  /** Answers since a log that lacks its beginning; 0 for a log that has it. */
  readonly #cutOff: Uint16Array

  constructor(source: AnkiPackage, cards: CardTable, clock: DayClock) {
    this.#cards = cards
    this.#clock = clock
    this.#schedulers = schedulersOf(source, cards)
    this.#stability = new Float64Array(cards.size)
    this.#difficulty = new Float64Array(cards.size)
    this.#lastAt = new Float64Array(cards.size)
    this.#lastDay = new Int32Array(cards.size)
    this.#lastKind = new Uint8Array(cards.size).fill(255)
    this.#cutOff = new Uint16Array(cards.size)
  }

  /** Takes in the next row of the log, and notes the memory that it met. */
  step(reviews: ReviewTable, row: number): void {
    const card = reviews.card[row] ?? -1
    if (card < 0) return
    const kind = reviews.kind[row] ?? 0
    const isAnswer = reviews.isAnswer(row)
    // Learning that begins anew means that the card was forgotten in between without a word of it.
    if (isAnswer && kind === KIND.learn && this.#lastKind[card] !== KIND.learn) this.#forget(card)
    reviews.stabilityBefore[row] = this.#stability[card] ?? 0
    reviews.difficultyBefore[row] = this.#stability[card] === 0 ? 0 : (this.#difficulty[card] ?? 0)
    if (reviews.isReset(row)) this.#forget(card)
    if (!isAnswer) return
    const at = reviews.at[row] ?? 0
    const day = this.#clock.day(at)
    this.#remember(reviews, row, card, day)
    this.#lastAt[card] = at
    this.#lastDay[card] = day
    this.#lastKind[card] = kind
  }

  #remember(reviews: ReviewTable, row: number, card: number, day: number): void {
    const kind = reviews.kind[row] ?? 0
    const known = this.#stability[card] === 0 ? null : this.#memory(card)
    if (known === null && kind !== KIND.learn) {
      this.#set(card, fromSm2((reviews.factor[row] ?? 0) / 1000, Math.max(1, reviews.interval[row] ?? 1)))
      this.#cutOff[card] = 1
      return
    }
    const elapsed = known === null ? 0 : day - (this.#lastDay[card] ?? day)
    const rating = (reviews.rating[row] ?? 3) as Rating
    this.#set(card, this.#schedulers(card).nextMemory(known, Math.max(0, elapsed), rating))
    if (this.#cutOff[card]) this.#cutOff[card] += 1
  }

  of(row: number): Memory | null {
    const given = fromFile(this.#cards, row)
    if (given !== null) return given
    if (this.#stability[row] !== 0 && this.#cutOff[row] !== 1) return this.#memory(row)
    const interval = this.#cards.get('interval', row)
    return interval > 0 ? fromSm2(this.#cards.get('factor', row) / 1000, interval) : null
  }

  lastAnswer(row: number): number {
    return this.#lastAt[row] ?? 0
  }

  #memory(card: number): Memory {
    return { stability: this.#stability[card] ?? 0, difficulty: this.#difficulty[card] ?? 0 }
  }

  #set(card: number, memory: Memory): void {
    this.#stability[card] = memory.stability
    this.#difficulty[card] = memory.difficulty
  }

  #forget(card: number): void {
    this.#stability[card] = 0
    this.#lastKind[card] = 255
    this.#cutOff[card] = 0
  }
}

function fromFile(cards: CardTable, row: number): Memory | null {
  const { stability, difficulty } = cards.data(row)
  return stability > 0 && difficulty > 0 ? bounded({ stability, difficulty }) : null
}

/** @param ease SM-2's factor; up to 1.1 it is FSRS's difficulty, which newer versions write in its place */
function fromSm2(ease: number, interval: number): Memory {
  const days = Math.min(LONGEST, interval)
  if (ease > 0 && ease <= 1.1) return bounded({ stability: days, difficulty: (ease - 0.1) * 9 + 1 })
  return bounded(memoryFromSm2(DEFAULT_WEIGHTS, ease > 1.1 ? ease : USUAL_EASE, days, SM2_RETENTION))
}

function bounded({ stability, difficulty }: Memory): Memory {
  return {
    stability: Math.min(LONGEST, Math.max(SHORTEST, stability)),
    difficulty: Math.min(10, Math.max(1, difficulty)),
  }
}

type SchedulerOf = (card: number) => Scheduler

/** The scheduler of each card's preset, with its weights. */
function schedulersOf(source: AnkiPackage, cards: CardTable): SchedulerOf {
  const byDeck = new Map<number, Scheduler>()
  return (card) => {
    const deck = cards.homeDeck(card)
    let scheduler = byDeck.get(deck)
    if (scheduler === undefined) {
      const preset = source.presets.get(source.decks.get(deck)?.presetId ?? 1)
      const weights = preset?.options.weights ?? DEFAULT_WEIGHTS
      scheduler = createScheduler({ ...DEFAULT_SCHEDULING, weights }, () => 0)
      byDeck.set(deck, scheduler)
    }
    return scheduler
  }
}
