import type { ContentOf, ExamKind } from '../contract/content/note-content.ts'
import { drawComputed } from '../core/cards/computed.ts'
import { gapNumbers, parseCloze, type ClozePart } from '../core/cards/cloze.ts'
import { viewQuestion } from '../core/cards/question.ts'
import { hashSeed } from '../core/random.ts'
import { fieldHtml, lineHtml, plainHtml } from './card-html.ts'

/** A card as two sides of HTML, for programs that know no more than that. */
export interface TwoSides {
  readonly question: string
  readonly answer: string
  readonly extra: string
}

const GAP = '\u{E010}'
const HINT = '\u{E011}'
const END = '\u{E012}'

/**
 * A text with gaps as HTML with gaps of Anki's. Braces and colons of the text itself that Anki would take for its
 * own are written in another way.
 */
export function clozeHtml(text: string): string {
  const parts = parseCloze(text)
  if (!parts.ok || gapNumbers(parts.value).length === 0) return fieldHtml(text)
  return fieldHtml(withMarks(parts.value))
    .replaceAll('{{', '{&#123;')
    .replaceAll('}}', '}&#125;')
    .replaceAll('::', ':&#58;')
    .replace(/\u{E010}(\d+)\u{E010}/gu, '{{c$1::')
    .replaceAll(HINT, '::')
    .replaceAll(END, '}}')
}

function withMarks(parts: readonly ClozePart[]): string {
  return parts
    .map((part) => {
      if (typeof part === 'string') return part
      const hint = part.hint === null ? '' : HINT + part.hint
      return `${GAP}${part.number}${GAP}${withMarks(part.inside)}${hint}${END}`
    })
    .join('')
}

/** One drawn example of a computed note; its numbers are always the same for one guid. Null when none can be drawn. */
export function computedSides(content: ContentOf<'computed'>, guid: string): TwoSides | null {
  const drawn = drawComputed(content, hashSeed(guid))
  if (!drawn.ok) return null
  const { prompt, answerText, steps } = drawn.value
  const unit = content.unit === undefined ? '' : ` ${lineHtml(content.unit)}`
  return {
    question: fieldHtml(prompt),
    answer: `<b>${plainHtml(answerText)}</b>${unit}`,
    extra: `<ol>${steps.map((step) => `<li>${lineHtml(step)}</li>`).join('')}</ol>`,
  }
}

/** An exam question with its options in a fixed order, its key, and the reasons. */
export function questionSides(content: ContentOf<ExamKind>, guid: string): TwoSides {
  const { view, key } = viewQuestion(content, hashSeed(guid))
  const extra = content.explanation === undefined ? '' : fieldHtml(content.explanation)
  const reason = (at: number): string => {
    const why = key.reasons[at]
    return why ? `<br><span class="note">${lineHtml(why)}</span>` : ''
  }
  switch (view.kind) {
    case 'multiple-choice':
    case 'multiple-response': {
      const right = key.answer.type === 'choices' ? key.answer.choices : []
      const ask = right.length > 1 ? `<p class="note">Choose ${right.length}.</p>` : ''
      const marked = view.options.map((option, at) => {
        const text = right.includes(at) ? `<span class="right">✓ ${lineHtml(option)}</span>` : lineHtml(option)
        return text + reason(at)
      })
      return {
        question: `${paragraph(view.stem)}${ask}${list(view.options.map(lineHtml))}`,
        answer: list(marked),
        extra,
      }
    }
    case 'ordering': {
      const order = key.answer.type === 'order' ? key.answer.order : []
      const steps = order.map((at) => lineHtml(view.items[at] ?? '') + reason(at))
      return {
        question: `${paragraph(view.stem)}${bullets(view.items.map(lineHtml))}`,
        answer: list(steps, '1'),
        extra,
      }
    }
    case 'matching': {
      const pairs = key.answer.type === 'pairs' ? key.answer.pairs : []
      const shown = view.prompts.map((prompt, at) => {
        const response = pairs[at] ?? 0
        return `${lineHtml(prompt)}: <span class="right">${lineHtml(view.responses[response] ?? '')}</span>${reason(response)}`
      })
      const question = `${paragraph(view.stem)}${list(view.prompts.map(lineHtml), '1')}${list(view.responses.map(lineHtml))}`
      return { question, answer: list(shown, '1'), extra }
    }
  }
}

function paragraph(text: string): string {
  const html = fieldHtml(text)
  return html.startsWith('<') ? html : `<p>${html}</p>`
}

function list(items: readonly string[], type: 'A' | '1' = 'A'): string {
  return `<ol type="${type}">${items.map((item) => `<li>${item}</li>`).join('')}</ol>`
}

function bullets(items: readonly string[]): string {
  return `<ul>${items.map((item) => `<li>${item}</li>`).join('')}</ul>`
}
