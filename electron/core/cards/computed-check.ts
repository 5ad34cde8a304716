import type { ContentOf } from '../../contract/content/note-content.ts'
import { roundTo } from '../numbers.ts'
import { readNumbers } from './number-input.ts'

/**
 * Compares what was typed with the drawn answer. Right is what lies within the note's tolerance of the exact answer
 * or of the answer as printed. `value` is the number that was understood, null when the text is not a number.
 */
export function checkComputed(
  drawn: { readonly answer: number },
  typed: string,
  content: Pick<ContentOf<'computed'>, 'decimals' | 'tolerance' | 'unit'>,
): { right: boolean; value: number | null } {
  const targets = [drawn.answer, roundTo(drawn.answer, content.decimals)]
  const values = readNumbers(typed, content.unit)
  const match = values.find((value) => targets.some((target) => isClose(value, target, content.tolerance)))
  return { right: match !== undefined, value: match ?? values[0] ?? null }
}

/** Within the tolerance, bounds included in spite of binary fractions. */
function isClose(value: number, target: number, tolerance: number): boolean {
  return Math.abs(value - target) <= tolerance + 1e-9 * Math.max(1, Math.abs(target))
}
