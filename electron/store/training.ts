import type { Database, Statement } from 'better-sqlite3'
import type { LogLine } from '../core/scheduling/optimise/histories.ts'
import type { CardRow, ReviewRow, Scalar } from './rows.ts'
import { idList } from './statements.ts'

const RECALLED = ['young', 'mature'].flatMap((phase) =>
  ['again', 'hard', 'good', 'easy'].map((rating) => `${phase}_${rating}`),
)

/** Reads what FSRS's weights are fitted from and what a change of them touches, a piece at a time. */
export class Training {
  readonly #db: Database
  readonly #prepared = new Map<string, Statement<Scalar[], unknown>>()

  constructor(db: Database) {
    this.#db = db
  }

  /** Cards of a preset's decks that were answered before, by id. */
  cardIds(presetId: number): number[] {
    return this.#all<{ id: number }>(
      `SELECT id FROM card WHERE deck_id IN (SELECT id FROM deck WHERE preset_id = ?) AND last_review IS NOT NULL
       ORDER BY id`,
      presetId,
    ).map(({ id }) => id)
  }

  /** The log of some cards, by card, oldest first; undone answers are not among them. */
  lines(cardIds: readonly number[]): LogLine[] {
    return this.#all(
      `SELECT card_id AS cardId, reviewed_at AS at, day, rating, kind, state_before AS stateBefore,
         scheduled_days AS scheduledDays, iif(rating = 0, response, NULL) AS response
       FROM review WHERE card_id IN (SELECT value FROM json_each(?)) AND undone_at IS NULL
       ORDER BY card_id, reviewed_at, id`,
      idList(cardIds),
    )
  }

  /** The rows of some cards, by id. */
  cards(cardIds: readonly number[]): CardRow[] {
    return this.#all('SELECT * FROM card WHERE id IN (SELECT value FROM json_each(?)) ORDER BY id', idList(cardIds))
  }

  /** The reviews of some cards, by card, oldest first. */
  reviews(cardIds: readonly number[]): ReviewRow[] {
    return this.#all(
      `SELECT * FROM review WHERE card_id IN (SELECT value FROM json_each(?)) AND undone_at IS NULL
       ORDER BY card_id, reviewed_at, id`,
      idList(cardIds),
    )
  }

  /**
   * Answers to cards in review on study days `from` to `to`, both included, by the preset that their decks have now;
   * from the daily figures.
   */
  recalledBetween(from: number, to: number): { presetId: number; reviews: number }[] {
    return this.#all(
      `SELECT deck.preset_id AS presetId, sum(${RECALLED.join(' + ')}) AS reviews
       FROM day_count JOIN deck ON deck.id = day_count.deck_id WHERE day BETWEEN ? AND ? GROUP BY deck.preset_id`,
      from,
      to,
    )
  }

  #all<R>(source: string, ...params: Scalar[]): R[] {
    let statement = this.#prepared.get(source)
    if (statement === undefined) {
      statement = this.#db.prepare<Scalar[], unknown>(source)
      this.#prepared.set(source, statement)
    }
    return statement.all(...params) as R[]
  }
}
