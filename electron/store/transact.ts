import type { Database } from 'better-sqlite3'
import { fail } from '../core/result.ts'
import type { Result } from '../core/result.ts'
import { Journal } from './journal.ts'
import type { Op } from './journal.ts'
import { storeProblem } from './problems.ts'
import type { StoreProblem } from './problems.ts'
import type { RowWriter } from './row-writer.ts'
import type { Statements } from './statements.ts'
import type { UndoLog } from './undo-log.ts'

interface Entry {
  readonly name: string
  readonly redo: boolean
  /** Whether this is a new action, which makes what was taken back impossible to do again. */
  readonly fresh: boolean
}

/** Runs transactions: all of it is on disk when `run` says ok, none of it otherwise. */
export class Transactions {
  readonly #db: Database
  readonly #rows: RowWriter
  readonly #log: UndoLog
  readonly #now: () => number
  readonly #begin
  readonly #commit
  readonly #rollback

  constructor(db: Database, sql: Statements, rows: RowWriter, log: UndoLog, now: () => number) {
    this.#db = db
    this.#rows = rows
    this.#log = log
    this.#now = now
    this.#begin = sql.run<[]>('BEGIN IMMEDIATE')
    this.#commit = sql.run<[]>('COMMIT')
    this.#rollback = sql.run<[]>('ROLLBACK')
  }

  /**
   * Runs `work` in one transaction; when it fails or throws, nothing of it stays.
   *
   * @param name the action as a person reads it in the undo menu ('Rename deck'), or null for what is not undoable
   * @returns what `work` returned, or why the store could not: `busy` means try again, without blocking
   */
  run<T, E>(name: string | null, work: () => Result<T, E>): Result<T, E | StoreProblem> {
    return this.#journalled(name === null ? null : { name, redo: false, fresh: true }, work)
  }

  /** `run` for taking back or doing again: the inverse becomes a redo or undo entry. */
  inverse<T, E>(name: string, redo: boolean, work: () => Result<T, E>): Result<T, E | StoreProblem> {
    return this.#journalled({ name, redo, fresh: false }, work)
  }

  /** A transaction without a journal, for code that writes its own undo entry. */
  bare<T, E>(work: () => Result<T, E>): Result<T, E | StoreProblem> {
    if (this.#db.inTransaction) throw new Error('a transaction inside a transaction')
    try {
      this.#begin()
      const result = work()
      if (result.ok) this.#commit()
      else this.#rollback()
      return result
    } catch (error) {
      // Some errors (a full disk among them) make SQLite roll back by itself.
      if (this.#db.inTransaction) this.#rollback()
      const problem = storeProblem(error)
      if (problem === null) throw error
      return fail(problem)
    }
  }

  #journalled<T, E>(entry: Entry | null, work: () => Result<T, E>): Result<T, E | StoreProblem> {
    const at = this.#now()
    const recorder = entry === null ? null : new Recorder(this.#log, entry, at)
    return this.bare(() => {
      this.#rows.begin(recorder?.journal ?? null, at)
      try {
        const result = work()
        if (result.ok) {
          this.#rows.finish()
          recorder?.finish()
        }
        return result
      } finally {
        this.#rows.end()
      }
    })
  }
}

/** Turns a journal into one undo entry, in pieces when it is large. */
class Recorder {
  readonly journal = new Journal((ops) => this.#putAside(ops))
  readonly #log: UndoLog
  readonly #entry: Entry
  readonly #at: number
  #id: number | null = null
  #parts = 0

  constructor(log: UndoLog, entry: Entry, at: number) {
    this.#log = log
    this.#entry = entry
    this.#at = at
  }

  /** Writes the entry, inside the transaction. */
  finish(): void {
    const rest = this.journal.take()
    if (this.#id !== null) {
      this.#addPart(this.#id, rest)
      this.#log.pruneBySize()
    } else if (rest.length > 0) this.#add(rest)
  }

  #add(ops: readonly Op[]): number {
    if (this.#entry.fresh) this.#log.dropRedo()
    return this.#log.add(this.#entry.name, this.#at, this.#entry.redo, ops)
  }

  #putAside(ops: readonly Op[]): void {
    this.#id ??= this.#add([])
    this.#addPart(this.#id, ops)
  }

  #addPart(id: number, ops: readonly Op[]): void {
    this.#log.addPart(id, this.#parts, ops)
    this.#parts += 1
  }
}
