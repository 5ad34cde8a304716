import type { MemoryCard } from '../../core/scheduling/memory-card.ts'
import type { CardRow } from '../../store/rows.ts'
import type { Bench } from './bench.ts'

/** What the log keeps of an act, beyond the card before and after it. */
export interface Logged {
  readonly rating: number
  readonly kind: number
  readonly elapsedDays: number
  readonly seed: number
  readonly response: string | null
}

/** Writes an act on a card into the log of reviews. */
export function logAct(bench: Bench, card: CardRow, next: MemoryCard, logged: Logged): void {
  bench.writes.reviews.append(
    {
      card_id: card.id,
      reviewed_at: bench.now,
      day: bench.day,
      hour: bench.hour,
      rating: logged.rating,
      kind: logged.kind,
      duration_ms: 0,
      state_before: card.state,
      stability_before: card.stability,
      difficulty_before: card.difficulty,
      interval_before: card.scheduled_days,
      elapsed_days: logged.elapsedDays,
      scheduled_days: next.scheduledDays,
      due: next.due,
      seed: logged.seed,
      response: logged.response,
    },
    card.deck_id,
  )
}
