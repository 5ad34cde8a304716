/** A record of a delimited text, with the line (from 1) on which it begins. */
export interface TextRecord {
  readonly line: number
  readonly cells: string[]
}

/** A quote that breaks the rules; the rest of its line is skipped, the next line is read as a new record. */
export interface QuoteProblem {
  readonly code: 'unclosed-quote' | 'text-after-quote'
  readonly line: number
  /** Column of the opening quote, from 1. */
  readonly column: number
  /** What follows the closing quote, and on which line. */
  readonly rest: string
  readonly restLine: number
}

export interface DelimitedOptions {
  readonly separator: string
  /** Skip lines that start with `#`. */
  readonly comments?: boolean
  /** Stop after so many records. */
  readonly limit?: number
  /** Offset and line at which to start. */
  readonly from?: { readonly offset: number; readonly line: number }
}

/**
 * Reads delimited text after RFC 4180: quoted cells hold separators, line breaks and doubled quotes; a quote in
 * the middle of a cell is plain text. Blanks before an opening quote are skipped. Lines without content, be it
 * blanks or separators only, are left out. Lines end with `\n`.
 */
export function readDelimited(
  text: string,
  options: DelimitedOptions,
  onRecord: (record: TextRecord) => void,
  onProblem: (problem: QuoteProblem) => void,
): void {
  const { separator, comments = false, limit = Infinity } = options
  let { offset, line } = options.from ?? { offset: 0, line: 1 }
  let quote = text.indexOf('"', offset)
  let left = limit
  while (offset < text.length && left > 0) {
    const end = lineEndAfter(text, offset)
    if (quote >= 0 && quote < offset) quote = text.indexOf('"', offset)
    const plain = quote < 0 || quote >= end
    if (comments && text.charCodeAt(offset) === HASH) offset = end + 1
    else if (plain) {
      const cells = text.slice(offset, end).split(separator)
      if (hasContent(cells)) {
        onRecord({ line, cells })
        left -= 1
      }
      offset = end + 1
    } else {
      const read = readQuoted(text, offset, line, separator)
      if ('problem' in read) {
        onProblem(read.problem)
        offset = end + 1
      } else {
        if (hasContent(read.cells)) onRecord({ line, cells: read.cells })
        left -= 1
        offset = read.next
        line = read.line
        continue
      }
    }
    line += 1
  }
}

const HASH = 35

function hasContent(cells: readonly string[]): boolean {
  return cells.some((cell) => cell !== '' && cell.trim() !== '')
}

/** A record with a quote somewhere: cells one by one. `line` of the result is the one after the record. */
function readQuoted(
  text: string,
  start: number,
  startLine: number,
  separator: string,
): { cells: string[]; next: number; line: number } | { problem: QuoteProblem } {
  const cells: string[] = []
  let offset = start
  let line = startLine
  let lineStart = start
  let lineEnd = lineEndAfter(text, start)
  for (;;) {
    const opening = openingQuote(text, offset, separator)
    if (opening < 0) {
      const end = plainEnd(text, offset, lineEnd, separator)
      cells.push(text.slice(offset, end))
      offset = end
    } else {
      const closing = closingQuote(text, opening)
      const column = opening - lineStart + 1
      if (closing < 0) {
        const problem = { code: 'unclosed-quote', line, column, rest: '', restLine: line } as const
        return { problem }
      }
      const raw = text.slice(opening + 1, closing)
      const after = skipBlanks(text, closing + 1, separator)
      const breaks = countBreaks(raw)
      if (after > lineEnd) lineEnd = lineEndAfter(text, after)
      if (after < text.length && text[after] !== '\n' && !text.startsWith(separator, after)) {
        const rest = text.slice(closing + 1, plainEnd(text, closing + 1, lineEnd, separator))
        const problem = { code: 'text-after-quote', line, column, rest, restLine: line + breaks } as const
        return { problem }
      }
      cells.push(raw.includes('"') ? raw.replaceAll('""', '"') : raw)
      if (breaks > 0) lineStart = opening + 1 + raw.lastIndexOf('\n') + 1
      line += breaks
      offset = after
    }
    if (offset >= text.length || text[offset] === '\n') return { cells, next: offset + 1, line: line + 1 }
    offset += separator.length
  }
}

/** Offset of the quote that opens a cell, or -1 when the cell is plain. */
function openingQuote(text: string, offset: number, separator: string): number {
  const at = skipBlanks(text, offset, separator)
  return text[at] === '"' ? at : -1
}

function skipBlanks(text: string, offset: number, separator: string): number {
  let at = offset
  while ((text[at] === ' ' || text[at] === '\t') && !text.startsWith(separator, at)) at += 1
  return at
}

/** End of an unquoted cell that begins at `offset` in a line that ends at `lineEnd`. */
function plainEnd(text: string, offset: number, lineEnd: number, separator: string): number {
  const length = text.slice(offset, lineEnd).indexOf(separator)
  return length < 0 ? lineEnd : offset + length
}

function lineEndAfter(text: string, offset: number): number {
  const found = text.indexOf('\n', offset)
  return found < 0 ? text.length : found
}

function closingQuote(text: string, opening: number): number {
  let at = text.indexOf('"', opening + 1)
  while (at >= 0 && text[at + 1] === '"') at = text.indexOf('"', at + 2)
  return at
}

function countBreaks(text: string): number {
  let count = 0
  for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) count += 1
  return count
}
