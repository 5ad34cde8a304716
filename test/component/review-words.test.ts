import { forgetting_curve, generatorParameters } from 'ts-fsrs'
import { describe, expect, it } from 'vitest'
import { forgettingCurve, recallAfter } from '../../renderer/src/charts/forgetting.ts'
import { linePath, niceTicks, scale } from '../../renderer/src/charts/paths.ts'
import {
  daysWords,
  dueDate,
  dueDateSpelled,
  intervalSpelled,
  intervalWords,
} from '../../renderer/src/views/review/intervals.ts'
import { typedHint } from '../../renderer/src/views/review/typed-hint.ts'
import { whyOf } from '../../renderer/src/views/review/why.ts'
import { card, TEXT } from './support/reviews.ts'

const NOW = new Date('2026-11-19T14:00').getTime()
const MINUTE = 60_000
const DAY = 86_400_000
const after = (ms: number, scheduledDays = 0) => ({ due: NOW + ms, scheduledDays })

describe('intervals', () => {
  it('are short on a button and spelled out in a sentence', () => {
    expect(intervalWords(after(10 * MINUTE), NOW)).toBe('10 min')
    expect(intervalWords(after(20_000), NOW)).toBe('1 min')
    expect(intervalWords(after(180 * MINUTE), NOW)).toBe('3 h')
    expect(intervalWords(after(11 * DAY, 11), NOW)).toBe('11 d')
    expect(intervalWords(after(511 * DAY, 511), NOW)).toBe('1.4 y')
    expect(intervalSpelled(after(DAY, 1), NOW)).toBe('1 day')
    expect(intervalSpelled(after(10 * MINUTE), NOW)).toBe('10 minutes')
    expect(daysWords(8.2)).toBe('8.2 d')
    expect(daysWords(124.4)).toBe('124 d')
  })

  it('come with a date, and with the year when it is far away', () => {
    expect(dueDate(NOW + 10 * MINUTE, NOW)).toBe('today')
    expect(dueDate(NOW + 11 * DAY, NOW)).toBe('30 Nov')
    expect(dueDate(NOW + 500 * DAY, NOW)).toBe('Apr 2028')
    expect(dueDateSpelled(NOW + 11 * DAY, NOW)).toBe('30 November')
    expect(dueDateSpelled(NOW + 60 * DAY, NOW)).toBe('18 January 2027')
  })
})

describe('the forgetting curve', () => {
  it('is that of FSRS-6 with its default parameters', () => {
    const { w } = generatorParameters()
    for (const [days, stability] of [
      [1, 2],
      [11, 11.4],
      [40, 8.2],
    ] as const) {
      expect(recallAfter(days, stability)).toBeCloseTo(forgetting_curve(w, days, stability), 6)
    }
    expect(recallAfter(8.2, 8.2)).toBeCloseTo(0.9, 12)
  })

  it('starts at certain recall and only falls', () => {
    const curve = forgettingCurve(11, 23)
    expect(curve[0]).toEqual({ days: 0, recall: 1 })
    expect(curve.every((point, index) => index === 0 || point.recall < (curve[index - 1]?.recall ?? 0))).toBe(true)
  })
})

describe('the margin note', () => {
  const now = Date.now()

  it('says to what recall falls, and when', () => {
    const learned = card(TEXT)
    const [, , good] = learned.previews
    const why = whyOf(learned, good ?? expect.fail(), now)
    expect(why.title).toBe('Why 11 days')
    expect(why.sentence).toMatch(/^After Good, your recall of this card should fall to 0\.90 on \d+ \w+/)
    expect(why.facts).toContainEqual(['Recall now', '0.87'])
    expect(why.facts).toContainEqual(['Stability', '8.2 d, then 11 d'])
    expect(why.curve?.days).toBe(11)
  })

  it('names the recall itself where it is not the aim', () => {
    const learned = card(TEXT, { desiredRetention: 0.8 })
    expect(whyOf(learned, learned.previews[2] ?? expect.fail(), now).sentence).toContain('fall to 0.90')
  })

  it('has no curve for a step within the day', () => {
    const fresh = card(TEXT, { memory: null, state: 'new' })
    const why = whyOf(fresh, fresh.previews[0] ?? expect.fail(), now)
    expect(why.curve).toBeNull()
    expect(why.sentence).toContain('in 10 minutes')
    expect(why.facts).toContainEqual(['Stability', 'new, then 1.2 d'])
  })
})

describe('chart geometry', () => {
  it('draws lines, scales and round ticks', () => {
    expect(
      linePath([
        [0, 1],
        [2.04, 3.06],
      ]),
    ).toBe('M0 1L2 3.1')
    expect(scale([0, 4], [100, 0])(1)).toBe(75)
    expect(niceTicks(2.6, 4)).toEqual([0, 1, 2, 3])
    expect(niceTicks(0, 4)).toEqual([0, 1])
  })
})

describe('what counts in a typed answer', () => {
  it('is said below the line', () => {
    expect(typedHint()).toBe('Capitals and spaces do not count against you.')
    expect(typedHint({ capitals: true, accents: true })).toBe('Capitals and accents count; spaces do not.')
    expect(typedHint({ capitals: true, accents: false })).toBe('Capitals count; accents and spaces do not.')
    expect(typedHint({ capitals: false, accents: false })).toBe(
      'Capitals, accents and spaces do not count against you.',
    )
  })
})
