import type { Op } from './journal.ts'
import type { Statements } from './statements.ts'

const queries = (sql: Statements) => ({
  noteOfCard: sql.value<[number], number>('SELECT note_id FROM card WHERE id = ?'),
  noteOfReview: sql.value<[number], number>(
    'SELECT c.note_id FROM review AS r JOIN card AS c ON c.id = r.card_id WHERE r.id = ?',
  ),
  summary: sql.value<[number], string>('SELECT summary FROM note WHERE id = ?'),
})

/** Tells what entries of the undo log are about. */
export class UndoSubjects {
  readonly #q: ReturnType<typeof queries>

  constructor(sql: Statements) {
    this.#q = queries(sql)
  }

  /** The summary of the one note that the operations touch; null when they touch none or several. */
  of(ops: readonly Op[]): string | null {
    const notes = new Set<number>()
    /** Notes that are away now and would come back. */
    const away = new Map<number, string>()
    for (const op of ops) {
      for (const note of this.#notesIn(op, away)) notes.add(note)
      if (notes.size > 1) return null
    }
    const [note] = notes
    if (note === undefined) return null
    return this.#q.summary(note) ?? away.get(note) ?? null
  }

  /**
   * Ids of notes that an operation touches; of many, two are enough to tell that it is not one. A card or review that
   * is gone stands for a note of its own that nobody knows.
   */
  #notesIn(op: Op, away: Map<number, string>): number[] {
    switch (op.op) {
      case 'set':
        if (op.table === 'note') return [op.id]
        return op.table === 'card' ? [this.#q.noteOfCard(op.id) ?? -op.id] : []
      case 'mark':
        return firstAndLast(op).map((id) => this.#q.noteOfReview(id) ?? -id)
      case 'remove':
        return op.table === 'note' ? firstAndLast(op) : []
      case 'insert':
        if (op.table !== 'note') return []
        return op.rows.map((row) => {
          const id = Number(row[op.columns.indexOf('id')])
          away.set(id, String(row[op.columns.indexOf('summary')] ?? ''))
          return id
        })
      default:
        return []
    }
  }
}

function firstAndLast({ from, to }: { readonly from: number; readonly to: number }): number[] {
  return from === to ? [from] : [from, to]
}
