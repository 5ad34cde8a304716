import type { NewGather } from '../../contract/procedures/presets.ts'
import { hashSeed } from '../random.ts'

/** A new card of a deck; `due` is its position, which the cards of a note share. */
interface Waiting {
  readonly id: number
  readonly deck_id: number
  readonly due: number
}

/** What each way of gathering needs of a deck: many cards to draw from, or those of the last positions. */
export const NEW_LISTS: Readonly<Record<NewGather, { readonly random: boolean; readonly fromLast: boolean }>> = {
  'in-turn': { random: false, fromLast: false },
  deck: { random: false, fromLast: false },
  'deck-random-notes': { random: true, fromLast: false },
  position: { random: false, fromLast: false },
  'position-desc': { random: false, fromLast: true },
  'random-notes': { random: true, fromLast: false },
  'random-cards': { random: true, fromLast: false },
}

/**
 * New cards in the order in which they are taken until the day has no more room.
 * @param lists one a deck, in the order of the decks, each by position (or from the last one backwards)
 */
export function gatherNew<T extends Waiting>(lists: readonly (readonly T[])[], gather: NewGather, seed: number): T[] {
  const noteOf = (card: T): number => hashSeed(seed, 'note', card.deck_id, card.due)
  const cardOf = (card: T): number => hashSeed(seed, 'card', card.id)
  switch (gather) {
    case 'in-turn':
      return inTurn(lists)
    case 'deck':
      return lists.flat()
    case 'deck-random-notes':
      return lists.flatMap((list) => sorted(list, noteOf))
    case 'position':
      return sorted(lists.flat(), (card) => card.due)
    case 'position-desc':
      return sorted(lists.flat(), (card) => -card.due)
    case 'random-notes':
      return sorted(lists.flat(), noteOf)
    case 'random-cards':
      return sorted(lists.flat(), cardOf)
  }
}

/** One of each deck in turn, so that no deck waits until another is used up. */
function inTurn<T>(lists: readonly (readonly T[])[]): T[] {
  const taken: T[] = []
  const longest = Math.max(0, ...lists.map((list) => list.length))
  for (let round = 0; round < longest; round++) {
    for (const list of lists) {
      const card = list[round]
      if (card !== undefined) taken.push(card)
    }
  }
  return taken
}

function sorted<T extends Waiting>(cards: readonly T[], keyOf: (card: T) => number): T[] {
  const keyed = cards.map((card) => ({ card, key: keyOf(card) }))
  return keyed.sort((a, b) => a.key - b.key || a.card.id - b.card.id).map(({ card }) => card)
}
