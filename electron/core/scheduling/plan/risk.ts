/**
 * What would be lost by waiting: the fall of recall over the next days. A card that is nearly forgotten has little
 * left to lose and what one more day does to a firm card hardly shows, so those in between come first; of two that
 * lose the same, the one that a review makes last longer.
 * @param recallAfter the forgetting curve
 * @param elapsed days since the last answer
 * @param stability in days
 * @param wait days that the card would wait otherwise
 */
export function riskOf(
  recallAfter: (days: number, stability: number) => number,
  elapsed: number,
  stability: number,
  wait: number,
): number {
  if (stability <= 0) return 1
  const now = recallAfter(elapsed, stability)
  return now - recallAfter(elapsed + Math.max(1, wait), stability)
}

/** Days over which a loss is reckoned when the end of the backlog is not known. */
export const RISK_DAYS = 7
