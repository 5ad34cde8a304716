import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { STEPS } from '../../../../electron/contract/procedures/statistics.ts'
import {
  intoPeriods,
  periodAt,
  periods,
  periodsAhead,
  rangeAhead,
  rangeStart,
  stepFor,
  stretchOf,
} from '../../../../electron/core/insight/periods.ts'
import { nov } from './support.ts'

const shown = (from: number, to: number, step: (typeof STEPS)[number]) =>
  periods(from, to, step)
    .map(stretchOf)
    .map(({ from, to }) => `${from}/${to}`)

describe('periods', () => {
  it('are weeks counted back from the last day, and months and years of the calendar', () => {
    expect(shown(nov(4), nov(20), 'week')).toEqual([
      '2026-11-04/2026-11-06',
      '2026-11-07/2026-11-13',
      '2026-11-14/2026-11-20',
    ])
    expect(shown(nov(1) - 1, nov(20), 'month')).toEqual(['2026-10-31/2026-10-31', '2026-11-01/2026-11-20'])
    expect(shown(nov(1) - 400, nov(20), 'year')).toEqual(['2025-09-27/2025-12-31', '2026-01-01/2026-11-20'])
    expect(shown(nov(3), nov(4), 'day')).toEqual(['2026-11-03/2026-11-03', '2026-11-04/2026-11-04'])
  })

  it('follow one another without a gap, and every day is in one of them', () => {
    fc.assert(
      fc.property(fc.nat(3000), fc.constantFrom(...STEPS), fc.nat(3000), (length, step, offset) => {
        const from = nov(1) - length
        const found = periods(from, nov(1), step)
        expect([found[0]?.from, found.at(-1)?.to]).toEqual([from, nov(1)])
        found.slice(1).forEach((period, at) => expect(period.from).toBe((found[at]?.to ?? 0) + 1))
        const day = from + (offset % (length + 1))
        const inside = found[periodAt(found, day)]
        expect(inside && inside.from <= day && day <= inside.to).toBe(true)
        expect(periodAt(found, from - 1)).toBe(-1)
        expect(periodAt(found, nov(2))).toBe(-1)
      }),
    )
  })

  it('hold what belongs to them', () => {
    const groups = intoPeriods(periods(nov(1), nov(3), 'day'), [{ day: nov(2) }, { day: nov(9) }])
    expect(groups.map((group) => group.length)).toEqual([0, 1, 0])
  })

  it('look ahead as far as there is something', () => {
    expect(periodsAhead(nov(20), 30, 'day')).toHaveLength(30)
    expect(periodsAhead(nov(20), 365, 'week').at(-1)?.to).toBe(nov(20) + 53 * 7 - 1)
    expect([rangeAhead('month', 999), rangeAhead('all', 999), rangeAhead('all', 3)]).toEqual([30, 999, 30])
  })

  it('begin a range so that today is its last day, at least two weeks long', () => {
    expect(rangeStart('month', nov(20), null)).toBe(nov(20) - 29)
    expect(rangeStart('all', nov(20), nov(1) - 500)).toBe(nov(1) - 500)
    expect(rangeStart('all', nov(20), nov(19))).toBe(nov(7))
    expect(rangeStart('all', nov(20), null)).toBe(nov(7))
  })

  it('are few enough to tell apart', () => {
    expect([30, 91, 365, 400, 4000].map(stepFor)).toEqual(['day', 'day', 'week', 'week', 'month'])
  })
})
