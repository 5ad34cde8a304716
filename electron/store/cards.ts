import type { CardRow } from './rows.ts'
import { idList } from './statements.ts'
import type { Statements } from './statements.ts'

/** A card that may be asked; read from the queue's index alone, so that thousands cost a millisecond. */
export interface Candidate {
  readonly id: number
  readonly deck_id: number
  /** Epoch milliseconds; for new cards their position. */
  readonly due: number
}

/** How many cards of a deck itself could be asked, each number at most the cap that was given. */
export interface DeckDue {
  new: number
  learning: number
  review: number
}

export interface DueQuery {
  /** Today's study day: cards that rest until a later one are left out. */
  readonly day: number
  /** Learning cards due up to this instant count. */
  readonly learningUntil: number
  /** Review cards due up to this instant (the end of the study day) count. */
  readonly reviewUntil: number
  /** Counting stops here; the daily limits cut the numbers anyway. */
  readonly cap: number
}

/** What the queue asks about the cards that it takes, without their whole rows. */
export type QueueRow = Pick<
  CardRow,
  'id' | 'note_id' | 'ordinal' | 'state' | 'due' | 'last_review' | 'stability' | 'difficulty' | 'scheduled_days'
>

/** A card beside others of its note. */
export type SiblingRow = Pick<CardRow, 'id' | 'note_id' | 'state' | 'due' | 'last_review' | 'suspended' | 'held'>

const ACTIVE = 'suspended = 0 AND held = 0'

const queries = (sql: Statements) => ({
  get: sql.one<[number], CardRow>('SELECT * FROM card WHERE id = ?'),
  many: sql.all<[string], CardRow>('SELECT * FROM card WHERE id IN (SELECT value FROM json_each(?))'),
  ofNote: sql.all<[number], CardRow>('SELECT * FROM card WHERE note_id = ? ORDER BY ordinal'),
  ofNotes: sql.all<[string], CardRow>(
    'SELECT * FROM card WHERE note_id IN (SELECT value FROM json_each(?)) ORDER BY note_id, ordinal',
  ),
  review: sql.all<[number, number, number, number, number], Candidate>(`
    SELECT id, deck_id, due FROM card INDEXED BY card_review
    WHERE state = 2 AND ${ACTIVE} AND deck_id = ? AND due > ? AND due <= ? AND buried_until <= ? ORDER BY due LIMIT ?`),
  new: sql.all<[number, number, number], Candidate>(`
    SELECT id, deck_id, position AS due FROM card INDEXED BY card_new
    WHERE state = 0 AND ${ACTIVE} AND deck_id = ? AND buried_until <= ? ORDER BY position LIMIT ?`),
  newLast: sql.all<[number, number, number], Candidate>(`
    SELECT id, deck_id, position AS due FROM card INDEXED BY card_new
    WHERE state = 0 AND ${ACTIVE} AND deck_id = ? AND buried_until <= ? ORDER BY position DESC LIMIT ?`),
  queued: sql.all<[string], QueueRow>(`
    SELECT id, note_id, ordinal, state, due, last_review, stability, difficulty, scheduled_days FROM card
    WHERE id IN (SELECT value FROM json_each(?))`),
  siblings: sql.all<[string], SiblingRow>(`
    SELECT id, note_id, state, due, last_review, suspended, held FROM card
    WHERE note_id IN (SELECT value FROM json_each(?))`),
  dueBetween: sql.value<[number, number], number>(`
    SELECT count(*) FROM card INDEXED BY card_review
    WHERE state = 2 AND ${ACTIVE} AND deck_id IN (SELECT deck_id FROM deck_total WHERE cards > 0)
      AND due > ? AND due <= ?`),
  newFrom: sql.values<[number, number], number>(`
    SELECT id FROM card INDEXED BY card_new WHERE state = 0 AND ${ACTIVE} AND deck_id = ? AND position >= ?`),
  learning: sql.all<[number, number, string], Candidate>(`
    SELECT id, deck_id, due FROM card INDEXED BY card_learning
    WHERE state IN (1, 3) AND ${ACTIVE} AND due <= ? AND buried_until <= ?
      AND deck_id IN (SELECT value FROM json_each(?))
    ORDER BY due`),
  nextLearning: sql.value<[number, number, string], number>(`
    SELECT due FROM card INDEXED BY card_learning
    WHERE state IN (1, 3) AND ${ACTIVE} AND due > ? AND buried_until <= ?
      AND deck_id IN (SELECT value FROM json_each(?))
    ORDER BY due LIMIT 1`),
  countNew: sql.value<[number, number, number], number>(`
    SELECT count(*) FROM (SELECT 1 FROM card INDEXED BY card_new
    WHERE state = 0 AND ${ACTIVE} AND deck_id = ? AND buried_until <= ? LIMIT ?)`),
  countReview: sql.value<[number, number, number, number, number], number>(`
    SELECT count(*) FROM (SELECT 1 FROM card INDEXED BY card_review
    WHERE state = 2 AND ${ACTIVE} AND deck_id = ? AND due > ? AND due <= ? AND buried_until <= ? LIMIT ?)`),
  countLearning: sql.all<[number, number], { deck_id: number; cards: number }>(`
    SELECT deck_id, count(*) AS cards FROM card INDEXED BY card_learning
    WHERE state IN (1, 3) AND ${ACTIVE} AND due <= ? AND buried_until <= ? GROUP BY deck_id`),
  deckIds: sql.values<[], number>('SELECT deck_id FROM deck_total WHERE cards > 0'),
  total: sql.value<[], number>('SELECT ifnull(sum(cards), 0) FROM deck_total'),
})

