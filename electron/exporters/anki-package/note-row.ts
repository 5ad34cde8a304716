import { hash } from 'node:crypto'
import { decodeEntities, stripTags } from '../../core/cards/template/html.ts'
import type { OutNote } from './model.ts'

/** Between the fields of a note. */
const FIELD = '\u001f'
const IMAGE =
  /<img\b[^>]{0,2000}?\bsrc\s{0,20}=\s{0,20}(?:"([^"]{1,1000})"|'([^']{1,1000})'|([^\s>]{1,1000}))[^>]{0,2000}>/gi

/** The text of a field as Anki compares it: names of images stay, other tags go. */
function wordsOf(field: string): string {
  if (!field.includes('<') && !field.includes('&')) return field
  const named = field.replace(IMAGE, (_whole, double?: string, single?: string, bare?: string) => {
    return ` ${double ?? single ?? bare ?? ''} `
  })
  return decodeEntities(stripTags(named))
}

/** The columns of a note in the order of Anki's table. */
export function noteRow(note: OutNote): (string | number)[] {
  const first = wordsOf(note.fields[0] ?? '')
  const sorted = note.sortField === 0 ? first : wordsOf(note.fields[note.sortField] ?? '')
  const tags = note.tags.length === 0 ? '' : ` ${note.tags.join(' ')} `
  return [
    note.id,
    note.guid,
    note.typeId,
    Math.floor(note.modifiedAt / 1000),
    -1,
    tags,
    note.fields.join(FIELD),
    sorted,
    // The first 32 bits of its SHA-1 tell notes with the same first field.
    Number.parseInt(hash('sha1', first, 'hex').slice(0, 8), 16),
    0,
    '',
  ]
}
