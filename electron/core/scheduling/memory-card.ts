import type { Rating } from '../../contract/shapes.ts'

/** 0 new, 1 learning, 2 review, 3 relearning; the order of CARD_STATES in the contract. */
export type MemoryState = 0 | 1 | 2 | 3

/** What scheduling knows of a card: the columns of the card table that an answer changes. */
export interface MemoryCard {
  readonly state: MemoryState
  /** Epoch milliseconds. */
  readonly due: number
  /** Days until recall falls to 90 %; null before the first answer. */
  readonly stability: number | null
  /** 1 to 10; null before the first answer. */
  readonly difficulty: number | null
  /** 0 for steps within the day. */
  readonly scheduledDays: number
  /** Index of the learning or relearning step that the card is on. */
  readonly step: number
  readonly reps: number
  readonly lapses: number
  /** Epoch milliseconds; null before the first answer. */
  readonly lastReview: number | null
}

/** What one rating does to a card. */
export interface RatingOutcome {
  readonly rating: Rating
  readonly next: MemoryCard
  readonly due: number
  readonly scheduledDays: number
  /** Study days since the answer before; 0 for the first. */
  readonly elapsedDays: number
}

/** Stability in days and difficulty 1 to 10. */
export interface Memory {
  readonly stability: number
  readonly difficulty: number
}

/** A card that was never answered. */
export function newMemoryCard(due: number): MemoryCard {
  return {
    state: 0,
    due,
    stability: null,
    difficulty: null,
    scheduledDays: 0,
    step: 0,
    reps: 0,
    lapses: 0,
    lastReview: null,
  }
}
