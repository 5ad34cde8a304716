import fc from 'fast-check'
import { expect, it } from 'vitest'
import { runSteps, sortSteps } from '../../../electron/core/steps.ts'

interface Item {
  readonly rank: number
  readonly at: number
}

const byRank = (a: Item, b: Item): number => a.rank - b.rank

it('sorts as an array does, equals in the order they had', () => {
  const lengths = fc.oneof(fc.nat(3000), fc.constantFrom(0, 1, 511, 512, 513, 1024, 1025, 9000))
  fc.assert(
    fc.property(lengths, fc.integer({ min: 1, max: 1e6 }), fc.nat(), (length, spread, seed) => {
      const items = Array.from({ length }, (_, at): Item => ({ rank: (at * 7919 + seed) % spread, at }))
      const given = [...items]
      expect(runSteps(sortSteps(items, byRank))).toEqual(items.toSorted(byRank))
      expect(items).toEqual(given)
    }),
    { numRuns: 40 },
  )
})

it('comes to a stop after every few items', () => {
  const items = Array.from({ length: 50_000 }, (_, at): Item => ({ rank: (at * 7919) % 50_000, at }))
  let compared = 0
  let most = 0
  const steps = sortSteps(items, (a, b) => {
    compared += 1
    return byRank(a, b)
  })
  while (!steps.next().done) {
    most = Math.max(most, compared)
    compared = 0
  }
  expect(most).toBeLessThan(9000)
})
