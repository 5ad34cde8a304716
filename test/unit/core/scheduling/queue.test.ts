import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { DayQueue } from '../../../../electron/core/scheduling/queue.ts'
import type { QueueInput } from '../../../../electron/core/scheduling/queue.ts'

const MINUTE = 60_000
const NOW = 1_000 * MINUTE
const EASY = { state: 2, due: NOW + 10_000 * MINUTE } as const

function queue(input: Partial<QueueInput>): DayQueue {
  const empty = { learning: [], reviews: [], fresh: [], limits: { new: 1000, review: 1000 }, seed: 1 }
  return new DayQueue({ ...empty, dayEnd: NOW + 600 * MINUTE, ...input })
}

const review = (cardId: number, dueDay = 5, noteId = cardId) => ({ cardId, noteId, dueDay })
const fresh = (cardId: number, noteId = cardId) => ({ cardId, noteId })

/** The ids in the order in which the queue asks them, each rated Easy. */
function drain(day: DayQueue, now = NOW): number[] {
  const ids: number[] = []
  for (let card = day.next(now); card !== null; card = day.next(now)) {
    ids.push(card.cardId)
    day.afterAnswer(card, EASY)
  }
  return ids
}

describe('the order of the day', () => {
  it('asks due learning cards first, then reviews and new cards in proportion, then nearly due learning cards', () => {
    const day = queue({
      learning: [
        { cardId: 90, noteId: 90, due: NOW + 15 * MINUTE },
        { cardId: 91, noteId: 91, due: NOW - MINUTE },
      ],
      reviews: [1, 2, 3, 4].map((id) => review(id)),
      fresh: [11, 12].map((id) => fresh(id)),
    })
    const order = drain(day)
    expect(order[0]).toBe(91)
    expect(order.at(-1)).toBe(90)
    const kinds = order.slice(1, -1).map((id) => (id > 10 ? 'n' : 'r'))
    expect(kinds.join('')).toBe('rnrrnr')
  })

  it('gives nothing when only a later learning card is left, and says when it comes back', () => {
    const due = NOW + 21 * MINUTE
    const day = queue({ learning: [{ cardId: 1, noteId: 1, due }] })
    expect(day.next(NOW)).toBeNull()
    expect(day.nextLearningAt()).toBe(due)
    expect(day.next(due)?.cardId).toBe(1)
  })

  it('puts a card that failed back for its step, and drops one that comes after the day', () => {
    const day = queue({ reviews: [review(1)], fresh: [fresh(2)] })
    day.afterAnswer({ cardId: 1, noteId: 1 }, { state: 3, due: NOW + 10 * MINUTE })
    expect(day.counts()).toEqual({ new: 1, learning: 1, review: 0 })
    day.afterAnswer({ cardId: 2, noteId: 2 }, { state: 1, due: NOW + 700 * MINUTE })
    expect(day.counts()).toEqual({ new: 0, learning: 1, review: 0 })
    expect(day.next(NOW)?.cardId).toBe(1)
  })

  it('keeps cards of one note apart where it can', () => {
    const day = queue({ fresh: [fresh(1, 7), fresh(2, 7), fresh(3, 8)] })
    expect(drain(day)).toEqual([1, 3, 2])
    expect(drain(queue({ fresh: [fresh(1, 7), fresh(2, 7)] }))).toEqual([1, 2])
  })

  it('takes another due learning card rather than the one just answered', () => {
    const learning = [1, 2].map((id) => ({ cardId: id, noteId: id, due: NOW - id * MINUTE }))
    const day = queue({ learning })
    expect(day.next(NOW)?.cardId).toBe(2)
    day.afterAnswer({ cardId: 2, noteId: 2 }, { state: 1, due: NOW - 3 * MINUTE })
    expect(day.next(NOW)?.cardId).toBe(1)
  })

  it('asks an undone card again at once, the latest first', () => {
    const day = queue({ reviews: [review(1, 1), review(2, 2), review(3, 3)] })
    day.afterAnswer({ cardId: 1, noteId: 1 }, EASY)
    day.afterAnswer({ cardId: 2, noteId: 2 }, { state: 3, due: NOW + MINUTE })
    day.putFirst({ cardId: 2, noteId: 2, kind: 'review', due: 0 })
    day.putFirst({ cardId: 1, noteId: 1, kind: 'review', due: 0 })
    expect(day.counts()).toEqual({ new: 0, learning: 0, review: 3 })
    expect(drain(day)).toEqual([1, 2, 3])
  })

  it('leaves out removed cards', () => {
    const day = queue({ reviews: [review(1, 1), review(2, 2)] })
    expect(day.remove(1)).toBe(true)
    expect(day.remove(1)).toBe(false)
    expect(drain(day)).toEqual([2])
  })
})

