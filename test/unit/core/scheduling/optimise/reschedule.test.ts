import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { spreadDue, type Movable } from '../../../../../electron/core/scheduling/optimise/reschedule.ts'

const every = () => 1
const movable = (cardId: number, dueDay: number, since: number, from: number, to: number, recall = 0.9): Movable => ({
  cardId,
  dueDay,
  since,
  range: { from, to },
  recall,
})

describe('rescheduling', () => {
  it('leaves a card whose day fits, and one that is due and remains so', () => {
    const cards = [movable(1, 5, 5, 9, 11), movable(2, -3, 20, 10, 12), movable(3, 0, 8, 6, 7)]
    expect(spreadDue(cards, 200, every).moved.size).toBe(0)
  })

  it('gives a day within the range, counted from the last answer', () => {
    const { moved } = spreadDue([movable(1, 2, 5, 20, 24)], 200, every)
    const day = moved.get(1) ?? 0
    expect(day).toBeGreaterThanOrEqual(15)
    expect(day).toBeLessThanOrEqual(19)
  })

  it('spreads what becomes due by what is most at risk, so many a day', () => {
    const cards = Array.from({ length: 100 }, (_, at) => movable(at, 40, 60, 20, 25, 0.5 + at / 1000))
    const { moved, perDay } = spreadDue(cards, 20, every)
    expect(perDay).toBeLessThanOrEqual(20)
    const days = cards.map(({ cardId }) => moved.get(cardId) ?? -1)
    expect([...days].sort((a, b) => a - b)).toEqual(days)
    expect(Math.max(...days)).toBe(Math.ceil(100 / perDay) - 1)
  })

  it('comes behind what is due already, and keeps holidays free', () => {
    const waiting = Array.from({ length: 25 }, (_, at) => movable(at, 0, 20, 10, 12))
    const late = movable(99, 30, 30, 5, 6)
    const { moved, perDay } = spreadDue([...waiting, late], 10, (day) => (day === 2 ? 0 : 1))
    expect(perDay).toBe(10)
    expect(moved.get(99)).toBe(3)
  })

  it('ends even where no day is easy and the limit is one', () => {
    const cards = Array.from({ length: 30 }, (_, at) => movable(at, 50, 90, 5, 6))
    expect(new Set(spreadDue(cards, 1, () => 0).moved.values()).size).toBe(30)
    expect(new Set(spreadDue(cards, 1, () => 0.5).moved.values()).size).toBe(30)
  })

  it('never puts more on a day than it may, never in the past, and is the same each time', () => {
    const card = fc
      .tuple(fc.integer({ min: -50, max: 300 }), fc.integer({ min: 0, max: 200 }), fc.integer({ min: 1, max: 300 }))
      .map(([dueDay, since, from]) => ({ dueDay, since, range: { from, to: from + Math.ceil(from / 10) } }))
    fc.assert(
      fc.property(fc.array(card, { maxLength: 200 }), fc.integer({ min: 1, max: 50 }), (some, limit) => {
        const cards = some.map((one, at) => ({ ...one, cardId: at, recall: ((at * 37) % 100) / 100 }))
        const { moved, perDay } = spreadDue(cards, limit, every)
        const kept = new Map<number, number>()
        const all = new Map<number, number>()
        for (const { cardId, dueDay } of cards) {
          const day = moved.get(cardId) ?? dueDay
          all.set(day, (all.get(day) ?? 0) + 1)
          if (!moved.has(cardId)) kept.set(day, (kept.get(day) ?? 0) + 1)
        }
        for (const day of moved.values()) {
          expect(day).toBeGreaterThanOrEqual(0)
          expect(all.get(day)).toBeLessThanOrEqual(Math.max(perDay, kept.get(day) ?? 0))
        }
        expect(perDay).toBeLessThanOrEqual(limit)
        expect(spreadDue(cards, limit, every)).toEqual({ moved, perDay })
      }),
    )
  })
})
