import { ALL_REVIEWS, dayDelta } from './day-count-columns.ts'
import type { RowWriter } from './row-writer.ts'
import type { ReviewRow } from './rows.ts'
import { idList } from './statements.ts'
import type { Statements } from './statements.ts'

const queries = (sql: Statements) => ({
  get: sql.one<[number], ReviewRow>('SELECT * FROM review WHERE id = ?'),
  byCard: sql.all<[number], ReviewRow>(
    'SELECT * FROM review WHERE card_id = ? AND undone_at IS NULL ORDER BY reviewed_at, id',
  ),
  byCards: sql.all<[string], ReviewRow>(`
    SELECT * FROM review WHERE card_id IN (SELECT value FROM json_each(?)) AND undone_at IS NULL
    ORDER BY card_id, reviewed_at, id`),
  between: sql.all<[number, number], ReviewRow>(
    'SELECT * FROM review WHERE day BETWEEN ? AND ? AND undone_at IS NULL ORDER BY day, id',
  ),
  answersOf: sql.all<[number], ReviewRow>(
    'SELECT * FROM review WHERE day = ? AND rating > 0 AND kind NOT IN (2, 3) AND undone_at IS NULL ORDER BY id',
  ),
  after: sql.all<[number], ReviewRow>(
    'SELECT * FROM review WHERE id > ? AND rating > 0 AND undone_at IS NULL ORDER BY id',
  ),
  strip: sql.values<[number], number>(
    'SELECT rating FROM review WHERE day = ? AND rating > 0 AND kind NOT IN (2, 3) AND undone_at IS NULL ORDER BY id',
  ),
  latest: sql.value<[], number>(
    'SELECT max(reviewed_at) FROM review WHERE day = (SELECT max(day) FROM review) AND undone_at IS NULL',
  ),
  count: sql.value<[], number>(`SELECT ifnull(sum(${ALL_REVIEWS}), 0) FROM day_count`),
})

/** Reads the log of answers. Undone ones are never among them. */
export class Reviews {
  readonly #q: ReturnType<typeof queries>

  constructor(sql: Statements) {
    this.#q = queries(sql)
  }

  /** One review, undone or not. */
  get(id: number): ReviewRow | undefined {
    return this.#q.get(id)
  }

  /** A card's reviews, oldest first. */
  byCard(cardId: number): ReviewRow[] {
    return this.#q.byCard(cardId)
  }

  /** The reviews of several cards, by card, oldest first. */
  byCards(cardIds: readonly number[]): ReviewRow[] {
    return this.#q.byCards(idList(cardIds))
  }

  /** Reviews of study days `from` to `to`, both included, in the order they were given. */
  between(from: number, to: number): ReviewRow[] {
    return this.#q.between(from, to)
  }

  /** The answers of one study day in the order they were given: no changes by hand, no cramming. */
  answersOf(day: number): ReviewRow[] {
    return this.#q.answersOf(day)
  }

  /** Answers that came into the log after a row of it. */
  after(id: number): ReviewRow[] {
    return this.#q.after(id)
  }

  /** Ratings of one study day in the order they were given: no changes by hand, no cramming. */
  strip(day: number): number[] {
    return this.#q.strip(day)
  }

  /** When the last answer of the newest study day was given, or null without any. */
  latestAt(): number | null {
    return this.#q.latest() ?? null
  }

  /** All reviews that count; a sum over days, not a scan. */
  count(): number {
    return this.#q.count() ?? 0
  }
}

/** A review to append; its deck is given beside it. */
export type NewReview = Omit<ReviewRow, 'id' | 'undone_at' | 'deck_id'>

/** The values of `INSERT_REVIEW` in order: card, reviewed_at, day, rating, kind, duration, the card before, … */
export type ReviewParams = [
  // prettier-ignore
  ...[number, number, number, number, number, number, number, number | null, number | null, number, number, number,
    number, string | null],
  deckId: number,
  hour: number,
  intervalBefore: number,
]

/** Inserts a review; parameters as in ReviewParams. */
export const INSERT_REVIEW = `
  INSERT INTO review (card_id, reviewed_at, day, rating, kind, duration_ms, state_before, stability_before,
    difficulty_before, elapsed_days, scheduled_days, due, seed, response, deck_id, hour, interval_before)
  VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`

/** Appends to the log of answers; usable inside a transaction only. The card itself is the caller's. */
export class ReviewWrites {
  readonly #rows: RowWriter
  readonly #insert

  constructor(sql: Statements, rows: RowWriter) {
    this.#rows = rows
    this.#insert = sql.run<ReviewParams>(INSERT_REVIEW)
  }

  /**
   * Appends a review and adds it to its day.
   *
   * @param deckId the deck that the answer counts for
   * @returns its id
   */
  append(review: NewReview, deckId: number): number {
    const id = this.#insertRow(review, deckId)
    this.#rows.reviewInserted(id)
    this.#rows.count(review.day, deckId, review.hour, dayDelta(review))
    return id
  }

  /**
   * Counts reviews that the caller inserted itself (with `INSERT_REVIEW`) under ids from `from` to `to`, in a few
   * statements whatever their number, and makes them undoable as one range. For large imports.
   */
  inserted(from: number, to: number): void {
    this.#rows.reviewsInserted(from, to)
  }

  /** Says that the figures of study days were set right, on which today's limits depend. */
  queueChanged(): void {
    this.#rows.queueChanged()
  }

  #insertRow(r: NewReview, deckId: number): number {
    const { lastInsertRowid } = this.#insert(
      r.card_id,
      r.reviewed_at,
      r.day,
      r.rating,
      r.kind,
      r.duration_ms,
      r.state_before,
      r.stability_before,
      r.difficulty_before,
      r.elapsed_days,
      r.scheduled_days,
      r.due,
      r.seed,
      r.response,
      deckId,
      r.hour,
      r.interval_before,
    )
    return Number(lastInsertRowid)
  }
}
