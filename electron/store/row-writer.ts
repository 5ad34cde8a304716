import { COUNT_SQL, countRangeSql, COUNTS_NOTHING, fieldsOf } from './day-count-columns.ts'
import type { DayDelta } from './day-count-columns.ts'
import type { HourCount } from './day-tally.ts'
import type { Journal, KeyedTable } from './journal.ts'
import { COLUMNS } from './rows.ts'
import type { LoggedRows, LoggedTable, NoteRow, Scalar } from './rows.ts'
import { idList } from './statements.ts'
import type { Statements } from './statements.ts'
import { NoteWords } from './words.ts'

/** A row to insert: `id` is given only when it comes back under its old one; `modified_at` is the transaction's. */
export type NewRow<T extends LoggedTable> = Omit<LoggedRows[T], 'id' | 'modified_at'> & { id?: number }

const CHUNK = 400
const WORD_SOURCES: readonly string[] = ['content', 'tags', 'objective']
const WITH_GUID: readonly LoggedTable[] = ['preset', 'deck', 'note', 'note_type', 'saved_search']
/** Nothing in the day's queue depends on these. */
const OUTSIDE_QUEUE: readonly LoggedTable[] = ['attempt', 'note_type', 'saved_search']

const ORPHAN_COLUMNS = 'id, source_card, reviewed_at, rating, type, interval, last_interval, factor, duration_ms'

const keyedQueries = (sql: Statements, table: KeyedTable, key: string, content: string) => ({
  get: sql.value<[string], string>(`SELECT ${content} FROM ${table} WHERE ${key} = ?`),
  put: sql.run<[string, number, string]>(
    `INSERT OR REPLACE INTO ${table} (${key}, modified_at, ${content}) VALUES (?, ?, ?)`,
  ),
  drop: sql.run<[string]>(`DELETE FROM ${table} WHERE ${key} = ?`),
})

const fixedQueries = (sql: Statements) => ({
  wordSources: sql.one<[number], NoteRow>('SELECT content, tags, objective FROM note WHERE id = ?'),
  bury: sql.run<[string, string, number]>(
    'INSERT OR REPLACE INTO tombstone (entity, guid, deleted_at) VALUES (?, ?, ?)',
  ),
  revive: sql.run<[string, string]>('DELETE FROM tombstone WHERE entity = ? AND guid = ?'),
  markUndone: sql.run<[number, number, number]>(
    'UPDATE review SET undone_at = ? WHERE id BETWEEN ? AND ? AND undone_at IS NULL',
  ),
  clearUndone: sql.run<[number, number]>('UPDATE review SET undone_at = NULL WHERE id BETWEEN ? AND ?'),
  count: sql.run<number[]>(COUNT_SQL),
  addRange: sql.run<[number, number]>(countRangeSql(1)),
  takeRange: sql.run<[number, number]>(countRangeSql(-1)),
  dropEmptyCount: sql.run<[number, number, number]>(
    `DELETE FROM day_count WHERE day = ? AND deck_id = ? AND hour = ? AND ${COUNTS_NOTHING}`,
  ),
  dropEmptyCounts: sql.run<[]>(`DELETE FROM day_count WHERE ${COUNTS_NOTHING}`),
  blueprint: keyedQueries(sql, 'blueprint', 'id', 'content'),
  setting: keyedQueries(sql, 'setting', 'key', 'value'),
  media: {
    get: sql.value<[string], string>("SELECT hash || ' ' || size FROM media WHERE name = ?"),
    put: sql.run<[string, number, string]>(`
      INSERT OR REPLACE INTO media (name, modified_at, hash, size)
      SELECT name, at, substr(kept, 1, instr(kept, ' ') - 1), CAST(substr(kept, instr(kept, ' ') + 1) AS INTEGER)
      FROM (SELECT ? AS name, ? AS at, ? AS kept)`),
    drop: sql.run<[string]>('DELETE FROM media WHERE name = ?'),
  },
  orphans: sql.arrays<[number, number]>(`SELECT ${ORPHAN_COLUMNS} FROM orphan_review WHERE id BETWEEN ? AND ?`),
  dropOrphans: sql.run<[number, number]>('DELETE FROM orphan_review WHERE id BETWEEN ? AND ?'),
  putOrphan: sql.run<Scalar[]>(
    `INSERT OR IGNORE INTO orphan_review (${ORPHAN_COLUMNS}) VALUES (${ORPHAN_COLUMNS.replace(/\w+/g, '?')})`,
  ),
  raiseRevision: sql.run<[]>('UPDATE collection SET revision = revision + 1'),
})

type Insert = (...params: Scalar[]) => { lastInsertRowid: number | bigint }

function insertSql(table: LoggedTable, columns: readonly string[]): string {
  return `INSERT INTO ${table} (${columns.join(', ')}) VALUES (${columns.map(() => '?').join(', ')})`
}

/**
 * The one way in which rows are written. Each write tells the journal how to take it back, keeps the search
 * index and the tombstones right, and sets `modified_at` to the transaction's instant. Usable between `begin`
 * and `finish` only.
 */
