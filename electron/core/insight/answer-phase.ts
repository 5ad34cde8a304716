/** What an answer says, by the card it was given to: each is counted apart, and only young and mature are recall. */
export const PHASES = ['learning', 'young', 'mature', 'relearning', 'cram'] as const
export type Phase = (typeof PHASES)[number]

/** Days; a card whose interval was at least this long is mature. */
export const MATURE_DAYS = 21

const REVIEW = 2
const RELEARNING = 3

/** The columns of a review that say what kind of answer it is. */
export interface AnswerKind {
  readonly rating: number
  readonly kind: number
  readonly state_before: number
  /** Days that the card had been scheduled for; 0 within a day's steps. */
  readonly interval_before: number
}

/** The phase of an answer; null for a change of the schedule by hand, which is no answer. */
export function phaseOf(review: AnswerKind): Phase | null {
  // Kinds come in pairs: the odd one was brought in from elsewhere.
  const kind = Math.floor(review.kind / 2)
  if (review.rating === 0 || kind === 2) return null
  if (kind === 1) return 'cram'
  if (review.state_before === REVIEW) return review.interval_before < MATURE_DAYS ? 'young' : 'mature'
  return review.state_before === RELEARNING ? 'relearning' : 'learning'
}

/** Whether an answer begins a new card, which the daily limit counts. Crammed and examined ones do not. */
export function beginsCard(review: AnswerKind): boolean {
  return review.state_before === 0 && review.kind < 2 && review.rating > 0
}
