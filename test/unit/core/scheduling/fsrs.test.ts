import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Rating } from '../../../../electron/contract/shapes.ts'
import { createScheduler, DEFAULT_SCHEDULING } from '../../../../electron/core/scheduling/fsrs.ts'
import type { SchedulingOptions } from '../../../../electron/core/scheduling/fsrs.ts'
import { newMemoryCard } from '../../../../electron/core/scheduling/memory-card.ts'
import type { MemoryCard } from '../../../../electron/core/scheduling/memory-card.ts'
import { studyDay } from '../../../../electron/core/scheduling/study-day.ts'
import { checkWeights, DEFAULT_WEIGHTS, migrateWeights } from '../../../../electron/core/scheduling/weights.ts'

const MINUTE = 60_000
const DAY = 86_400_000
const NOW = Date.parse('2026-11-20T10:00:00Z')
const utcDay = (instant: number): number => Math.floor(instant / DAY)
const scheduler = (options: Partial<SchedulingOptions> = {}, dayOf = utcDay) =>
  createScheduler({ ...DEFAULT_SCHEDULING, ...options }, dayOf)
const known = (card: Partial<MemoryCard>): MemoryCard => ({
  ...newMemoryCard(NOW),
  state: 2,
  stability: 30,
  difficulty: 5,
  scheduledDays: 30,
  reps: 4,
  lastReview: NOW - 30 * DAY,
  ...card,
})

const rating = fc.constantFrom<Rating>(1, 2, 3, 4)
const history = fc.array(fc.record({ rating, waitDays: fc.integer({ min: 0, max: 400 }), seed: fc.nat() }), {
  minLength: 1,
  maxLength: 25,
})

describe('learning steps', () => {
  it('lead from a new card through 1 and 10 minutes to days', () => {
    const door = scheduler({ fuzz: false })
    const first = door.rate(newMemoryCard(NOW), 3, NOW, 0)
    expect(first.due).toBe(NOW + 10 * MINUTE)
    expect(first.next).toMatchObject({ state: 1, step: 1, reps: 1, lastReview: NOW, scheduledDays: 0 })
    const second = door.rate(first.next, 3, first.due, 0)
    expect(second.next.state).toBe(2)
    expect(second.scheduledDays).toBe(2)
    expect(second.due).toBe(first.due + 2 * DAY)
  })

  it('begin again after Again, and go on from a step that no longer exists', () => {
    const card = known({ state: 1, step: 3, stability: 1, lastReview: NOW - MINUTE })
    const again = scheduler({ learningSteps: [5] }).rate(card, 1, NOW, 0)
    expect(again.next).toMatchObject({ state: 1, step: 0 })
    expect(again.due).toBe(NOW + 5 * MINUTE)
  })

  it('count a lapse and relearn', () => {
    const again = scheduler().rate(known({ lapses: 2 }), 1, NOW, 0)
    expect(again.next).toMatchObject({ state: 3, lapses: 3, step: 0 })
    expect(again.due).toBe(NOW + 10 * MINUTE)
  })
})

describe('elapsed days', () => {
  it('are study days, so that two answers of one local morning are one day', () => {
    // In Tokyo 08:30 and 09:30 of one morning; in UTC two dates.
    const early = Date.parse('2026-11-19T23:30:00Z')
    const late = Date.parse('2026-11-20T00:30:00Z')
    const door = scheduler({}, (instant) => studyDay(instant, 'Asia/Tokyo', 4))
    expect(door.rate(known({ lastReview: early }), 3, late, 0).elapsedDays).toBe(0)
    expect(door.retrievability(known({ lastReview: early }), late)).toBe(1)
  })

  it('are 0 when the clock was set back', () => {
    const outcome = scheduler().rate(known({ lastReview: NOW + 3 * DAY }), 3, NOW, 0)
    expect(outcome.elapsedDays).toBe(0)
    expect(outcome.due).toBeGreaterThan(NOW)
  })
})

