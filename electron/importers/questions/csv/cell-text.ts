import { keepBreaks } from '../../text-note.ts'
import type { TextReader } from '../rich-text.ts'

const TAGS = /<\/?(?:p|br|div|span|b|i|u|strong|em|img|ul|ol|li|table|sub|sup|code|pre)\b[^<>]*>/i

/** Cells are Markdown, as in every table that is imported; one that holds tags is HTML. */
export function cellReader(reader: TextReader) {
  return {
    block: (cell: string): string => (TAGS.test(cell) ? reader.block(cell, 'html') : keepBreaks(cell.trim())),
    line: (cell: string): string => reader.line(cell.trim(), TAGS.test(cell) ? 'html' : 'markdown'),
  }
}
export type CellReader = ReturnType<typeof cellReader>
