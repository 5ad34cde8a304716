import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { decimalsOf, fixedNumber, roundTo, shortNumber } from '../../../electron/core/numbers.ts'

describe('numbers as people write them', () => {
  it.each([
    [0.1 + 0.2, '0.3'],
    [-0, '0'],
    [-0.0000001, '0'],
    [1 / 3, '0.333333'],
    [0.1 * 3, '0.3'],
    [1e-6, '0.000001'],
    [1234567.5, '1234567.5'],
    [-2.5, '-2.5'],
    [117_000_000, '117000000'],
  ])('%d is printed as %s', (value, text) => expect(shortNumber(value)).toBe(text))

  it.each([
    [1.005, 2, '1.01'],
    [2.675, 2, '2.68'],
    [-1.005, 2, '-1.01'],
    [-0.001, 2, '0.00'],
    [0.5, 0, '1'],
    [7, 3, '7.000'],
    [1.45, 1, '1.5'],
    [123456789012.345, 2, '123456789012.35'],
  ])('%d with %d decimals is %s', (value, decimals, text) => expect(fixedNumber(value, decimals)).toBe(text))

  it('rounding moves a value by at most half a unit and never yields -0', () => {
    const value = fc.double({ min: -1e9, max: 1e9, noNaN: true })
    fc.assert(
      fc.property(value, fc.integer({ min: 0, max: 6 }), (number, decimals) => {
        const rounded = roundTo(number, decimals)
        expect(Math.abs(rounded - number)).toBeLessThanOrEqual(0.5 * 10 ** -decimals * (1 + 1e-6) + 1e-5)
        expect(Object.is(rounded, -0)).toBe(false)
        expect(roundTo(rounded, decimals)).toBe(rounded)
      }),
    )
  })

  it('counts decimals', () => {
    expect([0.05, 1, 1.25, 1e-7, -0.5].map(decimalsOf)).toEqual([2, 0, 2, 7, 1])
  })
})
