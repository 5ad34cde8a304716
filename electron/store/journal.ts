import type { DayDelta } from './day-count-columns.ts'
import { COUNT_COLUMNS } from './day-count-columns.ts'
import type { LoggedTable, Scalar } from './rows.ts'

/** Tables whose rows are one text by a key: JSON, and for media hash and size. */
export type KeyedTable = 'blueprint' | 'setting' | 'media'

/** One thing to do when an action is taken back; an entry's are done last to first. Kept as JSON. */
export type Op =
  | { op: 'set'; table: LoggedTable; id: number; values: Record<string, Scalar> }
  | { op: 'insert'; table: LoggedTable; columns: readonly string[]; rows: Scalar[][] }
  | { op: 'remove'; table: LoggedTable; from: number; to: number }
  /** Reviews are never deleted: they are marked undone, or not undone again; `counted` takes their figures along. */
  | { op: 'mark'; from: number; to: number; undone: boolean; counted?: true }
  /** A row of a table that is kept by a key: this content again, or none. */
  | { op: 'keep'; table: KeyedTable; key: string; content: string | null }
  /** Reviews whose cards are not there go, or come back with all of their columns. */
  | { op: 'drop-orphans'; from: number; to: number }
  | { op: 'orphans'; rows: Scalar[][] }
  | { op: 'count'; day: number; deckId: number; hour: number; add: DayDelta }

/** Rows held in memory before they are put aside. */
const ROWS_IN_MEMORY = 1000

/** Collects how to take back what the current transaction does. */
export class Journal {
  #ops: Op[] = []
  #rows = 0
  readonly #ranges = new Map<string, Extract<Op, { op: 'remove' | 'mark' }>>()
  readonly #counts = new Map<string, DayDelta>()
  readonly #putAside: (ops: readonly Op[]) => void

  /** @param putAside is given operations when there are too many rows to hold in memory */
  constructor(putAside: (ops: readonly Op[]) => void) {
    this.#putAside = putAside
  }

  /** Columns of a row had these values. */
  changed(table: LoggedTable, id: number, before: Record<string, Scalar>): void {
    this.#push({ op: 'set', table, id, values: before }, 1)
  }

  /** These rows were there, each with its values in the order of `columns`. */
  removed(table: LoggedTable, columns: readonly string[], rows: Scalar[][]): void {
    this.#push({ op: 'insert', table, columns, rows }, rows.length)
  }

  /** A row is new. Neighbouring ids become one range, so that an import costs a few words. */
  inserted(table: LoggedTable | 'review', id: number): void {
    const range = this.#ranges.get(table)
    if (range !== undefined && id === range.to + 1) range.to = id
    else if (range !== undefined && id === range.from - 1) range.from = id
    else {
      const fresh: Extract<Op, { op: 'remove' | 'mark' }> =
        table === 'review' ? { op: 'mark', from: id, to: id, undone: true } : { op: 'remove', table, from: id, to: id }
      this.#ranges.set(table, fresh)
      this.#ops.push(fresh)
    }
  }

  /** A keyed row had this content; null when it was not there. */
  kept(table: KeyedTable, key: string, before: string | null): void {
    this.#push({ op: 'keep', table, key, content: before }, 1)
  }

  /** Reviews whose cards are not there came in with these ids. */
  orphansCame(from: number, to: number): void {
    this.#push({ op: 'drop-orphans', from, to }, 1)
  }

  /** Reviews whose cards are not there went. */
  orphansWent(rows: Scalar[][]): void {
    this.#push({ op: 'orphans', rows }, rows.length)
  }

  /** Reviews were marked undone, or no longer undone; with `counted` their figures went along. */
  marked(from: number, to: number, undone: boolean, counted = false): void {
    this.#push({ op: 'mark', from, to, undone: !undone, ...(counted ? { counted } : {}) }, 1)
  }

  /** An hour's figures of a deck grew by this. */
  counted(day: number, deckId: number, hour: number, delta: DayDelta): void {
    const key = `${day}/${deckId}/${hour}`
    let add = this.#counts.get(key)
    if (add === undefined) {
      add = {}
      this.#counts.set(key, add)
      this.#ops.push({ op: 'count', day, deckId, hour, add })
    }
    for (const column of COUNT_COLUMNS) {
      const value = delta[column]
      if (value !== undefined) add[column] = (add[column] ?? 0) - value
    }
  }

  /** The operations that were not put aside; the journal is empty afterwards. */
  take(): Op[] {
    const ops = this.#ops
    this.#ops = []
    this.#rows = 0
    this.#ranges.clear()
    this.#counts.clear()
    return ops
  }

  #push(op: Op, rows: number): void {
    // A range grows only while nothing comes between: taking back must pass through the same states.
    this.#ranges.clear()
    this.#ops.push(op)
    this.#rows += rows
    if (this.#rows > ROWS_IN_MEMORY) this.#putAside(this.take())
  }
}
