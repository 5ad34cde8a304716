import { LIMITS } from '../../contract/content/primitives.ts'
import type { DraftQuestion } from './draft.ts'

/** What keeps a question from coming in. */
export interface DraftProblem {
  readonly code: string
  readonly message: string
  readonly expected: string
  readonly found: string
  /** Which part of the question. */
  readonly field: string
}

/** A part of a question that holds one text. */
interface Part {
  readonly field: string
  readonly text: string
  readonly most: number
  readonly required: boolean
}

/** The first rule of a note's shape that a draft breaks: an empty text, one too long, too many or too few parts. */
export function draftProblem(draft: DraftQuestion): DraftProblem | null {
  if (draft.body.type === 'unsupported') return unsupported(draft.body.what)
  const fault = draftParts(draft)
    .map(partProblem)
    .find((problem) => problem !== null)
  return countProblem(draft) ?? fault ?? null
}

function unsupported(what: string): DraftProblem {
  return {
    code: 'unsupported',
    message: `This is ${what}, which cannot come in.`,
    expected: 'a question with options, an order, pairs or a short answer',
    found: what,
    field: 'type',
  }
}

function draftParts({ stem, explanation, body }: DraftQuestion): Part[] {
  const parts: Part[] = [rich('stem', stem, true), rich('explanation', explanation, false)]
  const list = (name: string, texts: readonly { readonly text: string; readonly reason: string }[]) => {
    for (const [index, { text, reason }] of texts.entries()) {
      parts.push(short(`${name}.${index}.text`, text), rich(`${name}.${index}.reason`, reason, false))
    }
  }
  if (body.type === 'choice') list('options', body.options)
  if (body.type === 'ordering') list('items', body.items)
  if (body.type === 'matching') {
    for (const [index, { prompt, response, reason }] of body.pairs.entries()) {
      const at = `pairs.${index}`
      parts.push(short(`${at}.prompt`, prompt), short(`${at}.response`, response), rich(`${at}.reason`, reason, false))
    }
  }
  if (body.type === 'ordering' || body.type === 'matching') list('unused', body.unused)
  if (body.type === 'typed') {
    for (const [index, text] of body.answers.entries()) parts.push(short(`answers.${index}`, text))
  }
  return parts
}

function rich(field: string, text: string, required: boolean): Part {
  return { field, text, most: LIMITS.text, required }
}

function short(field: string, text: string): Part {
  return { field, text, most: LIMITS.shortText, required: true }
}

const NAMES: Readonly<Record<string, string>> = {
  stem: 'The question has no text.',
  options: 'An option is empty.',
  items: 'An item is empty.',
  unused: 'A response is empty.',
  pairs: 'One side of a pair is empty.',
  answers: 'An answer is empty.',
}

function partProblem({ field, text, most, required }: Part): DraftProblem | null {
  const [group = ''] = field.split('.')
  if (required && text.trim() === '') {
    const message = NAMES[group] ?? 'A text is empty.'
    return { code: 'empty', message, expected: 'some text', found: 'nothing', field }
  }
  if (text.length <= most) return null
  const expected = `at most ${most} characters`
  return { code: 'too-long', message: 'A text is too long.', expected, found: `${text.length} characters`, field }
}

function countProblem({ body }: DraftQuestion): DraftProblem | null {
  const most = LIMITS.options
  switch (body.type) {
    case 'choice':
      return countOf('options', 'options', body.options.length, 2, most)
    case 'ordering':
      return (
        countOf('items', 'items to put in order', body.items.length, 2, most) ??
        countOf('unused', 'items that belong nowhere', body.unused.length, 0, most)
      )
    case 'matching':
      return (
        countOf('pairs', 'pairs', body.pairs.length, 2, most) ??
        countOf('unused', 'responses that match nothing', body.unused.length, 0, most)
      )
    case 'typed':
      return countOf('answers', 'answers', body.answers.length, 1, most + 1)
    case 'unsupported':
      return null
  }
}

function countOf(field: string, what: string, count: number, least: number, most: number): DraftProblem | null {
  if (count >= least && count <= most) return null
  const few = count < least
  return {
    code: few ? 'too-few' : 'too-many',
    message: few ? `The question has too few ${what}.` : `The question has too many ${what}.`,
    expected: few ? `${least} or more` : `at most ${most}`,
    found: `${count}`,
    field,
  }
}
