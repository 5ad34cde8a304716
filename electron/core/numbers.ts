/** Significant digits kept before rounding, so that the dust of binary fractions never decides a digit. */
const CLEAN_DIGITS = 14

/**
 * Rounds half away from zero in decimal, as people do by hand: 1.005 to two decimals is 1.01. Never gives -0.
 * @param decimals places after the point, 0 to 20
 */
export function roundTo(value: number, decimals: number): number {
  if (!Number.isFinite(value) || Number.isInteger(value) || Math.abs(value) >= 1e15) return value === 0 ? 0 : value
  const [mantissa = '0', exponent = '0'] = Math.abs(Number(value.toPrecision(CLEAN_DIGITS)))
    .toString()
    .split('e')
  const shifted = Math.round(Number(`${mantissa}e${Number(exponent) + decimals}`))
  const rounded = Math.abs(shifted) < 1e15 ? Number(`${shifted}e${-decimals}`) : Math.abs(value)
  return rounded === 0 ? 0 : Math.sign(value) * rounded
}

/** The shortest exact form with up to `most` decimals: 0.1 + 0.2 is printed as 0.3. Never "-0". */
export function shortNumber(value: number, most = 6): string {
  return String(roundTo(value, most))
}

/** Exactly `decimals` places; never "-0.00". */
export function fixedNumber(value: number, decimals: number): string {
  return roundTo(value, decimals).toFixed(decimals)
}

/** How many places after the point the shortest form of a number has. */
export function decimalsOf(value: number): number {
  const [mantissa = '', exponent = '0'] = String(Math.abs(value)).split('e')
  const places = (mantissa.split('.')[1] ?? '').length - Number(exponent)
  return Math.max(0, places)
}
