import type { RowWriter } from './row-writer.ts'
import type { SavedSearchRow } from './rows.ts'
import type { Statements } from './statements.ts'

/** Reads searches that were saved under a name. */
export class SavedSearches {
  readonly #all
  readonly #get

  constructor(sql: Statements) {
    this.#all = sql.all<[], SavedSearchRow>('SELECT * FROM saved_search ORDER BY position, id')
    this.#get = sql.one<[number], SavedSearchRow>('SELECT * FROM saved_search WHERE id = ?')
  }

  /** All of them, in the person's order. */
  all(): SavedSearchRow[] {
    return this.#all()
  }

  /** The saved search of an id. */
  get(id: number): SavedSearchRow | undefined {
    return this.#get(id)
  }
}

/** Changes saved searches; usable inside a transaction only. */
export class SavedSearchWrites {
  readonly #rows: RowWriter
  readonly #newGuid: () => string
  readonly #last

  constructor(sql: Statements, rows: RowWriter, newGuid: () => string) {
    this.#rows = rows
    this.#newGuid = newGuid
    this.#last = sql.value<[], number>('SELECT ifnull(max(position), 0) FROM saved_search')
  }

  /** Adds one at the end and gives its id. */
  create(name: string, query: string): number {
    const position = (this.#last() ?? 0) + 1
    return this.#rows.insert('saved_search', { guid: this.#newGuid(), name, query, position })
  }

  /** @returns false when there is no such search */
  update(id: number, values: Partial<Pick<SavedSearchRow, 'name' | 'query' | 'position'>>): boolean {
    return this.#rows.update('saved_search', id, values)
  }

  /** Deletes it. */
  remove(id: number): void {
    this.#rows.remove('saved_search', [id])
  }
}
