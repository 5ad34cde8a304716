import { fail, ok } from '../result.ts'
import type { Result } from '../result.ts'

export interface Token {
  readonly type: 'number' | 'name' | 'symbol' | 'end'
  readonly text: string
  /** Position of the first character, counted from 0. */
  readonly at: number
}

/** What is wrong with an expression, and where (characters from 0). */
export interface ExpressionProblem {
  readonly code:
    | 'too-long'
    | 'too-deep'
    | 'unexpected-character'
    | 'unexpected-token'
    | 'unexpected-end'
    | 'unknown-name'
    | 'unknown-function'
    | 'argument-count'
    | 'not-finite'
  readonly message: string
  readonly at: number
}

export const MAX_EXPRESSION_LENGTH = 500

const TOKEN =
  /\s+|(\d+\.?\d*(?:[eE][+-]?\d+)?|\.\d+(?:[eE][+-]?\d+)?)|([a-zA-Z][a-zA-Z0-9_]*)|(<=|>=|==|!=|[-+*/^(),<>])/y

/** Splits an expression into tokens; the last one is always of type `end`. */
export function tokenize(source: string): Result<Token[], ExpressionProblem> {
  if (source.length > MAX_EXPRESSION_LENGTH) {
    const message = `An expression may have ${MAX_EXPRESSION_LENGTH} characters; this one has ${source.length}.`
    return fail({ code: 'too-long', message, at: MAX_EXPRESSION_LENGTH })
  }
  const tokens: Token[] = []
  let at = 0
  while (at < source.length) {
    TOKEN.lastIndex = at
    const match = TOKEN.exec(source)
    if (match === null) {
      const message = `"${String.fromCodePoint(source.codePointAt(at) ?? 0)}" does not belong in an expression.`
      return fail({ code: 'unexpected-character', message, at })
    }
    const [text, number, name, symbol] = match
    if (number !== undefined) tokens.push({ type: 'number', text, at })
    else if (name !== undefined) tokens.push({ type: 'name', text, at })
    else if (symbol !== undefined) tokens.push({ type: 'symbol', text, at })
    at += text.length
  }
  tokens.push({ type: 'end', text: '', at: source.length })
  return ok(tokens)
}
