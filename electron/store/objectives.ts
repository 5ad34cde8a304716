import { idList } from './statements.ts'
import type { Statements } from './statements.ts'

/** A note that belongs to an exam objective. */
export interface ObjectiveNote {
  readonly id: number
  readonly objective: string
}

/** What a forecast needs of a card; `deck_id` for the options that it is scheduled by. */
export interface ObjectiveCard {
  readonly id: number
  readonly note_id: number
  readonly deck_id: number
  readonly state: number
  readonly position: number
  readonly due: number
  readonly stability: number | null
  readonly last_review: number | null
}

const EXAM_KINDS = `('multiple-choice', 'multiple-response', 'ordering', 'matching')`

const queries = (sql: Statements) => ({
  lastNote: sql.value<[], number>('SELECT ifnull(max(id), 0) FROM note'),
  notes: sql.all<[number, number], ObjectiveNote>(`
    SELECT id, objective FROM note
    WHERE id > ? AND id <= ? AND objective IS NOT NULL AND kind NOT IN ${EXAM_KINDS}`),
  cards: sql.all<[string], ObjectiveCard>(`
    SELECT id, note_id, deck_id, state, position, due, stability, last_review FROM card
    WHERE note_id IN (SELECT value FROM json_each(?)) AND suspended = 0 AND held = 0 ORDER BY id`),
  firstPosition: sql.value<[number], number>(`
    SELECT min(position) FROM card INDEXED BY card_new
    WHERE state = 0 AND suspended = 0 AND held = 0 AND deck_id = ?`),
})

/** Reads the study notes of exam objectives and their cards; exam questions are not among them. */
export class Objectives {
  readonly #q: ReturnType<typeof queries>

  constructor(sql: Statements) {
    this.#q = queries(sql)
  }

  /** The highest id of a note; 0 without any. */
  lastNote(): number {
    return this.#q.lastNote() ?? 0
  }

  /** The notes with an objective whose id lies above `after` and up to `until`; there is no index for it. */
  notesBetween(after: number, until: number): ObjectiveNote[] {
    return this.#q.notes(after, until)
  }

  /** The cards of notes, those left out that are suspended or held. */
  cardsOf(noteIds: readonly number[]): ObjectiveCard[] {
    return this.#q.cards(idList(noteIds))
  }

  /** The position of the first new card of a deck itself; 0 when it has none. */
  firstPosition(deckId: number): number {
    return this.#q.firstPosition(deckId) ?? 0
  }
}
