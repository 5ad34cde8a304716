import type { z } from 'zod'
import type { AttemptSitting } from '../../electron/contract/procedures/exam.ts'
import type { Answer, QuestionView } from '../../electron/contract/shapes.ts'
import type { TestApp } from './app.ts'

export type Sitting = z.infer<typeof AttemptSitting>
export type Response = z.infer<typeof Answer>
type Client = Pick<TestApp, 'client'>

function indexes(shown: readonly string[], wanted: readonly string[]): number[] {
  return wanted.map((text) => shown.indexOf(text))
}

/** The right answer to a question of the small exam, from what is on screen. */
export function rightAnswer(view: z.infer<typeof QuestionView>): Response {
  switch (view.kind) {
    case 'multiple-choice':
      return { type: 'choices', choices: indexes(view.options, ['right']) }
    case 'multiple-response':
      return { type: 'choices', choices: indexes(view.options, ['b', 'a']) }
    case 'ordering':
      return { type: 'order', order: indexes(view.items, ['first', 'second', 'third', 'fourth']) }
    case 'matching':
      return {
        type: 'pairs',
        pairs: indexes(
          view.responses,
          view.prompts.map((prompt) => prompt.toUpperCase()),
        ),
      }
  }
}

/** A complete answer that is wrong. */
export function wrongAnswer(view: z.infer<typeof QuestionView>): Response {
  switch (view.kind) {
    case 'multiple-choice':
      return { type: 'choices', choices: indexes(view.options, ['wrong one']) }
    case 'multiple-response':
      return { type: 'choices', choices: indexes(view.options, ['a', 'c']) }
    case 'ordering':
      return { type: 'order', order: indexes(view.items, ['second', 'first', 'third', 'fourth']) }
    case 'matching':
      return { type: 'pairs', pairs: indexes(view.responses, ['W', 'Y', 'Z']) }
  }
}

/** The question of an ordinal. */
export function questionAt({ items }: Pick<Sitting, 'items'>, ordinal: number): z.infer<typeof QuestionView> {
  const item = items[ordinal]
  if (!item) throw new Error(`there is no question ${ordinal}`)
  return item.question
}

/** Starts an attempt at the small exam and gives its id. */
export async function startMini(test: Client, seed = 1, extraMinutes = 0): Promise<number> {
  return (await test.client.exam.start({ blueprintId: 'mini', seed, extraMinutes })).attemptId
}

/** Answers one question. */
export function respond(test: Client, attemptId: number, ordinal: number, answer: Response | null) {
  return test.client.exam.respond({ attemptId, ordinal, answer, flagged: false, struck: [] })
}

/** Answers all questions: right up to an ordinal, wrong from there. */
export async function answerAll(test: Client, sitting: Sitting, rightBelow = Infinity): Promise<void> {
  for (const { ordinal, question } of sitting.items) {
    const answer = ordinal < rightBelow ? rightAnswer(question) : wrongAnswer(question)
    await respond(test, sitting.attemptId, ordinal, answer)
  }
}
