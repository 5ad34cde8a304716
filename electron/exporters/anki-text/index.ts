import type { NoteContent } from '../../contract/content/note-content.ts'
import { ankiTag } from '../../importers/anki-package/restore.ts'
import { clozeHtml, computedSides, questionSides, type TwoSides } from '../card-faces.ts'
import { fieldHtml, plainHtml } from '../card-html.ts'
import type { ExportedNote } from '../question-bank.ts'

/** Anki's own note types, which every collection of its has under these names. */
const STOCK = {
  basic: 'Basic',
  reversed: 'Basic (and reversed card)',
  typed: 'Basic (type in the answer)',
  cloze: 'Cloze',
} as const

const COLUMNS_BEFORE = 3

/** The leading lines. @param fields the most fields that a note has */
export function ankiTextHead(fields: number): string {
  const lines = [
    'separator:tab',
    'html:true',
    'guid column:1',
    'notetype column:2',
    'deck column:3',
    `tags column:${COLUMNS_BEFORE + fields + 1}`,
  ]
  return lines.map((line) => `#${line}\n`).join('')
}

/**
 * A note as a line: guid, note type, deck, fields, tags.
 * @param fields how many fields each line has
 * @param typeName name of an imported note's type
 * @returns null for a kind that a text has no place for
 */
export function ankiTextLine(note: ExportedNote, fields: number, typeName: string): string | null {
  const out = fieldsOf(note.content, note.guid, typeName)
  if (out === null) return null
  const padded = Array.from({ length: fields }, (_, index) => out.fields[index] ?? '')
  const cells = [note.guid, out.type, note.deck, ...padded, note.tags.map(ankiTag).join(' ')]
  return `${cells.map(cellOf).join('\t')}\n`
}

function cellOf(text: string): string {
  return /["\t\r\n]|^#/.test(text) ? `"${text.replaceAll('"', '""')}"` : text
}

function fieldsOf(
  content: NoteContent,
  guid: string,
  typeName: string,
): { type: string; fields: readonly string[] } | null {
  switch (content.kind) {
    case 'basic':
    case 'basic-reversed': {
      const fields = [fieldHtml(content.front), withExtra(fieldHtml(content.back), content.extra)]
      return { type: content.kind === 'basic' ? STOCK.basic : STOCK.reversed, fields }
    }
    case 'typed':
      return { type: STOCK.typed, fields: [fieldHtml(content.front), plainHtml(content.answer)] }
    case 'cloze':
      return { type: STOCK.cloze, fields: [clozeHtml(content.text), withExtra('', content.extra)] }
    case 'template':
      return { type: typeName, fields: content.fields }
    case 'computed': {
      const sides = computedSides(content, guid)
      return sides === null ? null : { type: STOCK.basic, fields: twoFields(sides) }
    }
    case 'diagram':
      return null
    default:
      return { type: STOCK.basic, fields: twoFields(questionSides(content, guid)) }
  }
}

function twoFields({ question, answer, extra }: TwoSides): string[] {
  return [question, extra === '' ? answer : `${answer}<br><br>${extra}`]
}

function withExtra(html: string, extra: string | undefined): string {
  if (extra === undefined) return html
  return html === '' ? fieldHtml(extra) : `${html}<br><br>${fieldHtml(extra)}`
}
