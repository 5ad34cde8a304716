/** Fewer reviews say too little about a memory. */
export const LEAST_REVIEWS = 400
/** So many new ones are worth another fit, however many there were. */
const MANY_NEW = 1000
/** Or half as many again as there were. */
const GROWTH = 1.5

/** Why a fit is offered, or not. */
export type Offer = 'first' | 'again' | 'too-few' | 'not-yet'

/**
 * Whether fitting the weights is worth offering.
 * @param reviews answers to cards in review that there are now
 * @param last how many there were at the last fit; null before the first
 */
export function offerOf(reviews: number, last: number | null): Offer {
  if (reviews < LEAST_REVIEWS) return 'too-few'
  if (last === null) return 'first'
  return reviews >= last * GROWTH || reviews >= last + MANY_NEW ? 'again' : 'not-yet'
}
