import type { DueCounts } from '../../../contract/shapes.ts'
import type { CardSeconds } from './timing.ts'

/** How many cards still fit into the minutes of a day. */
export interface BudgetRoom {
  readonly review: number
  readonly new: number
}

/**
 * Minutes a day as numbers of cards: what is being learned comes first, then reviews, and new cards have what is
 * left.
 * @param minutes those still to be spent today
 * @param waiting what could be asked today
 */
export function budgetRoom(minutes: number, waiting: DueCounts, seconds: CardSeconds): BudgetRoom {
  let left = Math.max(0, minutes * 60 - waiting.learning * seconds.learning)
  const review = Math.min(waiting.review, Math.floor(left / seconds.review))
  left -= review * seconds.review
  // Unasked reviews come before anything new.
  const fresh = review < waiting.review ? 0 : Math.min(waiting.new, Math.floor(left / seconds.new))
  return { review, new: fresh }
}
