import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { allocate, domainCounts, objectivePlaces } from '../../../../electron/core/exam/blueprint.ts'
import { BLUEPRINT } from './sample-blueprint.ts'

const AIF = [20, 24, 28, 14, 14]

describe('allocate', () => {
  it.each([
    [50, [10, 12, 14, 7, 7]],
    [65, [13, 16, 18, 9, 9]],
    [20, [4, 5, 5, 3, 3]],
  ])('shares %d questions by the weights of AIF-C01 as the guide suggests', (total, counts) => {
    expect(allocate(AIF, total)).toEqual(counts)
  })

  it('gives a tie to the earlier one', () => {
    expect(allocate([1, 1, 1], 4)).toEqual([2, 1, 1])
    expect(allocate([0.1, 0.1, 0.1], 2)).toEqual([1, 1, 0])
  })

  it('gives nothing for nothing', () => {
    expect(allocate([], 5)).toEqual([])
    expect(allocate([0, 0], 5)).toEqual([0, 0])
  })

  it('always adds up and never strays by one from the exact share', () => {
    const weights = fc.array(fc.integer({ min: 1, max: 100 }), { minLength: 1, maxLength: 12 })
    fc.assert(
      fc.property(weights, fc.nat(300), (given, total) => {
        const counts = allocate(given, total)
        const sum = given.reduce((a, b) => a + b, 0)
        expect(counts.reduce((a, b) => a + b, 0)).toBe(total)
        counts.forEach((count, i) => expect(Math.abs(count - ((given[i] ?? 0) * total) / sum)).toBeLessThan(1 + 1e-9))
      }),
    )
  })
})

describe('a blueprint', () => {
  it('has scored and unscored counts by domain', () => {
    const counts = domainCounts(BLUEPRINT)
    expect(counts.map(({ scored }) => scored)).toEqual([10, 12, 14, 7, 7])
    expect(counts.map(({ unscored }) => unscored)).toEqual([3, 4, 4, 2, 2])
    expect(counts.map(({ total }) => total)).toEqual([13, 16, 18, 9, 9])
  })

  it('places every objective', () => {
    expect(objectivePlaces(BLUEPRINT).size).toBe(45)
    expect(objectivePlaces(BLUEPRINT).get('3.2.1')).toMatchObject({ domain: '3', task: '3.2' })
  })
})
