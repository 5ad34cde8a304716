import type { ReviewRows, RowBatch } from '../../store/bulk.ts'
import { DayTally } from '../../store/day-tally.ts'
import type { CardImport } from './cards.ts'
import { KIND, type ReviewTable } from './review-table.ts'
import { NewIds, UNWRITTEN, type PackageRun } from './run.ts'

/** Our kinds of reviews that were brought in from elsewhere. */
const FROM_ELSEWHERE = { review: 1, cramming: 3, byHand: 5 } as const

/** Brings the review log of a package in. Reviews of cards that the package does not hold are kept apart. */
export class ReviewImport {
  readonly counts = { added: 0, orphaned: 0, known: 0, left: 0 }
  readonly #run: PackageRun
  readonly #table: ReviewTable
  readonly #cards: CardImport
  readonly #new: NewIds
  readonly #rows: ReviewRows | null
  readonly #orphans: RowBatch | null
  readonly #firstOrphan: number
  /** Study day of the answer before, and whether there was one since the card was new. */
  readonly #lastDay: Int32Array
  readonly #begun: Uint8Array
  readonly #answered = new Map<number, ReadonlySet<number>>()
  readonly #tally = new DayTally()

  constructor(run: PackageRun, table: ReviewTable, cards: CardImport) {
    this.#run = run
    this.#table = table
    this.#cards = cards
    this.#new = new NewIds(run.writes?.bulk.nextId('review') ?? UNWRITTEN)
    this.#rows = run.writes?.bulk.reviews() ?? null
    this.#orphans = run.writes?.bulk.orphans() ?? null
    this.#firstOrphan = run.writes?.bulk.nextId('orphan_review') ?? UNWRITTEN
    this.#lastDay = new Int32Array(cards.ids.length)
    this.#begun = new Uint8Array(cards.ids.length)
  }

  /** Brings one row of the log in. */
  add(row: number): void {
    const rating = this.#table.rating[row] ?? 255
    const at = this.#table.at[row] ?? 0
    if (rating > 4) return this.#leaveOut(row)
    const card = this.#table.card[row] ?? -1
    const cardId = card < 0 ? 0 : (this.#cards.ids[card] ?? 0)
    if (cardId === 0) this.#orphan(row)
    else if (this.#cards.known.has(card) && this.#isKnown(cardId, at)) this.counts.known += 1
    else this.#insert(row, card, cardId, at, rating)
  }

  /** Writes what waits, and counts it into its days; after the last review. */
  finish(): void {
    this.#rows?.flush()
    this.#orphans?.flush()
    this.#run.writes?.bulk.orphansInserted(this.#firstOrphan)
    this.#run.writes?.bulk.reviewsInserted(this.#new.first, this.#new.last, this.#tally)
  }

  #insert(row: number, card: number, cardId: number, at: number, rating: number): void {
    const table = this.#table
    this.counts.added += 1
    this.#new.take()
    if (this.#rows === null) return
    const { clock } = this.#run
    const day = clock.day(at)
    const hour = clock.hour(at)
    const deckId = this.#cards.decks[card] ?? 0
    const lastInterval = Math.max(0, table.lastInterval[row] ?? 0)
    const begun = this.#begun[card] === 1
    const kind = this.#kindOf(row)
    const stateBefore = this.#stateBefore(row, begun, lastInterval)
    const durationMs = table.durationMs[row] ?? 0
    this.#rows.add({
      cardId,
      at,
      day,
      rating,
      kind,
      durationMs,
      stateBefore,
      stabilityBefore: table.stabilityBefore[row] || null,
      difficultyBefore: table.difficultyBefore[row] || null,
      elapsedDays: begun ? Math.max(0, day - (this.#lastDay[card] ?? day)) : 0,
      interval: table.interval[row] ?? 0,
      deckId,
      hour,
      intervalBefore: lastInterval,
    })
    this.#tally.add(
      day,
      deckId,
      hour,
      { rating, kind, state_before: stateBefore, interval_before: lastInterval },
      durationMs,
    )
    this.#follow(row, card, day)
  }

  /** Keeps in mind what the next review of the card follows. */
  #follow(row: number, card: number, day: number): void {
    if (this.#table.isReset(row)) this.#begun[card] = 0
    else if (this.#table.isAnswer(row)) {
      this.#begun[card] = 1
      this.#lastDay[card] = day
    }
  }

  #kindOf(row: number): number {
    if (this.#table.isByHand(row)) return FROM_ELSEWHERE.byHand
    return this.#table.isCramming(row) ? FROM_ELSEWHERE.cramming : FROM_ELSEWHERE.review
  }

  #stateBefore(row: number, begun: boolean, lastInterval: number): number {
    switch (this.#table.kind[row]) {
      case KIND.learn:
        return begun ? 1 : 0
      case KIND.review:
        return 2
      case KIND.relearn:
        return 3
      default:
        return lastInterval > 0 ? 2 : begun ? 1 : 0
    }
  }

  #isKnown(cardId: number, at: number): boolean {
    let answered = this.#answered.get(cardId)
    if (answered === undefined) {
      answered = this.#run.collection.bulk.answeredAt(cardId)
      this.#answered.set(cardId, answered)
    }
    return answered.has(at)
  }

  #orphan(row: number): void {
    const table = this.#table
    this.counts.orphaned += 1
    this.#orphans?.add(
      table.cardId[row] ?? 0,
      table.at[row] ?? 0,
      table.rating[row] ?? 0,
      table.kind[row] ?? 0,
      table.interval[row] ?? 0,
      table.lastInterval[row] ?? 0,
      table.factor[row] ?? 0,
      table.durationMs[row] ?? 0,
    )
  }

  #leaveOut(row: number): void {
    this.counts.left += 1
    const message = 'An entry of the review log was left out: it has no rating from 0 to 4, or no time.'
    const at = this.#table.at[row] ?? 0
    const timed = at > 0 && at <= this.#run.order.now
    const found = timed ? `an entry of ${new Date(at).toISOString().slice(0, 10)}` : 'an entry without a time'
    this.#run.findings.warn({ code: 'review-unreadable', message, found })
  }
}