/** Before every instant that a card can be due at. */
const EVER = Number.MIN_SAFE_INTEGER

/** Reads cards and what is due. */
export class Cards {
  readonly #q: ReturnType<typeof queries>

  constructor(sql: Statements) {
    this.#q = queries(sql)
  }

  /** The row of a card. */
  get(id: number): CardRow | undefined {
    return this.#q.get(id)
  }

  /** Cards of these ids, in the order of the ids; unknown ids are left out. */
  many(ids: readonly number[]): CardRow[] {
    const byId = new Map(this.#q.many(idList(ids)).map((card) => [card.id, card]))
    return ids.flatMap((id) => byId.get(id) ?? [])
  }

  /** A note's cards by ordinal. */
  ofNote(noteId: number): CardRow[] {
    return this.#q.ofNote(noteId)
  }

  /** The cards of several notes, by note and ordinal. */
  ofNotes(noteIds: readonly number[]): CardRow[] {
    return this.#q.ofNotes(idList(noteIds))
  }

  /**
   * Review cards that are due, the longest due first.
   *
   * @param deckIds every deck meant, subdecks included (`decks.subtreeIds`)
   * @param until an instant: the end of the study day
   * @param limit how many at most
   * @param day today's study day
   */
  reviewCandidates(deckIds: readonly number[], until: number, limit: number, day: number): Candidate[] {
    const found = deckIds.flatMap((deckId) => this.#q.review(deckId, EVER, until, day, limit))
    return deckIds.length < 2 ? found : found.sort((a, b) => a.due - b.due || a.id - b.id).slice(0, limit)
  }

  /** Review cards of one deck itself that are due, the longest due first. */
  reviewsIn(deckId: number, until: number, limit: number, day: number): Candidate[] {
    return this.#q.review(deckId, EVER, until, day, limit)
  }

  /** New cards of one deck itself by position, or from the last position backwards. */
  newIn(deckId: number, limit: number, day: number, fromLast = false): Candidate[] {
    return fromLast ? this.#q.newLast(deckId, day, limit) : this.#q.new(deckId, day, limit)
  }

  /** What the queue asks about cards, by id. */
  queued(ids: readonly number[]): Map<number, QueueRow> {
    return new Map(this.#q.queued(idList(ids)).map((row) => [row.id, row]))
  }

  /** All cards of notes, by note. */
  siblings(noteIds: readonly number[]): Map<number, SiblingRow[]> {
    return Map.groupBy(this.#q.siblings(idList(noteIds)), (row) => row.note_id)
  }

  /** How many review cards of the collection come due after `from` and up to `until`; read from the index. */
  dueBetween(from: number, until: number): number {
    return this.#q.dueBetween(from, until) ?? 0
  }

  /** New cards of a deck itself from a position on. */
  newFrom(deckId: number, position: number): number[] {
    return this.#q.newFrom(deckId, position)
  }

  /** New cards by position, deck after deck in the order given; at most `limit` of each deck. */
  newCandidates(deckIds: readonly number[], limit: number, day: number): Candidate[] {
    return deckIds.flatMap((deckId) => this.#q.new(deckId, day, limit))
  }

  /** Learning and relearning cards due up to an instant, the longest due first. */
  learningCandidates(deckIds: readonly number[], until: number, day: number): Candidate[] {
    return this.#q.learning(until, day, idList(deckIds))
  }

  /** The first instant after `after` at which a learning card comes due, or null. */
  nextLearning(deckIds: readonly number[], after: number, day: number): number | null {
    return this.#q.nextLearning(after, day, idList(deckIds)) ?? null
  }

  /** What could be asked in each deck itself, without its subdecks and without daily limits; decks without cards are left out. */
  dueCounts(query: DueQuery): Map<number, DeckDue> {
    const learning = new Map(
      this.#q.countLearning(query.learningUntil, query.day).map((row) => [row.deck_id, row.cards]),
    )
    return new Map(
      this.#q.deckIds().map((deckId) => [
        deckId,
        {
          new: this.#q.countNew(deckId, query.day, query.cap) ?? 0,
          learning: Math.min(learning.get(deckId) ?? 0, query.cap),
          review: this.#q.countReview(deckId, EVER, query.reviewUntil, query.day, query.cap) ?? 0,
        },
      ]),
    )
  }

  /** How many review cards of a deck itself come due after `from` and up to `until`, at most `cap`. */
  reviewsBetween(deckId: number, from: number, until: number, day: number, cap: number): number {
    return this.#q.countReview(deckId, from, until, day, cap) ?? 0
  }

  /** All cards of the collection; costs nothing to ask. */
  total(): number {
    return this.#q.total() ?? 0
  }
}
