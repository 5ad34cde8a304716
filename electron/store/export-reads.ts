import type { Database } from 'better-sqlite3'
import type { ExportScope } from '../contract/procedures/exports.ts'
import type { Scalar } from './rows.ts'

/** A note with the deck of its first card. */
export interface ExportNoteRow {
  readonly id: number
  readonly guid: string
  readonly kind: string
  readonly content: string
  readonly tags: string
  readonly objective: string | null
  readonly beyond: string | null
  readonly covers: string
  readonly services: string
  readonly note_references: string
  readonly verified_on: string | null
  readonly modified_at: number
  readonly deck_id: number
  /** 1 when its first card waits until the question was missed. */
  readonly held: number
}

/** A card in the order in which the collection numbers them. */
// prettier-ignore
export type ExportCardRow = readonly [
  id: number, noteId: number, ordinal: number, deckId: number, state: number, position: number, due: number,
  stability: number | null, difficulty: number | null, scheduledDays: number, step: number, reps: number,
  lapses: number, lastReview: number | null, flag: number, suspended: number, buriedUntil: number, buriedBy: number,
  modifiedAt: number, chosen: number,
]

// prettier-ignore
export type ExportReviewRow = readonly [
  cardId: number, reviewedAt: number, rating: number, kind: number, durationMs: number, stateBefore: number,
  difficultyBefore: number | null, scheduledDays: number, due: number, intervalBefore: number,
]

// prettier-ignore
export type OrphanRow = readonly [
  sourceCard: number, reviewedAt: number, rating: number, type: number, interval: number, lastInterval: number,
  factor: number, durationMs: number,
]

const NOTES = `
  SELECT note.id, guid, kind, content, tags, objective, beyond, covers, services, note_references, verified_on,
    note.modified_at, chosen.deck_id, chosen.held
  FROM temp.export_note AS chosen CROSS JOIN note ON note.id = chosen.id`
const CARDS = `
  SELECT card.id, note_id, ordinal, card.deck_id, state, position, due, stability, difficulty, scheduled_days, step,
    reps, lapses, last_review, flag, suspended, buried_until, buried_by, card.modified_at,
    EXISTS (SELECT 1 FROM temp.export_card WHERE id = card.id)
  FROM note CROSS JOIN card ON card.note_id = note.id
  ORDER BY note.created_at, note.id, ordinal`
const REVIEWS = `
  SELECT card_id, reviewed_at, rating, kind, duration_ms, state_before, difficulty_before, scheduled_days, due,
    interval_before
  FROM review WHERE undone_at IS NULL`
const ORPHANS = `
  SELECT source_card, reviewed_at, rating, type, interval, last_interval, factor, duration_ms FROM orphan_review
  ORDER BY reviewed_at, id`

/**
 * Reads what is to go out, as it stood when it was opened: changes made meanwhile are not seen. Rows come one by one,
 * so that a collection of any size takes little memory; no other query may run on the connection while they do.
 */
export class ExportReader {
  readonly #db: Database
  readonly #whole: boolean

  /** @param scope a deck or notes that are gone give nothing */
  constructor(db: Database, scope: ExportScope) {
    this.#db = db
    this.#whole = scope.type === 'all'
    db.exec(`
      CREATE TEMP TABLE export_card (id INTEGER PRIMARY KEY);
      CREATE TEMP TABLE export_note (id INTEGER PRIMARY KEY, deck_id INTEGER NOT NULL, held INTEGER NOT NULL);
      BEGIN`)
    this.#choose(scope)
    db.exec(`
      INSERT INTO temp.export_note
      SELECT note_id, deck_id, held FROM (
        SELECT note_id, deck_id, held, min(ordinal) FROM card WHERE id IN (SELECT id FROM temp.export_card)
        GROUP BY note_id
      )`)
  }

