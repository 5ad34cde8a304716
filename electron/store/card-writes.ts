import type { RowWriter } from './row-writer.ts'
import type { CardRow } from './rows.ts'
import { NEW_SCHEDULE } from './schedule.ts'
import { idList } from './statements.ts'
import type { Statements } from './statements.ts'

export interface NewCards {
  /** Exam questions are held: neither new nor due until missed or added by hand. */
  held?: boolean
  /** Order among the deck's new cards; without one they come last. */
  position?: number
}

/** Columns of a card that may be set directly. */
export type CardValues = Partial<Omit<CardRow, 'id' | 'note_id' | 'ordinal' | 'modified_at'>>

/** Above every ordinal that a note can have. */
const OUT_OF_THE_WAY = 100_000

const BLANK = { ...NEW_SCHEDULE, flag: 0, suspended: 0, buried_until: 0, buried_by: 0 }

/** Changes cards; usable inside a transaction only. Answers have a door of their own (answers.ts). */
export class CardWrites {
  readonly #rows: RowWriter
  readonly #nextPosition
  readonly #otherOrdinals

  constructor(sql: Statements, rows: RowWriter) {
    this.#rows = rows
    this.#nextPosition = sql.value<[number], number>(`
      SELECT ifnull(max(position), 0) + 1 FROM card INDEXED BY card_new
      WHERE state = 0 AND suspended = 0 AND held = 0 AND deck_id = ?`)
    this.#otherOrdinals = sql.values<[number, string], number>(
      'SELECT id FROM card WHERE note_id = ? AND ordinal NOT IN (SELECT value FROM json_each(?))',
    )
  }

  /** Inserts new cards of a note and gives their ids in the order of the ordinals. */
  insertFor(noteId: number, deckId: number, ordinals: readonly number[], options: NewCards = {}): number[] {
    const position = options.position ?? this.#nextPosition(deckId) ?? 1
    const held = options.held === true ? 1 : 0
    return ordinals.map((ordinal) =>
      this.#rows.insert('card', { ...BLANK, note_id: noteId, ordinal, deck_id: deckId, position, held }),
    )
  }

  /**
   * Sets columns of a card.
   *
   * @returns false when there is no such card
   */
  update(id: number, values: CardValues): boolean {
    return this.#rows.update('card', id, values)
  }

  /** Sets columns of several cards; unknown ids are passed over. @returns how many there were */
  updateAll(ids: readonly number[], values: CardValues): number {
    return ids.filter((id) => this.#rows.update('card', id, values)).length
  }

  /** Takes cards out of the reviews, or puts them back. @returns how many there were */
  suspend(ids: readonly number[], suspended: boolean): number {
    return this.updateAll(ids, { suspended: suspended ? 1 : 0 })
  }

  /** Lets cards rest until a study day; that day they are back. 0 ends the rest. */
  bury(ids: readonly number[], untilDay: number): number {
    return this.updateAll(ids, { buried_until: untilDay, buried_by: 0 })
  }

  /** @param flag 0 (none) to 7 */
  flag(ids: readonly number[], flag: number): number {
    return this.updateAll(ids, { flag })
  }

  /** Exam questions that are held enter the reviews as new cards. */
  release(ids: readonly number[]): number {
    return this.updateAll(ids, { held: 0 })
  }

  /** Puts cards into a deck, which must be there. @returns how many there were */
  move(ids: readonly number[], deckId: number): number {
    return this.updateAll(ids, { deck_id: deckId })
  }

  /**
   * Gives cards of one note other ordinals; all of them stay the cards that they are.
   * @param moves id of the card and its new ordinal, no ordinal twice
   */
  renumber(moves: readonly (readonly [id: number, ordinal: number])[]): void {
    // Two cards of a note never have the same ordinal, so each first goes where none is.
    for (const [id, ordinal] of moves) this.#rows.update('card', id, { ordinal: ordinal + OUT_OF_THE_WAY })
    for (const [id, ordinal] of moves) this.#rows.update('card', id, { ordinal })
  }

  /** Deletes the cards of a note whose ordinal is not among these; their reviews stay. @returns how many went */
  keepOrdinals(noteId: number, ordinals: readonly number[]): number {
    const gone = this.#otherOrdinals(noteId, idList(ordinals))
    this.#rows.remove('card', gone)
    return gone.length
  }
}
