import { fail, ok } from '../core/result.ts'
import type { Result } from '../core/result.ts'
import type { Op } from './journal.ts'
import { sqliteCode } from './problems.ts'
import type { StoreProblem } from './problems.ts'
import type { RowWriter } from './row-writer.ts'
import type { Statements } from './statements.ts'
import type { Transactions } from './transact.ts'
import type { UndoEntry, UndoLog } from './undo-log.ts'
import { UndoSubjects } from './undo-subject.ts'

/** What was taken back or done again. */
export interface Swapped {
  readonly name: string
  /** When the action was done (for redo: when it was taken back). */
  readonly at: number
  /** Cards whose rows changed, at most a thousand. */
  readonly cardIds: readonly number[]
  /** Whether answers were among it. */
  readonly answered: boolean
}

/** Something done since in a way that cannot be taken back stands in the way; the entry is gone. */
export interface CannotSwap {
  readonly code: 'conflict'
  readonly name: string
  readonly message: string
}

const CARDS_NAMED = 1000

const queries = (sql: Statements) => ({
  deferForeignKeys: sql.run<[]>('PRAGMA defer_foreign_keys = 1'),
  idsBetween: {
    preset: sql.values<[number, number], number>('SELECT id FROM preset WHERE id BETWEEN ? AND ?'),
    deck: sql.values<[number, number], number>('SELECT id FROM deck WHERE id BETWEEN ? AND ?'),
    note: sql.values<[number, number], number>('SELECT id FROM note WHERE id BETWEEN ? AND ?'),
    card: sql.values<[number, number], number>('SELECT id FROM card WHERE id BETWEEN ? AND ?'),
    attempt: sql.values<[number, number], number>('SELECT id FROM attempt WHERE id BETWEEN ? AND ?'),
    note_type: sql.values<[number, number], number>('SELECT id FROM note_type WHERE id BETWEEN ? AND ?'),
    saved_search: sql.values<[number, number], number>('SELECT id FROM saved_search WHERE id BETWEEN ? AND ?'),
  },
  examSince: sql.value<[string], number>(
    'SELECT 1 FROM attempt WHERE started_at >= (SELECT modified_at FROM media WHERE name = ?) LIMIT 1',
  ),
  cardsOfNotes: sql.values<[number, number], number>('SELECT id FROM card WHERE note_id BETWEEN ? AND ?'),
})

/** Takes actions back and does them again; every swap writes its own inverse. */
export class History {
  readonly #q: ReturnType<typeof queries>
  readonly #log: UndoLog
  readonly #subjects: UndoSubjects
  readonly #rows: RowWriter
  readonly #transactions: Transactions

  constructor(sql: Statements, log: UndoLog, rows: RowWriter, transactions: Transactions) {
    this.#q = queries(sql)
    this.#log = log
    this.#subjects = new UndoSubjects(sql)
    this.#rows = rows
    this.#transactions = transactions
  }

  /** Name of the action that `undo` would take back. */
  undoName(): string | null {
    return this.#log.newest(false)?.name ?? null
  }

  /** Name of the action that `redo` would do again. */
  redoName(): string | null {
    return this.#log.newest(true)?.name ?? null
  }

  /** Actions that `undo` (or `redo`) would go through, the next one first. */
  entries(redo: boolean): UndoEntry[] {
    return this.#log.list(redo)
  }

  /** The one note that an entry is about, as a short plain text; null when it is about none or several. */
  subject(entry: UndoEntry): string | null {
    const ops = this.#log.fewOperations(entry.id)
    return ops === null ? null : this.#subjects.of(ops)
  }

  /** How many rows the next undo (or redo) touches, roughly: large ones belong in a worker. */
  size(redo: boolean): number {
    const entry = this.#log.newest(redo)
    return entry === undefined ? 0 : this.#log.weight(entry.id)
  }

  /** Takes back the newest action. @returns what it was, or null when there is none */
  undo(): Result<Swapped | null, StoreProblem | CannotSwap> {
    return this.#swap(false)
  }

  /** Does again what was taken back last. @returns what it was, or null when there is nothing */
  redo(): Result<Swapped | null, StoreProblem | CannotSwap> {
    return this.#swap(true)
  }

  #swap(redo: boolean): Result<Swapped | null, StoreProblem | CannotSwap> {
    const entry = this.#log.newest(redo)
    if (entry === undefined) return ok(null)
    try {
      return this.#transactions.inverse(entry.name, !redo, () => this.#apply(entry, redo))
    } catch (error) {
      if (sqliteCode(error)?.startsWith('SQLITE_CONSTRAINT') !== true) throw error
      return this.#giveUp(entry)
    }
  }

  #apply(entry: UndoEntry, redo: boolean): Result<Swapped, StoreProblem> {
    if (this.#log.newest(redo)?.id !== entry.id) return overtaken
    // Rows come back in an order that may leave references open until the end.
    this.#q.deferForeignKeys()
    const cardIds = new Set<number>()
    let answered = false
    for (const op of this.#log.operations(entry.id)) {
      this.#do(op)
      answered ||= op.op === 'mark'
      for (const id of cardsIn(op)) if (cardIds.size < CARDS_NAMED) cardIds.add(id)
    }
    this.#log.remove(entry.id)
    return ok({ name: entry.name, at: entry.at, cardIds: [...cardIds], answered })
  }

  #do(op: Op): void {
    switch (op.op) {
      case 'set':
        this.#rows.setColumns(op.table, op.id, op.values)
        return
      case 'insert':
        this.#rows.restore(op.table, op.columns, op.rows)
        return
      case 'remove':
        // Cards that such a note got later in a way that is not in the log go with it.
        if (op.table === 'note') this.#rows.remove('card', this.#q.cardsOfNotes(op.from, op.to))
        this.#rows.remove(op.table, this.#q.idsBetween[op.table](op.from, op.to))
        return
      case 'keep':
        // The report of an exam that was sat since may show the picture.
        if (op.table === 'media' && op.content === null && this.#q.examSince(op.key) !== undefined) return
        this.#rows.keep(op.table, op.key, op.content)
        return
      case 'drop-orphans':
        this.#rows.removeOrphans(op.from, op.to)
        return
      case 'orphans':
        this.#rows.restoreOrphans(op.rows)
        return
      case 'mark':
        this.#rows.markReviews(op.from, op.to, op.undone, op.counted)
        return
      case 'count':
        this.#rows.count(op.day, op.deckId, op.hour, op.add)
    }
  }

  #giveUp(entry: UndoEntry): Result<never, StoreProblem | CannotSwap> {
    const dropped = this.#transactions.run(null, () => {
      this.#log.remove(entry.id)
      return ok(undefined)
    })
    if (!dropped.ok) return dropped
    return fail({
      code: 'conflict',
      name: entry.name,
      message: `“${entry.name}” can no longer be taken back, because something else was changed since.`,
    })
  }
}

/** Another connection wrote between the look at the log and the transaction. */
const overtaken = fail({ code: 'busy', message: 'Something else was changed just now. Try again.' } as const)

function cardsIn(op: Op): number[] {
  if (op.op === 'set' && op.table === 'card') return [op.id]
  if (op.op === 'insert' && op.table === 'card') return op.rows.map((row) => Number(row[op.columns.indexOf('id')]))
  return []
}
