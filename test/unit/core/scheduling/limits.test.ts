import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { allot, LimitTree, sumOf } from '../../../../electron/core/scheduling/limits.ts'
import type { LimitedDeck } from '../../../../electron/core/scheduling/limits.ts'

const deck = (deckId: number, parentId: number | null, more: Partial<LimitedDeck> = {}): LimitedDeck => ({
  deckId,
  parentId,
  new: 20,
  review: 200,
  newTakesReview: false,
  ...more,
})

describe('limits', () => {
  it('of a deck bound all decks below it, and not those above', () => {
    const limits = new LimitTree([deck(1, null, { new: 10 }), deck(2, 1, { new: 3 }), deck(3, 1)])
    expect(limits.room(2, 'new')).toBe(3)
    expect(limits.room(3, 'new')).toBe(10)
    expect(limits.takeUpTo(3, 'new', 8)).toBe(8)
    expect(limits.room(2, 'new')).toBe(2)
    expect(limits.takeUpTo(2, 'new', 8)).toBe(2)
    expect(limits.take(1, 'new')).toBe(false)
  })

  it('begin at the deck that is studied: a parent outside the scope bounds nothing', () => {
    expect(new LimitTree([deck(2, 1)]).room(2, 'new')).toBe(20)
    expect(new LimitTree([deck(2, 1)]).room(1, 'new')).toBe(0)
  })

  it('of reviews leave room for new cards only where these do not take a review’s place', () => {
    const limits = new LimitTree([deck(1, null, { new: 5, review: 4, newTakesReview: true })])
    expect(limits.takeUpTo(1, 'review', 2)).toBe(2)
    expect(limits.takeUpTo(1, 'new', 5)).toBe(2)
    const apart = new LimitTree([deck(1, null, { new: 5, review: 0 })])
    expect(apart.takeUpTo(1, 'new', 5)).toBe(5)
  })

  it('that were passed already have room for nothing', () => {
    const limits = new LimitTree([deck(1, null, { new: -3 })])
    expect(limits.room(1, 'new')).toBe(0)
    expect(limits.takeUpTo(1, 'new', 3)).toBe(0)
  })

  it('give out no more than any deck above allows, and no less than the tree has room for', () => {
    const counts = fc.array(fc.nat({ max: 40 }), { minLength: 7, maxLength: 7 })
    fc.assert(
      fc.property(counts, counts, (sizes, allowed) => {
        const parents = [null, 0, 0, 1, 1, 2, 2]
        const decks = parents.map((parent, at) =>
          deck(at + 1, parent === null ? null : parent + 1, { review: allowed[at] ?? 0 }),
        )
        const available = new Map(decks.map((one, at) => [one.deckId, { new: 0, learning: 1, review: sizes[at] ?? 0 }]))
        const taken = allot(available, new LimitTree(decks))
        const most = (at: number): number => {
          const below = parents.flatMap((parent, child) => (parent === at ? [most(child)] : []))
          return Math.min(allowed[at] ?? 0, (sizes[at] ?? 0) + below.reduce((sum, one) => sum + one, 0))
        }
        expect(sumOf(taken.values())).toEqual({ new: 0, learning: 7, review: most(0) })
      }),
    )
  })
})
