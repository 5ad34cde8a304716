import type { Evaluation } from '../../contract/procedures/optimise.ts'
import { ok, type Result } from '../../core/result.ts'
import { forecasts } from '../../core/scheduling/optimise/forecast.ts'
import { fitOf } from '../../core/scheduling/optimise/metrics.ts'
import type { Collection } from '../../store/collection.ts'
import type { JobPulse } from '../protocol.ts'
import { memoryScheduler } from './fit.ts'
import { readHistories, type Cancelled } from './read.ts'

/** How the weights in use do on all reviews of a preset. */
export function evaluatePreset(
  collection: Collection,
  presetId: number,
  pulse: JobPulse,
): Result<Evaluation, Cancelled> {
  const histories = readHistories(collection, presetId, null, pulse)
  if (!histories.ok) return histories
  const { weights, relearningSteps } = (collection.presets.get(presetId) ?? collection.presets.default()).options
  const all = forecasts(histories.value, memoryScheduler(weights, relearningSteps))
  const { logLoss, rmse } = fitOf(all)
  const mean = (value: (one: (typeof all)[number]) => number): number | null =>
    all.length === 0 ? null : all.reduce((sum, one) => sum + value(one), 0) / all.length
  return ok({
    reviews: all.length,
    logLoss,
    rmse,
    recalled: mean(({ recalled }) => (recalled ? 1 : 0)),
    forecast: mean(({ recall }) => recall),
  })
}
