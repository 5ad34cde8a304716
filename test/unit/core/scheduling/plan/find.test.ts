import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { createRng } from '../../../../../electron/core/random.ts'
import { runSteps } from '../../../../../electron/core/steps.ts'
import { newMemoryCard, type MemoryCard } from '../../../../../electron/core/scheduling/memory-card.ts'
import { cappedByExam } from '../../../../../electron/core/scheduling/plan/exam-cap.ts'
import { chooseEvenly } from '../../../../../electron/core/scheduling/balance.ts'
import {
  bestPace,
  newMeanwhile,
  newPerDayFor,
  paceAt,
  RETENTIONS,
  restsOn,
  settlingDays,
  simulationOf,
} from '../../../../../electron/core/scheduling/plan/find.ts'
import { byWeight, waysOut, worksOut } from '../../../../../electron/core/scheduling/plan/ways.ts'
import { overdue, planFor, schedulerAt } from './learner.ts'

const DAY = 86_400_000

describe('a plan to the exam day', () => {
  it('begins every card with enough time before the day and reaches the target', () => {
    const input = planFor(1200, 90)
    const pace = runSteps(bestPace(input))
    expect(pace.newPerDay).toBe(Math.ceil(1200 / (90 - settlingDays(90))))
    expect(pace.lastNewDay).toBeLessThan(90 - settlingDays(90))
    expect(pace.notBegun).toBe(0)
    expect(pace.recall).toBeGreaterThanOrEqual(0.9)
    expect(RETENTIONS).toContain(pace.retention)
    expect(worksOut(input, pace)).toBe(true)
  })

  it('chooses the fewest minutes of all retentions that reach the target', () => {
    const input = planFor(300, 45)
    const pace = runSteps(bestPace(input))
    for (const retention of RETENTIONS) {
      const other = runSteps(paceAt(input, retention))
      if (other.recall >= 0.9) expect(pace.minutes).toBeLessThanOrEqual(other.minutes)
    }
  })

  it('begins fewer new cards while a backlog is worked off, but never so few that some are left at the end', () => {
    const around = { fresh: Array.from({ length: 120 }, () => 0), begunToday: 0, daysToExam: 40, weekday: 0 }
    const free = { ...around, freeWeekdays: [] }
    // 34 days to begin them in: a short backlog leaves time to catch up, a long one does not.
    expect(newMeanwhile(free, 10)).toBe(Math.ceil(120 / 34 / 2))
    expect(newMeanwhile(free, 30)).toBe(Math.ceil(120 / 34))
    expect(newMeanwhile(free, 400)).toBe(Math.ceil(120 / 34))
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 500 }),
        fc.integer({ min: 2, max: 120 }),
        fc.integer({ min: 1, max: 200 }),
        fc.uniqueArray(fc.integer({ min: 0, max: 6 }), { maxLength: 3 }),
        fc.constantFrom(0, 1, 3, 7),
        (cards, days, backlog, freeWeekdays, skip) => {
          const open = { ...planFor(cards, days), freeWeekdays }
          const catchUp = { days: backlog, reviewsPerDay: 30, newPerDay: newMeanwhile(open, backlog, skip) }
          const { newPerDay, lastNewDay } = newPerDayFor({ ...open, catchUp }, skip)
          const rests = restsOn(open, skip)
          const begun = Array.from({ length: lastNewDay + 1 }, (_, day) =>
            rests(day) ? 0 : day < backlog ? catchUp.newPerDay : newPerDay,
          ).reduce((sum, one) => sum + one, 0)
          const studied = Array.from({ length: lastNewDay + 1 }, (_, day) => day).some((day) => !rests(day))
          if (studied) expect(begun).toBeGreaterThanOrEqual(cards)
        },
      ),
    )
  })

  it('gives the same plan for the same seed, and a like one for another', () => {
    const first = runSteps(bestPace(planFor(200, 40)))
    expect(runSteps(bestPace(planFor(200, 40)))).toEqual(first)
    const other = runSteps(bestPace(planFor(200, 40, { seed: 8 })))
    expect(Math.abs(other.minutes - first.minutes)).toBeLessThan(first.minutes * 0.25)
  })

  it('never needs more minutes for more days', () => {
    fc.assert(
      fc.property(fc.integer({ min: 50, max: 400 }), fc.integer({ min: 10, max: 80 }), (cards, days) => {
        const soon = runSteps(bestPace(planFor(cards, days)))
        const later = runSteps(bestPace(planFor(cards, days + 7)))
        // The luck of the draws moves a minute or so.
        expect(later.minutes).toBeLessThanOrEqual(soon.minutes * 1.04 + 0.5)
      }),
      { numRuns: 25 },
    )
  })

  it('asks for more new cards a day after days that are skipped, or with free weekdays', () => {
    const input = planFor(600, 60)
    const [none, week] = [newPerDayFor(input), newPerDayFor(input, 7)]
    expect(week.newPerDay).toBeGreaterThan(none.newPerDay)
    expect(runSteps(paceAt(input, 0.9, 7)).notBegun).toBe(0)
    const weekends = planFor(600, 60, { freeWeekdays: [5, 6] })
    const pace = runSteps(paceAt(weekends, 0.9))
    expect(pace.newPerDay).toBeGreaterThan(none.newPerDay)
    const { days } = runSteps(simulationOf(weekends, pace))
    expect(days[5]).toMatchObject({ minutes: 0, newCards: 0, reviews: 0 })
    expect(pace.notBegun).toBe(0)
  })

  it('says honestly when it cannot be done, and what could', () => {
    const input = planFor(900, 14, { minutesPerDay: 20 })
    const pace = runSteps(bestPace(input))
    expect(worksOut(input, pace)).toBe(false)
    const ways = runSteps(waysOut(input, pace))
    expect(ways.minutes).toBeGreaterThan(20)
    expect(worksOut({ ...input, minutesPerDay: ways.minutes }, pace)).toBe(true)
    const later = { ...input, daysToExam: ways.daysToExam ?? 0 }
    expect(worksOut(later, runSteps(paceAt(later, pace.retention)))).toBe(true)
    expect(ways.daysToExam).toBeGreaterThan(14)
    const fewer = { ...input, fresh: input.fresh.slice(0, ways.cards ?? 0) }
    expect(worksOut(fewer, runSteps(paceAt(fewer, pace.retention)))).toBe(true)
    expect(ways.cards).toBeGreaterThan(0)
  })

  it('shares the cards that can be learnt by the weight of the domains', () => {
    const domains = [
      { weight: 0.2, cards: 100 },
      { weight: 0.24, cards: 100 },
      { weight: 0.28, cards: 10 },
      { weight: 0.28, cards: 100 },
    ]
    const given = byWeight(100, domains)
    expect(given.reduce((sum, one) => sum + one, 0)).toBe(100)
    expect(given[2]).toBe(10)
    expect(given[3]).toBeGreaterThan(given[0] ?? 0)
    expect(byWeight(1000, domains)).toEqual([100, 100, 10, 100])
  })

  it('makes up after a backlog for the new cards that were not begun meanwhile', () => {
    const catchUp = { days: 10, reviewsPerDay: 40, newPerDay: 3 }
    const input = planFor(200, 50, { begun: overdue(300), catchUp })
    const pace = runSteps(bestPace(input))
    const { days } = runSteps(simulationOf(input, pace))
    for (const day of days.slice(0, 10)) {
      expect(day.newCards).toBe(3)
      expect(day.reviews).toBeLessThanOrEqual(40)
    }
    expect(pace.newPerDay).toBe(Math.ceil((200 - 30) / (50 - settlingDays(50) - 10)))
    expect(pace.notBegun).toBe(0)
  })

  it('keeps the present retention while another saves little', () => {
    const best = runSteps(bestPace(planFor(300, 45)))
    const near = RETENTIONS.find((one) => one !== best.retention) ?? 0.9
    const kept = runSteps(bestPace(planFor(300, 45, { retention: near })))
    expect([near, best.retention]).toContain(kept.retention)
    expect(kept.minutes).toBeLessThanOrEqual(best.minutes / 0.92 + 0.01)
  })

  it('works on the day before, on the day, and without any cards', () => {
    for (const days of [0, 1, 2]) {
      const pace = runSteps(bestPace(planFor(10, days)))
      expect(pace.minutes).toBeGreaterThanOrEqual(0)
      expect(Number.isFinite(pace.newPerDay)).toBe(true)
    }
    expect(runSteps(bestPace(planFor(0, 30)))).toMatchObject({ newPerDay: 0, minutes: 0 })
    const held = runSteps(bestPace(planFor(0, 30, { begun: overdue(100) })))
    expect(held.recall).toBeGreaterThanOrEqual(0.9)
  })
})

