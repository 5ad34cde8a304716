import { TABLE_KINDS, type ColumnRole, type TableChoice } from '../../contract/procedures/import-choice.ts'
import { warnOfNames } from '../found-names.ts'
import { htmlToMarkdown, htmlToPlain } from '../html/markdown.ts'
import type { TableNoteType } from '../import-options.ts'
import type { IssueLog, Problem } from '../issue-log.ts'
import type { SourceText } from '../source-text.ts'
import { keepBreaks } from '../text-note.ts'

/** Which columns hold what, and how their cells become texts. */
export interface Mapping {
  /** Why the mapping gives no notes; null when it does. */
  readonly problem: Omit<Problem, 'where'> | null
  readonly noteType: TableNoteType | undefined
  /** Columns by role; several for extra text and tags. */
  columns(role: ColumnRole): readonly number[]
  /** The column of each field of the note type; undefined where none was chosen. */
  readonly fields: readonly (number | undefined)[]
  /** A cell as Markdown. */
  text(cell: string, line: number): string
  /** A cell as plain text, as answers that are typed have to be. */
  plain(cell: string): string
  media(): string[]
  /** Tells once of what was met in cells. */
  tell(log: IssueLog, source: SourceText): void
}

/** Is this one of the kinds that need no note type of the collection? */
export function isTableKind(type: string): boolean {
  return (TABLE_KINDS as readonly string[]).includes(type)
}

/** @param noteType the one that `choice.type` names, where it names one */
export function createMapping(choice: TableChoice, noteType: TableNoteType | undefined): Mapping {
  const media = new Map<string, number>()
  const dropped = new Map<string, number>()
  const columns = (role: ColumnRole) => choice.columns.flatMap((use, at) => (use === role ? [at] : []))
  const fields = (noteType?.fields ?? []).map((_name, field) => {
    const at = choice.columns.indexOf(field)
    return at < 0 ? undefined : at
  })
  return {
    problem: problemOf(choice, noteType, columns, fields),
    noteType,
    columns,
    fields,
    text(cell, line) {
      if (!choice.html) return keepBreaks(cell)
      const made = htmlToMarkdown(cell)
      for (const name of made.media) if (!media.has(name)) media.set(name, line)
      for (const name of made.dropped) if (!dropped.has(name)) dropped.set(name, line)
      return made.markdown
    },
    plain: (cell) => (choice.html ? htmlToPlain(cell) : cell),
    media: () => [...media.keys()],
    tell(log, source) {
      warnOfNames(log, source, media, 'missing-media', 'Pictures and sounds are not part of a table.')
      warnOfNames(log, source, dropped, 'dropped-html', 'Scripts and other active content were left out.')
    },
  }
}

function problemOf(
  choice: TableChoice,
  noteType: TableNoteType | undefined,
  columns: (role: ColumnRole) => readonly number[],
  fields: Mapping['fields'],
): Mapping['problem'] {
  if (!isTableKind(choice.type)) {
    if (noteType === undefined)
      return { code: 'note-type', message: 'The chosen note type is not here any more. Choose another one.' }
    if (fields[0] === undefined) return unmapped(noteType.fields[0] ?? 'first field')
    return null
  }
  if (columns('front').length === 0) return unmapped(choice.type === 'cloze' ? 'text' : 'front')
  const needsBack = choice.type !== 'cloze' && columns('kind').length === 0
  return needsBack && columns('back').length === 0 ? unmapped('back') : null
}

function unmapped(name: string): Omit<Problem, 'where'> {
  return {
    code: 'unmapped',
    message: `No column is chosen for the ${name}, so there are no notes to make.`,
    expected: `a column for the ${name}`,
  }
}
