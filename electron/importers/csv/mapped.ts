import type { Issue } from '../../contract/errors.ts'
import type { TableChoice } from '../../contract/procedures/import-choice.ts'
import { fail, ok, type Result } from '../../core/result.ts'
import { deckFromFile } from '../deck-path.ts'
import { readDelimited, type TextRecord } from '../delimited.ts'
import type { ImportOptions } from '../import-options.ts'
import type { ImportedDeck } from '../imported-deck.ts'
import { createIssueLog, type IssueLog } from '../issue-log.ts'
import { createNoteSink } from '../note-sink.ts'
import { quoteProblem } from '../quote-problems.ts'
import { tableStart } from '../separator.ts'
import { sourceText, type SourceText } from '../source-text.ts'
import { tableTooLarge } from '../table-limits.ts'
import { cancelled, type Watch } from '../watch.ts'
import { createMapping, isTableKind, type Mapping } from './mapping.ts'
import { readMappedRow } from './mapped-rows.ts'
import { readingOf } from './reading.ts'

/**
 * Imports a table as a person wants it read. A row with more filled cells than there are columns is an issue, never
 * cut; missing cells are empty. A mapping that gives no notes is told as an issue, so that it can be mended in view.
 * @param text the whole file, decoded as `choice.encoding` says
 * @param options `noteType` has to know the guid when `choice.type` is one
 */
export function importTable(
  file: string,
  text: string,
  choice: TableChoice,
  options: ImportOptions = {},
  watch: Watch = {},
): Result<ImportedDeck, Issue[]> {
  const source = sourceText(file, text)
  const log = createIssueLog(file)
  const { records, broken } = readRecords(source, choice.separator, log)
  const width = records.reduce((most, { cells }) => Math.max(most, cells.length), 0)
  const tooLarge = tableTooLarge(file, records.length, width)
  if (tooLarge) return fail([tooLarge])
  const whole = fitColumns(choice, records)
  const mapping = createMapping(whole, isTableKind(whole.type) ? undefined : options.noteType?.(whole.type))
  tellOfEncoding(source, whole, log)
  const missing = mapping.problem
  if (missing !== null) log.error({ ...missing, where: { file } })
  const sink = createNoteSink(source, log, whole.deck.trim() || options.deck || deckFromFile(file))
  if (missing === null) {
    const stopped = readRows(records, whole, { mapping, sink, file, watch })
    if (stopped) return fail([stopped])
  }
  mapping.tell(log, source)
  const bad = sink.bad() + broken
  if (missing === null && sink.notes.length + bad === 0)
    log.warn({ code: 'no-notes', message: 'The file holds no notes.', where: { file } })
  return ok({
    file,
    format: whole.separator === '\t' ? 'tsv' : 'csv',
    head: null,
    notes: sink.notes,
    bad,
    onMatch: whole.onMatch,
    missingMedia: mapping.media(),
    table: readingOf(records, whole),
    issues: log.list(),
  })
}

function readRecords(source: SourceText, separator: string, log: IssueLog): { records: TextRecord[]; broken: number } {
  const records: TextRecord[] = []
  let broken = 0
  readDelimited(
    source.text,
    { separator, from: tableStart(source.text).from },
    (record) => records.push(record),
    (problem) => {
      broken += 1
      log.error(quoteProblem(problem, source))
    },
  )
  return { records, broken }
}

/** With another separator or encoding the table may have other columns than the choice was made for. */
function fitColumns(choice: TableChoice, records: readonly TextRecord[]): TableChoice {
  const widths = new Map<number, number>()
  for (const { cells } of records) widths.set(cells.length, (widths.get(cells.length) ?? 0) + 1)
  const first = records[0]?.cells.length ?? 0
  // Columns that only a few long rows have are not offered: those rows are told one by one.
  const usual = [...widths].reduce((best, one) => (one[1] > best[1] ? one : best), [0, 0])[0]
  const width = Math.max(first, usual)
  if (width === choice.columns.length) return choice
  return { ...choice, columns: Array.from({ length: width }, (_, at) => choice.columns[at] ?? 'ignore') }
}

interface Reading {
  readonly mapping: Mapping
  readonly sink: ReturnType<typeof createNoteSink>
  readonly file: string
  readonly watch: Watch
}

function readRows(records: readonly TextRecord[], choice: TableChoice, reading: Reading): Issue | null {
  const { mapping, sink, file, watch } = reading
  for (const [index, record] of records.entries()) {
    if (index % 1000 === 0) {
      if (watch.signal?.aborted) return cancelled(file)
      watch.onProgress?.({ stage: 'reading', done: index, total: records.length })
    }
    if (index > 0 || !choice.header) readMappedRow(record, choice, mapping, sink)
  }
  return null
}

function tellOfEncoding(source: SourceText, { encoding }: TableChoice, log: IssueLog): void {
  const bad = source.text.indexOf('\uFFFD')
  if (bad < 0) return
  const message = `Some letters have no meaning in ${encoding} and are shown as a question mark. Choose another encoding.`
  log.warn({ code: 'encoding', message, where: source.at(bad), expected: `text in ${encoding}` })
}
