import type { FitReport } from '../../contract/procedures/optimise.ts'
import { ok, type Result } from '../../core/result.ts'
import { createScheduler, DEFAULT_SCHEDULING, type Scheduler } from '../../core/scheduling/fsrs.ts'
import { forecasts } from '../../core/scheduling/optimise/forecast.ts'
import type { CardHistory } from '../../core/scheduling/optimise/histories.ts'
import { fitOf, type Fit } from '../../core/scheduling/optimise/metrics.ts'
import { LEAST_REVIEWS } from '../../core/scheduling/optimise/offer.ts'
import { splitByTime, trainingItems } from '../../core/scheduling/optimise/split.ts'
import { DEFAULT_WEIGHTS, migrateWeights } from '../../core/scheduling/weights.ts'
import type { Collection } from '../../store/collection.ts'
import type { Preset } from '../../store/presets.ts'
import type { JobPulse } from '../protocol.ts'
import { computeWeights, type FitFailure } from './compute.ts'
import { readHistories } from './read.ts'

/** A hundred thousandth more or less says nothing. */
const DECIMALS = 6

/** Scheduling by given weights, as far as memory goes: days are told, not counted. */
export function memoryScheduler(weights: readonly number[] | null, relearningSteps: readonly number[]): Scheduler {
  return createScheduler({ ...DEFAULT_SCHEDULING, relearningSteps, weights: weights ?? DEFAULT_WEIGHTS }, () => 0)
}

/**
 * Fits weights to the older reviews of each preset, and compares them with those in use on the newest, which the fit
 * has not seen. The weights that were compared are the ones that are offered, bounded as scheduling bounds them.
 * @param ignoreBefore a study day: cards answered before it are left out; null for none
 */
export async function fitPresets(
  collection: Collection,
  presetIds: readonly number[],
  ignoreBefore: number | null,
  pulse: JobPulse,
): Promise<Result<FitReport[], FitFailure>> {
  const reports: FitReport[] = []
  for (const id of presetIds) {
    const preset = collection.presets.get(id)
    if (preset === undefined) continue
    const histories = readHistories(collection, id, ignoreBefore, pulse)
    if (!histories.ok) return histories
    const report = await fitPreset(preset, histories.value, pulse)
    if (!report.ok) return report
    reports.push(report.value)
  }
  return ok(reports)
}

/** The same for one preset and what there is to learn from. */
export async function fitPreset(
  preset: Pick<Preset, 'id' | 'name' | 'options'>,
  histories: readonly CardHistory[],
  pulse: JobPulse,
): Promise<Result<FitReport, FitFailure>> {
  const { weights, relearningSteps } = preset.options
  const split = splitByTime(histories)
  const reviews = split === null ? 0 : split.train + split.heldBack
  const about = { presetId: preset.id, name: preset.name, reviews, heldBack: split?.heldBack ?? 0 }
  if (split === null || reviews < LEAST_REVIEWS) {
    return ok({ ...about, outcome: 'too-few', before: null, after: null, weights: null })
  }
  const items = trainingItems(histories, split.at)
  const stage = `Finding what fits ${preset.name}`
  const computed = await computeWeights(items, relearningSteps.length, stage, pulse)
  if (!computed.ok) return computed
  const fitted = asScheduled(computed.value, relearningSteps.length)
  const measure = (scheduler: Scheduler): Fit => fitOf(forecasts(histories, scheduler, split.at))
  const before = measure(memoryScheduler(weights, relearningSteps))
  const after = measure(memoryScheduler(fitted, relearningSteps))
  return ok({
    ...about,
    outcome: after.logLoss < before.logLoss ? 'better' : 'no-better',
    before: { logLoss: before.logLoss, rmse: before.rmse },
    after: { logLoss: after.logLoss, rmse: after.rmse },
    weights: fitted,
  })
}

function asScheduled(weights: readonly number[], relearningSteps: number): number[] {
  return migrateWeights(weights, relearningSteps, true).map((weight) => Number(weight.toFixed(DECIMALS)))
}
