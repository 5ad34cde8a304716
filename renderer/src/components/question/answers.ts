import type { Answer, QuestionView } from '../../../../electron/contract/shapes.ts'
import { toWords } from '../../content/markdown.ts'

type Choice = Extract<QuestionView, { options: string[] }>

const NUMBERS = ['none', 'one', 'two', 'three', 'four', 'five', 'six', 'seven', 'eight', 'nine', 'ten']

/** A small number as a word: `three`. */
export function inWords(value: number): string {
  return NUMBERS[value] ?? String(value)
}

/** The letter of an option: A for the first. */
export function letterOf(index: number): string {
  return String.fromCharCode(65 + index)
}

/** How many places an answer has to fill: options to choose, items to order, prompts to match. */
export function placesOf(question: QuestionView): number {
  return question.kind === 'matching' ? question.prompts.length : question.choose
}

/** How many of them are filled. */
export function filledOf(answer: Answer | null): number {
  if (answer === null) return 0
  if (answer.type === 'choices') return answer.choices.length
  if (answer.type === 'order') return answer.order.length
  return answer.pairs.filter((pair) => pair !== null).length
}

export type Fill = 'none' | 'part' | 'full'

/** Whether an answer is there, and all of it. */
export function fillOf(question: QuestionView, answer: Answer | null): Fill {
  const filled = filledOf(answer)
  if (filled === 0) return 'none'
  return filled < placesOf(question) ? 'part' : 'full'
}

/** What a question wants, under its stem. */
export function askOf(question: QuestionView): string {
  if ('prompts' in question) return 'Choose a match for each. All of them count together.'
  if ('options' in question) {
    return question.choose === 1 ? 'Choose one.' : `Choose ${inWords(question.choose)}. They count together.`
  }
  const all = question.choose === question.items.length
  const first = all
    ? `Put all ${inWords(question.choose)} in order.`
    : `Choose ${inWords(question.choose)} and put them in order.`
  return `${first} The order counts as a whole.`
}

export const KIND_WORDS: Readonly<Record<QuestionView['kind'], string>> = {
  'multiple-choice': 'Multiple choice',
  'multiple-response': 'Multiple response',
  ordering: 'Ordering',
  matching: 'Matching',
}

/** The options chosen so far. */
export function choicesOf(answer: Answer | null): readonly number[] {
  return answer?.type === 'choices' ? answer.choices : []
}

/** The order made so far. */
export function orderOf(answer: Answer | null): readonly number[] {
  return answer?.type === 'order' ? answer.order : []
}

/** The response of each prompt so far. */
export function pairsOf(answer: Answer | null, prompts: number): readonly (number | null)[] {
  return answer?.type === 'pairs' ? answer.pairs : Array.from({ length: prompts }, () => null)
}

/** An answer without anything in it is none. */
function orNone(answer: Answer): Answer | null {
  return filledOf(answer) === 0 ? null : answer
}

/**
 * Chooses an option, or takes the choice back. A single choice moves; one too many of several is refused, which gives
 * `undefined`.
 */
export function toggleChoice(question: Choice, answer: Answer | null, index: number): Answer | null | undefined {
  const choices = choicesOf(answer)
  const others = choices.filter((choice) => choice !== index)
  if (others.length < choices.length) return orNone({ type: 'choices', choices: others })
  if (question.choose === 1) return { type: 'choices', choices: [index] }
  if (choices.length >= question.choose) return undefined
  return { type: 'choices', choices: [...choices, index].sort((a, b) => a - b) }
}

/** Puts an item at the end of the order, or takes it out; `undefined` when the order is full. */
export function toggleItem(choose: number, answer: Answer | null, item: number): Answer | null | undefined {
  const order = orderOf(answer)
  if (order.includes(item)) return orNone({ type: 'order', order: order.filter((other) => other !== item) })
  return order.length >= choose ? undefined : { type: 'order', order: [...order, item] }
}

/** Moves the item at a place of the order up (-1) or down (1); `undefined` when there is no room. */
export function moveItem(answer: Answer | null, place: number, by: -1 | 1): Answer | undefined {
  const order = [...orderOf(answer)]
  const here = order[place]
  const there = order[place + by]
  if (here === undefined || there === undefined) return undefined
  order[place] = there
  order[place + by] = here
  return { type: 'order', order }
}

/**
 * Puts an item at a place of the order, counted from 0, wherever it was before; `undefined` when the order is full and
 * the item is not in it.
 */
export function placeItem(choose: number, answer: Answer | null, item: number, place: number): Answer | undefined {
  const order = orderOf(answer)
  if (!order.includes(item) && order.length >= choose) return undefined
  const others = order.filter((other) => other !== item)
  return { type: 'order', order: others.toSpliced(place, 0, item) }
}

/** Gives a prompt a response, or takes it away. A response serves one prompt only: it leaves another that had it. */
export function setPair(
  answer: Answer | null,
  prompts: number,
  prompt: number,
  response: number | null,
): Answer | null {
  const pairs = pairsOf(answer, prompts).map((had, place) => {
    if (place === prompt) return response
    return had !== null && had === response ? null : had
  })
  return orNone({ type: 'pairs', pairs })
}

/** An answer in a few words, for lists: letters, or the options themselves. */
export function answerWords(question: QuestionView, answer: Answer | null): string {
  if (answer === null || filledOf(answer) === 0) return 'no answer'
  if (answer.type === 'choices' && 'options' in question) {
    return answer.choices.map((index) => toWords(question.options[index] ?? '')).join('; ')
  }
  if (answer.type === 'order' && 'items' in question) {
    return answer.order.map((index) => toWords(question.items[index] ?? '')).join(', then ')
  }
  if (answer.type === 'pairs' && 'prompts' in question) {
    return answer.pairs
      .map((pair, prompt) => [
        toWords(question.prompts[prompt] ?? ''),
        pair === null ? 'none' : toWords(question.responses[pair] ?? ''),
      ])
      .map(([prompt, response]) => `${prompt}: ${response}`)
      .join('; ')
  }
  return ''
}
