import type { BlueprintView } from '../../../../electron/contract/procedures/exam.ts'
import { percent } from '../../format/words.ts'

const WHOLE =
  'All or nothing: with several right options, an order or pairs, only a complete and exact answer counts. There are no half points.'
const MEMORY = 'What you miss comes back in your reviews.'

/** The rules of a mock exam, a sentence or two each. */
export function examRules(blueprint: BlueprintView, minutes: number): string[] {
  const unscored = blueprint.questions - blueprint.scored
  const tried =
    unscored > 0
      ? [
          `${unscored} of the ${blueprint.questions} questions are not scored, and you are not told which. So it is in the real exam.`,
        ]
      : []
  return [
    `${blueprint.questions} questions in ${minutes} minutes. You can go back and forth, and change an answer until the end.`,
    WHOLE,
    'A question without an answer counts as wrong. A guess costs nothing.',
    ...tried,
    `${percent(blueprint.passShare)} of the ${blueprint.scored} scored questions is the pass line here.`,
    'Nothing tells right from wrong before the end. At 0:00 the exam ends by itself, with what you have answered.',
    'Every answer is saved as you give it. If you have to leave, the exam waits, and so does its clock.',
  ]
}

/** The rules of a practice. */
export function practiceRules(blueprint: BlueprintView): string[] {
  return [
    `${blueprint.questions} questions, mixed as in the exam, without a time limit. You can pause, leave, and go on later.`,
    'Check each answer when you like. You then see what is right, with the reason of every option.',
    WHOLE,
    'A question whose answer you have seen takes no other one, and no longer counts as new for a mock exam.',
    MEMORY,
  ]
}
