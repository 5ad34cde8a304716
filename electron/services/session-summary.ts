import type { z } from 'zod'
import type { SessionSummary } from '../contract/procedures/review.ts'
import type { Rating } from '../contract/shapes.ts'
import { recallOf } from '../core/insight/today.ts'
import type { MemoryState } from '../core/scheduling/memory-card.ts'
import { today, type Context } from './context.ts'
import { dueTomorrow } from './due.ts'
import type { FilteredStudy } from './filtered-study.ts'
import type { ReviewRow } from '../store/rows.ts'

/** What was answered today in a deck with its subdecks, or in all for null; or in the session of chosen cards. */
export function sessionSummary(
  context: Context,
  deckId: number | null,
  study: FilteredStudy | null,
): z.infer<typeof SessionSummary> {
  const reviews = study === null ? answersIn(context, deckId) : answersOf(context, study)
  const answers = reviews.map((row) => ({
    rating: row.rating as Rating,
    stateBefore: row.state_before as MemoryState,
    undone: row.undone_at !== null,
  }))
  return {
    answered: reviews.length,
    minutes: reviews.reduce((sum, row) => sum + row.duration_ms, 0) / 60_000,
    byRating: ([1, 2, 3, 4] as const).map((rating) => reviews.filter((row) => row.rating === rating).length),
    recall: recallOf(answers),
    tomorrow: dueTomorrow(context),
  }
}

function answersIn({ collection, ...context }: Context, deckId: number | null): ReviewRow[] {
  const all = collection.reviews.answersOf(today(context).day)
  if (deckId === null) return all
  const decks = new Set(collection.decks.subtreeIds(deckId))
  return all.filter((row) => decks.has(row.deck_id))
}

function answersOf({ collection }: Context, study: FilteredStudy): ReviewRow[] {
  const span = study.span()
  if (span === null) return []
  const kind = span.cram ? 2 : 0
  return collection.reviews.after(span.after).filter((row) => row.kind === kind && span.cardIds.has(row.card_id))
}