export class RowWriter {
  readonly #sql: Statements
  readonly #q: ReturnType<typeof fixedQueries>
  readonly #words: NoteWords
  readonly #statements = new Map<string, (...params: Scalar[]) => unknown>()
  readonly #readers = new Map<string, (...params: Scalar[]) => Scalar[][]>()
  readonly #inserts: Readonly<Record<LoggedTable, Insert>>
  #journal: Journal | null = null
  #at: number | null = null
  #queueChanged = false

  constructor(sql: Statements) {
    this.#sql = sql
    this.#q = fixedQueries(sql)
    this.#words = new NoteWords(sql)
    this.#inserts = {
      preset: sql.run(insertSql('preset', COLUMNS.preset)),
      deck: sql.run(insertSql('deck', COLUMNS.deck)),
      note: sql.run(insertSql('note', COLUMNS.note)),
      card: sql.run(insertSql('card', COLUMNS.card)),
      attempt: sql.run(insertSql('attempt', COLUMNS.attempt)),
      note_type: sql.run(insertSql('note_type', COLUMNS.note_type)),
      saved_search: sql.run(insertSql('saved_search', COLUMNS.saved_search)),
    }
  }

  /** The instant of the running transaction; throws when there is none, as a write without one is a bug. */
  get at(): number {
    if (this.#at === null) throw new Error('a write outside of a transaction')
    return this.#at
  }

  /** @param journal null when the transaction cannot be taken back */
  begin(journal: Journal | null, at: number): void {
    this.#journal = journal
    this.#at = at
    this.#queueChanged = false
  }

  /** Writes what waits, and raises the collection's revision when something changed that the queue is made from. */
  finish(): void {
    this.#words.flush()
    if (this.#queueChanged) this.#q.raiseRevision()
  }

  /** After the transaction, however it ended. */
  end(): void {
    this.#words.forget()
    this.#journal = null
    this.#at = null
  }

  /** Says that the queue must be read anew, for writes that do not pass through here. */
  queueChanged(): void {
    this.#queueChanged = true
  }

  /** Inserts a row and gives its id. */
  insert<T extends LoggedTable>(table: T, row: NewRow<T>): number {
    const values = row as Record<string, Scalar | undefined>
    return this.#insert(
      table,
      this.#inserts[table],
      COLUMNS[table].map((column) => (column === 'modified_at' ? this.at : (values[column] ?? null))),
      values,
    )
  }

  /** Puts rows back under their ids. */
  restore(table: LoggedTable, columns: readonly string[], rows: readonly Scalar[][]): void {
    const insert = this.#sql.run(insertSql(table, columns))
    const modified = columns.indexOf('modified_at')
    for (const row of rows) {
      const values: Record<string, Scalar | undefined> = {}
      columns.forEach((column, index) => (values[column] = row[index]))
      this.#insert(table, insert, row.with(modified, this.at), values)
    }
  }

  /**
   * Sets columns of a row.
   *
   * @returns false when the row is not there
   */
  update<T extends LoggedTable>(table: T, id: number, values: Partial<LoggedRows[T]>): boolean {
    return this.setColumns(table, id, values as Record<string, Scalar>)
  }

  /** `update` for values whose columns are known at run time only. */
  setColumns(table: LoggedTable, id: number, values: Record<string, Scalar>): boolean {
    const columns = Object.keys(values)
    const list = columns.join(', ')
    const [old] = this.#reader(`SELECT ${list} FROM ${table} WHERE id = ?`)(id)
    if (old === undefined) return false
    const before: Record<string, Scalar> = {}
    columns.forEach((column, index) => {
      if (old[index] !== values[column]) before[column] = old[index] ?? null
    })
    if (Object.keys(before).length === 0) return true
    const assignments = [...columns, 'modified_at'].map((column) => `${column} = ?`).join(', ')
    this.#statement(`UPDATE ${table} SET ${assignments} WHERE id = ?`)(...Object.values(values), this.at, id)
    this.#journal?.changed(table, id, before)
    this.#queueChanged ||= !OUTSIDE_QUEUE.includes(table)
    if (table === 'note' && columns.some((column) => WORD_SOURCES.includes(column))) this.#renewWords(id)
    return true
  }

  /** Deletes rows; whatever refers to them must go first. */
  remove(table: LoggedTable, ids: readonly number[]): void {
    const columns = COLUMNS[table]
    for (let start = 0; start < ids.length; start += CHUNK) {
      const chunk = idList(ids.slice(start, start + CHUNK))
      const where = 'WHERE id IN (SELECT value FROM json_each(?))'
      const rows = this.#reader(`SELECT ${columns.join(', ')} FROM ${table} ${where}`)(chunk)
      if (table === 'note') this.#words.remove(rows.map((row) => Number(row[0])))
      if (WITH_GUID.includes(table)) for (const row of rows) this.#q.bury(table, String(row[1]), this.at)
      this.#statement(`DELETE FROM ${table} ${where}`)(chunk)
      if (rows.length > 0) this.#journal?.removed(table, columns, rows)
    }
    this.#queueChanged ||= !OUTSIDE_QUEUE.includes(table)
  }

  /** Sets the content of a keyed row, or with null removes it. */
  keep(table: KeyedTable, key: string, content: string | null): void {
    const { get, put, drop } = this.#q[table]
    const before = get(key) ?? null
    if (before === content) return
    if (content === null) drop(key)
    else put(key, this.at, content)
    this.#journal?.kept(table, key, before)
    this.#queueChanged ||= table === 'setting'
  }

  /** Tells the journal of reviews without a card that a statement of the caller's inserted with these ids. */
  orphansInserted(from: number, to: number): void {
    if (to >= from) this.#journal?.orphansCame(from, to)
  }

  /** Takes reviews without a card out by their ids. */
  removeOrphans(from: number, to: number): void {
    for (let first = from; first <= to; first += CHUNK) {
      const last = Math.min(to, first + CHUNK - 1)
      const rows = this.#q.orphans(first, last)
      this.#q.dropOrphans(first, last)
      if (rows.length > 0) this.#journal?.orphansWent(rows)
    }
  }

  /** Puts reviews without a card back, each with all of its columns. */
  restoreOrphans(rows: readonly Scalar[][]): void {
    for (const row of rows) this.#q.putOrphan(...row)
    const ids = rows.map(([id]) => Number(id))
    this.orphansInserted(Math.min(...ids), Math.max(...ids))
  }

  /** Tells the journal of a review that was inserted. */
  reviewInserted(id: number): void {
    this.#journal?.inserted('review', id)
    this.#queueChanged = true
  }

  /** Tells the journal of rows that a statement of the caller's inserted with ids from `from` to `to`. */
  rowsInserted(table: LoggedTable, from: number, to: number): void {
    for (let id = from; id <= to; id += 1) this.#journal?.inserted(table, id)
    this.#queueChanged ||= !OUTSIDE_QUEUE.includes(table)
  }

  /**
   * Counts reviews that were inserted with ids from `from` to `to` by a statement of the caller's, and tells the
   * journal of them as one range: an import of any size is taken back by a few words.
   */
  reviewsInserted(from: number, to: number): void {
    this.#q.addRange(from, to)
    this.#journal?.marked(from, to, false, true)
    this.#queueChanged = true
  }

  /** As `reviewsInserted` for a caller that counted them itself: the figures of each hour, which must be what `dayDelta` says. */
  countedReviewsInserted(from: number, to: number, counts: Iterable<HourCount>): void {
    for (const { day, deckId, hour, delta } of counts) this.#q.count(day, deckId, hour, ...fieldsOf(delta))
    this.#journal?.marked(from, to, false, true)
    this.#queueChanged = true
  }

  /** Marks reviews of an id range undone, or not undone; with `counted` their figures go along. */
  markReviews(from: number, to: number, undone: boolean, counted = false): void {
    if (undone && counted) this.#q.takeRange(from, to)
    if (undone) this.#q.markUndone(this.at, from, to)
    else this.#q.clearUndone(from, to)
    if (!undone && counted) this.#q.addRange(from, to)
    if (undone && counted) this.#q.dropEmptyCounts()
    this.#journal?.marked(from, to, undone, counted)
    this.#queueChanged = true
  }

  /** Adds to (or takes from) an hour's figures of a deck. */
  count(day: number, deckId: number, hour: number, by: DayDelta): void {
    this.#q.count(day, deckId, hour, ...fieldsOf(by))
    if (Object.values(by).some((value) => value < 0)) this.#q.dropEmptyCount(day, deckId, hour)
    this.#journal?.counted(day, deckId, hour, by)
  }

  #insert(table: LoggedTable, insert: Insert, params: Scalar[], values: Record<string, Scalar | undefined>): number {
    const id = Number(insert(...params).lastInsertRowid)
    if (WITH_GUID.includes(table)) this.#q.revive(table, String(values['guid']))
    if (table === 'note') {
      const objective = values['objective'] ?? null
      this.#words.add(id, {
        content: String(values['content']),
        tags: String(values['tags']),
        objective: objective === null ? null : String(objective),
      })
    }
    this.#journal?.inserted(table, id)
    this.#queueChanged ||= !OUTSIDE_QUEUE.includes(table)
    return id
  }

  #renewWords(noteId: number): void {
    const note = this.#q.wordSources(noteId)
    this.#words.remove([noteId])
    if (note !== undefined) this.#words.add(noteId, note)
  }

  #statement(source: string): (...params: Scalar[]) => unknown {
    let statement = this.#statements.get(source)
    if (statement === undefined) {
      statement = this.#sql.run(source)
      this.#statements.set(source, statement)
    }
    return statement
  }

  #reader(source: string): (...params: Scalar[]) => Scalar[][] {
    let reader = this.#readers.get(source)
    if (reader === undefined) {
      reader = this.#sql.arrays(source)
      this.#readers.set(source, reader)
    }
    return reader
  }
}
