import type { AttemptSitting, Feedback, ResponseState } from '../../../../electron/contract/procedures/exam.ts'
import type { QuestionView } from '../../../../electron/contract/shapes.ts'
import { choicesOf, filledOf, fillOf, letterOf, placesOf, type Fill } from '../../components/question/answers.ts'

/** One question of the attempt on screen. */
export interface SheetItem {
  readonly ordinal: number
  readonly question: QuestionView
  readonly response: ResponseState
  /** The key and its reasons, once it was shown. */
  readonly feedback: Feedback | null
}

export const FILTERS = ['all', 'open', 'flagged', 'answered', 'guessed'] as const
export type Filter = (typeof FILTERS)[number]

export function fillAt(item: SheetItem): Fill {
  return fillOf(item.question, item.response.answer)
}

/** The questions that a filter lets through, by their place. An answer that is not finished counts as open. */
export function placesFor(items: readonly SheetItem[], filter: Filter): number[] {
  const fits = (item: SheetItem) => {
    if (filter === 'flagged') return item.response.flagged
    if (filter === 'guessed') return item.response.guessed
    if (filter === 'open') return fillAt(item) !== 'full'
    return filter === 'all' || fillAt(item) === 'full'
  }
  return items.flatMap((item, place) => (fits(item) ? [place] : []))
}

/** What stands in a cell of the review screen: letters, or a word. */
export function cellOf(item: SheetItem): { words: string; letters: boolean } {
  const fill = fillAt(item)
  if (fill === 'none') return { words: 'no answer', letters: false }
  if (fill === 'part')
    return { words: `${filledOf(item.response.answer)} of ${placesOf(item.question)}`, letters: false }
  if (item.question.kind === 'ordering') return { words: 'order', letters: false }
  if (item.question.kind === 'matching') return { words: 'pairs', letters: false }
  return { words: choicesOf(item.response.answer).map(letterOf).join(' '), letters: true }
}

/** A question and its state for the ear: `Question 14, no answer, flagged`. */
export function spokenCell(item: SheetItem, place: number): string {
  const { words, letters } = cellOf(item)
  const answer = letters ? `answer ${words.split(' ').join(' and ')}` : words
  const guessed = item.response.guessed ? ', a guess' : ''
  return `Question ${place + 1}, ${answer}${guessed}${item.response.flagged ? ', flagged' : ''}`
}

/** What is open, in a sentence; empty when every question has its answer. */
export function openWords(items: readonly SheetItem[]): string {
  const fills = items.map(fillAt)
  const none = fills.filter((fill) => fill === 'none').length
  const part = fills.filter((fill) => fill === 'part').length
  const questions = (count: number) => `${count} ${count === 1 ? 'question' : 'questions'}`
  const without = none > 0 ? `${questions(none)} ${none === 1 ? 'has' : 'have'} no answer` : ''
  const half = part > 0 ? `${none > 0 ? part : questions(part)} ${part === 1 ? 'is' : 'are'} not finished` : ''
  return [without, half].filter(Boolean).join(', ')
}

/** The items of a sitting with responses of their own, to be changed on screen before the host has saved them. */
export function itemsOf(sitting: AttemptSitting): SheetItem[] {
  return sitting.items.map(({ response, ...item }) => ({ ...item, response: { ...response } }))
}

/** True for a question that is right as a whole or not at all: there is more than one thing to get right. */
export function isWhole(question: QuestionView): boolean {
  return question.kind === 'matching' || question.choose > 1
}

/**
 * True for the first question of an attempt that is right as a whole or not at all: none of those before it came on
 * screen, so this is where the rule is explained.
 */
export function explainsWhole(items: readonly SheetItem[], place: number): boolean {
  const item = items[place]
  if (!item || !isWhole(item.question)) return false
  return items.every((other, at) => at === place || !other.response.seen || !isWhole(other.question))
}