describe('preview and rating', () => {
  it('agree for the same seed, rating by rating, at any point of any history', () => {
    fc.assert(
      fc.property(history, fc.nat(), (answers, seed) => {
        const door = scheduler()
        let at = NOW
        let card = newMemoryCard(NOW)
        for (const answer of answers) {
          at += answer.waitDays * DAY
          const previews = door.preview(card, at, seed)
          expect(previews.map((preview) => preview.rating)).toEqual([1, 2, 3, 4])
          for (const preview of previews) expect(door.rate(card, preview.rating, at, seed)).toEqual(preview)
          card = door.rate(card, answer.rating, at, answer.seed).next
        }
      }),
      { numRuns: 50 },
    )
  })

  it('give due times that grow with the rating, after now, within the maximum', () => {
    fc.assert(
      fc.property(history, fc.nat(), (answers, seed) => {
        const door = scheduler({ maximumInterval: 60 })
        let at = NOW
        const past = answers.map((answer) => ({ ...answer, at: (at += answer.waitDays * DAY) }))
        const outcomes = door.preview(door.replay(past), at + 5 * DAY, seed)
        const dues = outcomes.map((outcome) => outcome.due)
        expect(dues).toEqual([...dues].sort((a, b) => a - b))
        expect(dues[0]).toBeGreaterThan(at + 5 * DAY)
        for (const outcome of outcomes) expect(outcome.scheduledDays).toBeLessThanOrEqual(60)
        expect(outcomes[3]?.due).toBeLessThanOrEqual(at + 65 * DAY)
      }),
      { numRuns: 100 },
    )
  })

  it('spread long intervals by the seed, within 5 per cent and a little', () => {
    const door = scheduler()
    const plain = scheduler({ fuzz: false }).rate(known({}), 3, NOW, 0).scheduledDays
    const days = Array.from({ length: 200 }, (_, seed) => door.rate(known({}), 3, NOW, seed).scheduledDays)
    expect(new Set(days).size).toBeGreaterThan(3)
    for (const day of days) expect(Math.abs(day - plain)).toBeLessThanOrEqual(0.05 * plain + 3)
  })

  it('do not disturb each other when two sets of options are in use', () => {
    const strict = scheduler({ desiredRetention: 0.97, fuzz: false })
    const easy = scheduler({ desiredRetention: 0.8, fuzz: false })
    expect(strict.intervalFor(30)).toBeLessThan(easy.intervalFor(30))
    expect(strict.rate(known({}), 3, NOW, 0).scheduledDays).toBeLessThan(easy.rate(known({}), 3, NOW, 0).scheduledDays)
  })
})

describe('memory', () => {
  it('is rebuilt from the log exactly as the answers left it', () => {
    fc.assert(
      fc.property(history, (answers) => {
        const door = scheduler()
        let at = NOW
        let card = newMemoryCard(NOW)
        const log = answers.map((answer) => {
          at += answer.waitDays * DAY
          card = door.rate(card, answer.rating, at, answer.seed).next
          return { rating: answer.rating, at, seed: answer.seed }
        })
        expect(door.replay(log)).toEqual(card)
      }),
      { numRuns: 50 },
    )
  })

  it('begins with the first rating for a scheduled card that came without one', () => {
    const card = known({ stability: null, difficulty: null })
    expect(scheduler().retrievability(card, NOW)).toBeNull()
    const good = scheduler().rate(card, 3, NOW, 0)
    expect(good.next.stability).toBeCloseTo(2.3065)
    expect(good.next.state).toBe(2)
  })

  it('survives values out of range', () => {
    const outcome = scheduler().rate(known({ stability: 0, difficulty: 0 }), 3, NOW, 0)
    expect(outcome.next.stability).toBeGreaterThan(0)
    expect(outcome.next.difficulty).toBeGreaterThanOrEqual(1)
  })

  it('fades to the desired retention at the interval', () => {
    const door = scheduler({ desiredRetention: 0.9 })
    expect(door.recallAfter(door.intervalFor(50), 50)).toBeCloseTo(0.9, 6)
  })
})

describe('weights', () => {
  it('of an unknown number or kind are refused', () => {
    expect(checkWeights([1, 2, 3])).toEqual({ ok: false, error: 'count' })
    expect(checkWeights([...DEFAULT_WEIGHTS.slice(1), Number.NaN])).toEqual({ ok: false, error: 'not-finite' })
    expect(() => migrateWeights([1, 2, 3], 1, true)).toThrow(RangeError)
  })
})
