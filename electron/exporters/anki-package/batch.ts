import type { Database } from 'better-sqlite3'

/** Rows that one statement inserts. */
const ROWS_AT_ONCE = 100

type Value = string | number | Uint8Array | null

/** Inserts rows of one table, many to a statement; what waits goes in with `flush`. */
export class Batch {
  readonly #db: Database
  readonly #table: string
  readonly #width: number
  readonly #many
  #waiting: Value[] = []

  constructor(db: Database, table: string, width: number) {
    this.#db = db
    this.#table = table
    this.#width = width
    this.#many = db.prepare<[Value[]]>(this.#insert(ROWS_AT_ONCE))
  }

  /** One row's values, in the order of the columns. */
  add(values: readonly Value[]): void {
    for (const value of values) this.#waiting.push(value)
    if (this.#waiting.length < this.#width * ROWS_AT_ONCE) return
    this.#many.run(this.#waiting)
    this.#waiting = []
  }

  flush(): void {
    const rows = this.#waiting.length / this.#width
    if (rows > 0) this.#db.prepare<[Value[]]>(this.#insert(rows)).run(this.#waiting)
    this.#waiting = []
  }

  #insert(rows: number): string {
    const tuple = `(${Array(this.#width).fill('?').join(', ')})`
    return `INSERT INTO ${this.#table} VALUES ${Array(rows).fill(tuple).join(', ')}`
  }
}
