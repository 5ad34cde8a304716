import { describe, expect, it } from 'vitest'
import { NEW_GATHERS, NEW_SORTS, REVIEW_SORTS } from '../../../../electron/contract/procedures/presets.ts'
import type { ReviewSort } from '../../../../electron/contract/procedures/presets.ts'
import { gatherNew } from '../../../../electron/core/scheduling/gather-new.ts'
import { mixed, sortNew, sortReviews } from '../../../../electron/core/scheduling/order.ts'

const waiting = [
  { cardId: 1, deckId: 7, deckAt: 1, dueDay: 5 },
  { cardId: 2, deckId: 6, deckAt: 0, dueDay: 6 },
  { cardId: 3, deckId: 6, deckAt: 0, dueDay: 5 },
]
const FIGURES = [
  { interval: 30, difficulty: 4, retrievability: 0.6, overdue: 0.1 },
  { interval: 3, difficulty: 9, retrievability: 0.9, overdue: 2 },
  { interval: 10, difficulty: 5, retrievability: 0.8, overdue: 0.5 },
]
const NO_FIGURES = { interval: 0, difficulty: 0, retrievability: 0, overdue: 0 }
const order = (sort: ReviewSort) =>
  sortReviews(waiting, sort, 1, (card) => FIGURES[card.cardId - 1] ?? NO_FIGURES).map((card) => card.cardId)

describe('the order of reviews', () => {
  it.each([
    ['due-then-deck', [3, 1, 2]],
    ['deck-then-due', [3, 2, 1]],
    ['interval-asc', [2, 3, 1]],
    ['interval-desc', [1, 3, 2]],
    ['difficulty-asc', [1, 3, 2]],
    ['difficulty-desc', [2, 3, 1]],
    ['retrievability-asc', [1, 3, 2]],
    ['retrievability-desc', [2, 3, 1]],
    ['overdueness', [2, 3, 1]],
    ['added', [1, 2, 3]],
    ['added-desc', [3, 2, 1]],
  ] as const)('by %s', (sort, ids) => expect(order(sort)).toEqual(ids))

  it('is at random within a day, the same all day', () => {
    const many = Array.from({ length: 40 }, (_, at) => ({ cardId: at, deckId: 1, deckAt: 0, dueDay: at % 2 }))
    const ids = sortReviews(many, 'due', 9).map((card) => card.cardId)
    expect(ids).toEqual(sortReviews([...many].reverse(), 'due', 9).map((card) => card.cardId))
    expect(ids.slice(0, 20).every((id) => id % 2 === 0)).toBe(true)
    expect(ids.slice(0, 20)).not.toEqual([...ids.slice(0, 20)].sort((a, b) => a - b))
  })

  it('loses no card, whatever it is', () => {
    for (const sort of REVIEW_SORTS) expect([...order(sort)].sort()).toEqual([1, 2, 3])
  })
})

const A = [1, 2, 3].map((id) => ({ id, deck_id: 1, due: id }))
const B = [4, 5].map((id) => ({ id, deck_id: 2, due: id - 3 }))

describe('gathering new cards', () => {
  it.each([
    ['in-turn', [1, 4, 2, 5, 3]],
    ['deck', [1, 2, 3, 4, 5]],
    ['position', [1, 4, 2, 5, 3]],
    ['position-desc', [3, 2, 5, 1, 4]],
  ] as const)('by %s', (gather, ids) => expect(gatherNew([A, B], gather, 1).map((card) => card.id)).toEqual(ids))

  it('at random keeps the cards of a note together, or not', () => {
    const notes = Array.from({ length: 30 }, (_, at) => ({ id: at, deck_id: 1, due: at >> 1 }))
    const places = gatherNew([notes], 'random-notes', 3).map((card) => card.due)
    expect(places.filter((place, at) => at % 2 === 1 && place !== places[at - 1])).toEqual([])
    const alone = gatherNew([notes], 'random-cards', 3).map((card) => card.due)
    expect(alone.some((place, at) => at % 2 === 1 && place !== alone[at - 1])).toBe(true)
    const byDeck = gatherNew([A, B], 'deck-random-notes', 3).map((card) => card.deck_id)
    expect(byDeck).toEqual([1, 1, 1, 2, 2])
  })

  it('loses no card, whatever the way', () => {
    for (const gather of NEW_GATHERS) expect(gatherNew([A, B], gather, 5)).toHaveLength(5)
  })
})

describe('the order of new cards', () => {
  const cards = [1, 2, 3, 4].map((cardId) => ({ cardId, noteId: (cardId + 1) >> 1, ordinal: (cardId + 1) % 2 }))

  it('puts first cards of notes before second ones, or keeps how they were gathered', () => {
    expect(sortNew(cards, 'template', 1).map((card) => card.cardId)).toEqual([1, 3, 2, 4])
    expect(sortNew(cards, 'gathered', 1).map((card) => card.cardId)).toEqual([1, 2, 3, 4])
    expect(sortNew(cards, 'template-random', 1).map((card) => card.ordinal)).toEqual([0, 0, 1, 1])
    expect(sortNew(cards, 'note-random-template', 1).map((card) => card.ordinal)).toEqual([0, 1, 0, 1])
    for (const sort of NEW_SORTS) expect(sortNew(cards, sort, 2)).toHaveLength(4)
  })

  it('mixes them with reviews, or puts them before or after', () => {
    expect(mixed(['r', 'r', 'r', 'r'], ['n', 'n'], 'mix').join('')).toBe('rnrrnr')
    expect(mixed(['r', 'r'], ['n'], 'before').join('')).toBe('nrr')
    expect(mixed(['r', 'r'], ['n'], 'after').join('')).toBe('rrn')
  })
})
