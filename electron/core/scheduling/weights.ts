import { clipParameters, default_w } from 'ts-fsrs'
import { fail, ok } from '../result.ts'
import type { Result } from '../result.ts'

/** FSRS-6's default weights. */
export const DEFAULT_WEIGHTS: readonly number[] = default_w

/** Decay of FSRS-4.5 and FSRS-5, which had no weight for it. */
const FIXED_DECAY = 0.5

/** Weights of FSRS-4.5 (17), FSRS-5 (19) or FSRS-6 (21), all finite. */
export function checkWeights(weights: readonly number[]): Result<readonly number[], 'count' | 'not-finite'> {
  if (![17, 19, 21].includes(weights.length)) return fail('count')
  return weights.every(Number.isFinite) ? ok(weights) : fail('not-finite')
}

/**
 * Weights of an earlier FSRS as 21 of FSRS-6, each within its bounds. The same as ts-fsrs's migrateParameters, which
 * writes to the console.
 * @param relearningSteps how many relearning steps there are; more than one tightens the bounds of w17 and w18
 */
export function migrateWeights(weights: readonly number[], relearningSteps: number, shortTerm: boolean): number[] {
  if (!checkWeights(weights).ok) throw new RangeError(`FSRS has 17, 19 or 21 finite weights, not ${weights.length}`)
  const clipped = clipParameters([...weights], relearningSteps, shortTerm)
  if (clipped.length === 21) return clipped
  if (clipped.length === 19) return [...clipped, 0, FIXED_DECAY]
  const [w4 = 0, w5 = 0, w6 = 0] = clipped.slice(4, 7)
  clipped[4] = toEight(w5 * 2 + w4)
  clipped[5] = toEight(Math.log(w5 * 3 + 1) / 3)
  clipped[6] = toEight(w6 + 0.5)
  return [...clipped, 0, 0, 0, FIXED_DECAY]
}

function toEight(value: number): number {
  return Number(value.toFixed(8))
}
