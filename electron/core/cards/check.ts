import type { z } from 'zod'
import type { NoteContent } from '../../contract/content/note-content.ts'
import type { CheckResult } from '../../contract/procedures/review.ts'
import type { Answer } from '../../contract/shapes.ts'
import { fail, ok } from '../result.ts'
import type { Result } from '../result.ts'
import { checkComputed, drawComputed } from './computed.ts'
import type { ComputedProblem } from './computed.ts'
import { viewQuestion } from './question.ts'
import { scoreAnswer } from './question-answer.ts'
import type { NamedNoteType } from './template/about.ts'
import { typedOf } from './template/face.ts'
import { compareTemplateAnswer } from './template/typed.ts'
import { compareTyped, same } from './typed.ts'
import type { TypedOptions } from './typed.ts'

export interface NotChecked {
  readonly code: 'not-checked'
  readonly message: string
}

/**
 * Checks a response to a card against its note: typed and computed answers as text, exam questions as an answer.
 * @param seed the one that the card was shown with
 * @param template for a note of an imported type: the type, and which card it is; such a card compares as its
 *   template says, whatever the preset
 * @param preset what the preset of the card's deck says about typed answers; the defaults unless given
 */
export function checkResponse(
  content: NoteContent,
  seed: number,
  response: string | z.infer<typeof Answer>,
  template?: { readonly type: NamedNoteType; readonly ordinal: number },
  preset?: TypedOptions,
): Result<CheckResult, NotChecked | ComputedProblem> {
  if (typeof response === 'string') {
    if (content.kind === 'template' && template !== undefined) {
      const typed = typedOf(content, template.ordinal, template.type)
      if (typed !== null) return ok(compareTemplateAnswer(response, typed))
    }
    if (content.kind === 'typed') return ok(compareTyped(response, content, preset))
    if (content.kind === 'computed') return checkNumber(content, seed, response)
  } else if ('stem' in content) {
    return ok({ right: scoreAnswer(viewQuestion(content, seed).key, response), typed: [], expected: [] })
  }
  return fail({ code: 'not-checked', message: 'This card does not take such an answer.' })
}

/** Numbers are right or wrong as a whole, so they are not compared digit by digit. */
function checkNumber(
  content: Extract<NoteContent, { kind: 'computed' }>,
  seed: number,
  response: string,
): Result<CheckResult, ComputedProblem> {
  const drawn = drawComputed(content, seed)
  if (!drawn.ok) return drawn
  const typed = response.trim()
  const { answerText } = drawn.value
  if (checkComputed(drawn.value, typed, content).right) return ok(same(typed, answerText))
  const given = typed === '' ? [] : [{ text: typed, mark: 'extra' as const }]
  return ok({ right: false, typed: given, expected: [{ text: answerText, mark: 'missing' }] })
}
