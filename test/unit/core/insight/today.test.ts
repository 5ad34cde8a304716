import { describe, expect, it } from 'vitest'
import type { LoggedAnswer } from '../../../../electron/core/insight/today.ts'
import {
  daysToExam,
  epochNumber,
  lastDays,
  minutesExpected,
  paceOf,
  recallOf,
  strip,
} from '../../../../electron/core/insight/today.ts'
import { dateToDay } from '../../../../electron/core/scheduling/study-day.ts'

const answer = (rating: LoggedAnswer['rating'], stateBefore: LoggedAnswer['stateBefore'], undone = false) => ({
  rating,
  stateBefore,
  undone,
})
const TODAY = dateToDay('2026-11-20')

describe("today's answers", () => {
  const answers = [answer(3, 2), answer(1, 2), answer(1, 1), answer(4, 2), answer(1, 2, true), answer(2, 0)]

  it('make the strip in order, without undone ones', () => {
    expect(strip(answers)).toEqual([3, 1, 1, 4, 2])
  })

  it('give recall from review cards alone', () => {
    expect(recallOf(answers)).toBeCloseTo(2 / 3)
    expect(recallOf([answer(1, 0), answer(1, 2, true)])).toBeNull()
  })
})

describe('minutes expected', () => {
  it('start from 10 s an answer and come to follow the past', () => {
    expect(paceOf([])).toBe(10_000)
    expect(paceOf([{ day: 1, answers: 20, durationMs: 400_000 }])).toBe(15_000)
    expect(paceOf([{ day: 1, answers: 2000, durationMs: 2000 * 6000 }])).toBeCloseTo(6040, -1)
  })

  it('grow with what waits, new cards most', () => {
    expect(minutesExpected({ new: 0, learning: 0, review: 0 }, 10_000)).toBe(0)
    expect(minutesExpected({ new: 10, learning: 0, review: 0 }, 10_000)).toBeCloseTo(4)
    expect(minutesExpected({ new: 0, learning: 0, review: 60 }, 10_000)).toBeCloseTo(11.5)
  })
})

describe('days', () => {
  it('count passes, today included once', () => {
    expect(epochNumber([TODAY - 3, TODAY - 1], TODAY)).toBe(3)
    expect(epochNumber([TODAY - 1, TODAY], TODAY)).toBe(2)
    expect(epochNumber([], TODAY)).toBe(1)
  })

  it('are listed oldest first with gaps as 0', () => {
    const days = [
      { day: TODAY, answers: 4, durationMs: 1 },
      { day: TODAY - 2, answers: 3, durationMs: 1 },
      { day: TODAY - 2, answers: 2, durationMs: 1 },
      { day: TODAY - 9, answers: 9, durationMs: 1 },
    ]
    expect(lastDays(days, TODAY, 3)).toEqual([
      { day: '2026-11-18', answers: 5 },
      { day: '2026-11-19', answers: 0 },
      { day: '2026-11-20', answers: 4 },
    ])
  })

  it('are counted to the exam', () => {
    expect(daysToExam('2026-12-01', TODAY)).toBe(11)
    expect(daysToExam('2026-11-19', TODAY)).toBe(-1)
    expect(daysToExam(null, TODAY)).toBeNull()
  })
})
