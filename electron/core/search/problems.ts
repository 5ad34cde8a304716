import { fail, type Result } from '../result.ts'
import type { Span } from './ast.ts'

/** Why a search cannot be done, and where in its text. */
export interface SearchProblem extends Span {
  readonly code: string
  /** A sentence for the person who typed it. */
  readonly message: string
  /** How it could read instead. */
  readonly expected: string | null
}

/** A problem as a failed result. */
export function problem(
  code: string,
  span: Span,
  message: string,
  expected: string | null = null,
): Result<never, SearchProblem> {
  return fail({ code, from: span.from, to: span.to, message, expected })
}
