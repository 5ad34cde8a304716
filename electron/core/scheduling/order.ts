import type { Mix, NewSort, ReviewSort } from '../../contract/procedures/presets.ts'
import { hashSeed } from '../random.ts'
import { interleave } from './mix.ts'

/** A review card that waits, with what its order may go by. */
export interface WaitingReview {
  readonly cardId: number
  readonly deckId: number
  /** Place of its deck among the decks studied. */
  readonly deckAt: number
  /** Study day on which it is due. */
  readonly dueDay: number
}

/** What some orders ask about a review card beyond that; days and 0 to 1. */
export interface ReviewFigures {
  readonly interval: number
  readonly difficulty: number
  readonly retrievability: number
  /** Days since it was due, in proportion to its interval. */
  readonly overdue: number
}

/** Orders that need `ReviewFigures`. */
export const SORTS_BY_FIGURES: ReadonlySet<ReviewSort> = new Set<ReviewSort>([
  'interval-asc',
  'interval-desc',
  'difficulty-asc',
  'difficulty-desc',
  'retrievability-asc',
  'retrievability-desc',
  'overdueness',
])

type Rank = (card: WaitingReview, figures: ReviewFigures) => readonly number[]

/** What each order goes by, the least first; at random by the seed where that leaves a choice. */
const RANKS: Readonly<Record<ReviewSort, Rank>> = {
  due: (card) => [card.dueDay],
  'due-then-deck': (card) => [card.dueDay, card.deckAt],
  'deck-then-due': (card) => [card.deckAt, card.dueDay],
  'interval-asc': (_card, { interval }) => [interval],
  'interval-desc': (_card, { interval }) => [-interval],
  'difficulty-asc': (_card, { difficulty }) => [difficulty],
  'difficulty-desc': (_card, { difficulty }) => [-difficulty],
  'retrievability-asc': (_card, { retrievability }) => [retrievability],
  'retrievability-desc': (_card, { retrievability }) => [-retrievability],
  overdueness: (_card, { overdue }) => [-overdue],
  random: () => [],
  added: (card) => [card.cardId],
  'added-desc': (card) => [-card.cardId],
}

const NO_FIGURES: ReviewFigures = { interval: 0, difficulty: 0, retrievability: 0, overdue: 0 }

/** Review cards in the order of a preset; equal ones at random by the seed. */
export function sortReviews<T extends WaitingReview>(
  cards: readonly T[],
  sort: ReviewSort,
  seed: number,
  figuresOf: (card: T) => ReviewFigures = () => NO_FIGURES,
): T[] {
  const rank = RANKS[sort]
  const keyed = cards.map((card) => ({ card, ranks: rank(card, figuresOf(card)), chance: hashSeed(seed, card.cardId) }))
  keyed.sort((a, b) => compare(a.ranks, b.ranks) || a.chance - b.chance || a.card.cardId - b.card.cardId)
  return keyed.map(({ card }) => card)
}

/** A new card as it was gathered. */
export interface GatheredNew {
  readonly cardId: number
  readonly noteId: number
  /** Which card of its note it is. */
  readonly ordinal: number
}

/** The day's new cards in the order of a preset; they come in as they were gathered. */
export function sortNew<T extends GatheredNew>(cards: readonly T[], sort: NewSort, seed: number): T[] {
  const ranks: Readonly<Record<NewSort, (card: T, at: number) => readonly number[]>> = {
    gathered: (_card, at) => [at],
    template: (card, at) => [card.ordinal, at],
    'template-random': (card) => [card.ordinal, hashSeed(seed, card.cardId)],
    'note-random-template': (card) => [hashSeed(seed, 'note', card.noteId), card.ordinal],
    random: (card) => [hashSeed(seed, card.cardId)],
  }
  const keyed = cards.map((card, at) => ({ card, ranks: ranks[sort](card, at) }))
  return keyed.sort((a, b) => compare(a.ranks, b.ranks)).map(({ card }) => card)
}

/** Two lists as one: spread through each other, or one before the other. */
export function mixed<A, B>(main: readonly A[], others: readonly B[], mix: Mix): (A | B)[] {
  if (mix === 'mix') return interleave(main, others)
  return mix === 'before' ? [...others, ...main] : [...main, ...others]
}

function compare(a: readonly number[], b: readonly number[]): number {
  for (const [at, value] of a.entries()) {
    const difference = value - (b[at] ?? 0)
    if (difference !== 0) return difference
  }
  return 0
}
