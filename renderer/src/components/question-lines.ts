import type { QuestionKey, QuestionView } from '../../../electron/contract/shapes.ts'

export interface QuestionLine {
  /** Letter or number of the line. */
  readonly mark: string
  readonly text: string
  readonly right: boolean
}

/** `A`, `B`, … by index. */
export function letter(index: number): string {
  return String.fromCharCode(65 + index)
}

/** A question with its key as lines: options with the right ones marked, the order, or the pairs. */
export function questionLines(question: QuestionView, key: QuestionKey): QuestionLine[] {
  const { answer } = key
  if (question.kind === 'ordering') {
    const order = answer.type === 'order' ? answer.order : []
    return order.map((item, at) => ({ mark: String(at + 1), text: question.items[item] ?? '', right: true }))
  }
  if (question.kind === 'matching') {
    const pairs = answer.type === 'pairs' ? answer.pairs : []
    return question.prompts.map((prompt, at) => {
      const response = question.responses[pairs[at] ?? -1] ?? ''
      return { mark: String(at + 1), text: `${prompt}: ${response}`, right: true }
    })
  }
  const choices = answer.type === 'choices' ? answer.choices : []
  return question.options.map((text, at) => ({ mark: letter(at), text, right: choices.includes(at) }))
}
