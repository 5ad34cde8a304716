import type { Result } from '../result.ts'
import type { Pattern, Span } from './ast.ts'
import { readPattern } from './pattern.ts'
import { problem, type SearchProblem } from './problems.ts'
import { placeIn, type TermToken } from './tokens.ts'

/** What stands behind the colon of a term, with its place. */
export class Value {
  /** As typed, with escapes. */
  readonly text: string
  readonly #token: TermToken
  readonly #offset: number

  constructor(token: TermToken, offset: number) {
    this.text = token.text.slice(offset)
    this.#token = token
    this.#offset = offset
  }

  /** The place of the value, or of a part of it; of the whole term when the value is empty. */
  span(from = 0, to = this.text.length): Span {
    return this.text === '' ? this.#token : placeIn(this.#token, this.#offset + from, this.#offset + to)
  }

  /** The value after a prefix of this many characters. */
  after(length: number): Value {
    return new Value(this.#token, this.#offset + length)
  }

  /** The value with its wildcards and escapes read. */
  pattern(): Result<Pattern, SearchProblem> {
    return readPattern(this.text, this.span().from)
  }

  /** A refusal of this value. */
  refuse(code: string, message: string, expected: string | null = null): Result<never, SearchProblem> {
    return problem(code, this.span(), message, expected)
  }
}
