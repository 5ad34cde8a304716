import { fail, ok } from '../result.ts'
import type { Result } from '../result.ts'
import { CONSTANTS, FUNCTIONS } from './expression-functions.ts'
import { namesIn, parseExpression } from './expression-parser.ts'
import type { ExpressionNode, Operator } from './expression-parser.ts'
import type { ExpressionProblem } from './expression-tokens.ts'

export type { ExpressionProblem } from './expression-tokens.ts'

/** Values by name; they come before the constants `pi` and `e`. */
export type Variables = ReadonlyMap<string, number>

/** A parsed expression with the names it refers to, each at its first position. */
export interface Expression {
  readonly source: string
  readonly node: ExpressionNode
  readonly names: ReadonlyMap<string, number>
}

/**
 * Reads an expression of the deck format: numbers, names, `+ - * / ^`, comparisons, `and or not`, `if(c, a, b)`
 * and the functions of expression-functions.ts.
 */
export function compileExpression(source: string): Result<Expression, ExpressionProblem> {
  const node = parseExpression(source)
  return node.ok ? ok({ source, node: node.value, names: namesIn(node.value) }) : node
}

/** The first name that neither `known` nor the constants have, as a problem; null when all are known. */
export function unknownName(expression: Expression, known: { has(name: string): boolean }): ExpressionProblem | null {
  for (const [name, at] of expression.names) {
    if (!known.has(name) && !CONSTANTS.has(name)) {
      return { code: 'unknown-name', message: `"${name}" has no value here.`, at }
    }
  }
  return null
}

/** The value of an expression; a problem for an unknown name and for a value that is not a finite number. */
export function evaluate(expression: Expression, variables: Variables): Result<number, ExpressionProblem> {
  const unknown = unknownName(expression, variables)
  if (unknown !== null) return fail(unknown)
  const value = compute(expression.node, variables)
  if (Number.isFinite(value)) return ok(value)
  return fail({ code: 'not-finite', message: `"${expression.source}" does not give a number here.`, at: 0 })
}

/** The bare value: NaN and infinities pass through, and an unknown name is NaN. True is 1 and false 0. */
export function compute(node: ExpressionNode, variables: Variables): number {
  switch (node.type) {
    case 'number':
      return node.value
    case 'name':
      return variables.get(node.name) ?? CONSTANTS.get(node.name) ?? Number.NaN
    case 'unary': {
      const value = compute(node.of, variables)
      if (node.op === 'not') return truth(!isTrue(value))
      return node.op === '-' ? -value : value
    }
    case 'binary':
      return binary(node.op, node.left, node.right, variables)
    case 'call':
      return call(node.name, node.args, variables)
  }
}

/** What counts as true in `if`, `and`, `or`, `not` and `require`: any number but 0. */
export function isTrue(value: number): boolean {
  return value !== 0 && !Number.isNaN(value)
}

function truth(value: boolean): number {
  return value ? 1 : 0
}

function call(name: string, args: readonly ExpressionNode[], variables: Variables): number {
  if (name === 'if') {
    const [condition, yes, no] = args
    if (condition === undefined || yes === undefined || no === undefined) return Number.NaN
    return compute(isTrue(compute(condition, variables)) ? yes : no, variables)
  }
  const rule = FUNCTIONS.get(name)
  return rule === undefined ? Number.NaN : rule.apply(...args.map((arg) => compute(arg, variables)))
}

function binary(op: Operator, leftNode: ExpressionNode, rightNode: ExpressionNode, variables: Variables): number {
  const left = compute(leftNode, variables)
  if (op === 'and' && !isTrue(left)) return 0
  if (op === 'or' && isTrue(left)) return 1
  const right = compute(rightNode, variables)
  switch (op) {
    case '+':
      return left + right
    case '-':
      return left - right
    case '*':
      return left * right
    case '/':
      return left / right
    case '^':
      return left ** right
    case 'and':
    case 'or':
      return truth(isTrue(right))
    default:
      return truth(compare(op, left, right))
  }
}

/** Comparisons see through the dust of binary fractions: 0.1 + 0.2 == 0.3 holds. */
function compare(op: '<' | '<=' | '>' | '>=' | '==' | '!=', left: number, right: number): boolean {
  const same = Math.abs(left - right) <= 1e-12 * Math.max(1, Math.abs(left), Math.abs(right))
  switch (op) {
    case '==':
      return same
    case '!=':
      return !same
    case '<':
      return left < right && !same
    case '<=':
      return left < right || same
    case '>':
      return left > right && !same
    case '>=':
      return left > right || same
  }
}
