import type { DueCounts } from '../../contract/shapes.ts'

/** A deck with what today still allows in it. Both numbers are for the deck with all below it. */
export interface LimitedDeck {
  readonly deckId: number
  readonly parentId: number | null
  new: number
  review: number
  /** A new card takes a review's place as well. */
  readonly newTakesReview: boolean
}

/** How a card counts against the limits; learning cards never do. */
export type LimitedKind = 'new' | 'review'

/**
 * What today has room for in a tree of decks: a card is bounded by the limits of its deck and of every deck above it,
 * up to the deck that is studied. Which cards have the places is decided by who asks first.
 */
export class LimitTree {
  readonly #decks: ReadonlyMap<number, LimitedDeck>

  /** @param decks those of the scope; a parent that is not among them bounds nothing */
  constructor(decks: Iterable<LimitedDeck>) {
    this.#decks = new Map([...decks].map((deck) => [deck.deckId, { ...deck }]))
  }

  /** How many more cards of a kind a deck has room for, by all limits above it; 0 for a deck outside the scope. */
  room(deckId: number, kind: LimitedKind): number {
    let least = this.#decks.has(deckId) ? Number.POSITIVE_INFINITY : 0
    for (const deck of this.#upFrom(deckId)) least = Math.min(least, roomOf(deck, kind))
    return Math.max(0, least)
  }

  /** Takes places; false, and none taken, when there is not room for all of them. */
  take(deckId: number, kind: LimitedKind, cards = 1): boolean {
    if (this.room(deckId, kind) < cards) return false
    for (const deck of this.#upFrom(deckId)) {
      deck[kind] -= cards
      if (kind === 'new' && deck.newTakesReview) deck.review -= cards
    }
    return true
  }

  /** Places for as many of a deck's own cards as there is room for. @returns how many */
  takeUpTo(deckId: number, kind: LimitedKind, cards: number): number {
    const taken = Math.min(cards, this.room(deckId, kind))
    return this.take(deckId, kind, taken) ? taken : 0
  }

  *#upFrom(deckId: number): Generator<LimitedDeck> {
    let deck = this.#decks.get(deckId)
    // A hundred levels are more than a path can have; a loop must not hang the program.
    for (let level = 0; deck !== undefined && level < 100; level++) {
      yield deck
      deck = deck.parentId === null ? undefined : this.#decks.get(deck.parentId)
    }
  }
}

function roomOf(deck: LimitedDeck, kind: LimitedKind): number {
  return kind === 'new' && deck.newTakesReview ? Math.min(deck.new, deck.review) : deck[kind]
}

/**
 * Of what each deck itself could ask, what today has room for: reviews first, then new cards, deck by deck.
 * Learning cards are asked in any case.
 */
export function allot(available: ReadonlyMap<number, DueCounts>, limits: LimitTree): Map<number, DueCounts> {
  const taken = new Map<number, DueCounts>()
  for (const [deckId, { learning, review }] of available) {
    taken.set(deckId, { new: 0, learning, review: limits.takeUpTo(deckId, 'review', review) })
  }
  for (const [deckId, counts] of taken) counts.new = limits.takeUpTo(deckId, 'new', available.get(deckId)?.new ?? 0)
  return taken
}

/** Adds up counts. */
export function sumOf(counts: Iterable<DueCounts>): DueCounts {
  const sum = { new: 0, learning: 0, review: 0 }
  for (const one of counts) {
    sum.new += one.new
    sum.learning += one.learning
    sum.review += one.review
  }
  return sum
}
