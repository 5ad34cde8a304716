import type { z } from 'zod'
import type { Blueprint } from '../../contract/content/catalogue.ts'
import type { ShareEstimate } from '../../contract/procedures/exam.ts'
import { betaQuantile } from './beta.ts'

type Estimate = z.infer<typeof ShareEstimate>

export interface ScoredItem {
  readonly domain: string
  readonly scored: boolean
  readonly correct: boolean
}

export interface ScaledScore {
  readonly value: number
  readonly low: number
  readonly high: number
  readonly min: number
  readonly pass: number
  readonly max: number
}

export interface AttemptScore {
  readonly total: Estimate
  readonly passed: boolean
  readonly scaled: ScaledScore | null
  /** In the blueprint's order. */
  readonly domains: readonly { readonly id: string; readonly title: string; readonly estimate: Estimate }[]
}

/** Each side of the interval leaves out 5 %. */
const TAIL = 0.05

/** The result of an attempt: only scored items count, an unanswered one is wrong, no domain must be passed alone. */
export function scoreAttempt(blueprint: Blueprint, items: readonly ScoredItem[]): AttemptScore {
  const scored = items.filter((item) => item.scored)
  const total = estimateOf(scored)
  return {
    total,
    passed: isPass(total.right, total.of, blueprint.passShare),
    scaled: scaledScore(total, blueprint),
    domains: blueprint.domains.map(({ id, title }) => ({
      id,
      title,
      estimate: estimateOf(scored.filter((item) => item.domain === id)),
    })),
  }
}

/**
 * The share of right answers with its 90 % interval: Jeffreys' equal-tailed interval, from Beta(right + 1/2,
 * wrong + 1/2), its ends 0 and 1 when none or all are right (Brown, Cai and DasGupta 2001, Statistical Science 16,
 * 101-133). Without any answer the interval is 0 to 1.
 */
export function shareEstimate(right: number, of: number): Estimate {
  const [a, b] = [right + 0.5, of - right + 0.5]
  const low = right === 0 ? 0 : betaQuantile(TAIL, a, b)
  const high = right === of ? 1 : betaQuantile(1 - TAIL, a, b)
  return { right, of, low, high }
}

/** True when the share of right answers reaches the pass share: 35 of 50 at 0.7. */
export function isPass(right: number, of: number, passShare: number): boolean {
  return of > 0 && right >= of * passShare - 1e-9
}

/**
 * An illustration on the exam's scale: straight from min at nothing right to pass at the pass share, and from there
 * to max at all right. The exam's owner does not publish its own way. Null when the blueprint has no scale.
 */
export function scaledScore(total: Estimate, blueprint: Blueprint): ScaledScore | null {
  const { scale, passShare } = blueprint
  if (scale === undefined) return null
  const { min, pass, max } = scale
  const scaled = (share: number): number => {
    const above = passShare < 1 ? (share - passShare) / (1 - passShare) : 0
    const value = share < passShare ? min + ((pass - min) * share) / passShare : pass + (max - pass) * above
    return Math.round(value + 1e-9)
  }
  const share = total.of === 0 ? 0 : total.right / total.of
  const value = isPass(total.right, total.of, passShare) ? scaled(Math.max(share, passShare)) : scaled(share)
  return { value, low: scaled(total.low), high: scaled(total.high), min, pass, max }
}

function estimateOf(items: readonly ScoredItem[]): Estimate {
  return shareEstimate(items.filter((item) => item.correct).length, items.length)
}
