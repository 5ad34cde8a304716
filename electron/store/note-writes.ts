import type { NewRow, RowWriter } from './row-writer.ts'
import type { NoteRow } from './rows.ts'
import { idList } from './statements.ts'
import type { Statements } from './statements.ts'

/** A note to insert; what is left out is empty. JSON columns are text. */
export type NewNote = Pick<NoteRow, 'guid' | 'kind' | 'summary' | 'content'> &
  Partial<Omit<NoteRow, 'id' | 'modified_at' | 'guid' | 'kind' | 'summary' | 'content'>>

const EMPTY: Omit<NewRow<'note'>, 'guid' | 'kind' | 'summary' | 'content' | 'created_at'> = {
  tags: '[]',
  objective: null,
  beyond: null,
  covers: '[]',
  services: '[]',
  note_references: '[]',
  verified_on: null,
  source: null,
  source_hash: null,
  edited_at: null,
  pending: null,
}

/** Changes notes; usable inside a transaction only. The search index and tombstones follow. */
export class NoteWrites {
  readonly #rows: RowWriter
  readonly #cardsOf

  constructor(sql: Statements, rows: RowWriter) {
    this.#rows = rows
    this.#cardsOf = sql.values<[string], number>(
      'SELECT id FROM card WHERE note_id IN (SELECT value FROM json_each(?))',
    )
  }

  /** Inserts a note and gives its id; the guid must be free. Its cards are inserted by `cards.insertFor`. */
  insert(note: NewNote): number {
    return this.#rows.insert('note', { ...EMPTY, created_at: this.#rows.at, ...note })
  }

  /**
   * Sets columns of a note.
   *
   * @returns false when there is no such note
   */
  update(id: number, values: Partial<Omit<NoteRow, 'id' | 'guid' | 'modified_at'>>): boolean {
    return this.#rows.update('note', id, values)
  }

  /** Deletes notes with their cards; reviews stay, and a tombstone for each. */
  remove(ids: readonly number[]): void {
    this.#rows.remove('card', this.#cardsOf(idList(ids)))
    this.#rows.remove('note', ids)
  }
}
