/** Lanczos's coefficients for g = 7 and nine terms (P. Godfrey, 2001). */
const FIRST = 0.99999999999980993
const OTHERS = [
  676.5203681218851, -1259.1392167224028, 771.32342877765313, -176.61502916214059, 12.507343278686905,
  -0.13857109526572012, 9.9843695780195716e-6, 1.5056327351493116e-7,
]

/** Natural logarithm of the gamma function for x > 0. */
export function logGamma(x: number): number {
  if (x < 0.5) return Math.log(Math.PI / Math.sin(Math.PI * x)) - logGamma(1 - x)
  const z = x - 1
  const t = z + 7.5
  let series = FIRST
  for (let i = 0; i < OTHERS.length; i++) series += (OTHERS[i] ?? 0) / (z + i + 1)
  return 0.5 * Math.log(2 * Math.PI) + (z + 0.5) * Math.log(t) - t + Math.log(series)
}

/**
 * The regularised incomplete beta function: the share of a Beta(a, b) distribution below x.
 * Continued fraction by Lentz's method (Numerical Recipes, 3rd ed., 6.4).
 */
export function incompleteBeta(x: number, a: number, b: number): number {
  if (x <= 0) return 0
  if (x >= 1) return 1
  // The fraction converges quickly on this side of the mean only.
  if (x > (a + 1) / (a + b + 2)) return 1 - incompleteBeta(1 - x, b, a)
  const front = Math.exp(a * Math.log(x) + b * Math.log1p(-x) - logBeta(a, b)) / a
  return front * betaFraction(x, a, b)
}

/** The value below which the share p of a Beta(a, b) distribution lies, by bisection. */
export function betaQuantile(p: number, a: number, b: number): number {
  let low = 0
  let high = 1
  for (let i = 0; i < 60; i++) {
    const middle = (low + high) / 2
    if (incompleteBeta(middle, a, b) < p) low = middle
    else high = middle
  }
  return (low + high) / 2
}

/**
 * The chance of at least `needed` right answers out of `outOf` fresh questions of the same difficulty, after `right`
 * out of `of`: beta-binomial with a uniform prior, Beta(1, 1).
 */
export function chanceOfAtLeast(needed: number, outOf: number, right: number, of: number): number {
  const a = right + 1
  const b = of - right + 1
  let chance = 0
  for (let k = Math.max(0, needed); k <= outOf; k++) {
    const ways = logGamma(outOf + 1) - logGamma(k + 1) - logGamma(outOf - k + 1)
    chance += Math.exp(ways + logBeta(a + k, b + outOf - k) - logBeta(a, b))
  }
  return Math.min(1, chance)
}

/** Natural logarithm of the beta function. */
export function logBeta(a: number, b: number): number {
  return logGamma(a) + logGamma(b) - logGamma(a + b)
}

function betaFraction(x: number, a: number, b: number): number {
  const tiny = 1e-300
  const away = (value: number): number => (Math.abs(value) < tiny ? tiny : value)
  let c = 1
  let d = 1 / away(1 - ((a + b) * x) / (a + 1))
  let fraction = d
  for (let m = 1; m <= 300; m++) {
    const even = (m * (b - m) * x) / ((a + 2 * m - 1) * (a + 2 * m))
    d = 1 / away(1 + even * d)
    c = away(1 + even / c)
    fraction *= d * c
    const odd = (-(a + m) * (a + b + m) * x) / ((a + 2 * m) * (a + 2 * m + 1))
    d = 1 / away(1 + odd * d)
    c = away(1 + odd / c)
    const change = d * c
    fraction *= change
    if (Math.abs(change - 1) < 1e-15) break
  }
  return fraction
}
