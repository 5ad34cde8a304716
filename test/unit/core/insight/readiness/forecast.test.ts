import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  forecastExam,
  passChance,
  type DomainEvidence,
} from '../../../../../electron/core/insight/readiness/forecast.ts'
import { READINESS_METHOD } from '../../../../../electron/core/insight/readiness/method.ts'

/** One domain that is the total: the plain Beta-binomial with a uniform prior. */
const PLAIN = { prior: { right: 1, wrong: 1 }, kinship: 1e7, tail: 0.05 }
const QUESTIONS = [10, 12, 14, 7, 7]

function evidence(right: number, wrong: number): DomainEvidence[] {
  return QUESTIONS.map((questions) => ({
    questions,
    right: (right * questions) / 50,
    wrong: (wrong * questions) / 50,
  }))
}

describe('one domain', () => {
  // The project's own table: Beta-binomial with prior Beta(1, 1) for a fresh set of 50, reckoned independently.
  it.each([
    [42, 65, [0.386, 0.302, 0.227]],
    [46, 65, [0.656, 0.568, 0.476]],
    [49, 65, [0.828, 0.764, 0.686]],
    [52, 65, [0.936, 0.903, 0.856]],
    [55, 65, [0.984, 0.973, 0.955]],
    [58, 65, [0.998, 0.996, 0.992]],
    [127, 195, [0.402, 0.302, 0.215]],
    [136, 195, [0.645, 0.54, 0.431]],
    [146, 195, [0.864, 0.796, 0.709]],
    [156, 195, [0.971, 0.947, 0.909]],
  ])('after %d of %d gives at least 34, 35 and 36 of 50 the chances %j', (right, of, chances) => {
    const known = [{ questions: 50, right, wrong: of - right }]
    chances.forEach((chance, more) => expect(passChance(known, 34 + more, PLAIN)).toBeCloseTo(chance, 3))
  })

  it('without any answer spreads the number right evenly, as a uniform share does', () => {
    const { scores, share } = forecastExam([{ questions: 50, right: 0, wrong: 0 }], 35, PLAIN)
    expect(scores.reduce((sum, chance) => sum + chance, 0)).toBeCloseTo(1, 9)
    expect(scores[0]).toBeCloseTo(1 / 51, 2)
    expect(share.value).toBeCloseTo(0.5, 3)
  })
})

describe('five domains', () => {
  it('draws a weak domain towards the others, the more the less is known of it', () => {
    const rest = evidence(80, 20).slice(1)
    const weak = (answers: number) =>
      forecastExam([{ questions: 10, right: 0.2 * answers, wrong: 0.8 * answers }, ...rest], 35, READINESS_METHOD)
        .domains[0]?.value ?? 0
    expect(weak(4)).toBeGreaterThan(0.6)
    expect(weak(40)).toBeLessThan(weak(4))
    expect(weak(400)).toBeCloseTo(0.2, 1)
  })

  it('has narrower intervals with more answers, and intervals that hold the value', () => {
    const few = forecastExam(evidence(30, 10), 35, READINESS_METHOD)
    const many = forecastExam(evidence(300, 100), 35, READINESS_METHOD)
    expect(many.share.high - many.share.low).toBeLessThan((few.share.high - few.share.low) / 2)
    for (const one of [few.share, few.chance, ...few.domains, many.chance]) {
      expect(one.low).toBeLessThanOrEqual(one.value)
      expect(one.high).toBeGreaterThanOrEqual(one.value)
    }
  })

  it('never lowers the chance for a right answer, nor raises it for a wrong one', () => {
    const amount = fc.double({ min: 0, max: 150, noNaN: true })
    fc.assert(
      fc.property(amount, amount, fc.integer({ min: 0, max: 4 }), (right, wrong, at) => {
        const known = evidence(right, wrong)
        const one = (more: Partial<DomainEvidence>) => known.map((own, i) => (i === at ? { ...own, ...more } : own))
        const chance = passChance(known, 35, READINESS_METHOD)
        const [own] = known.slice(at)
        expect(passChance(one({ right: (own?.right ?? 0) + 1 }), 35, READINESS_METHOD)).toBeGreaterThanOrEqual(
          chance - 1e-6,
        )
        expect(passChance(one({ wrong: (own?.wrong ?? 0) + 1 }), 35, READINESS_METHOD)).toBeLessThanOrEqual(
          chance + 1e-6,
        )
      }),
      { numRuns: 40 },
    )
  })
})
