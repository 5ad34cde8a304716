import type { z } from 'zod'
import type { DiffPart } from '../../contract/procedures/review.ts'

type Part = z.infer<typeof DiffPart>

/** Above this many comparisons only the common start and end are looked at. */
const MOST_CELLS = 1_000_000

const segmenter = new Intl.Segmenter('en', { granularity: 'grapheme' })

/** The characters of a text as a reader counts them. */
export function graphemes(text: string): string[] {
  return Array.from(segmenter.segment(text), ({ segment }) => segment)
}

/** Which characters of two lists belong together: a longest common subsequence, as flags for each side. */
export interface Alignment {
  readonly left: readonly boolean[]
  readonly right: readonly boolean[]
  /** How many belong together. */
  readonly common: number
}

/** Aligns two lists of equal or unequal items (longest common subsequence by dynamic programming). */
export function align(left: readonly string[], right: readonly string[]): Alignment {
  const inLeft = left.map(() => false)
  const inRight = right.map(() => false)
  let common = 0
  const mark = (i: number, j: number): void => {
    inLeft[i] = true
    inRight[j] = true
    common++
  }
  let start = 0
  while (start < left.length && start < right.length && left[start] === right[start]) mark(start, start++)
  let ends = 0
  const room = Math.min(left.length, right.length) - start
  while (ends < room && left.at(-1 - ends) === right.at(-1 - ends)) {
    ends++
    mark(left.length - ends, right.length - ends)
  }
  const a = left.slice(start, left.length - ends)
  const b = right.slice(start, right.length - ends)
  if (a.length * b.length <= MOST_CELLS) for (const [i, j] of longestCommon(a, b)) mark(start + i, start + j)
  return { left: inLeft, right: inRight, common }
}

/** Runs of characters with the same flag, as parts. */
export function diffParts(
  characters: readonly string[],
  same: readonly boolean[],
  otherwise: 'extra' | 'missing',
): Part[] {
  const parts: Part[] = []
  for (const [i, text] of characters.entries()) {
    const mark = same[i] === true ? 'same' : otherwise
    const last = parts.at(-1)
    if (last?.mark === mark) last.text += text
    else parts.push({ text, mark })
  }
  return parts
}

/** Index pairs of a longest common subsequence, in rising order. */
function longestCommon(a: readonly string[], b: readonly string[]): [number, number][] {
  const width = b.length + 1
  // lengths[i * width + j]: length for what is left from a[i] and b[j] on.
  const lengths = new Uint16Array((a.length + 1) * width)
  for (let i = a.length - 1; i >= 0; i--) {
    for (let j = b.length - 1; j >= 0; j--) {
      const here = i * width + j
      const skipped = Math.max(lengths[here + width] ?? 0, lengths[here + 1] ?? 0)
      lengths[here] = a[i] === b[j] ? (lengths[here + width + 1] ?? 0) + 1 : skipped
    }
  }
  const pairs: [number, number][] = []
  for (let i = 0, j = 0; i < a.length && j < b.length;) {
    const here = i * width + j
    if (a[i] === b[j]) pairs.push([i++, j++])
    else if ((lengths[here + width] ?? 0) >= (lengths[here + 1] ?? 0)) i++
    else j++
  }
  return pairs
}
