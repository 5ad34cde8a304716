import { describe, expect, it } from 'vitest'
import {
  entersReviews,
  movedUp,
  ratingOf,
  type AskedOnce,
  type UnseenCard,
} from '../../../../electron/core/exam/memory.ts'

const RIGHT: AskedOnce = { right: true, answered: true, guessed: false, flagged: false }

describe('what becomes of a question after an exam', () => {
  it('comes into the reviews when it was missed, guessed or flagged', () => {
    expect(entersReviews(RIGHT)).toBe(false)
    expect(entersReviews({ ...RIGHT, right: false })).toBe(true)
    expect(entersReviews({ ...RIGHT, guessed: true })).toBe(true)
    expect(entersReviews({ ...RIGHT, flagged: true })).toBe(true)
  })

  it('counts as Good when right, Again when wrong, Hard when a guess was right, and not at all without an answer', () => {
    expect(ratingOf(RIGHT)).toBe(3)
    expect(ratingOf({ ...RIGHT, flagged: true })).toBe(3)
    expect(ratingOf({ ...RIGHT, right: false })).toBe(1)
    expect(ratingOf({ ...RIGHT, right: false, guessed: true })).toBe(1)
    expect(ratingOf({ ...RIGHT, guessed: true })).toBe(2)
    expect(ratingOf({ ...RIGHT, right: false, answered: false })).toBeNull()
  })
})

describe('unseen cards of objectives with misses', () => {
  const card = (id: number, position: number, deckId = 1, noteId = id): UnseenCard => ({ id, noteId, deckId, position })

  it('move before all others of their deck, objectives with more misses first, notes in one piece', () => {
    const unseen = new Map([
      ['1.1.1', [card(1, 40), card(2, 30)]],
      ['1.1.2', [card(3, 20), card(4, 20, 1, 3)]],
      ['2.1.1', [card(5, 9, 2)]],
    ])
    const misses = new Map([
      ['1.1.1', 1],
      ['1.1.2', 3],
      ['2.1.1', 1],
    ])
    const moved = movedUp(unseen, misses, (deckId) => (deckId === 1 ? 5 : 9), 30)
    expect(moved).toEqual([
      { id: 3, position: 2 },
      { id: 4, position: 2 },
      { id: 2, position: 3 },
      { id: 1, position: 4 },
      { id: 5, position: 8 },
    ])
  })

  it('are at most so many of each objective', () => {
    const many = Array.from({ length: 50 }, (_, at) => card(at + 1, at))
    expect(movedUp(new Map([['a', many]]), new Map([['a', 1]]), () => 0, 30)).toHaveLength(30)
    expect(movedUp(new Map(), new Map([['a', 1]]), () => 0, 30)).toEqual([])
  })

  it('are at most so many in all, of each objective in turn', () => {
    const unseen = new Map([
      ['a', [card(1, 1), card(2, 2), card(3, 3)]],
      ['b', [card(4, 4)]],
      ['c', [card(5, 5), card(6, 6)]],
    ])
    const misses = new Map([
      ['a', 1],
      ['b', 3],
      ['c', 2],
    ])
    const ids = (inAll: number) =>
      movedUp(unseen, misses, () => 0, 30, inAll)
        .map(({ id }) => id)
        .sort()
    expect(ids(0)).toEqual([])
    expect(ids(2)).toEqual([4, 5])
    expect(ids(5)).toEqual([1, 2, 4, 5, 6])
    expect(ids(99)).toEqual([1, 2, 3, 4, 5, 6])
  })
})
