import type { ShareEstimate } from '../../../../../electron/contract/procedures/exam.ts'
import type { AttemptComparison, Difference, PastAttempt } from '../../../../../electron/contract/procedures/report.ts'
import { amount } from '../../../format/words.ts'

export const MODES: Readonly<Record<PastAttempt['mode'], string>> = {
  exam: 'Mock exam',
  practice: 'Practice',
  quiz: 'Quick quiz',
}

/** The share right, 0 to 1. */
export function shareOf({ right, of }: Pick<ShareEstimate, 'right' | 'of'>): number {
  return of === 0 ? 0 : right / of
}

/** `+12`, `−4` or `0` points. */
export function pointsWords(change: number): string {
  const points = Math.round(change * 100)
  if (points === 0) return '0'
  return points > 0 ? `+${points}` : `\u2212${-points}`
}

/** What a difference with its interval can be taken for. */
export function differenceWords({ low, high }: Difference): string {
  if (low > 0) return 'better'
  if (high < 0) return 'worse'
  return 'too close to tell'
}

/** What became of the questions that were in both, or that there were none. */
export function sharedWords(shared: AttemptComparison['shared']): string {
  if (shared.questions === 0) return 'No question was in both, so the two rest on different questions.'
  const parts = [
    shared.learned > 0 && `${shared.learned} wrong before and right now`,
    shared.lost > 0 && `${shared.lost} right before and wrong now`,
    shared.bothRight > 0 && `${shared.bothRight} right both times`,
    shared.bothWrong > 0 && `${shared.bothWrong} wrong both times`,
  ].filter((part) => part !== false)
  return `${amount(shared.questions, 'question')} were in both: ${parts.join(', ')}. What is remembered from the first time makes the second look better than it is.`
}

/** Right answers of several attempts taken together. */
export function pooled(estimates: readonly ShareEstimate[]): { right: number; of: number } {
  const sum = (key: 'right' | 'of') => estimates.reduce((all, one) => all + one[key], 0)
  return { right: sum('right'), of: sum('of') }
}
