import type { RowWriter } from './row-writer.ts'
import type { Statements } from './statements.ts'

/** Unsaved work of an editor. */
export interface DraftRow {
  readonly key: string
  readonly modified_at: number
  /** JSON. */
  readonly content: string
}

/** Reads what stands in editors and is not saved yet. */
export class Drafts {
  readonly #get
  readonly #keys

  constructor(sql: Statements) {
    this.#get = sql.one<[string], DraftRow>('SELECT * FROM draft WHERE key = ?')
    this.#keys = sql.all<[], Omit<DraftRow, 'content'>>('SELECT key, modified_at FROM draft ORDER BY modified_at DESC')
  }

  get(key: string): DraftRow | undefined {
    return this.#get(key)
  }

  /** All keys, the newest first. */
  keys(): Omit<DraftRow, 'content'>[] {
    return this.#keys()
  }
}

/** Keeps drafts; usable inside a transaction only, and no part of undo. */
export class DraftWrites {
  readonly #rows: RowWriter
  readonly #put
  readonly #drop

  constructor(sql: Statements, rows: RowWriter) {
    this.#rows = rows
    this.#put = sql.run<[string, number, string]>(
      'INSERT OR REPLACE INTO draft (key, modified_at, content) VALUES (?, ?, ?)',
    )
    this.#drop = sql.run<[string]>('DELETE FROM draft WHERE key = ?')
  }

  /** Keeps a draft in place of the one before; gives the instant. */
  put(key: string, content: string): number {
    this.#put(key, this.#rows.at, content)
    return this.#rows.at
  }

  drop(key: string): void {
    this.#drop(key)
  }
}
