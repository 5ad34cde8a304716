import { whole, type Cell } from '../../importers/anki-package/index.ts'
import type { CardTable } from './card-table.ts'

/** Anki's kinds of entries of the log. */
export const KIND = { learn: 0, review: 1, relearn: 2, filtered: 3, manual: 4, rescheduled: 5 } as const

/** The end of the year 9999: no clock shows what lies beyond. */
const LATEST = Date.UTC(10_000, 0, 1) - 1
/** A day; a longer answer was never timed. */
const LONGEST_ANSWER_MS = 86_400_000

/** The review log of a package by column, in the order in which it was made. */
export class ReviewTable {
  readonly at: Float64Array
  readonly cardId: Float64Array
  /** Row in the table of cards; -1 for a card that the package does not hold. */
  readonly card: Int32Array
  readonly interval: Int32Array
  readonly lastInterval: Int32Array
  readonly factor: Int32Array
  readonly durationMs: Int32Array
  /** Again 1 to Easy 4; 0 for a change by hand; 255 for what is none of these. */
  readonly rating: Uint8Array
  readonly kind: Uint8Array
  /** FSRS's memory before the answer, by replay; 0 where there is none. */
  readonly stabilityBefore: Float64Array
  readonly difficultyBefore: Float64Array
  size = 0

  constructor(most: number) {
    this.at = new Float64Array(most)
    this.cardId = new Float64Array(most)
    this.card = new Int32Array(most)
    this.interval = new Int32Array(most)
    this.lastInterval = new Int32Array(most)
    this.factor = new Int32Array(most)
    this.durationMs = new Int32Array(most)
    this.rating = new Uint8Array(most)
    this.kind = new Uint8Array(most)
    this.stabilityBefore = new Float64Array(most)
    this.difficultyBefore = new Float64Array(most)
  }

  /** Is this an answer that the schedule followed? Cramming leaves it as it is, and a change by hand is no answer. */
  isAnswer(row: number): boolean {
    const rating = this.rating[row] ?? 0
    return rating > 0 && rating < 5 && !this.isByHand(row) && !this.isCramming(row)
  }

  isByHand(row: number): boolean {
    return this.rating[row] === 0 || this.kind[row] === KIND.manual || this.kind[row] === KIND.rescheduled
  }

  isCramming(row: number): boolean {
    return this.kind[row] === KIND.filtered && this.factor[row] === 0
  }

  /** Did the card become new again here? */
  isReset(row: number): boolean {
    return this.kind[row] === KIND.manual && this.factor[row] === 0
  }

  add(cells: readonly Cell[], cards: CardTable, scheduler: number): void {
    const row = this.size
    const kind = whole(cells[7])
    const cardId = whole(cells[1])
    this.at[row] = whole(cells[0])
    this.cardId[row] = cardId
    this.card[row] = cards.rowOf(cardId) ?? -1
    const at = this.at[row] ?? 0
    this.rating[row] = at > 0 && at <= LATEST ? ratingOf(whole(cells[2]), kind, scheduler) : 255
    this.interval[row] = whole(cells[3])
    this.lastInterval[row] = whole(cells[4])
    this.factor[row] = whole(cells[5])
    this.durationMs[row] = Math.min(LONGEST_ANSWER_MS, Math.max(0, whole(cells[6])))
    this.kind[row] = kind >= 0 && kind <= 5 ? kind : 255
    this.size += 1
  }
}

/** The first scheduler had three buttons for cards in learning: Good was the second, Easy the third. */
function ratingOf(ease: number, kind: number, scheduler: number): number {
  if (ease < 0 || ease > 4) return 255
  const learning = kind === KIND.learn || kind === KIND.relearn
  return scheduler === 1 && learning && (ease === 2 || ease === 3) ? ease + 1 : ease
}
