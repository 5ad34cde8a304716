import type { Statements } from './statements.ts'

/** A note that is here already, as far as an import compares it. */
export interface KnownText {
  readonly id: number
  readonly guid: string
  readonly kind: string
  readonly modified_at: number
  readonly tags: string
  readonly content: string
}

/** A card that is here already. */
export interface KnownCard {
  readonly id: number
  readonly deckId: number
}

const queries = (sql: Statements) => ({
  lastPosition: sql.value<[number], number>(`
    SELECT max(position) FROM card INDEXED BY card_new
    WHERE state = 0 AND suspended = 0 AND held = 0 AND deck_id = ?`),
  notesByGuid: sql.all<[string], KnownText>(
    'SELECT id, guid, kind, modified_at, tags, content FROM note WHERE guid IN (SELECT value FROM json_each(?))',
  ),
  cardsOf: sql.all<[string], { id: number; note_id: number; ordinal: number; deck_id: number }>(
    'SELECT id, note_id, ordinal, deck_id FROM card WHERE note_id IN (SELECT value FROM json_each(?))',
  ),
  answeredAt: sql.values<[number], number>('SELECT reviewed_at FROM review WHERE card_id = ? AND undone_at IS NULL'),
})

/** What an import of tens of thousands of rows asks about what is here already. */
export class BulkReads {
  readonly #q: ReturnType<typeof queries>

  constructor(sql: Statements) {
    this.#q = queries(sql)
  }

  /** Place of the last new card of a deck; 0 without any. */
  lastPosition(deckId: number): number {
    return Math.max(0, this.#q.lastPosition(deckId) ?? 0)
  }

  /** Which of these guids there are, with what tells one text from another. */
  notesByGuid(guids: readonly string[]): Map<string, KnownText> {
    return new Map(this.#q.notesByGuid(JSON.stringify(guids)).map((row) => [row.guid, row]))
  }

  /** The cards of notes by note and ordinal. */
  cardsOf(noteIds: readonly number[]): Map<number, Map<number, KnownCard>> {
    const cards = new Map<number, Map<number, KnownCard>>()
    for (const { id, note_id, ordinal, deck_id } of this.#q.cardsOf(JSON.stringify(noteIds))) {
      const ofNote = cards.get(note_id) ?? new Map<number, KnownCard>()
      cards.set(note_id, ofNote.set(ordinal, { id, deckId: deck_id }))
    }
    return cards
  }

  /** Instants at which a card was answered, by its log; undone answers are not among them. */
  answeredAt(cardId: number): Set<number> {
    return new Set(this.#q.answeredAt(cardId))
  }
}
