import type { Database } from 'better-sqlite3'

/**
 * The distinct words of the search index, for text inside words. Read when it is asked for, and again once the index
 * has been written to.
 */
export class Vocabulary {
  readonly #db: Database
  #words: readonly string[] = []
  #state: string | null = null
  #ready = false

  constructor(db: Database) {
    this.#db = db
  }

  /** Makes the views on the index that searches use; they belong to this connection alone. */
  prepare(): void {
    if (this.#ready) return
    this.#db.exec(`
      CREATE VIRTUAL TABLE IF NOT EXISTS temp.note_vocabulary USING fts5vocab ('main', 'note_words', 'row');
      CREATE VIRTUAL TABLE IF NOT EXISTS temp.note_places USING fts5vocab ('main', 'note_words', 'instance');`)
    this.#ready = true
  }

  words(): readonly string[] {
    this.prepare()
    // The structure record of an FTS5 index (rowid 10 of its data) changes with every write to it.
    const state = this.#db.prepare<[], string>('SELECT hex(block) FROM note_words_data WHERE id = 10').pluck().get()
    if (state === undefined || state !== this.#state) {
      this.#words = this.#db.prepare<[], string>('SELECT term FROM temp.note_vocabulary').pluck().all()
      this.#state = state ?? null
    }
    return this.#words
  }
}
