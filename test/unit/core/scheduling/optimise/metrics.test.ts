import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Forecast } from '../../../../../electron/core/scheduling/optimise/forecast.ts'
import { fitOf, logLoss, rmseBins } from '../../../../../electron/core/scheduling/optimise/metrics.ts'

const forecast = (recall: number, recalled: boolean, more: Partial<Forecast> = {}): Forecast => ({
  at: 0,
  recall,
  recalled,
  elapsed: 5,
  number: 1,
  lapses: 0,
  ...more,
})

describe('log loss', () => {
  it.each([
    // -ln 0.9; -ln(1 - 0.9); their mean; ln 2 for knowing nothing. By hand.
    [[forecast(0.9, true)], 0.105360515657],
    [[forecast(0.9, false)], 2.302585092994],
    [[forecast(0.9, true), forecast(0.9, false)], 1.203972804325],
    [[forecast(0.5, true), forecast(0.5, false)], 0.69314718056],
    [[], 0],
  ])('of %j is %d', (forecasts, expected) => expect(logLoss(forecasts)).toBeCloseTo(expected, 10))

  it('stays finite for a forecast that was certain and wrong', () => {
    expect(logLoss([forecast(1, false)])).toBeCloseTo(-Math.log(0.0001), 10)
  })

  it('is least, on average, for the true probability: no other forecast beats it', () => {
    const share = fc.double({ min: 0.01, max: 0.99, noNaN: true })
    const mean = (truth: number, said: number): number =>
      truth * logLoss([forecast(said, true)]) + (1 - truth) * logLoss([forecast(said, false)])
    fc.assert(fc.property(share, share, (truth, said) => mean(truth, truth) <= mean(truth, said) + 1e-12))
  })

  it('of a perfect forecast is lower than that of any other', () => {
    const outcomes = fc.array(fc.tuple(fc.boolean(), fc.double({ min: 0.001, max: 0.999, noNaN: true })), {
      minLength: 1,
      maxLength: 50,
    })
    fc.assert(
      fc.property(outcomes, (all) => {
        const perfect = fitOf(all.map(([recalled]) => forecast(recalled ? 1 : 0, recalled)))
        const other = fitOf(all.map(([recalled, said]) => forecast(said, recalled)))
        return perfect.logLoss < other.logLoss && perfect.rmse <= other.rmse
      }),
    )
  })
})

describe('RMSE (bins)', () => {
  it('compares the mean forecast of alike reviews with the share recalled', () => {
    // One bin: mean forecast 0.8, share 0.5, so 0.3.
    expect(rmseBins([forecast(0.7, true), forecast(0.9, false)])).toBeCloseTo(0.3, 12)
    // Two bins of two and one: sqrt((2 * 0.3² + 1 * 0.1²) / 3), by hand.
    const far = forecast(0.9, true, { elapsed: 100 })
    expect(rmseBins([forecast(0.7, true), forecast(0.9, false), far])).toBeCloseTo(0.251661147842, 12)
    expect(rmseBins([])).toBe(0)
  })

  it.each([
    // Scales of fsrs-rs: days 2.48 * 3.62^k, reviews 1.99 * 1.89^k, lapses 1.65 * 1.73^k.
    [{ elapsed: 4 }, { elapsed: 13 }, true],
    [{ elapsed: 13 }, { elapsed: 14 }, false],
    [{ elapsed: 1 }, { elapsed: 3 }, true],
    [{ number: 1 }, { number: 2 }, true],
    [{ number: 2 }, { number: 3 }, false],
    [{ lapses: 0 }, { lapses: 1 }, false],
    [{ lapses: 2 }, { lapses: 3 }, false],
  ])('puts %j and %j together: %s', (one, other, together) => {
    // Apart each is off by a half; together the errors cancel.
    const error = rmseBins([forecast(0.5, true, one), forecast(0.5, false, other)])
    expect(error).toBeCloseTo(together ? 0 : 0.5, 12)
  })
})
