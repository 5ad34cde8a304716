import { fail, ok } from '../core/result.ts'
import type { Result } from '../core/result.ts'
import { setCardAndMore } from './answer-more.ts'
import type { AnswerMore } from './answer-more.ts'
import { COUNT_SQL, dayDelta, fieldsOf, minus } from './day-count-columns.ts'
import type { DayDelta } from './day-count-columns.ts'
import type { Op } from './journal.ts'
import type { StoreProblem } from './problems.ts'
import { INSERT_REVIEW } from './reviews.ts'
import type { ReviewParams } from './reviews.ts'
import type { RowWriter } from './row-writer.ts'
import type { CardRow } from './rows.ts'
import type { CardSchedule } from './schedule.ts'
import type { Statements } from './statements.ts'
import type { Transactions } from './transact.ts'
import type { UndoLog } from './undo-log.ts'

export type { CardSchedule } from './schedule.ts'

/** One answer to be saved. */
export interface NewAnswer {
  /** As a person reads it in the undo menu: 'Answer Good'. */
  name: string
  cardId: number
  /** `modified_at` of the card that the schedule was computed from; a card that changed since is refused. */
  seenModifiedAt: number
  /** Epoch milliseconds. */
  at: number
  /** The study day of `at`. */
  day: number
  /** The hour that a clock on the wall shows at `at`, 0 to 23. */
  hour: number
  /** Again 1, Hard 2, Good 3, Easy 4. */
  rating: number
  durationMs: number
  /** Days since the card's last review, fractions kept. */
  elapsedDays: number
  seed: number
  response: string | null
  /** The card after the answer. */
  next: CardSchedule
}

export type AnswerProblem =
  { readonly code: 'no-such-card'; readonly message: string } | { readonly code: 'stale'; readonly message: string }

/** A saved answer, on disk. */
export interface SavedAnswer {
  readonly reviewId: number
}

type CardNow = CardSchedule & Pick<CardRow, 'deck_id' | 'modified_at'>

const queries = (sql: Statements) => ({
  card: sql.one<[number], CardNow>(`
    SELECT state, due, stability, difficulty, scheduled_days, step, reps, lapses, last_review, deck_id, modified_at
    FROM card WHERE id = ?`),
  setCard: sql.run<
    // prettier-ignore
    [number, number, number | null, number | null, number, number, number, number, number | null, number, number]
  >(`
    UPDATE card SET state = ?, due = ?, stability = ?, difficulty = ?, scheduled_days = ?, step = ?, reps = ?, lapses = ?,
      last_review = ?, modified_at = ?
    WHERE id = ?`),
  insertReview: sql.run<ReviewParams>(INSERT_REVIEW),
  count: sql.run<number[]>(COUNT_SQL),
})

/** The hot path: an answer as one transaction of four statements, all prepared. */
export class Answers {
  readonly #q: ReturnType<typeof queries>
  readonly #log: UndoLog
  readonly #transactions: Transactions
  readonly #rows: RowWriter

  constructor(sql: Statements, log: UndoLog, transactions: Transactions, rows: RowWriter) {
    this.#q = queries(sql)
    this.#log = log
    this.#transactions = transactions
    this.#rows = rows
  }

  /**
   * Saves an answer: the card's new schedule, the review, the day's figures and the undo entry. On disk when ok.
   *
   * @param more what else the answer does; it is taken back with it
   * @returns `stale` when the card changed since it was read: compute again; or why the store could not
   */
  record(answer: NewAnswer, more: AnswerMore | null = null): Result<SavedAnswer, AnswerProblem | StoreProblem> {
    if (more !== null) return this.#recordMore(answer, more)
    return this.#transactions.bare((): Result<SavedAnswer, AnswerProblem> => {
      const card = this.#q.card(answer.cardId)
      if (card === undefined) return noSuchCard
      if (card.modified_at !== answer.seenModifiedAt) return stale
      this.#setCard(answer)
      const reviewId = this.#insertReview(answer, card)
      const delta = deltaOf(answer, card)
      this.#q.count(answer.day, card.deck_id, answer.hour, ...fieldsOf(delta))
      this.#log.dropRedo()
      this.#log.add(answer.name, answer.at, false, opsToTakeBack(answer, card, reviewId, delta))
      return ok({ reviewId })
    })
  }

  #recordMore(answer: NewAnswer, more: AnswerMore): Result<SavedAnswer, AnswerProblem | StoreProblem> {
    return this.#transactions.run(answer.name, (): Result<SavedAnswer, AnswerProblem> => {
      const card = this.#q.card(answer.cardId)
      if (card === undefined) return noSuchCard
      if (card.modified_at !== answer.seenModifiedAt) return stale
      setCardAndMore(this.#rows, answer.cardId, answer.next, more)
      const reviewId = this.#insertReview(answer, card)
      this.#rows.reviewInserted(reviewId)
      this.#rows.count(answer.day, card.deck_id, answer.hour, deltaOf(answer, card))
      return ok({ reviewId })
    })
  }

  #setCard({ cardId, at, next }: NewAnswer): void {
    const { state, due, stability, difficulty, scheduled_days, step, reps, lapses, last_review } = next
    this.#q.setCard(state, due, stability, difficulty, scheduled_days, step, reps, lapses, last_review, at, cardId)
  }

  #insertReview(answer: NewAnswer, card: CardNow): number {
    const { lastInsertRowid } = this.#q.insertReview(
      answer.cardId,
      answer.at,
      answer.day,
      answer.rating,
      0,
      answer.durationMs,
      card.state,
      card.stability,
      card.difficulty,
      answer.elapsedDays,
      answer.next.scheduled_days,
      answer.next.due,
      answer.seed,
      answer.response,
      card.deck_id,
      answer.hour,
      card.scheduled_days,
    )
    return Number(lastInsertRowid)
  }
}

function deltaOf({ rating, durationMs }: NewAnswer, card: CardNow): DayDelta {
  const { state: state_before, scheduled_days: interval_before } = card
  return dayDelta({ rating, kind: 0, state_before, interval_before, duration_ms: durationMs })
}

function opsToTakeBack(answer: NewAnswer, card: CardNow, reviewId: number, delta: DayDelta): Op[] {
  const { deck_id, modified_at: _, ...schedule } = card
  return [
    { op: 'set', table: 'card', id: answer.cardId, values: schedule },
    { op: 'mark', from: reviewId, to: reviewId, undone: true },
    { op: 'count', day: answer.day, deckId: deck_id, hour: answer.hour, add: minus(delta) },
  ]
}

const noSuchCard = fail({ code: 'no-such-card', message: 'This card no longer exists.' } as const)
const stale = fail({ code: 'stale', message: 'This card has changed since it was shown.' } as const)
