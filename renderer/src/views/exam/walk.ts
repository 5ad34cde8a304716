import type { ReportItem } from '../../../../electron/contract/procedures/exam.ts'
import { fillOf } from '../../components/question/answers.ts'

export const WALKS = [
  { value: 'missed', words: 'Missed' },
  { value: 'flagged', words: 'Flagged' },
  { value: 'guessed', words: 'Guessed' },
  { value: 'all', words: 'All' },
] as const
export type Walk = (typeof WALKS)[number]['value']

/** The questions to go through, by their place in the exam. */
export function walkPlaces(items: readonly ReportItem[], walk: Walk): number[] {
  const fits = (item: ReportItem) => (walk === 'missed' ? !item.right : walk === 'all' ? true : item.response[walk])
  return items.flatMap((item, place) => (fits(item) ? [place] : []))
}

/** What became of a question, in two words. */
export function verdictOf(item: ReportItem): string {
  if (item.right) return 'Right'
  const fill = fillOf(item.question, item.response.answer)
  if (fill === 'none') return 'No answer'
  return fill === 'part' ? 'Not finished' : 'Missed'
}
