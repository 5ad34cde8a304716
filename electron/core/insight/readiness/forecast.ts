import { betaQuantile, logBeta } from '../../exam/beta.ts'
import type { ReadinessMethod } from './method.ts'

/** What is known of a domain: its questions in the exam, and answers right and wrong by weight. */
export interface DomainEvidence {
  /** Scored questions that a form takes from the domain. */
  readonly questions: number
  readonly right: number
  readonly wrong: number
}

export type ForecastMethod = Pick<ReadinessMethod, 'prior' | 'kinship' | 'tail'>

/** A share, 0 to 1, with its interval. */
export interface Share {
  readonly value: number
  readonly low: number
  readonly high: number
}

export interface Forecast {
  /** The probability of at least the needed number right; the interval is that of the share, carried over. */
  readonly chance: Share
  /** The share of the scored questions that is expected right. */
  readonly share: Share
  /** For each domain, in the order given. */
  readonly domains: readonly Share[]
  /** The probability of each number right, from none to all. */
  readonly scores: readonly number[]
}

/** Places at which the total share is looked at: a third of a standard deviation apart. */
const GRID = 36
const REACH = 6

/**
 * Forecasts an exam by a Beta-binomial with a domain level.
 *
 * The total share m has the prior Beta(a, b). A domain's share has the prior Beta(k m, k (1 - m)), k being the
 * kinship: that shrinks it to the total. Given m, a domain with r right and w wrong has the likelihood
 * B(km + r, k(1 - m) + w) / B(km, k(1 - m)), and its number right among n fresh questions is
 * BetaBinomial(n, km + r, k(1 - m) + w). The number right in the exam is their sum, by convolution, and m is averaged
 * over its posterior on a grid (Gelman et al., Bayesian Data Analysis, 3rd ed., ch. 5). With one domain and a very
 * large k this is the plain Beta-binomial: after 42 of 65 with Beta(1, 1), at least 35 of 50 has probability 0.302.
 *
 * The interval of the share is that of a Beta distribution with the posterior's mean and variance. The interval of the
 * chance is the chance of someone whose true share lies at either end of it.
 * @param needed the number right that passes
 */
export function forecastExam(domains: readonly DomainEvidence[], needed: number, method: ForecastMethod): Forecast {
  const { scores, share, shares } = predict(domains, method)
  const total = scores.length - 1
  const overall = intervalOf(share, method.tail)
  const value = tailFrom(scores, needed)
  // Beta parameters this large leave the binomial distribution of a known share.
  const chanceAt = (known: number): number => tailFrom(betaBinomial(total, known * 1e9, (1 - known) * 1e9), needed)
  return {
    chance: {
      value,
      low: Math.min(value, chanceAt(overall.low)),
      high: Math.max(value, chanceAt(overall.high)),
    },
    share: overall,
    domains: shares.map((one) => intervalOf(one, method.tail)),
    scores: [...scores],
  }
}

/** The probability of `forecastExam` alone, without its intervals: a tenth of the work. */
export function passChance(domains: readonly DomainEvidence[], needed: number, method: ForecastMethod): number {
  return tailFrom(predict(domains, method).scores, needed)
}

/** The number right and the shares, averaged over the posterior of the total share. */
function predict(domains: readonly DomainEvidence[], method: ForecastMethod) {
  const total = domains.reduce((sum, domain) => sum + domain.questions, 0)
  const scores = new Float64Array(total + 1)
  const shares = domains.map((): Moments => ({ mean: 0, square: 0 }))
  const share: Moments = { mean: 0, square: 0 }
  for (const { at, probability } of totalPosterior(domains, method)) {
    const [a, b] = [method.kinship * at, method.kinship * (1 - at)]
    let [mean, variance] = [0, 0]
    let sum: Float64Array = Float64Array.of(1)
    for (const [index, { questions, right, wrong }] of domains.entries()) {
      const [alpha, beta] = [a + right, b + wrong]
      const own = alpha / (alpha + beta)
      const spread = (own * (1 - own)) / (alpha + beta + 1)
      addTo(shares[index], probability, own, spread)
      mean += (own * questions) / total
      variance += spread * (questions / total) ** 2
      sum = convolve(sum, betaBinomial(questions, alpha, beta))
    }
    addTo(share, probability, mean, variance)
    for (let score = 0; score <= total; score++) scores[score] = (scores[score] ?? 0) + probability * (sum[score] ?? 0)
  }
  return { scores, share, shares }
}

