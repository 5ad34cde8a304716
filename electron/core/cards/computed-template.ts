import { fixedNumber, shortNumber } from '../numbers.ts'
import { fail, ok } from '../result.ts'
import type { Result } from '../result.ts'
import { compileExpression, evaluate, unknownName } from './expression.ts'
import type { Expression, ExpressionProblem, Variables } from './expression.ts'

export interface TemplateProblem {
  readonly code: ExpressionProblem['code'] | 'template-open' | 'template-flag'
  readonly message: string
  /** Position in the template, characters from 0. */
  readonly at: number
}

interface Value {
  readonly expression: Expression
  readonly decimals: number | null
  readonly signed: boolean
  readonly parentheses: boolean
  readonly at: number
}

/** A text with values in it, ready to be printed for any numbers. */
export type Template = readonly (string | Value)[]

const VALUE = /\{\{([^{}]*)\}\}/g

/**
 * Reads `{{expression}}`, `{{expression|decimals}}`, and the flags `+` (always a sign) and `p` (in parentheses
 * when negative), in any order after the expression. `names` are the names that have a value.
 */
export function parseTemplate(text: string, names: { has(name: string): boolean }): Result<Template, TemplateProblem> {
  const parts: (string | Value)[] = []
  let end = 0
  for (const match of text.matchAll(VALUE)) {
    const between = text.slice(end, match.index)
    const open = between.indexOf('{{')
    if (open >= 0) return unclosed(end + open)
    const value = parseValue(match[1] ?? '', match.index, names)
    if (!value.ok) return value
    parts.push(between, value.value)
    end = match.index + match[0].length
  }
  const tail = text.slice(end)
  const open = tail.indexOf('{{')
  return open >= 0 ? unclosed(end + open) : ok([...parts, tail])
}

/** Prints a template for the given values. */
export function printTemplate(template: Template, variables: Variables): Result<string, TemplateProblem> {
  let out = ''
  for (const part of template) {
    if (typeof part === 'string') {
      out += part
      continue
    }
    const value = evaluate(part.expression, variables)
    if (!value.ok) return fail({ ...value.error, at: part.at })
    out += printValue(value.value, part)
  }
  return ok(out)
}

function printValue(value: number, { decimals, signed, parentheses }: Value): string {
  const text = decimals === null ? shortNumber(value) : fixedNumber(value, decimals)
  if (signed && !text.startsWith('-')) return `+${text}`
  return parentheses && text.startsWith('-') ? `(${text})` : text
}

function parseValue(inside: string, at: number, names: { has(name: string): boolean }): Result<Value, TemplateProblem> {
  const [source = '', ...flags] = inside.split('|')
  const expression = compileExpression(source)
  if (!expression.ok) return fail({ ...expression.error, at: at + 2 + expression.error.at })
  const unknown = unknownName(expression.value, names)
  if (unknown !== null) return fail({ ...unknown, at: at + 2 + unknown.at })
  const seen = flags.map((flag) => flag.trim())
  const digits = seen.filter((flag) => /^\d$/.test(flag))
  const signed = seen.filter((flag) => flag === '+').length
  const parentheses = seen.filter((flag) => flag === 'p').length
  if (digits.length + signed + parentheses < seen.length || digits.length > 1 || signed + parentheses > 1) {
    const message = `After the expression in "{{${inside}}}" only a number of decimals and "+" or "p" can follow.`
    return fail({ code: 'template-flag', message, at })
  }
  const decimals = digits[0] === undefined ? null : Number(digits[0])
  return ok({ expression: expression.value, decimals, signed: signed > 0, parentheses: parentheses > 0, at })
}

function unclosed(at: number): Result<never, TemplateProblem> {
  const message = 'This "{{" is not closed by "}}". For braces of TeX, put a space between them.'
  return fail({ code: 'template-open', message, at })
}