/** The same weeks with the program's own scheduler, step by step on the clock. */
function fullSimulation(cards: number, days: number, newPerDay: number, retention: number, lastNewDay: number) {
  const scheduler = schedulerAt(retention)
  const hold = schedulerAt(0.9)
  const rng = createRng(99)
  const learnt: MemoryCard[] = []
  let seed = 1
  const rate = (card: MemoryCard, rating: 1 | 3, now: number): MemoryCard => {
    const cap = { daysToExam: days - Math.floor(now / DAY), holdFor: (s: number) => hold.intervalFor(s) }
    seed += 1
    const outcomes = cappedByExam(scheduler.preview(card, now, seed), cap, seed, chooseEvenly)
    const next = outcomes[rating - 1]?.next
    if (next === undefined) throw new Error('no outcome')
    return next
  }
  const settle = (card: MemoryCard, now: number): MemoryCard => {
    let settled = card
    for (let at = now; settled.state !== 2; at += 600_000) settled = rate(settled, 3, at)
    return settled
  }
  for (let day = 0; day < days; day++) {
    const now = day * DAY + 36_000_000
    for (const [at, card] of learnt.entries()) {
      if (Math.floor(card.due / DAY) > day) continue
      const knew = rng() < (scheduler.retrievability(card, now) ?? 0)
      learnt[at] = settle(rate(card, knew ? 3 : 1, now), now + 60_000)
    }
    for (let n = 0; n < newPerDay && learnt.length < cards && day <= lastNewDay; n++) {
      learnt.push(settle(rate(newMemoryCard(now), rng() < 1 / 1.4 ? 3 : 1, now), now + 60_000))
    }
  }
  const now = days * DAY + 36_000_000
  return learnt.reduce((sum, card) => sum + (scheduler.retrievability(card, now) ?? 0), 0) / learnt.length
}

describe('recall on the day', () => {
  it.each([
    [300, 40],
    [400, 90],
    [150, 14],
  ])('agrees with a full simulation by the scheduler: %i cards, %i days', (cards, days) => {
    const input = planFor(cards, days)
    const pace = runSteps(bestPace(input))
    const full = fullSimulation(cards, days, pace.newPerDay, pace.retention, pace.lastNewDay)
    expect(Math.abs(full - pace.recall)).toBeLessThan(0.015)
    expect(full).toBeGreaterThan(0.895)
  })
})
