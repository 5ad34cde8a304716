import type { TemplateContent } from '../../../contract/content/note-type.ts'
import type { CardFace } from '../../../contract/procedures/review.ts'
import type { CardAbout, NamedNoteType, TemplateProblem } from './about.ts'
import { clozeNumbers } from './cloze.ts'
import { isEmptyField, rendersNothing } from './empty.ts'
import { escapeHtml } from './html.ts'
import { parsedTemplates } from './parsed-types.ts'
import { renderTemplate } from './render.ts'
import { takeSounds } from './sounds.ts'
import { takeTyped, TYPE_SLOT } from './typed.ts'
import type { TypedField } from './typed.ts'

type Face = Extract<CardFace, { type: 'template' }>
type About = Omit<CardAbout, 'typeName'>

/**
 * What a card of an imported note type shows: both sides as HTML that is not sanitised yet, with play buttons in place
 * of sounds and the slot where an answer is typed. A template that cannot be filled in shows why instead.
 */
export function templateFace(content: TemplateContent, ordinal: number, type: NamedNoteType, about: About): Face {
  const { definition, name } = type
  const all = { ...about, typeName: name }
  const fields = content.fields.map((field) => field.replaceAll(TYPE_SLOT, ''))
  const base = { type: 'template' as const, css: definition.css, card: ordinal + 1 }
  const rendered = renderTemplate(definition, fields, ordinal, 'question', all)
  if (!rendered.ok) return broken(base, 'front', rendered.error)
  const blank = blankWords(content, ordinal, type)
  if (blank !== null) return plain(base, `${rendered.value}${messageHtml(blank)}`, messageHtml(blank))
  const question = takeSounds(rendered.value, 'q')
  const answered = renderTemplate(definition, fields, ordinal, 'answer', all, question.html)
  if (!answered.ok) return broken(base, 'back', answered.error)
  const answer = takeSounds(answered.value, 'a')
  const asked = takeTyped(question.html, definition, fields, ordinal)
  const compared = takeTyped(answer.html, definition, fields, ordinal)
  return {
    ...base,
    question: asked.html,
    answer: asked.typed === null ? compared.html.replaceAll(TYPE_SLOT, '') : compared.html,
    typed:
      asked.typed === null ? null : { expected: asked.typed.expected, font: asked.typed.font, size: asked.typed.size },
    sounds: { question: [...question.sounds], answer: [...answer.sounds] },
  }
}

/** What a card asks to be typed; null when it asks for nothing. */
export function typedOf(content: TemplateContent, ordinal: number, type: NamedNoteType): TypedField | null {
  const about = { typeName: type.name, tags: [], deck: '', flag: 0 }
  const rendered = renderTemplate(type.definition, content.fields, ordinal, 'question', about)
  return rendered.ok ? takeTyped(rendered.value, type.definition, content.fields, ordinal).typed : null
}

type Base = Pick<Face, 'type' | 'css' | 'card'>

/** Why a card has nothing to ask, in words; null when it has. */
function blankWords(content: TemplateContent, ordinal: number, { definition }: NamedNoteType): string | null {
  if (definition.kind === 'cloze') {
    const numbers = new Set<number>()
    for (const field of content.fields) clozeNumbers(field, numbers)
    return numbers.has(ordinal + 1)
      ? null
      : `The note has no gap ${ordinal + 1} any more, so this card has nothing to ask.`
  }
  const nodes = parsedTemplates(definition)[ordinal]?.question()
  const filled = new Set(
    definition.fields.filter((_, index) => !isEmptyField(content.fields[index] ?? '')).map((field) => field.name),
  )
  if (!nodes?.ok || !rendersNothing(nodes.value, filled)) return null
  return 'The front of this card is empty: the fields that it shows have nothing in them.'
}

function broken(base: Base, side: 'front' | 'back', problem: TemplateProblem): Face {
  const html = messageHtml(`The ${side} of this card has a mistake in its template. ${problem.message}`)
  return plain(base, html, html)
}

function plain(base: Base, question: string, answer: string): Face {
  return { ...base, question, answer, typed: null, sounds: { question: [], answer: [] } }
}

function messageHtml(words: string): string {
  return `<div class="epoch-problem">${escapeHtml(words)}</div>`
}