describe('any day', () => {
  const input = fc
    .record({
      reviews: fc.array(fc.record({ dueDay: fc.integer({ min: 0, max: 4 }), note: fc.integer({ min: 0, max: 9 }) })),
      fresh: fc.array(fc.integer({ min: 0, max: 9 })),
      learning: fc.array(fc.record({ wait: fc.integer({ min: -30, max: 20 }), note: fc.integer({ min: 0, max: 9 }) })),
      limits: fc.record({ new: fc.nat(20), review: fc.nat(20) }),
      seed: fc.nat(),
    })
    .map(({ reviews, fresh: news, learning, limits, seed }) => ({
      reviews: reviews.map(({ dueDay, note }, i) => review(i, dueDay, note)),
      fresh: news.map((note, i) => fresh(1000 + i, note)),
      learning: learning.map(({ wait, note }, i) => ({ cardId: 2000 + i, noteId: note, due: NOW + wait * MINUTE })),
      limits,
      seed,
    }))

  it('asks each card once, within the limits, and counts down to nothing', () => {
    fc.assert(
      fc.property(input, (given) => {
        const day = queue(given)
        const before = day.counts()
        const asked = drain(day)
        expect(new Set(asked).size).toBe(asked.length)
        const of = (from: number, to: number) => asked.filter((id) => id >= from && id < to).length
        expect(of(0, 1000)).toBe(Math.min(given.limits.review, given.reviews.length))
        expect(of(1000, 2000)).toBe(Math.min(given.limits.new, given.fresh.length))
        expect(of(2000, 3000)).toBe(given.learning.length)
        expect(before.new + before.learning + before.review).toBe(asked.length)
        expect(day.counts()).toEqual({ new: 0, learning: 0, review: 0 })
      }),
    )
  })

  it('never asks two cards of one note in a row while another note waits', () => {
    fc.assert(
      fc.property(input, (given) => {
        const day = queue(given)
        const notes = new Map(
          [...given.reviews, ...given.fresh, ...given.learning].map(({ cardId, noteId }) => [cardId, noteId]),
        )
        const asked = drain(day).map((id) => notes.get(id))
        asked.forEach((note, i) => {
          if (i > 0 && note === asked[i - 1]) expect(new Set(asked.slice(i)).size).toBe(1)
        })
      }),
    )
  })

  it('asks reviews by due day when no note repeats, and in the same order for the same seed', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 4 })), fc.nat(), (days, seed) => {
        const reviews = days.map((dueDay, i) => review(i, dueDay))
        const asked = drain(queue({ reviews, seed }))
        const order = asked.map((id) => days[id] ?? -1)
        expect(order).toEqual([...order].sort((a, b) => a - b))
        expect(drain(queue({ reviews: [...reviews].reverse(), seed }))).toEqual(asked)
      }),
    )
  })

  it('mixes reviews of one day differently for another seed', () => {
    const reviews = Array.from({ length: 40 }, (_, i) => review(i))
    expect(drain(queue({ reviews, seed: 1 }))).not.toEqual(drain(queue({ reviews, seed: 2 })))
  })
})
