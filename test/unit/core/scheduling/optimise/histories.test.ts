import { describe, expect, it } from 'vitest'
import { createScheduler, DEFAULT_SCHEDULING } from '../../../../../electron/core/scheduling/fsrs.ts'
import { forecasts } from '../../../../../electron/core/scheduling/optimise/forecast.ts'
import { historiesOf, type LogLine } from '../../../../../electron/core/scheduling/optimise/histories.ts'
import { offerOf } from '../../../../../electron/core/scheduling/optimise/offer.ts'
import { splitByTime, trainingItems } from '../../../../../electron/core/scheduling/optimise/split.ts'
import { DEFAULT_WEIGHTS } from '../../../../../electron/core/scheduling/weights.ts'

const DAY = 86_400_000
const line = (day: number, rating: number, more: Partial<LogLine> = {}): LogLine => ({
  cardId: 1,
  at: day * DAY,
  day,
  rating,
  kind: 0,
  stateBefore: day === 0 ? 0 : 2,
  scheduledDays: 1,
  response: null,
  ...more,
})
const answers = (lines: LogLine[], ignoreBefore: number | null = null) =>
  historiesOf(lines, ignoreBefore).map((history) => history.answers.map(({ rating, elapsed }) => [rating, elapsed]))

describe('what there is to learn from', () => {
  it('is every answer from the first on, with the study days between; those of one day have none', () => {
    const again = line(0, 3, { at: 600_000, stateBefore: 1 })
    expect(answers([line(0, 1), again, line(2, 3), line(9, 4)])).toEqual([
      [
        [1, 0],
        [3, 0],
        [3, 2],
        [4, 7],
      ],
    ])
  })

  it('passes over cramming and changes by hand', () => {
    const byHand = line(1, 0, { kind: 4, response: '{"act":"due","difficulty":5}' })
    expect(answers([line(0, 3), byHand, line(2, 1, { kind: 2 }), line(3, 1, { kind: 3 }), line(4, 3)])).toEqual([
      [
        [3, 0],
        [3, 4],
      ],
    ])
  })

  it('begins anew when a card was made new again, by hand or without a word of it', () => {
    const forget = line(3, 0, { kind: 4, response: '{"act":"forget","keepCounts":false}' })
    expect(answers([line(0, 3), line(2, 3), forget, line(5, 1, { stateBefore: 0 })])).toEqual([[[1, 0]]])
    expect(answers([line(0, 3), line(2, 3), line(5, 1, { stateBefore: 0 })])).toEqual([[[1, 0]]])
    expect(answers([line(0, 3), forget])).toEqual([])
  })

  it('leaves out logs that lack their beginning, and cards answered before a day', () => {
    expect(answers([line(4, 3), line(9, 3)])).toEqual([])
    const other = (day: number, more: Partial<LogLine> = {}) => line(day, 3, { cardId: 2, ...more })
    const both = [line(0, 3), line(20, 3), other(10, { stateBefore: 0 }), other(12)]
    expect(answers(both)).toHaveLength(2)
    expect(answers(both, 10)).toEqual([
      [
        [3, 0],
        [3, 2],
      ],
    ])
  })

  it('is parted by time, the newest held back', () => {
    const lines = Array.from({ length: 11 }, (_, day) => line(day * 2, 3, { stateBefore: day === 0 ? 0 : 2 }))
    const histories = historiesOf(lines)
    const split = splitByTime(histories)
    expect(split).toMatchObject({ train: 8, heldBack: 2 })
    const items = trainingItems(histories, split?.at ?? 0)
    expect(items.map((item) => item.length)).toEqual([2, 3, 4, 5, 6, 7, 8, 9])
    expect(items.every((item) => (item.answers[item.length - 1]?.at ?? 0) < (split?.at ?? 0))).toBe(true)
    expect(splitByTime([])).toBeNull()
  })

  it('is forecast from the answers before, on later days only', () => {
    const scheduler = createScheduler(DEFAULT_SCHEDULING, () => 0)
    const again = line(0, 3, { at: 600_000, stateBefore: 1 })
    const histories = historiesOf([line(0, 3), again, line(4, 1), line(9, 3)])
    const [first, second, ...rest] = forecasts(histories, scheduler)
    expect(rest).toEqual([])
    const begun = scheduler.nextMemory(scheduler.nextMemory(null, 0, 3), 0, 3)
    expect(first).toEqual({
      at: 4 * DAY,
      recall: scheduler.recallAfter(4, begun.stability),
      recalled: false,
      elapsed: 4,
      number: 1,
      lapses: 0,
    })
    expect(second).toMatchObject({ number: 2, lapses: 1, recalled: true })
    expect(forecasts(histories, scheduler, 5 * DAY)).toEqual([second])
  })
})

describe('a fit is offered', () => {
  it.each([
    [399, null, 'too-few'],
    [400, null, 'first'],
    [599, 400, 'not-yet'],
    [600, 400, 'again'],
    [5999, 5000, 'not-yet'],
    [6000, 5000, 'again'],
  ] as const)('with %i reviews after a fit to %s: %s', (reviews, last, offer) => {
    expect(offerOf(reviews, last)).toBe(offer)
  })
})

describe('fitted weights are those that are scheduled by', () => {
  it('down to first stabilities of FSRS-6’s own least, 0.001', () => {
    const weights = [0.02, 0.05, 0.3, 1, ...DEFAULT_WEIGHTS.slice(4)]
    const scheduler = createScheduler({ ...DEFAULT_SCHEDULING, weights }, () => 0)
    expect(scheduler.weights.slice(0, 4)).toEqual([0.02, 0.05, 0.3, 1])
    expect(scheduler.nextMemory(null, 0, 1).stability).toBe(0.02)
    expect(scheduler.nextMemory(null, 0, 2).stability).toBe(0.05)
    const tiny = createScheduler({ ...DEFAULT_SCHEDULING, weights: [0, ...DEFAULT_WEIGHTS.slice(1)] }, () => 0)
    expect(tiny.nextMemory(null, 0, 1).stability).toBe(0.001)
  })
})
