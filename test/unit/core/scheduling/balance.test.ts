import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { chooseBalanced, chooseEvenly, drawOf, fuzzRange } from '../../../../electron/core/scheduling/balance.ts'
import type { DaysAhead } from '../../../../electron/core/scheduling/balance.ts'

const ahead = (more: Partial<DaysAhead> = {}): DaysAhead => ({ load: () => 0, ease: () => 1, siblings: [], ...more })
const seeds = Array.from({ length: 400 }, (_, seed) => seed)

/** How often each day is chosen over many seeds. */
function tally(from: number, to: number, days: DaysAhead): Map<number, number> {
  const counts = new Map<number, number>()
  for (const seed of seeds) {
    const day = chooseBalanced({ from, to }, drawOf(seed), days)
    counts.set(day, (counts.get(day) ?? 0) + 1)
  }
  return counts
}

describe('the fuzz range', () => {
  // FSRS's ranges: 1 day, and 15, 10 and 5 per cent of the parts from 2.5, 7 and 20 days.
  it.each([
    [1, 1, 1],
    [2, 2, 2],
    [3, 2, 4],
    [10, 8, 12],
    [30, 27, 33],
    [100, 93, 107],
  ])('of %d days is %d to %d', (days, from, to) => {
    expect(fuzzRange(days, 0, 36_500)).toEqual({ from, to })
  })

  it('stays after the time that has passed, and within the maximum', () => {
    expect(fuzzRange(10, 9, 36_500)).toEqual({ from: 10, to: 12 })
    expect(fuzzRange(100, 0, 100)).toEqual({ from: 93, to: 100 })
  })
})

describe('the balanced day', () => {
  it('lies in the range and is the same for the same seed, whatever the loads', () => {
    fc.assert(
      fc.property(
        fc.nat({ max: 100 }),
        fc.nat({ max: 20 }),
        fc.nat(),
        fc.array(fc.nat({ max: 500 }), { minLength: 1, maxLength: 9 }),
        fc.array(fc.nat({ max: 120 }), { maxLength: 4 }),
        (from, width, seed, loads, siblings) => {
          const days = ahead({ load: (day) => loads[day % loads.length] ?? 0, ease: (day) => (day % 3) / 2, siblings })
          const range = { from, to: from + width }
          const day = chooseBalanced(range, drawOf(seed), days)
          expect(day).toBeGreaterThanOrEqual(range.from)
          expect(day).toBeLessThanOrEqual(range.to)
          expect(chooseBalanced(range, drawOf(seed), days)).toBe(day)
          const even = chooseEvenly(range, drawOf(seed))
          expect(even).toBeGreaterThanOrEqual(range.from)
          expect(even).toBeLessThanOrEqual(range.to)
        },
      ),
    )
  })

  it('is mostly one with little to do', () => {
    const counts = tally(8, 12, ahead({ load: (day) => (day === 10 ? 2 : 40) }))
    expect(counts.get(10) ?? 0).toBeGreaterThan(350)
  })

  it('comes out even where all days are alike', () => {
    const counts = tally(8, 12, ahead())
    for (const day of [8, 9, 10, 11, 12]) expect(counts.get(day) ?? 0).toBeGreaterThan(50)
  })

  it('is never a day that is to be kept free, unless there is no other', () => {
    expect([...tally(8, 12, ahead({ ease: (day) => (day === 9 || day === 12 ? 0 : 1) })).keys()].sort()).toEqual([
      10, 11, 8,
    ])
    expect([...tally(9, 9, ahead({ ease: () => 0 })).keys()]).toEqual([9])
    expect(tally(8, 10, ahead({ ease: () => 0 })).size).toBe(3)
  })

  it('fills an easy day half as much as a usual one in the long run', () => {
    const loads = new Map<number, number>()
    const days = ahead({ load: (day) => loads.get(day) ?? 0, ease: (day) => (day === 11 ? 0.5 : 1) })
    for (let card = 0; card < 600; card++) {
      const day = chooseBalanced({ from: 10, to: 12 }, drawOf(card), days)
      loads.set(day, (loads.get(day) ?? 0) + 1)
    }
    const share = (loads.get(11) ?? 0) / (loads.get(10) ?? 1)
    expect(share).toBeGreaterThan(0.4)
    expect(share).toBeLessThan(0.65)
  })

  it('keeps away from the other cards of the note', () => {
    const counts = tally(20, 30, ahead({ siblings: [20] }))
    const near = [20, 21, 22].reduce((sum, day) => sum + (counts.get(day) ?? 0), 0)
    const far = [28, 29, 30].reduce((sum, day) => sum + (counts.get(day) ?? 0), 0)
    expect(near * 3).toBeLessThan(far)
  })

  it('takes no notice of loads beyond 90 days', () => {
    expect(tally(100, 102, ahead({ load: (day) => (day === 101 ? 0 : 1000) })).get(101) ?? 0).toBeLessThan(250)
  })
})
