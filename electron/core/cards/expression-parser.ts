import { fail, ok } from '../result.ts'
import type { Result } from '../result.ts'
import { argumentsOf, RESERVED } from './expression-functions.ts'
import { tokenize } from './expression-tokens.ts'
import type { ExpressionProblem, Token } from './expression-tokens.ts'

export type Operator = '+' | '-' | '*' | '/' | '^' | '<' | '<=' | '>' | '>=' | '==' | '!=' | 'and' | 'or'

export type ExpressionNode =
  | { readonly type: 'number'; readonly value: number }
  | { readonly type: 'name'; readonly name: string; readonly at: number }
  | { readonly type: 'unary'; readonly op: '-' | '+' | 'not'; readonly of: ExpressionNode }
  | { readonly type: 'binary'; readonly op: Operator; readonly left: ExpressionNode; readonly right: ExpressionNode }
  | { readonly type: 'call'; readonly name: string; readonly args: readonly ExpressionNode[] }

type Parsed = Result<ExpressionNode, ExpressionProblem>

/** Binding strengths; higher binds tighter. `^` alone groups to the right. */
const STRENGTH: Readonly<Record<string, number>> = {
  or: 1,
  and: 2,
  '<': 4,
  '<=': 4,
  '>': 4,
  '>=': 4,
  '==': 4,
  '!=': 4,
  '+': 5,
  '-': 5,
  '*': 6,
  '/': 6,
  '^': 8,
}
const COMPARISON = 4
const NOT_STRENGTH = 3
/** Below `^`, so that -2^2 is -4. */
const SIGN_STRENGTH = 7
const MAX_DEPTH = 60

/** Parses an expression into a tree. Never throws; a problem names the character it was met at. */
export function parseExpression(source: string): Parsed {
  const tokens = tokenize(source)
  if (!tokens.ok) return tokens
  const parser = new Parser(tokens.value)
  const node = parser.expression(0, 0)
  if (!node.ok) return node
  const rest = parser.peek()
  return rest.type === 'end' ? node : unexpected(rest)
}

/** The names that an expression refers to, each where it is first met. */
export function namesIn(node: ExpressionNode, into: Map<string, number> = new Map()): Map<string, number> {
  if (node.type === 'name' && !into.has(node.name)) into.set(node.name, node.at)
  if (node.type === 'unary') namesIn(node.of, into)
  if (node.type === 'binary') {
    namesIn(node.left, into)
    namesIn(node.right, into)
  }
  if (node.type === 'call') for (const arg of node.args) namesIn(arg, into)
  return into
}

function unexpected(token: Token): Result<never, ExpressionProblem> {
  if (token.type === 'end') {
    return fail({ code: 'unexpected-end', message: 'The expression ends too early.', at: token.at })
  }
  return fail({ code: 'unexpected-token', message: `"${token.text}" was not expected here.`, at: token.at })
}

/** Precedence climbing over a list of tokens that ends with `end`. */
class Parser {
  readonly #tokens: readonly Token[]
  #next = 0

  constructor(tokens: readonly Token[]) {
    this.#tokens = tokens
  }

  peek(): Token {
    return this.#tokens[this.#next] ?? { type: 'end', text: '', at: 0 }
  }

  expression(weakest: number, depth: number): Parsed {
    const first = this.#operand(depth)
    if (!first.ok) return first
    let left = first.value
    let compared = false
    for (;;) {
      const token = this.peek()
      const strength = token.type === 'number' ? undefined : STRENGTH[token.text]
      if (strength === undefined || strength < weakest) return ok(left)
      if (strength === COMPARISON && compared) return this.#secondComparison(token)
      compared = strength === COMPARISON
      this.#next++
      const right = this.expression(token.text === '^' ? strength : strength + 1, depth + 1)
      if (!right.ok) return right
      left = { type: 'binary', op: token.text as Operator, left, right: right.value }
    }
  }

  #secondComparison(token: Token): Parsed {
    const message = 'Compare two values at a time, and join comparisons with "and".'
    return fail({ code: 'unexpected-token', message, at: token.at })
  }

  #operand(depth: number): Parsed {
    const token = this.peek()
    if (depth > MAX_DEPTH) {
      return fail({ code: 'too-deep', message: 'The expression is nested too deeply.', at: token.at })
    }
    if (token.type === 'end') return unexpected(token)
    this.#next++
    if (token.type === 'number') return ok({ type: 'number', value: Number(token.text) })
    if (token.text === '(') return this.#closed(this.expression(0, depth + 1))
    if (token.text === '-' || token.text === '+') return this.#unary(token.text, SIGN_STRENGTH, depth)
    if (token.text === 'not') return this.#unary('not', NOT_STRENGTH, depth)
    if (token.type !== 'name') return unexpected(token)
    if (this.peek().text === '(') return this.#call(token, depth)
    if (RESERVED.has(token.text)) return unexpected(token)
    return ok({ type: 'name', name: token.text, at: token.at })
  }

  #unary(op: '-' | '+' | 'not', strength: number, depth: number): Parsed {
    const of = this.expression(strength, depth + 1)
    return of.ok ? ok({ type: 'unary', op, of: of.value }) : of
  }

  #closed(node: Parsed): Parsed {
    if (!node.ok) return node
    const token = this.peek()
    if (token.text !== ')') return unexpected(token)
    this.#next++
    return node
  }

  #call(name: Token, depth: number): Parsed {
    const takes = argumentsOf(name.text)
    if (takes === undefined) {
      return fail({ code: 'unknown-function', message: `There is no function "${name.text}".`, at: name.at })
    }
    this.#next++
    const args: ExpressionNode[] = []
    while (this.peek().text !== ')' || args.length > 0) {
      const arg = this.expression(0, depth + 1)
      if (!arg.ok) return arg
      args.push(arg.value)
      if (this.peek().text !== ',') break
      this.#next++
    }
    const closed = this.#closed(ok({ type: 'call', name: name.text, args }))
    if (!closed.ok || (args.length >= takes[0] && args.length <= takes[1])) return closed
    const wanted = takes[0] === takes[1] ? `${takes[0]}` : takes[1] === Infinity ? 'at least 1' : takes.join(' or ')
    const message = `"${name.text}" takes ${wanted} ${wanted === '1' ? 'value' : 'values'}, not ${args.length}.`
    return fail({ code: 'argument-count', message, at: name.at })
  }
}
