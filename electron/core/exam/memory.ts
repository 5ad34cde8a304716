import type { Rating } from '../../contract/shapes.ts'

/** What became of a question in an attempt. */
export interface AskedOnce {
  readonly right: boolean
  /** An answer was given; it always precedes the showing of the key. */
  readonly answered: boolean
  readonly guessed: boolean
  readonly flagged: boolean
}

/** True for a question that is to come up in the reviews: it was missed, guessed or marked for another look. */
export function entersReviews({ right, guessed, flagged }: AskedOnce): boolean {
  return !right || guessed || flagged
}

/**
 * How an answer in an exam counts as a review of a card that FSRS schedules already: right is Good, wrong is Again, a
 * guess that came out right is Hard. Null when no answer was given: that says nothing of what is remembered.
 */
export function ratingOf({ right, answered, guessed }: AskedOnce): Rating | null {
  if (!answered) return null
  if (!right) return 1
  return guessed ? 2 : 3
}

/** A card that was never asked. */
export interface UnseenCard {
  readonly id: number
  readonly noteId: number
  readonly deckId: number
  readonly position: number
}

/**
 * New positions, before all other new cards of their deck, for the unseen cards of objectives in which something was
 * missed: objectives with the most misses first, within one the order that the cards have. Cards of a note stay
 * together.
 * @param unseen the cards by objective
 * @param misses how many questions of each objective are to be learned
 * @param firstOf the position of a deck's first new card
 * @param most cards that move at most, of each objective
 * @param inAll cards that move at most, of all of them; objectives take turns
 */
export function movedUp(
  unseen: ReadonlyMap<string, readonly UnseenCard[]>,
  misses: ReadonlyMap<string, number>,
  firstOf: (deckId: number) => number,
  most: number,
  inAll = Number.POSITIVE_INFINITY,
): { readonly id: number; readonly position: number }[] {
  const order = [...misses].sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1)).map(([objective]) => objective)
  const queues = order.map((objective) =>
    [...(unseen.get(objective) ?? [])].sort((a, b) => a.position - b.position || a.id - b.id).slice(0, most),
  )
  const byDeck = new Map<number, UnseenCard[]>()
  for (const card of inTurn(queues, inAll).flat()) byDeck.set(card.deckId, [...(byDeck.get(card.deckId) ?? []), card])
  return [...byDeck].flatMap(([deckId, cards]) => {
    const notes = [...new Set(cards.map((card) => card.noteId))]
    const start = firstOf(deckId) - notes.length
    return cards.map((card) => ({ id: card.id, position: start + notes.indexOf(card.noteId) }))
  })
}

/** The first of each list, as many in all as there may be: the lists take turns. */
function inTurn<T>(lists: readonly (readonly T[])[], inAll: number): (readonly T[])[] {
  let left = inAll
  const taken = lists.map(() => 0)
  for (let round = 0; left > 0 && lists.some((list) => list.length > round); round++) {
    for (const [at, list] of lists.entries()) {
      if (left > 0 && list.length > round) {
        taken[at] = round + 1
        left -= 1
      }
    }
  }
  return lists.map((list, at) => list.slice(0, taken[at]))
}
