import { describe, expect, it } from 'vitest'
import { brier, deciles, simulate } from '../../../../support/calibration.ts'
import { EVERYONE } from '../../../../support/learners.ts'
import { BLUEPRINT } from '../../exam/sample-blueprint.ts'

/** A fixed sample; the bench draws 100,000. */
const LEARNERS = 6_000

describe('what is stated of simulated learners whose chance is known', () => {
  const all = simulate(BLUEPRINT, EVERYONE, { learners: LEARNERS, seed: 7 })

  it('agrees with what is true in each tenth of them, to three points', () => {
    const off = deciles(all).map((one) => Math.abs(one.stated - one.true) * 100)
    expect(Math.max(...off)).toBeLessThanOrEqual(3)
  })

  it('is worth more than the share right, and than a yes or no at the pass mark', () => {
    expect(brier(all, 'stated')).toBeLessThan(brier(all, 'share') * 0.8)
    expect(brier(all, 'stated')).toBeLessThan(brier(all, 'verdict') * 0.8)
  })

  it('covers the whole range, so that every tenth says something else', () => {
    const stated = deciles(all).map((one) => one.stated)
    expect(stated[0]).toBeLessThan(0.05)
    expect(stated.at(-1)).toBeGreaterThan(0.95)
  })
})
