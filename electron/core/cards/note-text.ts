import type { NoteContent } from '../../contract/content/note-content.ts'
import { parseCloze, printGaps } from './cloze.ts'
import { diagramTexts } from './diagram.ts'
import { cut, plainText } from './plain-text.ts'
import { parseClozes } from './template/cloze.ts'
import type { ClozeNode } from './template/cloze.ts'
import { plainHtml } from './template/html.ts'

const SUMMARY_LENGTH = 200
/** As much of a text as a summary can need, markup included. */
const SUMMARY_SOURCE = 4_000

/** One plain line that tells a note from others, at most 200 characters; cloze gaps read [answer]. */
export function summary(content: NoteContent): string {
  if (content.kind === 'template') return templateSummary(content.fields)
  return cut(plainText(mainText(content).slice(0, SUMMARY_SOURCE)), SUMMARY_LENGTH)
}

/** Every text of a note that a person may look for, as plain lines. */
export function searchText(content: NoteContent): string {
  return allTexts(content)
    .filter((text) => text !== undefined)
    .map(plainText)
    .filter((text) => text !== '')
    .join('\n')
}

function mainText(content: NoteContent): string {
  switch (content.kind) {
    case 'basic':
    case 'basic-reversed':
    case 'typed':
      return content.front
    case 'cloze':
      return openGaps(content.text, (answer) => `[${answer}]`)
    case 'computed':
      return withNames(content.prompt)
    case 'diagram':
      return `Diagram: ${content.alt}`
    case 'template':
      return templateSummary(content.fields)
    default:
      return content.stem
  }
}

function allTexts(content: NoteContent): (string | undefined)[] {
  switch (content.kind) {
    case 'basic':
    case 'basic-reversed':
      return [content.front, content.back, content.extra]
    case 'typed':
      return [content.front, content.answer, ...(content.accept ?? []), content.extra]
    case 'cloze':
      return [openGaps(content.text, (answer) => answer), content.extra]
    case 'computed':
      return [withNames(content.prompt), content.unit, ...content.steps.map(withNames), content.plot?.label]
    case 'diagram':
      return diagramTexts(content)
    case 'template':
      return content.fields.map((field) => plainHtml(openClozes(parseClozes(field))))
    case 'multiple-choice':
    case 'multiple-response':
      return [content.stem, ...content.options.flatMap(textAndReason), content.explanation]
    case 'ordering':
      return [
        content.stem,
        ...[...content.items, ...(content.unused ?? [])].flatMap(textAndReason),
        content.explanation,
      ]
    case 'matching':
      return [
        content.stem,
        ...content.pairs.flatMap(({ prompt, response, reason }) => [prompt, response, reason]),
        ...(content.unused ?? []).flatMap(textAndReason),
        content.explanation,
      ]
  }
}

/** The first field that says something in words; else the names of its media; gaps read [answer]. */
function templateSummary(fields: readonly string[]): string {
  for (const field of fields) {
    const words = plainHtml(openClozes(parseClozes(field.slice(0, SUMMARY_SOURCE)), true))
    if (words !== '') return cut(words, SUMMARY_LENGTH)
  }
  const [, image] =
    /<img\b[^>]{0,500}?\bsrc\s*=\s*["']?([^"'>\s]{1,200})/i.exec(fields.join('\n').slice(0, SUMMARY_SOURCE)) ?? []
  return image ?? ''
}

function openClozes(nodes: readonly ClozeNode[], marked = false): string {
  return nodes
    .map((node) => {
      if (typeof node === 'string') return node
      // A shape over an image is no text.
      if (typeof node.inside[0] === 'string' && node.inside[0].startsWith('image-occlusion:')) return ''
      const inside = openClozes(node.inside, marked)
      return marked ? `[${inside}]` : inside
    })
    .join('')
}

function textAndReason(item: { text: string; reason?: string | undefined }): (string | undefined)[] {
  return [item.text, item.reason]
}

/** The cloze text with its gaps filled; the text as it stands when it cannot be read. */
function openGaps(text: string, print: (answer: string) => string): string {
  const parts = parseCloze(text)
  return parts.ok ? printGaps(parts.value, print) : text
}

/** A computed template with the expression itself in place of each value. */
function withNames(template: string): string {
  return template.replace(/\{\{([^{}|]*)(?:\|[^{}]*)?\}\}/g, (_, expression: string) => expression.trim())
}