  #choose(scope: ExportScope): void {
    const insert = (where: string): string => `INSERT INTO temp.export_card SELECT id FROM card WHERE ${where}`
    if (scope.type === 'all') this.#db.exec(insert('true'))
    else if (scope.type === 'notes') {
      this.#db
        .prepare<[string]>(insert('note_id IN (SELECT value FROM json_each(?))'))
        .run(JSON.stringify(scope.noteIds))
    } else {
      this.#db
        .prepare<[number]>(
          insert(`deck_id IN (
            WITH RECURSIVE below (id) AS (
              VALUES (?) UNION ALL SELECT deck.id FROM below JOIN deck ON deck.parent_id = below.id
            ) SELECT id FROM below)`),
        )
        .run(scope.deckId)
    }
  }

  count(what: 'notes' | 'cards' | 'reviews' | 'all cards'): number {
    const sources = {
      notes: 'temp.export_note',
      cards: 'temp.export_card',
      'all cards': 'card',
      reviews: 'review WHERE undone_at IS NULL AND card_id IN (SELECT id FROM temp.export_card)',
    }
    return this.#db.prepare<[], number>(`SELECT count(*) FROM ${sources[what]}`).pluck().get() ?? 0
  }

  /** Notes by deck where `byDeck` says so, else in the order in which they were made. */
  notes(byDeck = false): IterableIterator<ExportNoteRow> {
    const order = byDeck ? 'chosen.deck_id, note.id' : 'note.created_at, note.id'
    return this.#db.prepare<[], ExportNoteRow>(`${NOTES} ORDER BY ${order}`).iterate()
  }

  /** Ids of all notes with the instant of their making, in that order; chosen or not, since numbers follow from all. */
  noteNumbers(): IterableIterator<[id: number, createdAt: number]> {
    return this.#raw('SELECT id, created_at FROM note ORDER BY created_at, id')
  }

  /** All cards of the collection; the last column says which are chosen. */
  cards(): IterableIterator<ExportCardRow> {
    return this.#raw(CARDS)
  }

  /** The log of the chosen cards, in the order of time; of everything also entries whose card is gone. */
  reviews(): IterableIterator<ExportReviewRow> {
    const chosen = this.#whole ? '' : ' AND card_id IN (SELECT id FROM temp.export_card)'
    return this.#raw(`${REVIEWS}${chosen} ORDER BY reviewed_at, id`)
  }

  /** Reviews whose cards are gone. */
  orphans(): IterableIterator<OrphanRow> {
    return this.#raw(ORPHANS)
  }

  /** Decks that chosen cards are in. */
  deckIds(): number[] {
    return this.#values('SELECT DISTINCT deck_id FROM card WHERE id IN (SELECT id FROM temp.export_card)')
  }

  /** Guids of the note types of chosen notes. */
  noteTypes(): string[] {
    return this.#values(`
      SELECT DISTINCT json_extract(content, '$.noteType') FROM note
      WHERE kind = 'template' AND id IN (SELECT id FROM temp.export_note)`)
  }

  /** How many chosen notes there are of each kind. */
  kinds(): Map<string, number> {
    const rows = this.#raw<[string, number]>(
      'SELECT kind, count(*) FROM note WHERE id IN (SELECT id FROM temp.export_note) GROUP BY kind',
    )
    return new Map(rows)
  }

  /** The first answer of the log and the day of the collection's making: before them nothing was due. */
  beginning(): number {
    const [row] = this.#values<number>(`
      SELECT min(created_at, ifnull((SELECT min(reviewed_at) FROM review), created_at)) FROM collection`)
    return row ?? 0
  }

  /** Ends the reading. */
  close(): void {
    this.#db.exec('COMMIT; DROP TABLE temp.export_card; DROP TABLE temp.export_note')
  }

  #values<V extends Scalar>(source: string): V[] {
    return this.#db.prepare<[], V>(source).pluck().all()
  }

  #raw<R>(source: string): IterableIterator<R> {
    return this.#db.prepare<[], R>(source).raw().iterate() as IterableIterator<R>
  }
}
