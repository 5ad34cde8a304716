import type { TextFormat, TextReader } from '../rich-text.ts'
import { showEscapes } from './escapes.ts'

/** One answer of a question: `=` or `~`, a weight, its text and its feedback, escapes still hidden. */
export interface GiftAnswer {
  readonly right: boolean
  /** Percent from -100 to 100; `null` when none is given. */
  readonly weight: number | null
  readonly text: string
  readonly feedback: string
}

const FORMATS = new Set<string>(['html', 'moodle', 'plain', 'markdown'])
const WEIGHT = /^%\s*(-?\d{1,3}(?:\.\d*)?)\s*%/

/** Splits answers at `=` and `~`. Text before the first sign is an answer without one. */
export function splitAnswers(section: string): { before: string; answers: GiftAnswer[] } {
  const [before = '', ...rest] = section.split(/(?=[=~])/)
  const signed = /^[=~]/.test(before)
  const parts = signed ? [before, ...rest] : rest
  return { before: signed ? '' : before.trim(), answers: joinEquals(parts).map(readAnswer) }
}

/** `~=` is one sign, of a right answer. */
function joinEquals(parts: readonly string[]): string[] {
  return parts.filter((part, index) => part.trim() !== '~' || !(parts[index + 1] ?? '').startsWith('='))
}

function readAnswer(part: string): GiftAnswer {
  const body = part.slice(1).trim()
  const [whole = '', percent] = WEIGHT.exec(body) ?? []
  const { text, feedback } = splitFeedback(body.slice(whole.length))
  return { right: part.startsWith('='), weight: percent === undefined ? null : Number(percent), text, feedback }
}

/** Text and what follows its first `#`. */
export function splitFeedback(text: string): { text: string; feedback: string } {
  const at = text.indexOf('#')
  return at < 0
    ? { text: text.trim(), feedback: '' }
    : { text: text.slice(0, at).trim(), feedback: text.slice(at + 1).trim() }
}

/** A text without its format in brackets. */
export function formatOf(text: string): { format: TextFormat | null; text: string } {
  const [whole = '', name = ''] = /^\s*\[([a-z]+)\]/.exec(text) ?? []
  return FORMATS.has(name) ? { format: name as TextFormat, text: text.slice(whole.length) } : { format: null, text }
}

/** Reads texts of a question in their own format, or else in that of its stem. */
export function giftReader(reader: TextReader, fallback: TextFormat) {
  const convert = (raw: string, inline: boolean): string => {
    const { format, text } = formatOf(raw)
    const used = format ?? fallback
    // A line end of the file is a blank in plain texts; only an escaped one ends a line.
    const wrapped = used === 'moodle' || used === 'plain' ? text.replace(/\s*\n\s*/g, ' ') : text
    const shown = showEscapes(wrapped).trim()
    return inline ? reader.line(shown, used) : reader.block(shown, used)
  }
  return { line: (raw: string) => convert(raw, true), block: (raw: string) => convert(raw, false) }
}
export type GiftReader = ReturnType<typeof giftReader>
