import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { sessionState, type SessionAnswer, type SessionCard } from '../../../../electron/core/scheduling/filtered.ts'

const MINUTE = 60_000
const NOW = 1_000 * MINUTE
const END = NOW + 600 * MINUTE

const cards = (list: readonly SessionCard[]) => new Map(list.map((card) => [card.id, card]))
const known = (id: number): SessionCard => ({ id, state: 2, due: NOW })
const cram = (cardId: number, rating: number, at = NOW): SessionAnswer => ({ cardId, rating, at, cram: true })
const real = (cardId: number, rating: number, at = NOW): SessionAnswer => ({ cardId, rating, at, cram: false })

function state(over: Partial<Parameters<typeof sessionState>[0]>) {
  const ids = [3, 1, 2]
  return sessionState({
    ids,
    cards: cards(ids.map(known)),
    answers: [],
    reschedule: false,
    now: NOW,
    dayEnd: END,
    learnAheadMs: 20 * MINUTE,
    ...over,
  })
}

describe('a session of chosen cards', () => {
  it('asks them in their order', () => {
    expect(state({}).next).toBe(3)
    expect(state({ answers: [cram(3, 3)] })).toMatchObject({ next: 1, done: 1, repeating: 0 })
    expect(state({ answers: [3, 1, 2].map((id) => cram(id, 3)) })).toMatchObject({ next: null, done: 3 })
  })

  it('asks a crammed card again a minute after Again, at once where nothing else is left', () => {
    const answers = [cram(3, 1)]
    expect(state({ answers })).toMatchObject({ next: 1, repeating: 1, nextAt: NOW + MINUTE })
    expect(state({ answers, now: NOW + MINUTE }).next).toBe(3)
    expect(state({ answers: [...answers, cram(1, 3), cram(2, 3)] }).next).toBe(3)
    expect(state({ answers: [...answers, cram(3, 3)], now: NOW + MINUTE })).toMatchObject({ next: 1, done: 1 })
  })

  it('takes the earliest of those that come back', () => {
    const answers = [cram(3, 2), cram(1, 1, NOW + 1), cram(2, 1)]
    expect(state({ answers }).next).toBe(2)
  })

  it('with rescheduling lets a card come back as long as it is on a step within the day', () => {
    const learning: SessionCard = { id: 3, state: 3, due: NOW + 30 * MINUTE }
    const all = cards([learning, known(1), known(2)])
    const answers = [real(3, 1)]
    const reschedule = true
    expect(state({ cards: all, answers, reschedule })).toMatchObject({ next: 1, repeating: 1 })
    const rest = [...answers, real(1, 3), real(2, 3)]
    expect(state({ cards: all, answers: rest, reschedule })).toMatchObject({ next: null, nextAt: learning.due })
    expect(state({ cards: all, answers: rest, reschedule, now: NOW + 10 * MINUTE }).next).toBe(3)
    const tomorrow = cards([{ ...learning, due: END }, known(1), known(2)])
    expect(state({ cards: tomorrow, answers: rest, reschedule })).toMatchObject({ next: null, done: 3, repeating: 0 })
  })

  it('counts the day’s own answers where it reschedules, and not while cramming', () => {
    expect(state({ answers: [real(3, 3)] }).next).toBe(3)
    expect(state({ answers: [real(3, 3)], reschedule: true }).next).toBe(1)
    expect(state({ answers: [cram(3, 3)], reschedule: true }).next).toBe(3)
  })

  it('passes over cards that are gone or rest, and answers to others', () => {
    expect(state({ cards: cards([known(2)]), answers: [cram(9, 1)] })).toMatchObject({ next: 2, done: 0, repeating: 0 })
    expect(state({ cards: new Map() })).toMatchObject({ next: null, fresh: [] })
  })

  it('ends for whoever knows every card at last, each card asked at least once', () => {
    const ratings = fc.array(fc.integer({ min: 1, max: 4 }), { maxLength: 60 })
    fc.assert(
      fc.property(ratings, fc.integer({ min: 1, max: 8 }), (given, count) => {
        const ids = Array.from({ length: count }, (_, at) => at + 1)
        const answers: SessionAnswer[] = []
        const asked = new Set<number>()
        for (let turn = 0; turn <= given.length + count; turn++) {
          const now = NOW + turn * 5000
          const at = state({ ids, cards: cards(ids.map(known)), answers, now })
          expect(at.done + at.repeating + at.fresh.length).toBe(count)
          if (at.next === null) break
          asked.add(at.next)
          answers.push(cram(at.next, given[turn] ?? 3, now))
        }
        expect([...asked].sort((a, b) => a - b)).toEqual(ids)
      }),
    )
  })
})
