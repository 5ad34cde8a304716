import { fail, ok } from '../core/result.ts'
import type { Result } from '../core/result.ts'
import type { SessionAnswer, SessionCard } from '../core/scheduling/filtered.ts'
import type { AnswerProblem, NewAnswer, SavedAnswer } from './answers.ts'
import { COUNT_SQL, dayDelta, fieldsOf, minus } from './day-count-columns.ts'
import type { StoreProblem } from './problems.ts'
import { INSERT_REVIEW } from './reviews.ts'
import type { ReviewParams } from './reviews.ts'
import type { CardRow } from './rows.ts'
import { idList } from './statements.ts'
import type { Statements } from './statements.ts'
import type { Transactions } from './transact.ts'
import type { UndoLog } from './undo-log.ts'

/** The kind of an answer that leaves the schedule as it is. */
export const CRAM_KIND = 2

/** An answer while cramming. */
export type CramAnswer = Omit<NewAnswer, 'seenModifiedAt' | 'next'>

interface SinceRow {
  readonly card_id: number
  readonly rating: number
  readonly reviewed_at: number
  readonly kind: number
}

const queries = (sql: Statements) => ({
  lastReview: sql.value<[], number>('SELECT max(id) FROM review'),
  // The rowid's range, so that a session reads its own answers only.
  since: sql.all<[number], SinceRow>(`
    SELECT card_id, rating, reviewed_at, kind FROM review
    WHERE id > ? AND undone_at IS NULL AND rating > 0 AND kind IN (0, ${CRAM_KIND}) ORDER BY id`),
  askable: sql.all<[string, number], SessionCard>(`
    SELECT id, state, due FROM card
    WHERE id IN (SELECT value FROM json_each(?)) AND suspended = 0 AND held = 0 AND buried_until <= ?`),
  card: sql.one<[number], CardRow>('SELECT * FROM card WHERE id = ?'),
  insertReview: sql.run<ReviewParams>(INSERT_REVIEW),
  count: sql.run<number[]>(COUNT_SQL),
})

/** What a session of chosen cards reads and writes: its cards, its answers, and answers that change no schedule. */
export class StudyAnswers {
  readonly #q: ReturnType<typeof queries>
  readonly #log: UndoLog
  readonly #transactions: Transactions

  constructor(sql: Statements, log: UndoLog, transactions: Transactions) {
    this.#q = queries(sql)
    this.#log = log
    this.#transactions = transactions
  }

  /** Id of the newest row of the log; 0 for none. */
  lastReviewId(): number {
    return this.#q.lastReview() ?? 0
  }

  /** Answers that came after a row of the log and count, oldest first: no changes by hand, none from elsewhere. */
  answersSince(reviewId: number): SessionAnswer[] {
    return this.#q
      .since(reviewId)
      .map((row) => ({ cardId: row.card_id, rating: row.rating, at: row.reviewed_at, cram: row.kind === CRAM_KIND }))
  }

  /** Those of the cards that may be asked on a study day. */
  askable(ids: readonly number[], day: number): Map<number, SessionCard> {
    return new Map(this.#q.askable(idList(ids), day).map((card) => [card.id, card]))
  }

  /** Saves an answer that leaves the card as it is: the review, the day's figures and the undo entry. */
  cram(answer: CramAnswer): Result<SavedAnswer, AnswerProblem | StoreProblem> {
    return this.#transactions.bare((): Result<SavedAnswer, AnswerProblem> => {
      const card = this.#q.card(answer.cardId)
      if (card === undefined) return fail({ code: 'no-such-card', message: 'This card no longer exists.' })
      const { day, hour, rating, durationMs } = answer
      const reviewId = Number(this.#q.insertReview(...rowOf(answer, card)).lastInsertRowid)
      const delta = dayDelta({
        rating,
        kind: CRAM_KIND,
        state_before: card.state,
        interval_before: card.scheduled_days,
        duration_ms: durationMs,
      })
      this.#q.count(day, card.deck_id, hour, ...fieldsOf(delta))
      this.#log.dropRedo()
      this.#log.add(answer.name, answer.at, false, [
        { op: 'mark', from: reviewId, to: reviewId, undone: true },
        { op: 'count', day, deckId: card.deck_id, hour, add: minus(delta) },
      ])
      return ok({ reviewId })
    })
  }
}

function rowOf(answer: CramAnswer, card: CardRow): ReviewParams {
  return [
    answer.cardId,
    answer.at,
    answer.day,
    answer.rating,
    CRAM_KIND,
    answer.durationMs,
    card.state,
    card.stability,
    card.difficulty,
    answer.elapsedDays,
    card.scheduled_days,
    card.due,
    answer.seed,
    answer.response,
    card.deck_id,
    answer.hour,
    card.scheduled_days,
  ]
}
