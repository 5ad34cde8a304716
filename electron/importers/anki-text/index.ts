import type { Issue } from '../../contract/errors.ts'
import { fail, ok, type Result } from '../../core/result.ts'
import { deckFromFile } from '../deck-path.ts'
import { readDelimited, type TextRecord } from '../delimited.ts'
import { warnOfNames } from '../found-names.ts'
import type { ImportOptions } from '../import-options.ts'
import type { ImportedDeck } from '../imported-deck.ts'
import { createIssueLog, type IssueLog } from '../issue-log.ts'
import { createNoteSink } from '../note-sink.ts'
import { quoteProblem } from '../quote-problems.ts'
import { findSeparator, mostFrequent } from '../separator.ts'
import { sourceText, type SourceText } from '../source-text.ts'
import { tableTooLarge } from '../table-limits.ts'
import { cancelled, type Watch } from '../watch.ts'
import { readHeaders, type AnkiHeaders } from './headers.ts'
import { readRow, type RowContext } from './rows.ts'

/**
 * Imports a text file as Anki exports and reads it: lines `#key:value`, then records. As in
 * Anki, rows may have fewer or more cells than the table and an answer may be missing; unlike there, that is told row
 * by row, no cell is cut, and the separator is found by how even the table is.
 */
export function importAnkiText(
  file: string,
  text: string,
  options: ImportOptions = {},
  watch: Watch = {},
): Result<ImportedDeck, Issue[]> {
  const source = sourceText(file, text)
  const log = createIssueLog(file)
  const headers = readHeaders(source)
  for (const problem of headers.problems) log.error(problem)
  if (headers.problems.length > 0) return fail(log.list())
  const from = headers.body
  const separator = headers.separator ?? options.separator ?? findSeparator(text, { comments: true, from }) ?? '\t'
  const records: TextRecord[] = []
  let broken = 0
  readDelimited(
    text,
    { separator, comments: true, from },
    (record) => records.push(record),
    (problem) => {
      broken += 1
      log.error(quoteProblem(problem, source))
    },
  )
  const table = describeTable(headers, separator, records)
  const tooLarge = tableTooLarge(file, records.length, table.width)
  if (tooLarge) return fail([tooLarge])
  const notices = createNotices(source)
  const sink = createNoteSink(source, log, options.deck ?? deckFromFile(file))
  const context: RowContext = {
    headers,
    sink,
    ownType: options.noteTypeNamed ?? (() => undefined),
    onOdd: ({ field, ...problem }, line) =>
      log.warn({ ...problem, where: { ...source.lineAt(line), column: 1, field } }),
    ...notices.listeners,
    ...table,
  }
  for (const [index, record] of records.entries()) {
    if (index % 1000 === 0) {
      if (watch.signal?.aborted) return fail([cancelled(file)])
      watch.onProgress?.({ stage: 'reading', done: index, total: records.length })
    }
    readRow(record, context)
  }
  notices.tell(log)
  if (records.length + broken === 0)
    log.warn({ code: 'no-notes', message: 'The file holds no notes.', where: { file } })
  return ok({
    file,
    format: 'anki-text',
    head: null,
    notes: sink.notes,
    bad: sink.bad() + broken,
    onMatch: headers.onMatch,
    missingMedia: notices.media(),
    issues: log.list(),
  })
}

function describeTable(headers: AnkiHeaders, separator: string, records: readonly TextRecord[]) {
  const labels: string[] = []
  if (headers.columns) {
    readDelimited(
      headers.columns.text,
      { separator },
      ({ cells }) => labels.push(...cells.map((cell) => cell.trim())),
      () => {},
    )
  }
  const counts = new Map<number, number>()
  for (const { cells } of records) counts.set(cells.length, (counts.get(cells.length) ?? 0) + 1)
  const [frequent] = mostFrequent(counts)
  const html = headers.html ?? records.slice(0, 5).some(({ cells }) => cells.some((cell) => HTML.test(cell)))
  return { labels, width: Math.max(labels.length, frequent), html }
}

/** As Anki decides when no header says: a tag or an entity in one of the first five records. */
const HTML = /<\/?[a-z][^<>]*>|&(?:#\d+|[a-z]+\d?);/i

/** Gathers what is told once for the whole file, with the line where it was first met. */
function createNotices(source: SourceText) {
  const media = new Map<string, number>()
  const dropped = new Map<string, number>()
  const types = new Map<string, { line: number; rest: Set<string> }>()
  const listeners = {
    onMedia: (names: readonly string[], line: number) => remember(media, names, line),
    onDropped: (names: readonly string[], line: number) => remember(dropped, names, line),
    onUnknownType(name: string, rest: readonly string[], line: number) {
      const known = types.get(name) ?? { line, rest: new Set() }
      for (const label of rest) known.rest.add(label)
      types.set(name, known)
    },
  }
  return {
    listeners,
    media: () => [...media.keys()],
    tell(log: IssueLog): void {
      for (const [name, { line, rest }] of types) {
        const what =
          name === ''
            ? 'These notes have more fields than a front and a back.'
            : `“${name}” is not a note type that is known.`
        const message = `${what} Its first two fields become front and back, the others background after the answer.`
        log.warn({ code: 'note-type', message, where: source.lineAt(line), found: [...rest].join(', ') })
      }
      warnOfNames(
        log,
        source,
        media,
        'missing-media',
        'Pictures and sounds are not part of a text file, so their names are shown instead.',
      )
      warnOfNames(log, source, dropped, 'dropped-html', 'Scripts and other active content were left out.')
    },
  }
}

function remember(map: Map<string, number>, names: readonly string[], line: number): void {
  for (const name of names) if (!map.has(name)) map.set(name, line)
}
