import type { NoteContent } from '../../contract/content/note-content.ts'
import { LIMITS } from '../../contract/content/primitives.ts'
import { checkContent } from '../../core/cards/validate.ts'
import { fail, ok, type Result } from '../../core/result.ts'
import type { DraftBody, DraftChoice, DraftOption, DraftQuestion } from './draft.ts'
import { draftProblem, type DraftProblem } from './draft-problems.ts'

/** A question as a note, and what had to change for it. */
export interface BuiltContent {
  readonly content: NoteContent
  /** Sentences about what is asked in another way than in the file. */
  readonly changes: readonly string[]
}

/** What tags say beyond the question itself. */
export interface QuestionMarks {
  readonly difficulty?: number | undefined
  readonly scenario?: boolean | undefined
}

/** A draft as the content of a note, or the first thing that keeps it from being one. */
export function buildContent(draft: DraftQuestion, marks: QuestionMarks): Result<BuiltContent, DraftProblem> {
  const problem = draftProblem(draft)
  if (problem) return fail(problem)
  const changes: string[] = []
  const content = contentOf(draft, marks, changes)
  const [first] = checkContent(content)
  if (!first) return ok({ content, changes })
  const { code, message, expected, found, path } = first
  return fail({ code, message, expected, found, field: path.join('.') })
}

function contentOf(draft: DraftQuestion, marks: QuestionMarks, changes: string[]): NoteContent {
  const { body, stem } = draft
  const base = {
    stem,
    ...(draft.explanation === '' ? {} : { explanation: draft.explanation }),
    ...(marks.difficulty === undefined ? {} : { difficulty: marks.difficulty }),
    ...(marks.scenario === true ? { scenario: true } : {}),
  }
  switch (body.type) {
    case 'choice':
      return { kind: choiceKind(body, changes), ...base, options: body.options.map(choiceOption) }
    case 'ordering':
      return { kind: 'ordering', ...base, items: body.items.map(withReason), ...unusedOf(body.unused) }
    case 'matching': {
      const pairs = body.pairs.map(({ prompt, response, reason }) => ({ prompt, response, ...reasonOf(reason) }))
      return { kind: 'matching', ...base, pairs, ...unusedOf(body.unused) }
    }
    case 'typed':
      return typedContent(draft, body, changes)
    case 'unsupported':
      throw new Error('a question that cannot come in was not refused')
  }
}

function choiceKind(
  body: Extract<DraftBody, { type: 'choice' }>,
  changes: string[],
): 'multiple-choice' | 'multiple-response' {
  const keys = body.options.filter((option) => option.correct).length
  if (body.several === false) return 'multiple-choice'
  if (body.several === null) return keys > 1 ? 'multiple-response' : 'multiple-choice'
  if (keys > 1) return 'multiple-response'
  changes.push('It lets several options be chosen though one is right; here it asks for one.')
  return 'multiple-choice'
}

function typedContent(
  draft: DraftQuestion,
  body: Extract<DraftBody, { type: 'typed' }>,
  changes: string[],
): NoteContent {
  changes.push('It is a short-answer question; it comes in as a note whose answer is typed, and no exam asks it.')
  const [answer = '', ...accept] = [...new Set(body.answers)]
  return {
    kind: 'typed',
    front: draft.stem,
    answer,
    ...(accept.length === 0 ? {} : { accept: accept.slice(0, LIMITS.options) }),
    ...(body.caseSensitive ? { caseSensitive: true } : {}),
    ...(draft.explanation === '' ? {} : { extra: draft.explanation }),
  }
}

function choiceOption({ text, reason, correct }: DraftChoice) {
  return { text, ...reasonOf(reason), ...(correct ? { correct } : {}) }
}

function withReason({ text, reason }: DraftOption) {
  return { text, ...reasonOf(reason) }
}

function reasonOf(reason: string): { reason?: string } {
  return reason === '' ? {} : { reason }
}

function unusedOf(unused: readonly DraftOption[]) {
  return unused.length === 0 ? {} : { unused: unused.map(withReason) }
}
