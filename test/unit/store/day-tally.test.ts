import fc from 'fast-check'
import { expect, it } from 'vitest'
import { COUNT_COLUMNS, dayDelta, type DayDelta } from '../../../electron/store/day-count-columns.ts'
import { DayTally } from '../../../electron/store/day-tally.ts'

const review = fc.record({
  day: fc.integer({ min: 20_000, max: 20_003 }),
  deckId: fc.integer({ min: 1, max: 3 }),
  hour: fc.integer({ min: 0, max: 23 }),
  rating: fc.integer({ min: 0, max: 4 }),
  kind: fc.integer({ min: 0, max: 7 }),
  state_before: fc.integer({ min: 0, max: 3 }),
  interval_before: fc.integer({ min: 0, max: 40 }),
  duration_ms: fc.integer({ min: 0, max: 60_000 }),
})

it('adds up to what each review adds by itself', () => {
  fc.assert(
    fc.property(fc.array(review, { maxLength: 60 }), (reviews) => {
      const tally = new DayTally()
      const expected = new Map<string, DayDelta>()
      for (const one of reviews) {
        const { day, deckId, hour, duration_ms, ...kind } = one
        tally.add(day, deckId, hour, kind, duration_ms)
        const key = `${day}/${deckId}/${hour}`
        const sum = expected.get(key) ?? {}
        const delta = dayDelta({ ...kind, duration_ms })
        for (const column of COUNT_COLUMNS) if (delta[column]) sum[column] = (sum[column] ?? 0) + delta[column]
        expected.set(key, sum)
      }
      const found = [...tally.hours()].map(({ day, deckId, hour, delta }) => [
        `${day}/${deckId}/${hour}`,
        nonZero(delta),
      ])
      expect(new Map(found as [string, DayDelta][])).toEqual(expected)
    }),
  )
})

function nonZero(delta: DayDelta): DayDelta {
  return Object.fromEntries(Object.entries(delta).filter(([, value]) => value !== 0))
}
