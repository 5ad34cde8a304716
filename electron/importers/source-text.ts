import type { Place } from '../contract/errors.ts'

/** Longest source line that a problem quotes. */
const SHOWN_LINE = 200

/** A text that can say on which line and column an offset is; see {@link sourceText}. */
export interface SourceText {
  readonly file: string
  readonly text: string
  /** Place of an offset (UTF-16 units from 0); line and column count from 1. */
  at(offset: number): { file: string; line: number; column: number; source: string }
  /** A line without its end, cut for display; an empty string past the end. */
  line(line: number): string
  /** Place of a whole line. */
  lineAt(line: number): Place
}

/** Wraps a text whose lines end with `\n`. The line index is built at the first question. */
export function sourceText(file: string, text: string): SourceText {
  let starts: number[] | null = null
  const lineStarts = () => (starts ??= indexLines(text))
  const line = (number: number) => {
    const from = lineStarts()[number - 1]
    if (from === undefined) return ''
    const next = lineStarts()[number]
    return shorten(text.slice(from, next === undefined ? text.length : next - 1))
  }
  return {
    file,
    text,
    line,
    lineAt: (number) => ({ file, line: number, source: line(number) }),
    at(offset) {
      const number = lineOf(lineStarts(), offset)
      return { file, line: number, column: offset - (lineStarts()[number - 1] ?? 0) + 1, source: line(number) }
    },
  }
}

function indexLines(text: string): number[] {
  const starts = [0]
  for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) starts.push(at + 1)
  return starts
}

/** The 1-based line that holds an offset: the last start at or before it. */
function lineOf(starts: readonly number[], offset: number): number {
  let low = 0
  let high = starts.length - 1
  while (low < high) {
    const middle = (low + high + 1) >> 1
    if ((starts[middle] ?? 0) <= offset) low = middle
    else high = middle - 1
  }
  return low + 1
}

function shorten(line: string): string {
  return line.length > SHOWN_LINE ? `${line.slice(0, SHOWN_LINE)}…` : line
}

/** A value as shown in a message: quoted, on one line, at most 80 characters. */
export function quoted(text: string): string {
  const line = text.slice(0, 400).replace(/\s+/g, ' ')
  return line.length > 80 ? `“${line.slice(0, 79)}…”` : `“${line}”`
}
