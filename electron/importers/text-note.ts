import type { NoteContent } from '../contract/content/note-content.ts'
import { LIMITS } from '../contract/content/primitives.ts'
import { checkContent } from '../core/cards/validate.ts'

/** The texts of a note that came from a table. */
export interface NoteTexts {
  readonly kind: 'basic' | 'basic-reversed' | 'cloze' | 'typed'
  readonly front: string
  readonly back: string
  /** Empty for none. */
  readonly extra: string
}

/** What is wrong with the texts of a note. */
export interface TextProblem {
  readonly code: string
  readonly message: string
  readonly field: string
  readonly expected?: string
  readonly found?: string
}

/** Texts to content. A table's notes are built here without the schema, whose rules the checks repeat. */
export function textContent(texts: NoteTexts): { content: NoteContent } | { problem: TextProblem } {
  const { kind, front, back, extra } = texts
  const problem = textProblem('front', front, kind === 'cloze' ? null : back, extra, kind === 'typed')
  if (problem) return { problem }
  const content = build(texts)
  const [first] = kind === 'basic' || kind === 'basic-reversed' ? [] : checkContent(content)
  if (!first) return { content }
  const { code, message, expected, found } = first
  const field = String(first.path[0] ?? 'front')
  return {
    problem: { code, message, field, ...(expected ? { expected } : {}), ...(found ? { found } : {}) },
  }
}

function build({ kind, front, back, extra }: NoteTexts): NoteContent {
  if (kind === 'cloze') {
    const more = [back, extra].filter((text) => text !== '').join('\n\n')
    return more === '' ? { kind, text: front } : { kind, text: front, extra: more }
  }
  if (kind === 'typed') return extra === '' ? { kind, front, answer: back } : { kind, front, answer: back, extra }
  return extra === '' ? { kind, front, back } : { kind, front, back, extra }
}

function textProblem(
  frontName: string,
  front: string,
  back: string | null,
  extra: string,
  typed: boolean,
): TextProblem | null {
  if (front === '') return empty(frontName)
  if (back === '') return empty('back')
  if (front.length > LIMITS.text) return tooLong(frontName, front, LIMITS.text)
  const most = typed ? LIMITS.shortText : LIMITS.text
  if (back !== null && back.length > most) return tooLong('back', back, most)
  return extra.length > LIMITS.text ? tooLong('extra', extra, LIMITS.text) : null
}

function empty(field: string): TextProblem {
  return { code: 'empty', message: `The ${field} is empty.`, field, expected: 'some text', found: 'nothing' }
}

function tooLong(field: string, text: string, most: number): TextProblem {
  return {
    code: 'too-long',
    message: `The ${field} is too long.`,
    field,
    expected: `at most ${most} characters`,
    found: `${text.length} characters`,
  }
}

/** Line breaks that a person typed inside a cell stay line breaks in Markdown. */
export function keepBreaks(text: string): string {
  return text.includes('\n') ? text.replace(/([^\n])\n(?=[^\n])/g, '$1  \n') : text
}

/** Does a text hold a cloze gap? */
export function hasGap(text: string): boolean {
  return text.includes('{{c') && /\{\{c\d+::/.test(text)
}
