import type { StatisticsView } from '../../../../electron/contract/procedures/statistics.ts'
import type { ExamPoint, LossPoint } from '../../charts/loss.ts'
import { gapOf, WINDOW } from '../../charts/loss.ts'
import { amount, count, minutes as whole, percent, share } from '../../format/words.ts'

export const RANGES = [
  { value: 'month', label: '1 month', action: 'insight.month' },
  { value: 'quarter', label: '3 months', action: 'insight.quarter' },
  { value: 'year', label: '1 year', action: 'insight.year' },
  { value: 'all', label: 'All', action: 'insight.all' },
] as const

export const PERIOD_WORDS = {
  today: 'Today',
  yesterday: 'Yesterday',
  week: 'Last 7 days',
  month: 'Last 30 days',
  year: 'Last 365 days',
  all: 'All time',
} as const

/** What was done today: answers, time, what was right, new cards. */
export function todayWords({ answers, minutes, wrong, newCards, retention }: StatisticsView['today']): string {
  const { cram } = answers
  const asked = answers.learning + answers.young + answers.mature + answers.relearning
  if (asked + cram === 0) return 'Nothing answered yet today.'
  const parts = [`${amount(asked, 'answer')} in ${amount(whole(minutes), 'minute')}, ${count(wrong)} wrong`]
  if (newCards > 0) parts.push(`${amount(newCards, 'new card')} begun`)
  const right = retention.young.right + retention.mature.right
  const total = retention.young.total + retention.mature.total
  if (total > 0) parts.push(`${count(right)} of ${amount(total, 'review')} right (${percent(right / total)})`)
  if (cram > 0) parts.push(`${amount(cram, 'crammed answer')} beside that`)
  return `${parts.join('; ')}.`
}

function reviewWords(points: readonly LossPoint[]): string {
  const now = points.at(-1)
  if (!now) return ''
  if (points.length === 1)
    return `In your first pass ${percent(now.mean)} of the answers were wrong. A line begins with the second.`
  const passes =
    points.length < WINDOW ? `your ${amount(points.length, 'pass', 'passes')}` : `your last ${WINDOW} passes`
  return `In ${passes} ${percent(now.mean)} of the answers were wrong.`
}

function examWords(exam: ExamPoint): string {
  return `In mock ${exam.number} it was ${percent(exam.loss)}, with a 90 % interval from ${percent(exam.low)} to ${percent(exam.high)}.`
}

/**
 * What the loss chart says, in a sentence or two: where both sets stand and what the gap between them means.
 * `earlier` tells that mock exams were sat before the days in view.
 */
export function lossWords(points: readonly LossPoint[], exams: readonly ExamPoint[] | null, earlier = false): string {
  const exam = exams?.at(-1)
  const reviews = reviewWords(points)
  if (exams === null)
    return `${reviews} Mock exams stand beside all cards, a domain or an objective: they have no part by deck or search.`.trim()
  if (!exam && earlier) return `${reviews} No mock exam was sat in this time.`.trim()
  if (!exam) return `${reviews} Sit a mock exam, and you see beside it whether you can apply what you remember.`.trim()
  const gap = gapOf(points, exams)
  const meaning = gap ? ` A gap of ${share(Math.abs(gap.value))}: ${gap.words.join(' ')}.` : ''
  return `${reviews} ${examWords(exam)}${meaning}`.trim()
}

/** The chart in one line for a screen reader. */
export function lossLabel(points: readonly LossPoint[], exams: readonly ExamPoint[]): string {
  const parts: string[] = []
  const [first, last] = [points[0], points.at(-1)]
  if (first && last)
    parts.push(`reviews from ${share(first.mean)} to ${share(last.mean)} in ${amount(points.length, 'pass', 'passes')}`)
  const [oldest, newest] = [exams[0], exams.at(-1)]
  if (oldest && newest)
    parts.push(`${amount(exams.length, 'mock exam')} from ${share(oldest.loss)} to ${share(newest.loss)}`)
  return `Loss by pass: ${parts.join('; ')}`
}
