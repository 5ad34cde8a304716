import type { ContentOf } from '../../contract/content/note-content.ts'
import type { CardFace } from '../../contract/procedures/review.ts'
import { fixedNumber } from '../numbers.ts'
import { fail, ok } from '../result.ts'
import type { Result } from '../result.ts'
import { drawVariable } from './computed-draw.ts'
import { drawPlot } from './computed-plot.ts'
import { all, readRules } from './computed-rules.ts'
import type { ComputedProblem, ComputedRules } from './computed-rules.ts'
import { printTemplate } from './computed-template.ts'
import type { Template } from './computed-template.ts'
import { compute, evaluate, isTrue } from './expression.ts'
import type { Variables } from './expression.ts'

export type { ComputedProblem } from './computed-rules.ts'
export { checkComputed } from './computed-check.ts'

type Content = ContentOf<'computed'>

/** A computed note with its numbers drawn. `answer` is exact; `answerText` has the note's decimals. */
export interface DrawnComputed {
  readonly variables: Readonly<Record<string, number>>
  readonly answer: number
  readonly prompt: string
  readonly answerText: string
  readonly steps: string[]
  readonly plot: Extract<CardFace, { type: 'computed' }>['plot']
}

const MOST_ROUNDS = 200

/**
 * Draws the numbers of a computed note and prints its texts for them. The same content and seed always give the same.
 * Fails with a coded problem when an expression or a template cannot be read, when `require` is not met in 200
 * rounds, or when a value is not a finite number.
 */
export function drawComputed(content: Content, seed: number): Result<DrawnComputed, ComputedProblem> {
  const rules = readRules(content)
  if (!rules.ok) return rules
  const values = drawValues(content, rules.value, seed)
  if (!values.ok) return values
  return printDrawn(content, rules.value, values.value)
}

function drawValues(content: Content, rules: ComputedRules, seed: number): Result<Variables, ComputedProblem> {
  for (let round = 0; round < MOST_ROUNDS; round++) {
    const values = new Map<string, number>()
    for (const [name, variable] of Object.entries(content.variables)) {
      values.set(name, drawVariable(name, variable, seed, round))
    }
    for (const [name, expression] of rules.lets) values.set(name, compute(expression.node, values))
    if (rules.require.every((condition) => isTrue(compute(condition.node, values)))) return finiteLets(rules, values)
  }
  const message = `No numbers that meet every condition were found in ${MOST_ROUNDS} draws.`
  return fail({ code: 'require-unmet', message, path: ['require'] })
}

function finiteLets(rules: ComputedRules, values: Variables): Result<Variables, ComputedProblem> {
  for (const [name, expression] of rules.lets) {
    const value = evaluate(expression, values)
    if (!value.ok) return fail({ ...value.error, path: ['let', name] })
  }
  return ok(values)
}

function printDrawn(content: Content, rules: ComputedRules, values: Variables): Result<DrawnComputed, ComputedProblem> {
  const answer = evaluate(rules.answer, values)
  if (!answer.ok) return fail({ ...answer.error, path: ['answer'] })
  const prompt = print(rules.prompt, values, ['prompt'])
  if (!prompt.ok) return prompt
  const steps = all(rules.steps, (step, index) => print(step, values, ['steps', index]))
  if (!steps.ok) return steps
  const plot = drawPlot(content.plot, rules.plot, values)
  if (!plot.ok) return plot
  return ok({
    variables: Object.fromEntries(Object.keys(content.variables).map((name) => [name, values.get(name) ?? Number.NaN])),
    answer: answer.value,
    prompt: prompt.value,
    answerText: fixedNumber(answer.value, content.decimals),
    steps: steps.value,
    plot: plot.value,
  })
}

function print(template: Template, values: Variables, path: (string | number)[]): Result<string, ComputedProblem> {
  const text = printTemplate(template, values)
  return text.ok ? text : fail({ ...text.error, path })
}
