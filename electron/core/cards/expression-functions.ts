import { roundTo } from '../numbers.ts'

interface FunctionRule {
  /** Fewest and most arguments. */
  readonly takes: readonly [number, number]
  readonly apply: (...args: number[]) => number
}

const MANY = Number.POSITIVE_INFINITY
const one = (apply: (x: number) => number): FunctionRule => ({ takes: [1, 1], apply: (x = Number.NaN) => apply(x) })
const total = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0)

/** Logistic function, without overflow for large arguments. */
function sigmoid(x: number): number {
  return x >= 0 ? 1 / (1 + Math.exp(-x)) : Math.exp(x) / (1 + Math.exp(x))
}

/** ln(1 + e^x), without overflow for large arguments. */
function softplus(x: number): number {
  return Math.max(x, 0) + Math.log1p(Math.exp(-Math.abs(x)))
}

/** Every function of the expression language but `if`, which evaluates only the branch it takes. */
export const FUNCTIONS: ReadonlyMap<string, FunctionRule> = new Map<string, FunctionRule>([
  ['abs', one(Math.abs)],
  ['sqrt', one(Math.sqrt)],
  ['exp', one(Math.exp)],
  ['ln', one(Math.log)],
  ['log2', one(Math.log2)],
  ['log10', one(Math.log10)],
  ['sin', one(Math.sin)],
  ['cos', one(Math.cos)],
  ['floor', one(Math.floor)],
  ['ceil', one(Math.ceil)],
  ['sign', one(Math.sign)],
  ['relu', one((x) => Math.max(0, x))],
  ['sigmoid', one(sigmoid)],
  ['tanh', one(Math.tanh)],
  ['softplus', one(softplus)],
  ['min', { takes: [1, MANY], apply: Math.min }],
  ['max', { takes: [1, MANY], apply: Math.max }],
  ['sum', { takes: [1, MANY], apply: (...values) => total(values) }],
  ['mean', { takes: [1, MANY], apply: (...values) => total(values) / values.length }],
  ['pow', { takes: [2, 2], apply: (base = Number.NaN, exponent = Number.NaN) => base ** exponent }],
  ['round', { takes: [1, 2], apply: (x = Number.NaN, decimals = 0) => roundTo(x, clampDecimals(decimals)) }],
])

function clampDecimals(decimals: number): number {
  return Number.isFinite(decimals) ? Math.min(12, Math.max(0, Math.trunc(decimals))) : 0
}

export const CONSTANTS: ReadonlyMap<string, number> = new Map([
  ['pi', Math.PI],
  ['e', Math.E],
])

/** Words of the language that cannot name a variable. */
export const RESERVED: ReadonlySet<string> = new Set(['and', 'or', 'not', 'if'])

/** Fewest and most arguments of a function, or undefined when there is none of that name. */
export function argumentsOf(name: string): readonly [number, number] | undefined {
  return name === 'if' ? [3, 3] : FUNCTIONS.get(name)?.takes
}
