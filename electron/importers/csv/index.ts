import type { Issue } from '../../contract/errors.ts'
import { fail, ok, type Result } from '../../core/result.ts'
import { deckFromFile } from '../deck-path.ts'
import { readDelimited, type TextRecord } from '../delimited.ts'
import type { ImportOptions } from '../import-options.ts'
import type { ImportedDeck } from '../imported-deck.ts'
import { createIssueLog, type IssueLog } from '../issue-log.ts'
import { createNoteSink } from '../note-sink.ts'
import { quoteProblem } from '../quote-problems.ts'
import { findSeparator, mostFrequent, SEPARATOR_NAMES, tableStart } from '../separator.ts'
import { quoted, sourceText, type SourceText } from '../source-text.ts'
import { tableTooLarge } from '../table-limits.ts'
import { cancelled, type Watch } from '../watch.ts'
import { guessColumns, namesColumns, readHeader, type Columns } from './columns.ts'
import { choiceOf, readingOf } from './reading.ts'
import { readRow } from './rows.ts'

/** The layout of a table: its columns, and how many cells a record should have. */
interface Layout {
  readonly columns: Columns
  readonly width: number
  readonly header: boolean
}

/**
 * Imports CSV, TSV and their kin: front and back by the names of a header row, or else by position. A record
 * with more or fewer cells than the table is an issue, never cut.
 */
export function importCsv(
  file: string,
  text: string,
  options: ImportOptions = {},
  watch: Watch = {},
): Result<ImportedDeck, Issue[]> {
  const source = sourceText(file, text)
  const log = createIssueLog(file)
  const isHeader = (cells: readonly string[]) => readHeader(cells) !== null
  const start = tableStart(text)
  const separator =
    options.separator ?? start.separator ?? findSeparator(text, { isHeader, from: start.from, free: true })
  if (separator === null) return fail([oneColumn(source)])
  const records: TextRecord[] = []
  let broken = 0
  readDelimited(
    text,
    { separator, from: start.from },
    (record) => records.push(record),
    (problem) => {
      broken += 1
      log.error(quoteProblem(problem, source))
    },
  )
  const layout = findLayout(records, source, log)
  if (layout === null) return fail(log.list())
  const tooLarge = tableTooLarge(file, records.length, layout.width)
  if (tooLarge) return fail([tooLarge])
  const deck = options.deck ?? deckFromFile(file)
  const sink = createNoteSink(source, log, deck)
  for (const [index, record] of records.entries()) {
    if (index % 1000 === 0) {
      if (watch.signal?.aborted) return fail([cancelled(file)])
      watch.onProgress?.({ stage: 'reading', done: index, total: records.length })
    }
    if (index > 0 || !layout.header) readRow(record, layout.columns, layout.width, sink)
  }
  const bad = sink.bad() + broken
  if (sink.notes.length + bad === 0) {
    log.warn({ code: 'no-notes', message: 'The file holds no notes.', where: { file } })
  }
  warnOfHtml(source, log)
  return ok({
    file,
    format: separator === '\t' ? 'tsv' : 'csv',
    head: null,
    notes: sink.notes,
    bad,
    onMatch: 'update',
    missingMedia: [],
    table: readingOf(records, choiceOf({ ...layout, separator, encoding: options.encoding ?? 'utf-8', deck })),
    issues: log.list(),
  })
}

function findLayout(records: readonly TextRecord[], source: SourceText, log: IssueLog): Layout | null {
  const [first] = records
  const header = first ? readHeader(first.cells) : null
  if (first && header) {
    const where = { ...source.lineAt(first.line), column: 1 }
    for (const name of header.repeated) {
      const message = `The column ${quoted(name)} means the same as an earlier one. Rename or remove one of them.`
      log.error({ code: 'repeated-column', message, where, expected: 'each column once', found: name })
    }
    for (const name of header.unknown) {
      const message = `The column ${quoted(name)} is not used. Known are front, back, extra, hint, tags, deck, kind and guid.`
      log.warn({ code: 'unused-column', message, where, found: name })
    }
    return header.repeated.length > 0 ? null : { columns: header.columns, width: first.cells.length, header: true }
  }
  const counts = new Map<number, number>()
  for (const { cells } of records) counts.set(cells.length, (counts.get(cells.length) ?? 0) + 1)
  const [width] = mostFrequent(counts)
  const named = namesColumns(records)
  const columns = guessColumns(named ? records.slice(1) : records, width)
  const used = Object.keys(columns).length
  if (first && (width > used || named)) {
    const message = [
      named
        ? 'The first row is taken for the names of the columns, none of which is known.'
        : 'The table has no header row that is known.',
      width > used ? `Of its ${width} columns only the first ${used} are used.` : '',
      'Name the columns in the first line, for example front, back and tags.',
    ]
      .filter((part) => part !== '')
      .join(' ')
    log.warn({ code: 'unused-column', message, where: source.lineAt(first.line), found: `${width} columns` })
  }
  return { columns, width, header: named }
}

function oneColumn(source: SourceText): Issue {
  const found = source.text.search(/\S/)
  const where = found < 0 ? { file: source.file } : source.at(found)
  const names = [',', ';', '|'].map((separator) => SEPARATOR_NAMES[separator])
  return {
    severity: 'error',
    code: 'one-column',
    message: 'No columns were found. A table of notes has at least two: the front and the back.',
    where,
    expected: `two columns, separated by a tab, ${names.join(', ')} or the same signs in each line, such as “ - ”`,
    found: 'one column',
  }
}

const TAGS = /<(?:br|div|b|i|u|p|span|img|ul|li|strong|em)(?:\s[^<>]*)?\/?>/i

function warnOfHtml(source: SourceText, log: IssueLog): void {
  const offset = source.text.search(TAGS)
  if (offset < 0) return
  log.warn({
    code: 'html',
    message: 'The text holds HTML tags, which are shown as they stand. Put #html:true in the first line to read them.',
    where: source.at(offset),
    found: quoted(source.text.slice(offset, offset + 20)),
  })
}
