import type { Database } from 'better-sqlite3'
import type { DayTally } from './day-tally.ts'
import { CardRows, plainShape, ReviewRows, RowBatch } from './bulk-rows.ts'
import type { RowWriter } from './row-writer.ts'

export type { CardRows, ReviewRows, RowBatch } from './bulk-rows.ts'

/** 16 MB, as SQLite says it. */
const LEAN_CACHE = -16_384

/** Columns that imports fill, in the order in which values are added; the others keep the defaults of the table. */
const NOTE = ['id', 'guid', 'kind', 'summary', 'tags', 'created_at', 'modified_at', 'content'] as const
// prettier-ignore
const OWN_NOTE = ['id', 'guid', 'kind', 'summary', 'tags', 'objective', 'beyond', 'covers', 'services',
  'note_references', 'verified_on', 'source_hash', 'created_at', 'modified_at', 'content'] as const
// prettier-ignore
const ORPHAN = ['source_card', 'reviewed_at', 'rating', 'type', 'interval', 'last_interval', 'factor',
  'duration_ms'] as const

/**
 * The way in for tens of thousands of rows at once; usable inside a transaction only. The caller gives ids itself,
 * from `nextId` on and without gaps, and says at the end which there are: journal, search index, tombstones, deck
 * totals and day counts are then as if each row had been written by itself.
 */
export class BulkWrites {
  readonly #db: Database
  readonly #rows: RowWriter

  constructor(db: Database, rows: RowWriter) {
    this.#db = db
    this.#rows = rows
  }

  /**
   * Lets changed pages go to the log early, so that neither memory nor the time of the commit grows with the number
   * of rows; what is asked for over and over fits all the same. @returns puts it back as it was
   */
  lean(): () => void {
    const before = this.#db.pragma('cache_size', { simple: true })
    this.#db.pragma(`cache_size = ${LEAN_CACHE}`)
    return () => void this.#db.pragma(`cache_size = ${String(before)}`)
  }

  /** The first id that no row of the table has or had. */
  nextId(table: 'note' | 'card' | 'review' | 'orphan_review'): number {
    const used = this.#value<number>(`SELECT ifnull(max(id), 0) FROM ${table}`) ?? 0
    if (table === 'review' || table === 'orphan_review') return used + 1
    const given = this.#db
      .prepare<[string], number>('SELECT seq FROM sqlite_sequence WHERE name = ?')
      .pluck()
      .get(table)
    return Math.max(used, given ?? 0) + 1
  }

  notes(): RowBatch {
    return this.#batch('INSERT OR FAIL', 'note', NOTE)
  }

  /** Notes that are of no imported type. */
  ownNotes(): RowBatch {
    return this.#batch('INSERT OR FAIL', 'note', OWN_NOTE)
  }

  /** Lets cards that were inserted wait until their question was missed. */
  hold(cardIds: readonly number[]): void {
    this.#db
      .prepare<[string]>('UPDATE card SET held = 1 WHERE id IN (SELECT value FROM json_each(?))')
      .run(JSON.stringify(cardIds))
  }

  /** @param buriedUntil study day on which buried cards are back; @param now epoch milliseconds */
  cards(buriedUntil: number, now: number): CardRows {
    return new CardRows(this.#db, buriedUntil, now)
  }

  reviews(): ReviewRows {
    return new ReviewRows(this.#db)
  }

  /** Reviews of cards that are not there; one that is kept already is passed over. */
  orphans(): RowBatch {
    return this.#batch('INSERT OR IGNORE', 'orphan_review', ORPHAN)
  }

  /** Reviews without a card from this id on are new. */
  orphansInserted(from: number): void {
    this.#rows.orphansInserted(from, this.nextId('orphan_review') - 1)
  }

  /** The words of notes, by note id; all of them together, since a statement in between makes the index write. */
  words(notes: readonly (readonly [noteId: number, words: string])[]): void {
    const insert = this.#db.prepare<[number, string]>('INSERT INTO note_words (rowid, words) VALUES (?, ?)')
    for (const [noteId, words] of notes) insert.run(noteId, words)
  }

  /** Notes with these ids, both included, are new. */
  notesInserted(from: number, to: number): void {
    if (to < from) return
    this.#db
      .prepare<[number, number]>(
        `DELETE FROM tombstone
        WHERE entity = 'note' AND (SELECT id FROM note WHERE guid = tombstone.guid) BETWEEN ? AND ?`,
      )
      .run(from, to)
    this.#rows.rowsInserted('note', from, to)
  }

  /** Cards with these ids, both included, are new. */
  cardsInserted(from: number, to: number): void {
    if (to >= from) this.#rows.rowsInserted('card', from, to)
  }

  /** Reviews with these ids, both included, are new. @param counts what they add to their days */
  reviewsInserted(from: number, to: number, counts: DayTally): void {
    if (to >= from && this.nextId('review') !== to + 1) throw new Error('reviews have other ids than was counted')
    if (to >= from) this.#rows.countedReviewsInserted(from, to, counts.hours())
  }

  /** Sets when a row was changed at its source, where that decides which of two is newer. */
  changedAt(table: 'note' | 'note_type', id: number, instant: number): void {
    this.#db.prepare<[number, number]>(`UPDATE ${table} SET modified_at = ? WHERE id = ?`).run(instant, id)
  }

  #batch(verb: string, table: string, columns: readonly string[]): RowBatch {
    return new RowBatch(this.#db, verb, plainShape(table, columns))
  }

  #value<V>(source: string): V | undefined {
    return this.#db.prepare<[], V>(source).pluck().get()
  }
}
