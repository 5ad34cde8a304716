import { gapNumbers, parseCloze, printGaps } from '../cards/cloze.ts'
import { cut, plainText } from '../cards/plain-text.ts'

const LENGTH = 200
const SOURCE = 4000

/** A card in a list: its question in a line, and which of the note's cards it is where there are several. */
export interface CardLine {
  readonly text: string
  readonly side: string | null
}

/** What a line needs to know of a note's content, by kind. */
export type LineSource =
  | { readonly kind: 'plain' }
  | { readonly kind: 'basic-reversed'; readonly back: string }
  | { readonly kind: 'cloze'; readonly text: string }
  | { readonly kind: 'diagram'; readonly answers: readonly string[] }
  /** Names of the note type's templates; null for a cloze type, whose cards are its gaps. */
  | { readonly kind: 'template'; readonly names: readonly string[] | null; readonly cards: number }

const line = (markdown: string): string => cut(plainText(markdown.slice(0, SOURCE)), LENGTH)

/**
 * What a list shows of a card.
 * @param summary the note's own line
 */
export function cardLine(source: LineSource, ordinal: number, summary: string): CardLine {
  switch (source.kind) {
    case 'plain':
      return { text: summary, side: null }
    case 'basic-reversed':
      return ordinal === 0 ? { text: summary, side: 'Front' } : { text: line(source.back), side: 'Reversed' }
    case 'cloze':
      return clozeLine(source.text, ordinal, summary)
    case 'diagram':
      return { text: summary, side: source.answers.length > 1 ? (source.answers[ordinal] ?? null) : null }
    case 'template':
      if (source.names === null) return { text: summary, side: source.cards > 1 ? `Gap ${ordinal + 1}` : null }
      return { text: summary, side: source.names.length > 1 ? (source.names[ordinal] ?? null) : null }
  }
}

/** Only the gap that the card asks for stands in brackets. */
function clozeLine(text: string, ordinal: number, summary: string): CardLine {
  const parts = parseCloze(text)
  if (!parts.ok) return { text: summary, side: null }
  const asked = printGaps(parts.value, (answer, gap) => (gap.number === ordinal + 1 ? `[${answer}]` : answer))
  return { text: line(asked), side: gapNumbers(parts.value).length > 1 ? `Gap ${ordinal + 1}` : null }
}
