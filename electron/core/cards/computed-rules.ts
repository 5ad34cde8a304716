import type { ContentOf } from '../../contract/content/note-content.ts'
import { fail, ok } from '../result.ts'
import type { Result } from '../result.ts'
import { sizeOf } from './computed-draw.ts'
import { parseTemplate } from './computed-template.ts'
import type { Template, TemplateProblem } from './computed-template.ts'
import { compileExpression, unknownName } from './expression.ts'
import type { Expression } from './expression.ts'
import { RESERVED } from './expression-functions.ts'

/** What is wrong with a computed note, and in which field. */
export interface ComputedProblem {
  readonly code:
    TemplateProblem['code'] | 'reserved-name' | 'name-twice' | 'no-value-left' | 'require-unmet' | 'plot-empty'
  readonly message: string
  /** The field, e.g. ['let', 'z'] or ['steps', 0]. */
  readonly path: readonly (string | number)[]
  /** Position in that field's text, characters from 0, where there is one. */
  readonly at?: number
}

/** A computed note with every expression and template parsed, and every name known. */
export interface ComputedRules {
  readonly lets: readonly (readonly [string, Expression])[]
  readonly require: readonly Expression[]
  readonly answer: Expression
  readonly prompt: Template
  readonly steps: readonly Template[]
  readonly plot: { readonly y: Expression; readonly at: Expression } | null
}

type Content = ContentOf<'computed'>
type Path = readonly (string | number)[]

/** Reads all texts of a computed note once; what can be wrong with any numbers is found here. */
export function readRules(content: Content): Result<ComputedRules, ComputedProblem> {
  const names = new Set<string>()
  const problem = nameProblem(content)
  if (problem !== null) return fail(problem)
  for (const name of Object.keys(content.variables)) names.add(name)
  const lets: (readonly [string, Expression])[] = []
  for (const [name, source] of Object.entries(content.let ?? {})) {
    const expression = readExpression(source, names, ['let', name])
    if (!expression.ok) return expression
    lets.push([name, expression.value])
    names.add(name)
  }
  const require = all(content.require ?? [], (source, i) => readExpression(source, names, ['require', i]))
  if (!require.ok) return require
  const answer = readExpression(content.answer, names, ['answer'])
  if (!answer.ok) return answer
  const prompt = readTemplate(content.prompt, names, ['prompt'])
  if (!prompt.ok) return prompt
  const steps = all(content.steps, (text, i) => readTemplate(text, names, ['steps', i]))
  if (!steps.ok) return steps
  const plot = readPlot(content, names)
  if (!plot.ok) return plot
  return ok({
    lets,
    require: require.value,
    answer: answer.value,
    prompt: prompt.value,
    steps: steps.value,
    plot: plot.value,
  })
}

function nameProblem(content: Content): ComputedProblem | null {
  for (const [name, variable] of Object.entries(content.variables)) {
    const path = ['variables', name]
    if (RESERVED.has(name)) return { code: 'reserved-name', message: `"${name}" is a word of the language.`, path }
    if (sizeOf(variable) < 1) {
      return { code: 'no-value-left', message: `"${name}" has no value left to draw from.`, path }
    }
  }
  for (const name of Object.keys(content.let ?? {})) {
    const path = ['let', name]
    if (RESERVED.has(name)) return { code: 'reserved-name', message: `"${name}" is a word of the language.`, path }
    if (Object.hasOwn(content.variables, name)) {
      return { code: 'name-twice', message: `"${name}" is a variable already.`, path }
    }
  }
  return null
}

function readPlot(content: Content, names: ReadonlySet<string>): Result<ComputedRules['plot'], ComputedProblem> {
  if (content.plot === undefined) return ok(null)
  const y = readExpression(content.plot.y, new Set([...names, 'x']), ['plot', 'y'])
  if (!y.ok) return y
  const at = readExpression(content.plot.at, names, ['plot', 'at'])
  return at.ok ? ok({ y: y.value, at: at.value }) : at
}

function readExpression(source: string, names: ReadonlySet<string>, path: Path): Result<Expression, ComputedProblem> {
  const expression = compileExpression(source)
  if (!expression.ok) return fail({ ...expression.error, path })
  const unknown = unknownName(expression.value, names)
  return unknown === null ? expression : fail({ ...unknown, path })
}

function readTemplate(text: string, names: ReadonlySet<string>, path: Path): Result<Template, ComputedProblem> {
  const template = parseTemplate(text, names)
  return template.ok ? template : fail({ ...template.error, path })
}

/** The values of all items, or the first error. */
export function all<T, U, E>(items: readonly T[], read: (item: T, index: number) => Result<U, E>): Result<U[], E> {
  const out: U[] = []
  for (const [index, item] of items.entries()) {
    const one = read(item, index)
    if (!one.ok) return one
    out.push(one.value)
  }
  return ok(out)
}
