import type { Issue } from '../../../contract/errors.ts'
import { fail, ok, type Result } from '../../../core/result.ts'
import { readDelimited, type TextRecord } from '../../delimited.ts'
import type { ImportOptions } from '../../import-options.ts'
import type { ImportedDeck } from '../../imported-deck.ts'
import { createIssueLog, type IssueLog } from '../../issue-log.ts'
import { quoteProblem } from '../../quote-problems.ts'
import { findSeparator, SEPARATORS } from '../../separator.ts'
import { quoted, sourceText } from '../../source-text.ts'
import { tableTooLarge } from '../../table-limits.ts'
import { cancelled, type Watch } from '../../watch.ts'
import { createQuestionSink } from '../sink.ts'
import { readQuestionHeader, type QuestionColumns } from './header.ts'
import { readRow } from './rows.ts'

/** Records before the header that may hold a title and remarks. */
const HEADER_WITHIN = 12

/** Is a text a table of questions: does one of its first records name a question, options and the right one? */
export function looksLikeQuestionTable(text: string): boolean {
  return SEPARATORS.some((separator) => {
    if (!text.includes(separator)) return false
    let found = false
    const look = ({ cells }: TextRecord) => {
      found ||= readQuestionHeader(cells) !== null
    }
    readDelimited(text.slice(0, 64 * 1024), { separator, limit: HEADER_WITHIN }, look, () => undefined)
    return found
  })
}

/**
 * Imports a table with a question a row: options in columns of their own, and the right ones named in a column or
 * marked beside each option.
 */
export function importQuestionTable(
  file: string,
  text: string,
  options: ImportOptions = {},
  watch: Watch = {},
): Result<ImportedDeck, Issue[]> {
  const source = sourceText(file, text)
  const log = createIssueLog(file)
  const sink = createQuestionSink({ file, format: 'question-csv', deck: options.deck, log })
  const records: TextRecord[] = []
  const separator = options.separator ?? separatorOf(text)
  readDelimited(
    text,
    { separator },
    (record) => records.push(record),
    (problem) => {
      const { where, ...issue } = quoteProblem(problem, source)
      sink.refuse(where, issue)
    },
  )
  const head = records.slice(0, HEADER_WITHIN).findIndex(({ cells }) => readQuestionHeader(cells) !== null)
  const header = records[head]
  const columns = header ? readQuestionHeader(header.cells) : null
  if (!header || !columns) return fail(log.list())
  const tooLarge = tableTooLarge(file, records.length, header.cells.length)
  if (tooLarge) return fail([tooLarge])
  tellUnknown(columns, { ...source.lineAt(header.line), column: 1 }, log)
  const rows = records.slice(head + 1)
  const fromZero = columns.key !== null && rows.some(({ cells }) => (cells[columns.key ?? 0] ?? '').trim() === '0')
  for (const [index, { line, cells }] of rows.entries()) {
    if (watch.signal?.aborted) return fail([cancelled(file)])
    if (index % 500 === 0) watch.onProgress?.({ stage: 'reading', done: index, total: rows.length })
    const where = { ...source.lineAt(line), column: 1 }
    const extra = cells.slice(header.cells.length).some((cell) => cell.trim() !== '')
    const read = extra
      ? fail(tooManyCells(cells.length, header.cells.length))
      : readRow(cells, columns, where, fromZero)
    if (read.ok) sink.take(read.value)
    else sink.refuse(where, read.error)
  }
  return ok(sink.finish(null))
}

/** The separator with which a header is found; of several the one that gives the evenest table. */
function separatorOf(text: string): string {
  const isHeader = (cells: readonly string[]) => readQuestionHeader(cells) !== null
  const found = findSeparator(text, { isHeader }) ?? ','
  const heads = SEPARATORS.filter((separator) => {
    let head = false
    readDelimited(
      text.slice(0, 64 * 1024),
      { separator, limit: HEADER_WITHIN },
      ({ cells }) => (head ||= isHeader(cells)),
      () => undefined,
    )
    return head
  })
  return heads.includes(found as (typeof SEPARATORS)[number]) ? found : (heads[0] ?? found)
}

function tellUnknown(columns: QuestionColumns, where: Issue['where'], log: IssueLog): void {
  for (const name of columns.unknown) {
    log.warn({ code: 'unused-column', message: `The column ${quoted(name)} is not used.`, where, found: name })
  }
}

function tooManyCells(found: number, width: number) {
  return {
    code: 'too-many-columns',
    message: 'This row has more columns than the table. Put text that contains the separator in quotes.',
    expected: `${width} columns`,
    found: `${found} columns`,
  }
}
