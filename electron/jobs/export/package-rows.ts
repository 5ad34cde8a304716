import type { OutCard, OutReview } from '../../exporters/anki-package/index.ts'
import type { ExportCardRow, ExportReviewRow } from '../../store/export-reads.ts'

const SECOND = 1000
/** What SM-2 begins with; Anki shows it where FSRS is off. */
const EASE = 2500

/** How this collection's days become Anki's. */
export interface OutDays {
  /** The study day of an instant. */
  readonly dayOf: (instant: number) => number
  readonly today: number
  /** Anki's day 0. */
  readonly first: number
}

/** What a card's row needs beside its own. */
export interface CardPlace {
  readonly id: number
  readonly noteId: number
  readonly deckId: number
  /** Number of steps of its preset. */
  readonly steps: { readonly learning: number; readonly relearning: number }
  /** With which its memory fades, and comes up: Anki keeps both with the card. */
  readonly curve: { readonly desiredRetention: number; readonly decay: number }
}

const QUEUE = { new: 0, learn: 1, review: 2, dayLearn: 3, suspended: -1, siblingBuried: -2, userBuried: -3 } as const

/** A card as Anki keeps it. @param days null: as a new card, without its past */
export function cardRow(card: ExportCardRow, place: CardPlace, days: OutDays | null): OutCard {
  // prettier-ignore
  const [, , ordinal, , state, position, dueAt, stability, difficulty, scheduledDays, step, reps, lapses, lastReview,
    flag, suspended, buriedUntil, buriedBy, modifiedAt] = card
  const { id, noteId, deckId, steps, curve } = place
  const modified = Math.floor(modifiedAt / SECOND)
  if (days === null) return [id, noteId, deckId, ordinal, modified, -1, 0, 0, position, 0, 0, 0, 0, 0, 0, 0, 0, '{}']
  const { queue, due } = dueOf(state, position, dueAt, days)
  const resting = buriedUntil > days.today ? (buriedBy === 1 ? QUEUE.siblingBuried : QUEUE.userBuried) : queue
  const left = state === 1 || state === 3 ? remaining(step, state === 1 ? steps.learning : steps.relearning) : 0
  const interval = state === 2 || state === 3 ? Math.max(state === 2 ? 1 : 0, Math.round(scheduledDays)) : 0
  return [
    id,
    noteId,
    deckId,
    ordinal,
    modified,
    -1,
    state,
    suspended === 1 ? QUEUE.suspended : resting,
    due,
    interval,
    state === 0 ? 0 : EASE,
    reps,
    lapses,
    left,
    0,
    0,
    flag,
    state === 0 ? '{}' : dataOf(position, stability, difficulty, lastReview, curve),
  ]
}

function dueOf(state: number, position: number, dueAt: number, days: OutDays): { queue: number; due: number } {
  if (state === 0) return { queue: QUEUE.new, due: position }
  const day = days.dayOf(dueAt)
  if (state === 2) return { queue: QUEUE.review, due: day - days.first }
  if (day > days.today) return { queue: QUEUE.dayLearn, due: day - days.first }
  return { queue: QUEUE.learn, due: Math.floor(dueAt / SECOND) }
}

/** Steps that remain, today and in all. */
function remaining(step: number, steps: number): number {
  const left = Math.max(1, steps - step)
  return left * 1000 + left
}

/** What newer versions keep with a card: memory with the digits that Anki keeps, the last answer in seconds. */
function dataOf(
  position: number,
  stability: number | null,
  difficulty: number | null,
  lastReview: number | null,
  { desiredRetention, decay }: CardPlace['curve'],
): string {
  const memory =
    stability === null || difficulty === null
      ? {}
      : {
          s: rounded(stability, 4),
          d: rounded(difficulty, 3),
          dr: rounded(desiredRetention, 2),
          decay: rounded(decay, 3),
        }
  const last = lastReview === null ? {} : { lrt: Math.floor(lastReview / SECOND) }
  return JSON.stringify({ pos: position, ...memory, ...last })
}

function rounded(value: number, digits: number): number {
  return Number(value.toFixed(digits))
}

/** Anki's kinds of entries of the log. */
const TYPE = { learn: 0, review: 1, relearn: 2, filtered: 3, manual: 4 } as const

/** A review as Anki keeps it. @param id free in the log: the instant of the answer, or shortly after */
export function reviewRow(review: ExportReviewRow, id: number, cardId: number): OutReview {
  const [, reviewedAt, rating, kind, durationMs, stateBefore, difficulty, scheduledDays, due, intervalBefore] = review
  const byHand = rating === 0 || kind === 4 || kind === 5
  const interval =
    scheduledDays >= 1 ? Math.round(scheduledDays) : -Math.max(0, Math.round((due - reviewedAt) / SECOND))
  const type = byHand ? TYPE.manual : kind === 2 || kind === 3 ? TYPE.filtered : typeOf(stateBefore)
  const days = Math.round(Math.min(interval, 36_500))
  // Anki takes an entry by hand without a factor for a card that became new again, a crammed one for no review.
  const factor = byHand ? (scheduledDays > 0 ? EASE : 0) : type === TYPE.filtered ? 0 : factorOf(difficulty)
  return [
    id,
    cardId,
    -1,
    rating,
    byHand && scheduledDays === 0 ? 0 : days,
    Math.round(intervalBefore),
    factor,
    durationMs,
    type,
  ]
}

function typeOf(stateBefore: number): number {
  if (stateBefore === 2) return TYPE.review
  return stateBefore === 3 ? TYPE.relearn : TYPE.learn
}

/** With FSRS, Anki writes the difficulty of 1 to 10 as 100 to 1100. */
function factorOf(difficulty: number | null): number {
  return difficulty === null ? 0 : Math.round(((difficulty - 1) / 9) * 1000 + 100)
}
