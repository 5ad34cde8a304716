import type { NoteContent } from '../../contract/content/note-content.ts'
import { htmlToMarkdown } from '../../importers/html/markdown.ts'
import type { ExportedNote } from '../question-bank.ts'

/** The columns, by the names that the importer knows. */
export const CSV_HEAD = `${['guid', 'deck', 'kind', 'front', 'back', 'extra', 'tags'].join(',')}\r\n`

/** What a spreadsheet takes for the beginning of a formula; apostrophes before it are those of a cell that was guarded. */
const FORMULA = /^'*[=+\-@\t\r]/

/**
 * A cell that no spreadsheet carries out: before a sign that begins a formula stands an apostrophe, which the importer
 * takes away again. Quoted where it holds a separator, a quote or a line break.
 */
export function csvCell(text: string): string {
  const guarded = FORMULA.test(text) ? `'${text}` : text
  return /[",;\t\r\n]|^\s|\s$/.test(guarded) ? `"${guarded.replaceAll('"', '""')}"` : guarded
}

/** A note as a row, or null for a kind that a table has no place for. @param cloze whether an imported type has gaps */
export function csvRow(note: ExportedNote, cloze: boolean): string | null {
  const texts = textsOf(note.content, cloze)
  if (texts === null) return null
  const tags = note.tags.map((tag) => tag.replace(/\s+/g, '_')).join(' ')
  const cells = [note.guid, note.deck, texts.kind, texts.front, texts.back, texts.extra, tags]
  return `${cells.map(csvCell).join(',')}\r\n`
}

interface Texts {
  readonly kind: string
  readonly front: string
  readonly back: string
  readonly extra: string
}

function textsOf(content: NoteContent, cloze: boolean): Texts | null {
  switch (content.kind) {
    case 'basic':
    case 'basic-reversed':
      return { kind: content.kind, front: content.front, back: content.back, extra: content.extra ?? '' }
    case 'cloze':
      return { kind: 'cloze', front: content.text, back: '', extra: content.extra ?? '' }
    case 'typed':
      return { kind: 'typed', front: content.front, back: content.answer, extra: content.extra ?? '' }
    case 'template': {
      const [front = '', ...more] = content.fields.map((field) => htmlToMarkdown(field).markdown)
      const rest = more.filter((text) => text !== '').join('\n\n')
      return cloze ? { kind: 'cloze', front, back: '', extra: rest } : { kind: 'basic', front, back: rest, extra: '' }
    }
    default:
      return null
  }
}