/** The posterior of the total share on a grid; places without weight are left out. */
function totalPosterior(
  domains: readonly DomainEvidence[],
  { prior, kinship }: ForecastMethod,
): { at: number; probability: number }[] {
  const { from, to } = gridRange(domains, prior, kinship)
  const places = Array.from({ length: GRID }, (_, index) => from + ((index + 0.5) / GRID) * (to - from))
  const logs = places.map((at) => {
    const [a, b] = [kinship * at, kinship * (1 - at)]
    let log = (prior.right - 1) * Math.log(at) + (prior.wrong - 1) * Math.log1p(-at)
    for (const { right, wrong } of domains) {
      if (right + wrong > 0) log += logBeta(a + right, b + wrong) - logBeta(a, b)
    }
    return log
  })
  const most = Math.max(...logs)
  const weights = logs.map((log) => Math.exp(log - most))
  const sum = weights.reduce((all, weight) => all + weight, 0)
  return places.flatMap((at, index) => {
    const probability = (weights[index] ?? 0) / sum
    return probability > 1e-7 ? [{ at, probability }] : []
  })
}

/** Where the posterior can have weight: some standard deviations around its rough mean, inside 0 to 1. */
function gridRange(domains: readonly DomainEvidence[], prior: ReadinessMethod['prior'], kinship: number) {
  let [right, wrong] = [prior.right, prior.wrong]
  for (const domain of domains) {
    // A domain can say no more about the total than `kinship` answers would.
    const damp = kinship / (kinship + domain.right + domain.wrong)
    right += domain.right * damp
    wrong += domain.wrong * damp
  }
  const mean = right / (right + wrong)
  const reach = REACH * Math.sqrt((mean * (1 - mean)) / (right + wrong + 1))
  return { from: Math.max(0, mean - reach), to: Math.min(1, mean + reach) }
}

/** Probabilities of 0 to n right when the share is Beta(alpha, beta), by the ratio of each to the one before. */
function betaBinomial(n: number, alpha: number, beta: number): Float64Array {
  const chances = new Float64Array(n + 1)
  let chance = 1
  for (let i = 0; i < n; i++) chance *= (beta + i) / (alpha + beta + i)
  for (let k = 0; k <= n; k++) {
    chances[k] = chance
    chance *= ((n - k) / (k + 1)) * ((alpha + k) / (beta + n - k - 1))
  }
  return chances
}

function convolve(one: Float64Array, other: Float64Array): Float64Array {
  const sum = new Float64Array(one.length + other.length - 1)
  for (let i = 0; i < one.length; i++) {
    const first = one[i] ?? 0
    for (let j = 0; j < other.length; j++) sum[i + j] = (sum[i + j] ?? 0) + first * (other[j] ?? 0)
  }
  return sum
}

function tailFrom(chances: ArrayLike<number>, needed: number): number {
  let sum = 0
  for (let score = Math.max(0, needed); score < chances.length; score++) sum += chances[score] ?? 0
  return Math.min(1, sum)
}

/** First and second moment of a mixture. */
interface Moments {
  mean: number
  square: number
}

function addTo(moments: Moments | undefined, probability: number, mean: number, variance: number): void {
  if (moments === undefined) return
  moments.mean += probability * mean
  moments.square += probability * (variance + mean * mean)
}

/** The interval of the Beta distribution that has these moments. */
function intervalOf({ mean, square }: Moments, tail: number): Share {
  const variance = Math.max(square - mean * mean, 1e-12)
  const answers = Math.max((mean * (1 - mean)) / variance - 1, 1e-6)
  const [a, b] = [mean * answers, (1 - mean) * answers]
  return { value: mean, low: betaQuantile(tail, a, b), high: betaQuantile(1 - tail, a, b) }
}
