import type { Database } from 'better-sqlite3'
import type { MemoryCard } from '../core/scheduling/memory-card.ts'
import type { Scalar } from './rows.ts'

/** Values that one statement takes: fewer calls, each within SQLite's bound of parameters. */
const VALUES_AT_ONCE = 3000
const DAY_MS = 86_400_000
const SECOND_MS = 1000

/** How the values that are handed over become the columns of a row. */
export interface RowShape {
  readonly table: string
  /** How many values a row is handed over as. */
  readonly values: number
  /** Each column that is filled, as SQL over the values v1, v2, …; the others keep the defaults of the table. */
  readonly columns: Readonly<Record<string, string>>
}

/** The shape of rows whose values are the columns as they are. */
export function plainShape(table: string, columns: readonly string[]): RowShape {
  return {
    table,
    values: columns.length,
    columns: Object.fromEntries(columns.map((column, at) => [column, `v${at + 1}`])),
  }
}

/**
 * Inserts rows of one table, many to a statement; what waits goes in with `flush`. The verb is OR FAIL rather than
 * plain: SQLite then keeps no copy of each page for taking back half a statement. An error takes the whole
 * transaction back in any case.
 */
export class RowBatch {
  readonly #db: Database
  readonly #shape: RowShape
  readonly #verb: string
  readonly #most: number
  readonly #many
  #waiting: Scalar[] = []
  #changes = 0

  constructor(db: Database, verb: string, shape: RowShape) {
    if (!db.inTransaction) throw new Error('a write outside of a transaction')
    this.#db = db
    this.#verb = verb
    this.#shape = shape
    const rows = Math.floor(VALUES_AT_ONCE / shape.values)
    this.#most = shape.values * rows
    this.#many = db.prepare<Scalar[]>(this.#sql(rows))
  }

  /** One row's values, in the order of the shape. */
  add(...values: Scalar[]): void {
    for (const value of values) this.#waiting.push(value)
    this.#runFull()
  }

  /** As `add` for a row of nine values: hundreds of thousands of them are common, and a list of each would be made. */
  // prettier-ignore
  addNine(a: Scalar, b: Scalar, c: Scalar, d: Scalar, e: Scalar, f: Scalar, g: Scalar, h: Scalar, i: Scalar): void {
    this.#waiting.push(a, b, c, d, e, f, g, h, i)
    this.#runFull()
  }

  #runFull(): void {
    if (this.#waiting.length < this.#most) return
    // Spread out, values are bound in two thirds of the time that an array of them takes.
    this.#changes += this.#many.run(...this.#waiting).changes
    this.#waiting = []
  }

  /** Writes what waits. @returns how many rows went in since the batch was made */
  flush(): number {
    const rows = this.#waiting.length / this.#shape.values
    if (rows > 0) {
      const rest = this.#db.prepare<Scalar[]>(this.#sql(rows))
      this.#changes += rest.run(...this.#waiting).changes
      this.#waiting = []
    }
    return this.#changes
  }

  #sql(rows: number): string {
    const { table, values, columns } = this.#shape
    const tuple = `(${Array(values).fill('?').join(', ')})`
    const names = Array.from({ length: values }, (_, at) => `column${at + 1} AS v${at + 1}`)
    return `
      ${this.#verb} INTO ${table} (${Object.keys(columns).join(', ')}) SELECT ${Object.values(columns).join(', ')}
      FROM (SELECT ${names.join(', ')} FROM (VALUES ${Array(rows).fill(tuple).join(', ')}))`
  }
}

/**
 * A card as an import brings it: new cards (due 0) and those with a past. Days are whole and below 2^16, steps below
 * 2^11, answers and lapses below `MOST_ANSWERS`.
 */
export interface BulkCard extends MemoryCard {
  readonly id: number
  readonly noteId: number
  /** Below 2^16. */
  readonly ordinal: number
  readonly deckId: number
  readonly position: number
  readonly flag: number
  readonly suspended: boolean
  /** Rests until the day on which buried cards of this import come back. */
  readonly buried: boolean
  readonly buriedBySibling: boolean
}

/** Bound of a card's answers and lapses, so that both fit into one value. */
export const MOST_ANSWERS = 2 ** 26 - 1
/** Bound of a card's step. */
export const MOST_STEPS = 2 ** 11 - 1

