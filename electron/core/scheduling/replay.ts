import type { Rating } from '../../contract/shapes.ts'
import { forgotten, readHandAct } from './by-hand.ts'
import type { Scheduler } from './fsrs.ts'
import { newMemoryCard } from './memory-card.ts'
import type { MemoryCard } from './memory-card.ts'

/** A row of the review log, as far as a card is rebuilt from it. */
export interface LoggedReview {
  readonly reviewedAt: number
  /** Again 1 to Easy 4; 0 for a change by hand. */
  readonly rating: number
  /** 0 review, 2 cramming, 4 change by hand, 6 in an exam; one more when it was brought in from elsewhere. */
  readonly kind: number
  readonly scheduledDays: number
  /** The card's due time after it, in epoch milliseconds. */
  readonly due: number
  readonly response: string | null
}

/** Kinds of the log that left the schedule as it was. */
const CRAMMING: readonly number[] = [2, 3]

/** What the order of a log is told by. */
export interface LogPlace {
  /** Rises with each row that is written. */
  readonly id: number
  /** Epoch milliseconds, by the clock of the machine. */
  readonly reviewed_at: number
  readonly kind: number
}

/**
 * A card's log in the order in which its rows came to be. Rows that were given here are in the order of their ids,
 * also where the clock was set back between them; rows brought in from elsewhere stand among them by their time.
 */
export function inGivenOrder<T extends LogPlace>(rows: readonly T[]): T[] {
  const placed: { readonly row: T; readonly at: number }[] = []
  let latest = Number.NEGATIVE_INFINITY
  for (const row of [...rows].sort((a, b) => a.id - b.id)) {
    const fromElsewhere = row.kind % 2 === 1
    if (!fromElsewhere) latest = Math.max(latest, row.reviewed_at)
    placed.push({ row, at: fromElsewhere ? row.reviewed_at : latest })
  }
  return placed.sort((a, b) => a.at - b.at || a.row.id - b.row.id).map(({ row }) => row)
}

/**
 * The card that its log leaves behind, oldest row first. What a rating does to the memory follows from the scheduler;
 * when the card came back was decided at the time (by fuzz, load and limits of that day), so it is taken from the log.
 * @param start the card as it was before the first row; new unless given
 */
export function replayLog(
  log: readonly LoggedReview[],
  scheduler: Scheduler,
  start: MemoryCard = newMemoryCard(0),
): MemoryCard {
  let card = start
  for (const row of log) {
    if (CRAMMING.includes(row.kind)) continue
    card = row.rating === 0 ? byHand(card, row) : answered(card, row, scheduler)
  }
  return card
}

function answered(card: MemoryCard, row: LoggedReview, scheduler: Scheduler): MemoryCard {
  const { next } = scheduler.remember(card, row.rating as Rating, row.reviewedAt)
  return { ...next, due: row.due, scheduledDays: row.scheduledDays }
}

function byHand(card: MemoryCard, row: LoggedReview): MemoryCard {
  const act = readHandAct(row.response, row.scheduledDays)
  if (act.act === 'forget') return forgotten(card, act.keepCounts)
  return {
    ...card,
    state: 2,
    step: 0,
    due: row.due,
    scheduledDays: row.scheduledDays,
    stability: card.stability ?? Math.max(1, row.scheduledDays),
    difficulty: card.difficulty ?? act.difficulty,
    lastReview: card.lastReview ?? row.reviewedAt,
  }
}
