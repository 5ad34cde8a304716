import type { z } from 'zod'
import type { Answer, QuestionKey, QuestionView } from '../../contract/shapes.ts'

type Response = z.infer<typeof Answer>

/** All or nothing: true when the answer is exactly the key's. No answer is wrong. */
export function scoreAnswer(key: QuestionKey, answer: Response | null): boolean {
  const wanted = key.answer
  if (answer === null) return false
  if (wanted.type === 'choices' && answer.type === 'choices') {
    return sameList([...new Set(wanted.choices)].sort(byNumber), [...new Set(answer.choices)].sort(byNumber))
  }
  if (wanted.type === 'order' && answer.type === 'order') return sameList(wanted.order, answer.order)
  if (wanted.type === 'pairs' && answer.type === 'pairs') return sameList(wanted.pairs, answer.pairs)
  return false
}

/** True when nothing is left to fill in: as many options or items as asked for, a response to every prompt. */
export function isComplete(view: QuestionView, answer: Response | null): boolean {
  if (answer === null || !fitsQuestion(view, answer)) return false
  switch (answer.type) {
    case 'choices':
      return 'choose' in view && answer.choices.length === view.choose
    case 'order':
      return 'choose' in view && answer.order.length === view.choose
    case 'pairs':
      return answer.pairs.every((response) => response !== null)
  }
}

/** True when an answer is one that this question can have: of its type, with indexes that exist, each used once. */
export function fitsQuestion(view: QuestionView, answer: Response): boolean {
  switch (view.kind) {
    case 'multiple-choice':
    case 'multiple-response':
      return (
        answer.type === 'choices' &&
        distinct(answer.choices, view.options.length) &&
        answer.choices.length <= view.choose
      )
    case 'ordering':
      return answer.type === 'order' && distinct(answer.order, view.items.length) && answer.order.length <= view.choose
    case 'matching':
      return (
        answer.type === 'pairs' &&
        answer.pairs.length === view.prompts.length &&
        distinct(
          answer.pairs.filter((response) => response !== null),
          view.responses.length,
        )
      )
  }
}

function distinct(indexes: readonly number[], below: number): boolean {
  return new Set(indexes).size === indexes.length && indexes.every((index) => index >= 0 && index < below)
}

function sameList<T>(a: readonly T[], b: readonly T[]): boolean {
  return a.length === b.length && a.every((value, i) => value === b[i])
}

function byNumber(a: number, b: number): number {
  return a - b
}
