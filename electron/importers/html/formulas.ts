/** A piece of text: prose, or a formula in TeX. */
export type Piece =
  | { readonly type: 'text'; readonly text: string }
  | { readonly type: 'formula'; readonly text: string; readonly display: boolean }

/** Anki's ways to write formulas, with their ends. */
const DELIMITERS: readonly (readonly [open: string, close: string, display: boolean])[] = [
  ['\\(', '\\)', false],
  ['\\[', '\\]', true],
  ['[$$]', '[/$$]', true],
  ['[$]', '[/$]', false],
  ['[latex]', '[/latex]', false],
]

/** Splits text at formulas. A formula that does not end is text. */
export function splitFormulas(text: string): Piece[] {
  const pieces: Piece[] = []
  let from = 0
  let at = 0
  while (at < text.length) {
    const delimiter = DELIMITERS.find(([open]) => text.startsWith(open, at))
    const end = delimiter ? text.indexOf(delimiter[1], at + delimiter[0].length) : -1
    if (!delimiter || end < 0) {
      at = nextOpening(text, at + 1)
      continue
    }
    if (at > from) pieces.push({ type: 'text', text: text.slice(from, at) })
    const body = text.slice(at + delimiter[0].length, end)
    pieces.push({ type: 'formula', text: body.replace(/\s+/g, ' ').trim(), display: delimiter[2] })
    at = from = end + delimiter[1].length
  }
  if (from < text.length) pieces.push({ type: 'text', text: text.slice(from) })
  return pieces
}

function nextOpening(text: string, from: number): number {
  const slash = text.indexOf('\\', from)
  const bracket = text.indexOf('[', from)
  if (slash < 0 || bracket < 0) return Math.max(slash, bracket) < 0 ? text.length : Math.max(slash, bracket)
  return Math.min(slash, bracket)
}
