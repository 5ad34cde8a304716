import { hashSeed } from '../random.ts'

/** Review cards by due day, oldest first, and at random within a day; the seed and the card's id decide. */
export function orderReviews<T extends { readonly cardId: number; readonly dueDay: number }>(
  cards: readonly T[],
  seed: number,
): T[] {
  const keyed = cards.map((card) => ({ card, key: hashSeed(seed, card.cardId) }))
  keyed.sort((a, b) => a.card.dueDay - b.card.dueDay || a.key - b.key || a.card.cardId - b.card.cardId)
  return keyed.map(({ card }) => card)
}

/** Two lists as one, each in its own order, spread evenly through each other in proportion to their lengths. */
export function interleave<A, B>(first: readonly A[], second: readonly B[]): (A | B)[] {
  const out: (A | B)[] = []
  let a = 0
  let b = 0
  while (a < first.length || b < second.length) {
    const firstIsNext = (a + 0.5) * second.length <= (b + 0.5) * first.length
    if (b >= second.length || (a < first.length && firstIsNext)) out.push(first[a++] as A)
    else out.push(second[b++] as B)
  }
  return out
}
