import type { RowWriter } from './row-writer.ts'
import type { Statements } from './statements.ts'

interface SettingRow {
  readonly key: string
  readonly value: string
}

/** Reads settings: JSON values by key. */
export class Settings {
  readonly #get
  readonly #all

  constructor(sql: Statements) {
    this.#get = sql.value<[string], string>('SELECT value FROM setting WHERE key = ?')
    this.#all = sql.all<[], SettingRow>('SELECT key, value FROM setting')
  }

  /** The value as it was set, or undefined. */
  get(key: string): unknown {
    const value = this.#get(key)
    return value === undefined ? undefined : JSON.parse(value)
  }

  /** All settings that were ever set. */
  all(): Record<string, unknown> {
    return Object.fromEntries(this.#all().map((row) => [row.key, JSON.parse(row.value) as unknown]))
  }
}

/** Changes settings; usable inside a transaction only, and not undoable except by `decide`. */
export class SettingWrites {
  readonly #rows: RowWriter
  readonly #set
  readonly #remove

  constructor(sql: Statements, rows: RowWriter) {
    this.#rows = rows
    this.#set = sql.run<[string, string, number]>(
      'INSERT INTO setting (key, value, modified_at) VALUES (?, ?, ?) ON CONFLICT (key) DO UPDATE SET value = excluded.value, modified_at = excluded.modified_at',
    )
    this.#remove = sql.run<[string]>('DELETE FROM setting WHERE key = ?')
  }

  /** Keeps anything that JSON can say. */
  set(key: string, value: NonNullable<unknown> | null): void {
    this.#set(key, JSON.stringify(value), this.#rows.at)
    this.#rows.queueChanged()
  }

  /** As `set`, for what a person decides by name and may take back. */
  decide(key: string, value: NonNullable<unknown> | null): void {
    this.#rows.keep('setting', key, JSON.stringify(value))
  }

  /** Forgets a setting, so that its default counts again. */
  remove(key: string): void {
    this.#remove(key)
    this.#rows.queueChanged()
  }
}
