import type { Memory, MemoryCard, MemoryState } from '../../core/scheduling/memory-card.ts'
import { newMemoryCard } from '../../core/scheduling/memory-card.ts'
import { inGivenOrder, replayLog } from '../../core/scheduling/replay.ts'
import type { Scheduler } from '../../core/scheduling/fsrs.ts'
import type { CardRow, ReviewRow } from '../../store/rows.ts'

const DAY = 86_400_000
const CRAMMING: readonly number[] = [2, 3]

/**
 * The memory that a card's log speaks for under a scheduler. Where the log begins in the middle, from the memory that
 * its first row found; where not even that is known, the memory stays as it is.
 * @param reviews of the card, in any order
 */
export function rememberAnew(card: CardRow, reviews: readonly ReviewRow[], scheduler: Scheduler): Memory | null {
  const log = inGivenOrder(reviews)
  const kept = card.stability === null || card.difficulty === null ? null : memory(card.stability, card.difficulty)
  const start = startOf(log)
  if (start === null) return kept
  const rows = log.map((row) => ({
    reviewedAt: row.reviewed_at,
    rating: row.rating,
    kind: row.kind,
    scheduledDays: row.scheduled_days,
    due: row.due,
    response: row.response,
  }))
  const { stability, difficulty } = replayLog(rows, scheduler, start)
  return stability === null || difficulty === null ? kept : memory(stability, difficulty)
}

function memory(stability: number, difficulty: number): Memory {
  return { stability, difficulty }
}

/** The card before its log; null when that cannot be told. */
function startOf(log: readonly ReviewRow[]): MemoryCard | null {
  const first = log.find((row) => !CRAMMING.includes(row.kind))
  if (first === undefined) return null
  const blank = newMemoryCard(0)
  if (first.state_before === 0) return blank
  if (first.stability_before === null || first.difficulty_before === null) return null
  return {
    ...blank,
    state: first.state_before as MemoryState,
    stability: first.stability_before,
    difficulty: first.difficulty_before,
    scheduledDays: first.interval_before,
    lastReview: first.reviewed_at - first.elapsed_days * DAY,
  }
}
