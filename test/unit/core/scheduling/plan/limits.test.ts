import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { runSteps } from '../../../../../electron/core/steps.ts'
import { budgetRoom } from '../../../../../electron/core/scheduling/plan/budget.ts'
import { examRange } from '../../../../../electron/core/scheduling/plan/exam-cap.ts'
import { riskOf } from '../../../../../electron/core/scheduling/plan/risk.ts'
import {
  isBacklog,
  spreadAt,
  spreadChoices,
  usualReviews,
} from '../../../../../electron/core/scheduling/plan/spread.ts'
import { cardSeconds, NO_ANSWERS, timingOf } from '../../../../../electron/core/scheduling/plan/timing.ts'
import { modelsAt, overdue, schedulerAt } from './learner.ts'

const seconds = { new: 25, learning: 14, review: 10 }

describe('minutes a day', () => {
  it('fills the minutes with reviews first, then with new cards', () => {
    expect(budgetRoom(10, { new: 50, learning: 0, review: 30 }, seconds)).toEqual({ review: 30, new: 12 })
    expect(budgetRoom(10, { new: 50, learning: 0, review: 300 }, seconds)).toEqual({ review: 60, new: 0 })
    expect(budgetRoom(0, { new: 50, learning: 3, review: 300 }, seconds)).toEqual({ review: 0, new: 0 })
  })

  it('never goes over the minutes, nor beyond what waits, and more minutes never mean fewer cards', () => {
    const counts = fc.nat({ max: 2000 })
    const waiting = fc.record({ new: counts, learning: fc.nat({ max: 50 }), review: counts })
    fc.assert(
      fc.property(fc.nat({ max: 600 }), fc.nat({ max: 60 }), waiting, (minutes, more, due) => {
        const room = budgetRoom(minutes, due, seconds)
        const used = room.review * seconds.review + room.new * seconds.new
        expect(used).toBeLessThanOrEqual(minutes * 60)
        expect(room.review).toBeLessThanOrEqual(due.review)
        expect(room.new).toBeLessThanOrEqual(due.new)
        if (room.new > 0) expect(room.review).toBe(due.review)
        const wider = budgetRoom(minutes + more, due, seconds)
        expect(wider.review).toBeGreaterThanOrEqual(room.review)
        expect(wider.new).toBeGreaterThanOrEqual(room.new)
      }),
    )
  })

  it('believes the log more, the longer it is', () => {
    const slow = (answers: number) => ({ ...NO_ANSWERS, review: { answers, again: 0, ms: answers * 30_000 } })
    expect(timingOf(NO_ANSWERS).review).toBe(9)
    expect(timingOf(slow(30)).review).toBeCloseTo(19.5, 6)
    expect(timingOf(slow(3000)).review).toBeGreaterThan(29)
    const forgets = { ...NO_ANSWERS, review: { answers: 1000, again: 500, ms: 9_000_000 } }
    const steps = { learning: 2, relearning: 1 }
    expect(cardSeconds(forgets, steps).review).toBeGreaterThan(cardSeconds(NO_ANSWERS, steps).review)
  })
})

describe('the day of the exam and intervals', () => {
  it('brings a card back before the day only where it would be under the target then', () => {
    expect(examRange(10, 30, 5)).toBeNull()
    expect(examRange(40, 30, 30)).toBeNull()
    expect(examRange(40, 30, 8)).toEqual({ from: 18, to: 29 })
    expect(examRange(5, 2, 1)).toEqual({ from: 1, to: 1 })
    expect(examRange(5, 1, 1)).toBeNull()
    expect(examRange(5, 0, 1)).toBeNull()
    expect(examRange(5, -3, 1)).toBeNull()
  })

  it('stays within tomorrow and the day before, and never makes an interval longer', () => {
    const days = fc.integer({ min: 1, max: 400 })
    fc.assert(
      fc.property(days, fc.integer({ min: -10, max: 400 }), days, (interval, exam, hold) => {
        const range = examRange(interval, exam, hold)
        if (range === null) return
        expect(range.from).toBeGreaterThanOrEqual(1)
        expect(range.to).toBeGreaterThanOrEqual(range.from)
        expect(range.to).toBeLessThan(exam)
        expect(range.to).toBeLessThan(interval)
      }),
    )
  })
})

describe('after a break', () => {
  const backlog = (cards: number) => ({
    begun: overdue(cards),
    models: modelsAt(0.9),
    timing: timingOf(NO_ANSWERS),
    seed: 3,
  })

  it('puts what loses most by waiting before what is firm or nearly lost', () => {
    const { recallAfter } = schedulerAt(0.9)
    const curve = (days: number, stability: number) => schedulerAt(0.9).recallAfter(days, stability)
    expect(recallAfter).toBeTypeOf('function')
    const fading = riskOf(curve, 10, 8, 7)
    expect(fading).toBeGreaterThan(riskOf(curve, 10, 300, 7))
    expect(fading).toBeGreaterThan(riskOf(curve, 400, 2, 7))
  })

  it.each([900, 10_000])('spreads %i reviews with an end, never more a day than the pace', (cards) => {
    const choices = runSteps(spreadChoices(backlog(cards), 80))
    expect(choices).toHaveLength(3)
    const days = choices.map((choice) => choice.days ?? Number.POSITIVE_INFINITY)
    expect(days.every(Number.isFinite)).toBe(true)
    expect(days[0]).toBeGreaterThanOrEqual(days[1] ?? 0)
    expect(days[1]).toBeGreaterThanOrEqual(days[2] ?? 0)
    for (const { perDay, days: taken } of choices) expect((taken ?? 0) * perDay).toBeGreaterThanOrEqual(cards * 0.9)
  })

  it('says when a pace never ends', () => {
    expect(runSteps(spreadAt(backlog(3000), 3)).days).toBeNull()
  })

  it('knows a backlog from a usual day', () => {
    expect(usualReviews([])).toBe(60)
    expect(usualReviews([90, 80, 100, 0, 95, 85, 0])).toBe(90)
    expect(isBacklog(120, 90)).toBe(false)
    expect(isBacklog(140, 90)).toBe(true)
    expect(isBacklog(40, 20)).toBe(false)
  })
})
