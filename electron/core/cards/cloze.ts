import { fail, ok } from '../result.ts'
import type { Result } from '../result.ts'

/** Marks around the asked gap in a card face (see CardFace in the contract). */
export const GAP_OPEN = '\u{E000}'
export const GAP_CLOSE = '\u{E001}'

export interface Gap {
  /** 1 to 99; gaps of one number are asked together. */
  readonly number: number
  readonly inside: readonly ClozePart[]
  readonly hint: string | null
}
export type ClozePart = string | Gap

export interface ClozeProblem {
  readonly code: 'gap-open' | 'gap-number' | 'gap-empty' | 'gap-depth' | 'no-gap'
  readonly message: string
  /** Position of the gap in the text, characters from 0. */
  readonly at: number
}

type Parts = Result<readonly ClozePart[], ClozeProblem>

/** Gaps in gaps in gaps; more is a mistake or an attack on the stack. */
const MAX_DEPTH = 8
const OPENING = /\{\{c(\d+)::/y

/**
 * Reads a text with gaps `{{c1::answer}}` and `{{c1::answer::hint}}`; gaps may lie in gaps. Braces that belong to
 * the answer, such as those of `$x^{2^{n}}$`, are counted, so that they do not close it; where they do not pair up,
 * the first `}}` closes. `::` within math or code is not the start of a hint.
 */
export function parseCloze(text: string): Parts {
  const clean = text.replace(/[\u{E000}\u{E001}]/gu, '')
  const paired = new ClozeParser(clean, true).parse()
  const parts = paired.ok || paired.error.code !== 'gap-open' ? paired : new ClozeParser(clean, false).parse()
  if (!parts.ok) return paired
  if (gapNumbers(parts.value).length > 0) return parts
  return fail({ code: 'no-gap', message: 'The text has no gap. Write one as {{c1::answer}}.', at: 0 })
}

/** The numbers of all gaps, in rising order, each once. */
export function gapNumbers(parts: readonly ClozePart[]): number[] {
  const numbers = new Set<number>()
  for (const part of parts) {
    if (typeof part === 'string') continue
    numbers.add(part.number)
    for (const inner of gapNumbers(part.inside)) numbers.add(inner)
  }
  return [...numbers].sort((a, b) => a - b)
}

/** The text with every gap of the number hidden behind the marks, its hint between them; other gaps are open. */
export function hideGap(parts: readonly ClozePart[], number: number): string {
  return parts
    .map((part) => {
      if (typeof part === 'string') return part
      return part.number === number ? GAP_OPEN + (part.hint ?? '') + GAP_CLOSE : hideGap(part.inside, number)
    })
    .join('')
}

/** The whole text, with the marks around the answers of the number. */
export function showGap(parts: readonly ClozePart[], number: number): string {
  return printGaps(parts, (text, gap) => (gap.number === number ? GAP_OPEN + text + GAP_CLOSE : text))
}

/** The whole text, each outermost gap printed by `print` from its own text. */
export function printGaps(parts: readonly ClozePart[], print: (text: string, gap: Gap) => string): string {
  return parts.map((part) => (typeof part === 'string' ? part : print(textIn(part, print), part))).join('')
}

/** A gap's answer; of gaps within it, those of its own number are part of it. */
function textIn(gap: Gap, print: (text: string, gap: Gap) => string): string {
  return printGaps(gap.inside, (text, inner) => (inner.number === gap.number ? text : print(text, inner)))
}

class ClozeParser {
  readonly #text: string
  readonly #paired: boolean
  #at = 0

  constructor(text: string, paired: boolean) {
    this.#text = text
    this.#paired = paired
  }

  parse(): Parts {
    const parts: ClozePart[] = []
    let from = 0
    while (this.#at < this.#text.length) {
      const number = this.#opening()
      if (number === null) {
        this.#at++
        continue
      }
      parts.push(this.#text.slice(from, this.#at))
      const gap = this.#gap(number, 1)
      if (!gap.ok) return gap
      parts.push(gap.value)
      from = this.#at
    }
    return ok([...parts, this.#text.slice(from)])
  }

  /** The gap number when a gap begins here. */
  #opening(): number | null {
    OPENING.lastIndex = this.#at
    const match = OPENING.exec(this.#text)
    return match === null ? null : Number(match[1])
  }

  #gap(number: number, depth: number): Result<Gap, ClozeProblem> {
    const start = this.#at
    if (depth > MAX_DEPTH) {
      return fail({ code: 'gap-depth', message: `Gaps may lie ${MAX_DEPTH} deep in each other.`, at: start })
    }
    if (number < 1 || number > 99) {
      return fail({ code: 'gap-number', message: `Gaps are numbered 1 to 99, not ${number}.`, at: start })
    }
    this.#at = this.#text.indexOf('::', start) + 2
    const inside: ClozePart[] = []
    let from = this.#at
    let hint: string | null = null
    const state = { braces: 0, math: false, code: false }
    while (this.#at < this.#text.length) {
      const inner = this.#opening()
      if (inner !== null) {
        inside.push(this.#text.slice(from, this.#at))
        const gap = this.#gap(inner, depth + 1)
        if (!gap.ok) return gap
        inside.push(gap.value)
        from = this.#at
      } else if (state.braces === 0 && this.#text.startsWith('}}', this.#at)) {
        const last = this.#text.slice(from, this.#at)
        this.#at += 2
        if (hint === null) inside.push(last)
        else hint = last.trim()
        return finished(number, inside, hint, start)
      } else if (hint === null && !state.math && !state.code && this.#text.startsWith('::', this.#at)) {
        inside.push(this.#text.slice(from, this.#at))
        hint = ''
        this.#at += 2
        from = this.#at
      } else this.#step(state)
    }
    return fail({ code: 'gap-open', message: `The gap {{c${number}:: is not closed by }}.`, at: start })
  }

  /** Passes one character, or two where a backslash escapes the second. */
  #step(state: { braces: number; math: boolean; code: boolean }): void {
    const character = this.#text[this.#at]
    this.#at += character === '\\' ? 2 : 1
    if (character === '`') state.code = !state.code
    if (character === '$') state.math = !state.math
    if (!this.#paired) return
    if (character === '{') state.braces++
    if (character === '}' && state.braces > 0) state.braces--
  }
}

function finished(
  number: number,
  inside: readonly ClozePart[],
  hint: string | null,
  at: number,
): Result<Gap, ClozeProblem> {
  const parts = inside.filter((part) => part !== '')
  if (parts.every((part) => typeof part === 'string' && part.trim() === '')) {
    return fail({ code: 'gap-empty', message: `The gap {{c${number}:: has no answer.`, at })
  }
  return ok({ number, inside: parts, hint: hint === '' ? null : hint })
}
