import { describe, expect, it } from 'vitest'
import { beginsCard, phaseOf } from '../../../../electron/core/insight/answer-phase.ts'
import { AnswerTally } from '../../../../electron/core/insight/answer-tally.ts'
import {
  answersEver,
  gatherButtons,
  gatherCalendar,
  gatherHours,
  gatherPasses,
  gatherRetention,
  gatherReviews,
  gatherStudied,
  gatherToday,
} from '../../../../electron/core/insight/answers.ts'
import { hour, nov } from './support.ts'

const DAYS = [
  hour(nov(1), 0, { learning: [1, 0, 2, 0] }, 3),
  hour(nov(2), 0, { cram: [4, 0, 6, 0] }),
  hour(nov(10), 0, { learning: [0, 0, 1, 1], young: [1, 1, 7, 1], relearning: [0, 0, 1, 0] }),
  hour(nov(20), 0, { young: [0, 0, 4, 0], mature: [1, 0, 8, 1], cram: [2, 0, 0, 0] }),
]
const RANGE = { from: nov(2), to: nov(20) }

describe('the phase of an answer', () => {
  const base = { rating: 3, kind: 0, state_before: 2, interval_before: 30 }

  it.each([
    [{}, 'mature'],
    [{ interval_before: 20.99 }, 'young'],
    [{ interval_before: 21 }, 'mature'],
    [{ state_before: 0 }, 'learning'],
    [{ state_before: 1 }, 'learning'],
    [{ state_before: 3 }, 'relearning'],
    [{ kind: 1 }, 'mature'],
    [{ kind: 2 }, 'cram'],
    [{ kind: 3, state_before: 0 }, 'cram'],
    [{ kind: 6 }, 'mature'],
    [{ rating: 0 }, null],
    [{ rating: 0, kind: 4 }, null],
    [{ rating: 0, kind: 2 }, null],
  ])('of %o is %s', (values, phase) => {
    expect(phaseOf({ ...base, ...values })).toBe(phase)
  })

  it('says that a new card begins only where a review asked it', () => {
    expect(beginsCard({ ...base, state_before: 0 })).toBe(true)
    for (const kind of [2, 4, 6]) expect(beginsCard({ ...base, state_before: 0, kind })).toBe(false)
    expect(beginsCard(base)).toBe(false)
  })
})

describe('gathering answers', () => {
  it('of today: by phase, with crammed ones in the minutes and not among the misses', () => {
    expect(gatherToday(DAYS, nov(20))).toEqual({
      answers: { learning: 0, young: 4, mature: 10, relearning: 0, cram: 2 },
      minutes: 1.6,
      wrong: 1,
      newCards: 0,
      retention: { young: { right: 4, total: 4 }, mature: { right: 9, total: 10 } },
    })
    expect(gatherToday(DAYS, nov(3))).toMatchObject({ minutes: 0, wrong: 0 })
  })

  it('for the calendar: every answer of a year, and the years there are', () => {
    expect(gatherCalendar(DAYS, nov(20), null)).toEqual({
      year: 2026,
      firstYear: 2026,
      lastYear: 2026,
      days: [
        { day: '2026-11-01', answers: 3 },
        { day: '2026-11-02', answers: 10 },
        { day: '2026-11-10', answers: 13 },
        { day: '2026-11-20', answers: 16 },
      ],
    })
    expect(gatherCalendar(DAYS, nov(20), 2024)).toMatchObject({ year: 2024, firstYear: 2024, lastYear: 2026, days: [] })
  })

  it('by day over a range, days without answers included', () => {
    const bars = gatherReviews(DAYS, RANGE)
    expect(bars).toHaveLength(19)
    expect(bars[0]).toEqual({
      from: '2026-11-02',
      to: '2026-11-02',
      answers: { learning: 0, young: 0, mature: 0, relearning: 0, cram: 10 },
      minutes: { learning: 0, young: 0, mature: 0, relearning: 0, cram: 1 },
    })
    expect(bars[8]?.answers).toEqual({ learning: 2, young: 10, mature: 0, relearning: 1, cram: 0 })
    expect(gatherStudied(DAYS, RANGE)).toEqual({ days: 3, of: 19 })
  })

  it('as true retention: of review cards alone, in steps and over the usual times', () => {
    const { bars, periods } = gatherRetention(DAYS, RANGE, 'month')
    expect(bars).toEqual([
      {
        from: '2026-11-02',
        to: '2026-11-20',
        young: { right: 13, total: 14 },
        mature: { right: 9, total: 10 },
      },
    ])
    const of = Object.fromEntries(periods.map(({ period, young, mature }) => [period, [young.total, mature.total]]))
    expect(of).toEqual({
      today: [4, 10],
      yesterday: [0, 0],
      week: [4, 10],
      month: [14, 10],
      year: [14, 10],
      all: [14, 10],
    })
  })

  it('as buttons by phase', () => {
    expect(gatherButtons(DAYS, RANGE)).toEqual({
      learning: [0, 0, 1, 1],
      young: [1, 1, 11, 1],
      mature: [1, 0, 8, 1],
      relearning: [0, 0, 1, 0],
      cram: [6, 0, 6, 0],
    })
  })

  it('as passes: days with ordinary answers, numbered on from those before', () => {
    expect(gatherPasses(DAYS, RANGE)).toEqual({
      passesBefore: 1,
      days: [
        { day: '2026-11-10', answers: 13, wrong: 1 },
        { day: '2026-11-20', answers: 14, wrong: 1 },
      ],
    })
    expect(answersEver(DAYS)).toBe(42)
  })
})

describe('summing up hours', () => {
  const tally = new AnswerTally(nov(20))
  tally.addHour(hour(nov(20), 8, { young: [1, 0, 3, 0] }, 2))
  tally.addHour(hour(nov(20), 23, { mature: [0, 0, 1, 0] }))
  tally.addHour(hour(nov(1) - 60, 8, { cram: [0, 0, 9, 0] }))
  tally.addAnswers(nov(19), 8, 1, 3, 5, 1000)
  tally.addNew(nov(19), 8, 1)
  const { days, hours } = tally.result()

  it('gives days in order, and the hours of each range', () => {
    expect(days.map(({ day }) => day)).toEqual([nov(1) - 60, nov(19), nov(20)])
    const at = (range: 'month' | 'all', clock: number) => gatherHours(hours[range])[clock]
    expect(at('month', 8)).toEqual({ hour: 8, answers: 9, recall: { right: 8, total: 9 } })
    expect(at('all', 8)).toEqual({ hour: 8, answers: 18, recall: { right: 8, total: 9 } })
    expect(at('month', 23)).toEqual({ hour: 23, answers: 1, recall: { right: 1, total: 1 } })
    expect(gatherHours(hours.month)).toHaveLength(24)
  })

  it('keeps new cards and time', () => {
    expect(days.at(-1)).toMatchObject({ newCards: 2, ms: [0, 24_000, 6000, 0, 0] })
    expect(days[1]).toMatchObject({ newCards: 1, ms: [0, 1000, 0, 0, 0] })
  })
})
