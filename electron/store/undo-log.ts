import type { Op } from './journal.ts'
import type { Statements } from './statements.ts'

/** At least this many of the newest entries can be taken back. */
export const UNDO_DEPTH = 200
/** Entries are pruned every so many ids, since each pruning touches pages that an answer would not. */
const PRUNE_EVERY = 32
/** Pieces of large entries that are kept; the newest entry is kept whatever its size. */
const PARTS_KEPT = 400
/** About what a piece of a large entry holds. */
const ROWS_IN_A_PART = 1000

/** Operations up to this many characters are few. */
const FEW_CHANGES = 50_000

/** An entry without its operations. */
export interface UndoEntry {
  readonly id: number
  readonly name: string
  readonly at: number
}

const queries = (sql: Statements) => ({
  newestUndo: sql.one<[], UndoEntry>('SELECT id, name, at FROM undo_entry WHERE redo = 0 ORDER BY id DESC LIMIT 1'),
  newestRedo: sql.one<[], UndoEntry>(
    'SELECT id, name, at FROM undo_entry INDEXED BY undo_redo WHERE redo = 1 ORDER BY id DESC LIMIT 1',
  ),
  list: sql.all<[number, number], UndoEntry>(
    'SELECT id, name, at FROM undo_entry WHERE redo = ? ORDER BY id DESC LIMIT ?',
  ),
  add: sql.run<[string, number, number, string]>(
    'INSERT INTO undo_entry (name, at, redo, changes) VALUES (?, ?, ?, ?)',
  ),
  addPart: sql.run<[number, number, string]>('INSERT INTO undo_part (entry_id, ordinal, changes) VALUES (?, ?, ?)'),
  changes: sql.value<[number], string>('SELECT changes FROM undo_entry WHERE id = ?'),
  ownChanges: sql.value<[number, number], string>(`
    SELECT changes FROM undo_entry WHERE id = ? AND length(changes) <= ?
    AND NOT EXISTS (SELECT 1 FROM undo_part WHERE entry_id = undo_entry.id)`),
  part: sql.value<[number, number], string>('SELECT changes FROM undo_part WHERE entry_id = ? AND ordinal = ?'),
  parts: sql.value<[number], number>('SELECT count(*) FROM undo_part WHERE entry_id = ?'),
  remove: sql.run<[number]>('DELETE FROM undo_entry WHERE id = ?'),
  dropRedo: sql.run<[]>('DELETE FROM undo_entry INDEXED BY undo_redo WHERE redo = 1'),
  pruneByNumber: sql.run<[number]>(
    'DELETE FROM undo_entry WHERE id < (SELECT id FROM undo_entry ORDER BY id DESC LIMIT 1 OFFSET ?)',
  ),
  pruneBySize: sql.run<[number]>(`
    DELETE FROM undo_entry WHERE id < (
      SELECT entry_id FROM undo_part ORDER BY entry_id DESC, ordinal DESC LIMIT 1 OFFSET ?
    )`),
})

/** What can be taken back and done again, newest last, in the collection itself. */
export class UndoLog {
  readonly #q: ReturnType<typeof queries>

  constructor(sql: Statements) {
    this.#q = queries(sql)
  }

  /** The entry that would be taken back (or, for redo, done again) next. */
  newest(redo: boolean): UndoEntry | undefined {
    return redo ? this.#q.newestRedo() : this.#q.newestUndo()
  }

  /** The entries that would be taken back (or done again), the next one first. */
  list(redo: boolean): UndoEntry[] {
    return this.#q.list(redo ? 1 : 0, UNDO_DEPTH)
  }

  /** Adds an entry with the operations that fit in one piece. */
  add(name: string, at: number, redo: boolean, ops: readonly Op[]): number {
    return this.addText(name, at, redo, JSON.stringify(ops))
  }

  /** `add` with operations that are JSON already. */
  addText(name: string, at: number, redo: boolean, changes: string): number {
    const id = Number(this.#q.add(name, at, redo ? 1 : 0, changes).lastInsertRowid)
    if (id % PRUNE_EVERY === 0) this.#q.pruneByNumber(UNDO_DEPTH - 1)
    return id
  }

  /** Adds a piece of a large entry; pieces come after the entry's own operations, in order. */
  addPart(id: number, ordinal: number, ops: readonly Op[]): void {
    this.#q.addPart(id, ordinal, JSON.stringify(ops))
  }

  /** Keeps the sum of large entries within bounds. */
  pruneBySize(): void {
    this.#q.pruneBySize(PARTS_KEPT)
  }

  /** An entry's operations in the order in which they are to be done: last to first. */
  *operations(id: number): Generator<Op> {
    const parts = this.#q.parts(id) ?? 0
    for (let ordinal = parts - 1; ordinal >= 0; ordinal -= 1) yield* parse(this.#q.part(id, ordinal))
    yield* parse(this.#q.changes(id))
  }

  /** The operations of an entry that changed little; null for a large one, which is not read. */
  fewOperations(id: number): Op[] | null {
    const changes = this.#q.ownChanges(id, FEW_CHANGES)
    return changes === undefined ? null : parse(changes)
  }

  /** How many rows an entry touches, without reading the pieces of a large one. */
  weight(id: number): number {
    const own = parse(this.#q.changes(id)).reduce((sum, op) => sum + rowsOf(op), 0)
    return own + (this.#q.parts(id) ?? 0) * ROWS_IN_A_PART
  }

  /** Removes an entry. */
  remove(id: number): void {
    this.#q.remove(id)
  }

  /** A new action makes what was taken back impossible to do again. */
  dropRedo(): void {
    this.#q.dropRedo()
  }
}

function rowsOf(op: Op): number {
  if (op.op === 'insert' || op.op === 'orphans') return op.rows.length
  return op.op === 'remove' || op.op === 'mark' || op.op === 'drop-orphans' ? op.to - op.from + 1 : 1
}

function parse(changes: string | undefined): Op[] {
  return (JSON.parse(changes ?? '[]') as Op[]).reverse()
}
