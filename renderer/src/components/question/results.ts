import type { Answer, QuestionKey, QuestionView } from '../../../../electron/contract/shapes.ts'
import { choicesOf, orderOf, pairsOf } from './answers.ts'

/** An option after the answer: whether it is right and whether the person chose it. */
export interface OptionResult {
  readonly text: string
  readonly reason: string | null
  readonly right: boolean
  readonly mine: boolean
}

/** The options of a choice with what became of them. */
export function optionResults(
  question: Extract<QuestionView, { options: string[] }>,
  key: QuestionKey,
  answer: Answer | null,
): OptionResult[] {
  const right = choicesOf(key.answer)
  const mine = choicesOf(answer)
  return question.options.map((text, index) => ({
    text,
    reason: key.reasons[index] ?? null,
    right: right.includes(index),
    mine: mine.includes(index),
  }))
}

/** An item after the answer. Places count from 1; null: it belongs nowhere, or was not used. */
export interface ItemResult {
  readonly text: string
  readonly reason: string | null
  readonly place: number | null
  readonly mine: number | null
}

/** The items in the right order, then those that belong nowhere. */
export function itemResults(
  question: Extract<QuestionView, { kind: 'ordering' }>,
  key: QuestionKey,
  answer: Answer | null,
): ItemResult[] {
  const right = orderOf(key.answer)
  const mine = orderOf(answer)
  const placeIn = (order: readonly number[], item: number) => (order.includes(item) ? order.indexOf(item) + 1 : null)
  const unused = question.items.map((_, item) => item).filter((item) => !right.includes(item))
  return [...right, ...unused].map((item) => ({
    text: question.items[item] ?? '',
    reason: key.reasons[item] ?? null,
    place: placeIn(right, item),
    mine: placeIn(mine, item),
  }))
}

/** A prompt after the answer; `mine` is null without one. */
export interface PairResult {
  readonly prompt: string
  readonly right: string
  readonly mine: string | null
  readonly same: boolean
  readonly reason: string | null
}

/** The prompts with the right response and the person's. */
export function pairResults(
  question: Extract<QuestionView, { kind: 'matching' }>,
  key: QuestionKey,
  answer: Answer | null,
): PairResult[] {
  const count = question.prompts.length
  const right = pairsOf(key.answer, count)
  const mine = pairsOf(answer, count)
  const textOf = (response: number | null | undefined) =>
    response == null ? null : (question.responses[response] ?? null)
  return question.prompts.map((prompt, place) => ({
    prompt,
    right: textOf(right[place]) ?? '',
    mine: textOf(mine[place]),
    same: right[place] === mine[place],
    reason: key.reasons[right[place] ?? -1] ?? null,
  }))
}

/** Responses that match nothing, with the reason. */
export function looseResponses(
  question: Extract<QuestionView, { kind: 'matching' }>,
  key: QuestionKey,
): { text: string; reason: string | null }[] {
  const used = pairsOf(key.answer, question.prompts.length)
  return question.responses.flatMap((text, index) =>
    used.includes(index) ? [] : [{ text, reason: key.reasons[index] ?? null }],
  )
}