/** Binding a value costs as much as storing it, so small numbers travel together in one, and SQL takes them apart. */
function cardShape(buriedUntil: number, now: number): RowShape {
  const bits = (from: number, width: number): string => `(v3 >> ${from}) & ${2 ** width - 1}`
  return {
    table: 'card',
    values: 10,
    // prettier-ignore
    columns: {
      id: 'v1', note_id: 'v2', ordinal: bits(0, 16), state: bits(16, 2), flag: bits(18, 3), suspended: bits(21, 1),
      buried_until: `(${bits(22, 1)}) * ${Math.trunc(buriedUntil)}`, buried_by: bits(23, 1), step: bits(24, 11),
      scheduled_days: bits(35, 16), deck_id: 'v4', position: 'v5', due: 'v6', stability: 'v7', difficulty: 'v8',
      reps: `v9 & ${MOST_ANSWERS}`, lapses: 'v9 >> 26', last_review: 'v10', modified_at: String(Math.trunc(now)),
    },
  }
}

/** Inserts cards. */
export class CardRows {
  readonly #rows: RowBatch

  /** @param buriedUntil study day on which buried cards are back; @param now epoch milliseconds */
  constructor(db: Database, buriedUntil: number, now: number) {
    this.#rows = new RowBatch(db, 'INSERT OR FAIL', cardShape(buriedUntil, now))
  }

  add(card: BulkCard): void {
    const low =
      card.ordinal +
      (card.state << 16) +
      (card.flag << 18) +
      (card.suspended ? 2 ** 21 : 0) +
      (card.buried ? 2 ** 22 : 0) +
      (card.buriedBySibling ? 2 ** 23 : 0)
    const packed = low + card.step * 2 ** 24 + card.scheduledDays * 2 ** 35
    const answers = card.reps + card.lapses * 2 ** 26
    const { id, noteId, deckId, position, due, stability, difficulty, lastReview } = card
    this.#rows.add(id, noteId, packed, deckId, position, due, stability, difficulty, answers, lastReview)
  }

  /** Writes what waits. */
  flush(): void {
    this.#rows.flush()
  }
}

/** An entry of the log as an import brings it. Its id is the next one of the table. */
export interface BulkReview {
  readonly cardId: number
  /** Epoch milliseconds. */
  readonly at: number
  /** Study day, from -2^15 to 2^22. */
  readonly day: number
  /** 0 to 4. */
  readonly rating: number
  /** 0 to 7. */
  readonly kind: number
  /** Below 2^27. */
  readonly durationMs: number
  readonly stateBefore: number
  readonly stabilityBefore: number | null
  readonly difficultyBefore: number | null
  /** Whole days below 2^23. */
  readonly elapsedDays: number
  /** Whole days, or seconds when negative. */
  readonly interval: number
  readonly deckId: number
  /** 0 to 23. */
  readonly hour: number
  readonly intervalBefore: number
}

/** Days that are added to a study day while it travels, so that it is not negative. */
const DAY_SHIFT = 2 ** 15

const REVIEW: RowShape = {
  table: 'review',
  values: 9,
  // prettier-ignore
  columns: {
    card_id: 'v1', reviewed_at: 'v2', duration_ms: `v3 & ${2 ** 27 - 1}`, rating: '(v3 >> 27) & 7', kind: '(v3 >> 30) & 7',
    state_before: '(v3 >> 33) & 3', hour: '(v3 >> 35) & 31', day: `(v4 & ${2 ** 23 - 1}) - ${DAY_SHIFT}`,
    elapsed_days: 'v4 >> 23', scheduled_days: 'max(0, v5)',
    due: `v2 + iif(v5 > 0, v5 * ${DAY_MS}, v5 * -${SECOND_MS})`, interval_before: 'v6', deck_id: 'v7',
    stability_before: 'v8', difficulty_before: 'v9',
  },
}

/** Inserts entries of the log; `due` is that many days or seconds after the answer. */
export class ReviewRows {
  readonly #rows: RowBatch

  constructor(db: Database) {
    this.#rows = new RowBatch(db, 'INSERT OR FAIL', REVIEW)
  }

  add(review: BulkReview): void {
    const kinds = review.rating + 8 * (review.kind + 8 * (review.stateBefore + 4 * review.hour))
    const days = review.day + DAY_SHIFT + review.elapsedDays * 2 ** 23
    const { cardId, at, interval, intervalBefore, deckId, stabilityBefore, difficultyBefore } = review
    const packed = review.durationMs + kinds * 2 ** 27
    // prettier-ignore
    this.#rows.addNine(cardId, at, packed, days, interval, intervalBefore, deckId, stabilityBefore, difficultyBefore)
  }

  /** Writes what waits. */
  flush(): void {
    this.#rows.flush()
  }
}
