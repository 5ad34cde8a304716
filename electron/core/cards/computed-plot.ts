import type { ContentOf } from '../../contract/content/note-content.ts'
import type { CardFace } from '../../contract/procedures/review.ts'
import { fail, ok } from '../result.ts'
import type { Result } from '../result.ts'
import type { ComputedProblem, ComputedRules } from './computed-rules.ts'
import { compute, evaluate } from './expression.ts'
import type { Variables } from './expression.ts'

type Plot = Extract<CardFace, { type: 'computed' }>['plot']

const POINTS = 97

/** Samples the plot's function at even steps; points where it has no value are left out. */
export function drawPlot(
  plot: ContentOf<'computed'>['plot'],
  rules: ComputedRules['plot'],
  values: Variables,
): Result<Plot, ComputedProblem> {
  if (plot === undefined || rules === null) return ok(null)
  const x = evaluate(rules.at, values)
  if (!x.ok) return fail({ ...x.error, path: ['plot', 'at'] })
  const y = evaluate(rules.y, new Map([...values, ['x', x.value]]))
  if (!y.ok) return fail({ ...y.error, path: ['plot', 'y'] })
  const points: [number, number][] = []
  for (let i = 0; i < POINTS; i++) {
    const at = plot.from + ((plot.to - plot.from) * i) / (POINTS - 1)
    const value = compute(rules.y.node, new Map([...values, ['x', at]]))
    if (Number.isFinite(value)) points.push([at, value])
  }
  if (points.length < 2 || plot.to <= plot.from) {
    const message = `The curve has no values between ${plot.from} and ${plot.to}.`
    return fail({ code: 'plot-empty', message, path: ['plot'] })
  }
  return ok({ label: plot.label, points, at: [x.value, y.value] })
}
