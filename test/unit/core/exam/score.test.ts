import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { betaQuantile, chanceOfAtLeast, incompleteBeta, logGamma } from '../../../../electron/core/exam/beta.ts'
import { isPass, scaledScore, scoreAttempt, shareEstimate } from '../../../../electron/core/exam/score.ts'
import { BLUEPRINT } from './sample-blueprint.ts'

const scaled = (right: number, of = 50): number => scaledScore(shareEstimate(right, of), BLUEPRINT)?.value ?? -1

describe('the beta distribution', () => {
  it.each([
    [0.3, 2, 5, 0.579825],
    [0.7, 35.5, 15.5, 0.508294459554],
    [0.01, 0.5, 0.5, 0.063768560859],
    [0.999, 50, 0.5, 0.752369019965],
    [0.5, 300, 320, 0.789252226767],
  ])('below %d of Beta(%d, %d) lies %d (SciPy 1.17.1, beta.cdf)', (x, a, b, share) => {
    expect(incompleteBeta(x, a, b)).toBeCloseTo(share, 10)
  })

  it('knows factorials', () => {
    expect(Math.exp(logGamma(6))).toBeCloseTo(120, 9)
    expect(logGamma(0.5)).toBeCloseTo(0.5 * Math.log(Math.PI), 12)
    expect(logGamma(0.1)).toBeCloseTo(2.252712651734206, 10)
  })

  it('has a quantile that undoes the share', () => {
    const shape = fc.double({ min: 0.5, max: 200, noNaN: true })
    fc.assert(
      fc.property(fc.double({ min: 0.01, max: 0.99, noNaN: true }), shape, shape, (p, a, b) => {
        expect(incompleteBeta(betaQuantile(p, a, b), a, b)).toBeCloseTo(p, 6)
      }),
    )
  })

  // Beta-binomial with prior Beta(1,1) for a fresh set of 50: a table reckoned independently for this project.
  it.each([
    [42, 65, [0.386, 0.302, 0.227]],
    [46, 65, [0.656, 0.568, 0.476]],
    [52, 65, [0.936, 0.903, 0.856]],
    [58, 65, [0.998, 0.996, 0.992]],
    [127, 195, [0.402, 0.302, 0.215]],
    [156, 195, [0.971, 0.947, 0.909]],
  ])('after %d of %d predicts 34, 35 and 36 of 50 with %j', (right, of, chances) => {
    chances.forEach((chance, i) => expect(chanceOfAtLeast(34 + i, 50, right, of)).toBeCloseTo(chance, 3))
  })
})

describe('the interval of a share', () => {
  it.each([
    [35, 50, 0.5867959158, 0.7965343298],
    [7, 10, 0.4418732335, 0.8826706233],
    [3, 12, 0.0963554765, 0.4837621474],
    [42, 65, 0.5451844077, 0.7376964129],
  ])('%d of %d lies between %d and %d (SciPy 1.17.1, beta.ppf with Jeffreys prior)', (right, of, low, high) => {
    const estimate = shareEstimate(right, of)
    expect(estimate.low).toBeCloseTo(low, 9)
    expect(estimate.high).toBeCloseTo(high, 9)
  })

  it('reaches the end when none or all are right', () => {
    expect(shareEstimate(0, 7)).toMatchObject({ low: 0, high: expect.closeTo(0.2324647816, 9) })
    expect(shareEstimate(7, 7)).toMatchObject({ low: expect.closeTo(0.7675352184, 9), high: 1 })
    expect(shareEstimate(0, 0)).toEqual({ right: 0, of: 0, low: 0, high: 1 })
  })

  it('holds the share and narrows as answers come in', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 200 }), fc.nat(200), (of, some) => {
        const right = some % (of + 1)
        const { low, high } = shareEstimate(right, of)
        expect(low).toBeLessThanOrEqual(right / of)
        expect(high).toBeGreaterThanOrEqual(right / of)
        const wider = shareEstimate(right, of)
        const narrower = shareEstimate(right * 4, of * 4)
        expect(narrower.high - narrower.low).toBeLessThan(wider.high - wider.low)
      }),
    )
  })
})

describe('pass and scale', () => {
  it('passes on 35 of 50', () => {
    expect([34, 35].map((right) => isPass(right, 50, 0.7))).toEqual([false, true])
    expect(isPass(0, 0, 0.7)).toBe(false)
  })

  it.each([
    [0, 100],
    [34, 683],
    [35, 700],
    [36, 720],
    [50, 1000],
  ])('%d of 50 is drawn at %d', (right, value) => expect(scaled(right)).toBe(value))

  it('never shows a pass as a fail or the other way', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 300 }), fc.nat(300), (of, some) => {
        const right = some % (of + 1)
        if (isPass(right, of, 0.7)) expect(scaled(right, of)).toBeGreaterThanOrEqual(700)
        else if (right / of < 0.699) expect(scaled(right, of)).toBeLessThan(700)
      }),
    )
  })

  it('has none without a scale', () => {
    const { scale, ...plain } = BLUEPRINT
    expect(scale).toBeDefined()
    expect(scaledScore(shareEstimate(35, 50), plain)).toBeNull()
  })
})

describe('an attempt', () => {
  it('counts scored questions only, in all and by domain', () => {
    const items = [
      { domain: '1', scored: true, correct: true },
      { domain: '1', scored: true, correct: false },
      { domain: '1', scored: false, correct: true },
      { domain: '3', scored: true, correct: true },
    ]
    const { total, passed, domains, scaled: scale } = scoreAttempt(BLUEPRINT, items)
    expect(total).toMatchObject({ right: 2, of: 3 })
    expect(passed).toBe(false)
    expect(scale).toMatchObject({ value: 671, min: 100, pass: 700, max: 1000 })
    expect(domains.map(({ id, estimate }) => [id, estimate.right, estimate.of])).toEqual([
      ['1', 1, 2],
      ['2', 0, 0],
      ['3', 1, 1],
      ['4', 0, 0],
      ['5', 0, 0],
    ])
  })
})
