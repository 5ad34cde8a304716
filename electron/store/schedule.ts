import { newMemoryCard, type MemoryCard, type MemoryState } from '../core/scheduling/memory-card.ts'
import type { CardRow } from './rows.ts'

/** The columns of a card that say its schedule. */
export type CardSchedule = Pick<
  CardRow,
  'state' | 'due' | 'stability' | 'difficulty' | 'scheduled_days' | 'step' | 'reps' | 'lapses' | 'last_review'
>

/** What scheduling knows of a card's row. */
export function memoryOf(card: CardSchedule): MemoryCard {
  return {
    state: card.state as MemoryState,
    due: card.due,
    stability: card.stability,
    difficulty: card.difficulty,
    scheduledDays: card.scheduled_days,
    step: card.step,
    reps: card.reps,
    lapses: card.lapses,
    lastReview: card.last_review,
  }
}

/** The other way round. */
export function scheduleOf(card: MemoryCard): CardSchedule {
  return {
    state: card.state,
    due: card.due,
    stability: card.stability,
    difficulty: card.difficulty,
    scheduled_days: card.scheduledDays,
    step: card.step,
    reps: card.reps,
    lapses: card.lapses,
    last_review: card.lastReview,
  }
}

/** The schedule of a card that was never answered. */
export const NEW_SCHEDULE: CardSchedule = scheduleOf(newMemoryCard(0))
