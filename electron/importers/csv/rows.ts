import type { TextRecord } from '../delimited.ts'
import type { NoteSink } from '../note-sink.ts'
import { hasGap, keepBreaks, textContent, type TextProblem } from '../text-note.ts'
import { splitTags, TABLE_KINDS, tableKind, type Columns, type Role } from './columns.ts'

/**
 * Gives a record to the sink as a note.
 * @param width how many cells a record should have
 */
export function readRow({ line, cells }: TextRecord, columns: Columns, width: number, sink: NoteSink): void {
  const uneven = cells.length === width ? null : wrongWidth(cells, width)
  if (uneven) return sink.refuse(line, uneven)
  const cell = (role: Role) => {
    const at = columns[role]
    return at === undefined ? '' : withoutGuard((cells[at] ?? '').trim())
  }
  const kind = columns.kind === undefined ? 'basic' : tableKind(cell('kind'))
  if (kind === null) return sink.refuse(line, unknownKind(cell('kind')))
  const front = cell('front')
  const made = textContent({
    kind: kind === 'basic' && hasGap(front) ? 'cloze' : kind,
    front: keepBreaks(front),
    back: keepBreaks(cell('back')),
    extra: keepBreaks(withHint(cell('extra'), cell('hint'))),
  })
  if ('problem' in made) return sink.refuse(line, made.problem)
  const key = (deck: string) => [deck, front.normalize()]
  sink.take(line, {
    content: made.content,
    tags: splitTags(cell('tags')),
    deck: cell('deck'),
    guid: cell('guid'),
    key,
  })
}

/** Before a sign that a spreadsheet would take for a formula stands an apostrophe, which is not part of the text. */
export function withoutGuard(cell: string): string {
  return cell.startsWith("'") && /^'+[=+\-@\t\r]/.test(cell) ? cell.slice(1) : cell
}

/** Text after the answer, with a hint below it where there is one. */
export function withHint(extra: string, hint: string): string {
  if (hint === '') return extra
  return extra === '' ? `Hint: ${hint}` : `${extra}\n\nHint: ${hint}`
}

/** Empty cells at the end are no content, so that a row may have more of them. */
function wrongWidth(cells: readonly string[], width: number): Omit<TextProblem, 'field'> | null {
  if (cells.length > width)
    return cells.slice(width).every((cell) => cell.trim() === '') ? null : tooManyCells(cells.length, width)
  return {
    code: 'too-few-columns',
    message: 'This row has fewer columns than the table. Perhaps a line break stands outside quotes.',
    ...counted(cells.length, width),
  }
}

/** A row that would have to be cut to fit its table. */
export function tooManyCells(count: number, width: number): Omit<TextProblem, 'field'> {
  return {
    code: 'too-many-columns',
    message: 'This row has more columns than the table. Put text that contains the separator in quotes.',
    ...counted(count, width),
  }
}

function counted(found: number, expected: number): { expected: string; found: string } {
  const words = (count: number) => (count === 1 ? '1 column' : `${count} columns`)
  return { expected: words(expected), found: words(found) }
}

/** A cell that names a kind of note which no table can hold. */
export function unknownKind(found: string): TextProblem {
  const expected = `one of ${TABLE_KINDS.join(', ')}`
  return { code: 'kind', message: 'This kind of note cannot come from a table.', field: 'kind', expected, found }
}
