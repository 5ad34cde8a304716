import type { NoteRow } from './rows.ts'
import { idList } from './statements.ts'
import type { Statements } from './statements.ts'
import { matchQuery } from './words.ts'

/** What an import needs to know of a note that is there already. */
export interface KnownNote {
  readonly id: number
  readonly guid: string
  readonly source: string | null
  readonly source_hash: string | null
  readonly edited_at: number | null
}

/** A note that may be a row of a table that came in before. */
export interface AlikeNote extends KnownNote {
  /** JSON. */
  readonly content: string
  /** The deck of its first card. */
  readonly deck: number
}

const EXAM_KINDS = `('multiple-choice', 'multiple-response', 'ordering', 'matching')`

const queries = (sql: Statements) => ({
  get: sql.one<[number], NoteRow>('SELECT * FROM note WHERE id = ?'),
  byGuid: sql.one<[string], NoteRow>('SELECT * FROM note WHERE guid = ?'),
  many: sql.all<[string], NoteRow>('SELECT * FROM note WHERE id IN (SELECT value FROM json_each(?))'),
  known: sql.all<[string], KnownNote>(
    'SELECT id, guid, source, source_hash, edited_at FROM note WHERE guid IN (SELECT value FROM json_each(?))',
  ),
  anyOwn: sql.value<[], number>('SELECT 1 FROM note WHERE source IS NULL LIMIT 1'),
  alike: sql.all<[string, string], AlikeNote>(`
    SELECT id, guid, source, source_hash, edited_at, content, (
      SELECT deck_id FROM card WHERE note_id = note.id ORDER BY ordinal LIMIT 1
    ) AS deck
    FROM note
    WHERE source IS NULL AND (summary IN (SELECT value FROM json_each(?)) OR source_hash IN (SELECT value FROM json_each(?)))
    ORDER BY id`),
  bySource: sql.all<[string], NoteRow>('SELECT * FROM note WHERE source = ? ORDER BY id'),
  questions: sql.all<[], NoteRow>(
    `SELECT * FROM note INDEXED BY note_question WHERE kind IN ${EXAM_KINDS} ORDER BY objective, kind, id`,
  ),
  questionCount: sql.value<[], number>(
    `SELECT count(*) FROM note INDEXED BY note_question WHERE kind IN ${EXAM_KINDS}`,
  ),
  pending: sql.all<[], NoteRow>('SELECT * FROM note INDEXED BY note_pending WHERE pending IS NOT NULL ORDER BY id'),
  pendingCount: sql.value<[], number>('SELECT count(*) FROM note INDEXED BY note_pending WHERE pending IS NOT NULL'),
  search: sql.values<[string, number], number>('SELECT rowid FROM note_words WHERE note_words MATCH ? LIMIT ?'),
  cardsNaming: sql.value<[string], number>(`
    SELECT count(DISTINCT card.id)
    FROM note INDEXED BY note_services
    CROSS JOIN json_each(note.services) AS named
    CROSS JOIN card ON card.note_id = note.id
    WHERE note.services <> '[]' AND named.value IN (SELECT value FROM json_each(?))`),
  count: sql.value<[], number>('SELECT count(*) FROM note'),
  deleted: sql.values<[string, string], string>(
    'SELECT guid FROM tombstone WHERE entity = ? AND guid IN (SELECT value FROM json_each(?))',
  ),
})

/** Reads notes. */
export class Notes {
  readonly #q: ReturnType<typeof queries>

  constructor(sql: Statements) {
    this.#q = queries(sql)
  }

  /** The row of a note. */
  get(id: number): NoteRow | undefined {
    return this.#q.get(id)
  }

  /** The note of a guid. */
  byGuid(guid: string): NoteRow | undefined {
    return this.#q.byGuid(guid)
  }

  /** Notes of these ids, in no order. */
  many(ids: readonly number[]): NoteRow[] {
    return this.#q.many(idList(ids))
  }

  /** Which of these guids are in the collection, with what an import compares. */
  known(guids: readonly string[]): Map<string, KnownNote> {
    return new Map(this.#q.known(JSON.stringify(guids)).map((note) => [note.guid, note]))
  }

  /** Is there a note that came from no deck file of the program? */
  anyOwn(): boolean {
    return this.#q.anyOwn() !== undefined
  }

  /** Notes of no deck file with one of these summaries or hashes. Reads all notes: for imports. */
  alike(summaries: readonly string[], hashes: readonly string[]): AlikeNote[] {
    return this.#q.alike(JSON.stringify(summaries), JSON.stringify(hashes))
  }

  /** Which of these guids were deleted here. */
  deleted(guids: readonly string[]): Set<string> {
    return new Set(this.#q.deleted('note', JSON.stringify(guids)))
  }

  /** Notes that came from a deck file, by its id. */
  bySource(source: string): NoteRow[] {
    return this.#q.bySource(source)
  }

  /** Every exam question, by objective and kind. */
  questions(): NoteRow[] {
    return this.#q.questions()
  }

  /** How many exam questions there are. */
  questionCount(): number {
    return this.#q.questionCount() ?? 0
  }

  /** Notes for which newer text of their source waits. */
  pending(): NoteRow[] {
    return this.#q.pending()
  }

  /** How many notes have newer text that waits. */
  pendingCount(): number {
    return this.#q.pendingCount() ?? 0
  }

  /** How many cards belong to notes that name one of these services. */
  cardsNaming(serviceIds: readonly string[]): number {
    return this.#q.cardsNaming(JSON.stringify(serviceIds)) ?? 0
  }

  /** Ids of notes that have all words of a text, each matched from its start. */
  search(text: string, limit: number): number[] {
    const match = matchQuery(text)
    return match === null ? [] : this.#q.search(match, limit)
  }

  /** Reads an index from end to end: for reports, not for views. */
  count(): number {
    return this.#q.count() ?? 0
  }
}
