import type { NoteContent } from '../../contract/content/note-content.ts'
import { NOTE_TYPE_LIMITS } from '../../contract/content/note-type.ts'
import type { ColumnRole, TableChoice } from '../../contract/procedures/import-choice.ts'
import { escapeHtml } from '../../core/cards/template/html.ts'
import type { TextRecord } from '../delimited.ts'
import type { TableNoteType } from '../import-options.ts'
import type { NoteSink } from '../note-sink.ts'
import { hasGap, textContent, type TextProblem } from '../text-note.ts'
import { splitTags, tableKind, type TableKind } from './columns.ts'
import type { Mapping } from './mapping.ts'
import { tooManyCells, unknownKind, withHint, withoutGuard } from './rows.ts'

type Made = { readonly content: NoteContent } | { readonly problem: TextProblem }

/** Gives a record to the sink as the note that the mapping makes of it. */
export function readMappedRow(record: TextRecord, choice: TableChoice, mapping: Mapping, sink: NoteSink): void {
  const { line, cells } = record
  if (cells.slice(choice.columns.length).some((cell) => cell.trim() !== ''))
    return sink.refuse(line, tooManyCells(cells.length, choice.columns.length))
  const cell = (at: number | undefined) => (at === undefined ? '' : withoutGuard((cells[at] ?? '').trim()))
  const one = (role: ColumnRole) => cell(mapping.columns(role)[0])
  const { noteType } = mapping
  const made = noteType
    ? ownNote(choice, noteType, mapping.fields.map(cell))
    : plainNote({ line, one, extras: mapping.columns('extra').map(cell) }, choice, mapping)
  if ('problem' in made) return sink.refuse(line, made.problem)
  const first = noteType ? cell(mapping.fields[0]) : one('front')
  sink.take(line, {
    content: made.content,
    tags: [...new Set(mapping.columns('tags').flatMap((at) => splitTags(cell(at))))],
    deck: one('deck'),
    guid: one('guid'),
    key: (deck) => [deck, first.normalize()],
  })
}

interface Cells {
  readonly line: number
  readonly one: (role: ColumnRole) => string
  readonly extras: readonly string[]
}

function plainNote({ line, one, extras }: Cells, choice: TableChoice, mapping: Mapping): Made {
  const usual = tableKind(choice.type) ?? 'basic'
  const named = mapping.columns('kind').length > 0 && one('kind') !== '' ? tableKind(one('kind')) : usual
  if (named === null) return { problem: unknownKind(one('kind')) }
  const front = one('front')
  const kind: TableKind = named === 'basic' && hasGap(front) ? 'cloze' : named
  const more = extras.map((cell) => mapping.text(cell, line))
  const back = one('back')
  return textContent({
    kind,
    front: mapping.text(front, line),
    back: kind === 'typed' ? mapping.plain(back) : mapping.text(back, line),
    extra: withHint(more.filter((text) => text !== '').join('\n\n'), mapping.text(one('hint'), line)),
  })
}

/** A note of one of the collection's own types; its fields are HTML. */
function ownNote({ type, html }: TableChoice, noteType: TableNoteType, cells: readonly string[]): Made {
  const fields = cells.map((cell) => (html ? cell : plainToHtml(cell)))
  const [name = 'first field'] = noteType.fields
  if (cells[0] === '') return { problem: emptyField(name) }
  const long = fields.findIndex((field) => field.length > NOTE_TYPE_LIMITS.field)
  if (long >= 0) return { problem: tooLong(noteType.fields[long] ?? name, fields[long] ?? '') }
  if (noteType.kind === 'cloze' && !fields.some(hasGap)) return { problem: noGap(name) }
  return { content: { kind: 'template', noteType: type, fields } }
}

/** Plain text as HTML that looks the same. */
function plainToHtml(text: string): string {
  return escapeHtml(text).replaceAll('\n', '<br>')
}

function emptyField(field: string): TextProblem {
  return { code: 'empty', message: `The ${field} is empty.`, field, expected: 'some text', found: 'nothing' }
}

function tooLong(field: string, text: string): TextProblem {
  const expected = `at most ${NOTE_TYPE_LIMITS.field} characters`
  return { code: 'too-long', message: `The ${field} is too long.`, field, expected, found: `${text.length} characters` }
}

function noGap(field: string): TextProblem {
  const message = 'The note has no gap to ask.'
  return { code: 'cloze', message, field, expected: 'a gap such as {{c1::answer}}', found: 'none' }
}
