import type { QuoteProblem } from './delimited.ts'
import type { Problem } from './issue-log.ts'
import { quoted, type SourceText } from './source-text.ts'

/** A broken quote as a problem with its place. */
export function quoteProblem(problem: QuoteProblem, source: SourceText): Problem {
  const { code, line, column, rest, restLine } = problem
  const where = { ...source.lineAt(line), column }
  if (code === 'unclosed-quote') {
    const message = 'The quote that opens here is never closed. Close it, or double it if it belongs to the text.'
    return { code, message, where, expected: 'a closing quote', found: 'the end of the file' }
  }
  const message =
    `The quote that opens here is closed on line ${restLine}, but text follows it there. ` +
    'Double a quote that belongs to the text.'
  return { code, message, where, expected: 'a separator or the end of the line after the quote', found: quoted(rest) }
}
