/** Decay of FSRS-6's default parameters, w20. */
export const DEFAULT_DECAY = 0.1542

/**
 * Probability of recall after `days`, 0 to 1, for a stability in days: the forgetting curve of FSRS-6,
 * R(t) = (1 + factor * t / S) ** -decay with factor = 0.9 ** (-1 / decay) - 1, so that R(S) = 0.9
 * (https://github.com/open-spaced-repetition/awesome-fsrs/wiki/The-Algorithm).
 * @param decay w20 of the parameters in use
 */
export function recallAfter(days: number, stability: number, decay = DEFAULT_DECAY): number {
  const factor = 0.9 ** (-1 / decay) - 1
  return (1 + (factor * days) / stability) ** -decay
}

export interface CurvePoint {
  readonly days: number
  readonly recall: number
}

/** Even samples of the curve from now to `span` days. */
export function forgettingCurve(stability: number, span: number, points = 49, decay = DEFAULT_DECAY): CurvePoint[] {
  return Array.from({ length: points }, (_, index) => {
    const days = (span * index) / (points - 1)
    return { days, recall: recallAfter(days, stability, decay) }
  })
}
