import { LIMITS } from '../../contract/content/primitives.ts'
import type { TextRecord } from '../delimited.ts'
import { htmlToMarkdown, htmlToPlain, plainToMarkdown } from '../html/markdown.ts'
import type { NoteSink } from '../note-sink.ts'
import { hasGap, textContent, type NoteTexts, type TextProblem } from '../text-note.ts'
import { splitAnkiTags, type AnkiHeaders } from './headers.ts'
import { ruleFor, type NoteTypeRule } from './note-types.ts'
import { readOwnRow, type OwnNoteType } from './own-type.ts'

/** What holds for all rows of a file. */
export interface RowContext {
  readonly headers: AnkiHeaders
  readonly html: boolean
  readonly labels: readonly string[]
  /** How many cells a record should have. */
  readonly width: number
  readonly sink: NoteSink
  /** Told of media that are not in the file. */
  readonly onMedia: (names: readonly string[], line: number) => void
  /** Told of elements that were dropped with their content. */
  readonly onDropped: (names: readonly string[], line: number) => void
  /** A note type of the collection by its name, as Anki finds it; undefined when there is none. */
  readonly ownType: (name: string) => OwnNoteType | undefined
  /** Told of what a row lacks or has too much of, although it comes in. */
  readonly onOdd: (problem: TextProblem, line: number) => void
  /** Told of a note type that is not known, with the labels of its further fields. */
  readonly onUnknownType: (name: string, rest: readonly string[], line: number) => void
}

/** Which columns hold the fields of a row, its tags, and nothing that has a place. */
interface Layout {
  readonly fields: readonly number[]
  readonly tags: number | null
  readonly rest: readonly number[]
}

/** Longest cell that is converted: HTML is longer than the text it holds. */
const LONGEST_CELL = 4 * LIMITS.text

/** Gives a record to the sink as a note. */
export function readRow({ line, cells }: TextRecord, context: RowContext): void {
  const { headers, sink } = context
  const cell = (at: number | null | undefined) => (at === null || at === undefined ? '' : (cells[at] ?? '').trim())
  const long = cells.find((text) => text.length > LONGEST_CELL)
  if (long !== undefined) return sink.refuse(line, tooLongCell(long))
  const name = headers.noteTypeColumn === null ? (headers.noteType ?? '') : cell(headers.noteTypeColumn)
  const own = name === '' ? undefined : context.ownType(name)
  if (own) return readOwnRow({ line, cells }, own, name, context)
  const rule = ruleFor(name)
  const layout = findLayout(rule, name, context)
  const filled = layout.rest.filter((at) => cell(at) !== '')
  if (filled.length > 0)
    context.onUnknownType(
      name,
      filled.map((at) => labelOf(at, context.labels)),
      line,
    )
  const convert = createConverter(line, context)
  const texts = fieldTexts(rule, layout, cell, convert)
  const beyond = cellsBeyond(cells, context.width)
  if (beyond.length > 0) context.onOdd(tooManyCells(cells.length, context.width), line)
  const more = [...filled, ...beyond].map((at) => `**${labelOf(at, context.labels)}:** ${convert(cell(at))}`)
  const whole = withBack(texts, () => context.onOdd(noBack(), line))
  const made = textContent({ ...whole, extra: [whole.extra, ...more].filter((text) => text !== '').join('\n\n') })
  if ('problem' in made) return sink.refuse(line, made.problem)
  const first = cell(layout.fields[0]).normalize()
  sink.take(line, {
    content: made.content,
    tags: [...new Set([...headers.tags, ...splitAnkiTags(cell(headers.tagsColumn ?? layout.tags))])],
    deck: cell(headers.deckColumn) || (headers.deck ?? ''),
    guid: cell(headers.guidColumn),
    key: (deck) => [name.toLowerCase(), first, ...(headers.matchDeck ? [deck] : [])],
  })
}

function fieldTexts(
  rule: NoteTypeRule,
  layout: Layout,
  cell: (at: number | undefined) => string,
  convert: (text: string) => string,
): NoteTexts {
  const [front, back, third] = layout.fields
  const reversed = rule.reverseField !== undefined && cell(third) !== ''
  const question = convert(cell(front))
  const kind = reversed ? 'basic-reversed' : rule.kind === 'basic' && hasGap(question) ? 'cloze' : rule.kind
  const answer = kind === 'typed' ? htmlToPlain(cell(back)) : convert(cell(back))
  return { kind, front: question, back: answer, extra: '' }
}

function findLayout(rule: NoteTypeRule, name: string, context: RowContext): Layout {
  const { headers, labels, width } = context
  const meta = [headers.noteTypeColumn, headers.deckColumn, headers.tagsColumn, headers.guidColumn]
  const columns = Array.from({ length: width }, (_, at) => at).filter((at) => !meta.includes(at))
  const byLabel = rule.fields.map((field) => columns.find((at) => labels[at]?.toLowerCase() === field.toLowerCase()))
  const named = byLabel.filter((at) => at !== undefined)
  const fields = named.length >= 2 ? named : columns.slice(0, rule.fields.length)
  const others = columns.filter((at) => !fields.includes(at))
  // Anki takes the first column after the fields for the tags, if no header names one. Without a note type the
  // number of fields is not known, and only a single further column is likely to be that.
  const sure = name === '' ? others.length === 1 : rule.known && headers.noteTypeColumn === null
  const [tags = null] = headers.tagsColumn === null && sure ? others : []
  return { fields, tags, rest: others.filter((at) => at !== tags) }
}

function createConverter(line: number, context: RowContext): (text: string) => string {
  return (text) => {
    const converted = context.html ? htmlToMarkdown(text) : plainToMarkdown(text)
    if (converted.media.length > 0) context.onMedia(converted.media, line)
    if (converted.dropped.length > 0) context.onDropped(converted.dropped, line)
    return converted.markdown
  }
}

function labelOf(at: number, labels: readonly string[]): string {
  const label = labels[at]?.trim() ?? ''
  return label === '' ? `Column ${at + 1}` : label
}

/** Filled cells of a row that stand beyond the last column; Anki leaves them out, here they become background. */
export function cellsBeyond(cells: readonly string[], width: number): number[] {
  return cells.flatMap((text, at) => (at >= width && text.trim() !== '' ? [at] : []))
}

/** Anki keeps a note without an answer; here a dash stands in its place. */
function withBack(texts: NoteTexts, tell: () => void): NoteTexts {
  if (texts.back !== '' || texts.kind === 'cloze' || texts.front === '') return texts
  tell()
  return { ...texts, kind: texts.kind === 'typed' ? 'basic' : texts.kind, back: '—' }
}

function noBack(): TextProblem {
  const message = 'This note has no answer. It comes in with a dash in its place.'
  return { code: 'empty', message, field: 'back', expected: 'some text', found: 'nothing' }
}

export function tooManyCells(count: number, width: number): TextProblem {
  return {
    code: 'too-many-columns',
    message: 'This row has more columns than the table. What is beyond them becomes background after the answer.',
    field: 'columns',
    expected: `${width} columns`,
    found: `${count} columns`,
  }
}

function tooLongCell(text: string): Omit<TextProblem, 'field'> {
  const message = 'A field of this row is too long.'
  return {
    code: 'too-long',
    message,
    expected: `at most ${LONGEST_CELL} characters`,
    found: `${text.length} characters`,
  }
}
