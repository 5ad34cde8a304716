import { NOTE_TYPE_LIMITS } from '../../contract/content/note-type.ts'
import { escapeHtml } from '../../core/cards/template/html.ts'
import type { TextRecord } from '../delimited.ts'
import type { TableNoteType } from '../import-options.ts'
import { hasGap, type TextProblem } from '../text-note.ts'
import { splitAnkiTags } from './headers.ts'
import type { RowContext } from './rows.ts'

/** A note type of the collection that a row names. */
export interface OwnNoteType extends TableNoteType {
  readonly guid: string
}

/**
 * Gives a record to the sink as a note of one of the collection's own types, as Anki does: its fields by the labels of
 * the columns, or else by position among the columns that are no tags, deck, guid or note type. Missing cells are
 * empty fields; the first column after the fields is the tags when no header names them.
 */
export function readOwnRow({ line, cells }: TextRecord, type: OwnNoteType, name: string, context: RowContext): void {
  const { headers, sink, html } = context
  const cell = (at: number | null | undefined) => (at === null || at === undefined ? '' : (cells[at] ?? '').trim())
  const { fields: columns, tags, rest } = columnsOf(type, context, cells.length)
  const fields = columns.map((at) => (html ? cell(at) : escapeHtml(cell(at)).replaceAll('\n', '<br>')))
  const problem = problemOf(type, fields)
  if (problem) return sink.refuse(line, problem)
  const lost = rest.filter((at) => cell(at) !== '')
  if (lost.length > 0) context.onOdd(noField(name, lost.map(cell)), line)
  sink.take(line, {
    content: { kind: 'template', noteType: type.guid, fields },
    tags: [...new Set([...headers.tags, ...splitAnkiTags(cell(headers.tagsColumn ?? tags))])],
    deck: cell(headers.deckColumn) || (headers.deck ?? ''),
    guid: cell(headers.guidColumn),
    key: (deck) => [name.toLowerCase(), cell(columns[0]).normalize(), ...(headers.matchDeck ? [deck] : [])],
  })
}

function columnsOf(type: OwnNoteType, { headers, labels, width }: RowContext, count: number) {
  const meta = [headers.noteTypeColumn, headers.deckColumn, headers.tagsColumn, headers.guidColumn]
  const free = Array.from({ length: Math.max(width, count) }, (_, at) => at).filter((at) => !meta.includes(at))
  const labelled = type.fields.map((field) => free.find((at) => labels[at]?.toLowerCase() === field.toLowerCase()))
  const fields = labelled[0] === undefined ? type.fields.map((_, index) => free[index]) : labelled
  const others = free.filter((at) => !fields.includes(at))
  const tags = headers.tagsColumn === null && headers.noteTypeColumn === null ? (others[0] ?? null) : null
  return { fields, tags, rest: others.filter((at) => at !== tags) }
}

function problemOf(type: OwnNoteType, fields: readonly string[]): TextProblem | null {
  const [field = 'first field'] = type.fields
  if ((fields[0] ?? '') === '')
    return { code: 'empty', message: `The ${field} is empty.`, field, expected: 'some text', found: 'nothing' }
  if (type.kind === 'cloze' && !fields.some(hasGap)) {
    const expected = 'a gap such as {{c1::answer}}'
    return { code: 'cloze', message: 'The note has no gap to ask.', field, expected, found: 'none' }
  }
  const long = fields.findIndex((text) => text.length > NOTE_TYPE_LIMITS.field)
  if (long < 0) return null
  const expected = `at most ${NOTE_TYPE_LIMITS.field} characters`
  const found = `${fields[long]?.length ?? 0} characters`
  return {
    code: 'too-long',
    message: 'A field of this row is too long.',
    field: type.fields[long] ?? field,
    expected,
    found,
  }
}

function noField(name: string, cells: readonly string[]): TextProblem {
  const message = `The note type “${name}” has no field for a cell of this row. The cell stays out.`
  return {
    code: 'too-many-columns',
    message,
    field: 'columns',
    expected: 'a field for each cell',
    found: cells.join(', '),
  }
}
