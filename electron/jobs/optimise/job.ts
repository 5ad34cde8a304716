import type { Evaluation, FitReport, ReschedulePreview } from '../../contract/procedures/optimise.ts'
import { fail, type Result } from '../../core/result.ts'
import type { Collection } from '../../store/collection.ts'
import type { JobFailure, JobPulse } from '../protocol.ts'
import { evaluatePreset } from './evaluate.ts'
import { fitPresets } from './fit.ts'
import type { ScheduleMoment, WeightChange } from './plan.ts'
import { previewReschedule, reschedule, type RescheduleOrder, type RescheduleProblem } from './reschedule.ts'

/** Long work on FSRS's weights. */
export type OptimiseJob =
  | { readonly job: 'fit'; readonly presetIds: readonly number[]; readonly ignoreBefore: number | null }
  | { readonly job: 'evaluate'; readonly presetId: number }
  | { readonly job: 'preview-reschedule'; readonly change: WeightChange; readonly moment: ScheduleMoment }
  | { readonly job: 'reschedule'; readonly order: RescheduleOrder }

export interface OptimiseValues {
  fit: FitReport[]
  evaluate: Evaluation
  'preview-reschedule': ReschedulePreview
  reschedule: { undo: string; cards: number }
}

type Refusal = Exclude<JobFailure, { code: 'bug' }>

function asFailure<T>(result: Result<T, RescheduleProblem>): Result<T, Refusal> {
  if (result.ok) return result
  const { code, message } = result.error
  if (code === 'cancelled') return fail({ code: 'cancelled' })
  return fail({ code: 'refused', issues: [{ severity: 'error', code, message, where: {} }] })
}

/** Does a job on FSRS's weights in the worker. */
export async function doOptimiseJob(
  collection: Collection,
  request: OptimiseJob,
  pulse: JobPulse,
): Promise<Result<OptimiseValues[keyof OptimiseValues], Refusal>> {
  switch (request.job) {
    case 'fit':
      return fitPresets(collection, request.presetIds, request.ignoreBefore, pulse)
    case 'evaluate':
      return evaluatePreset(collection, request.presetId, pulse)
    case 'preview-reschedule':
      return asFailure(previewReschedule(collection, request.change, request.moment, pulse))
    case 'reschedule':
      return asFailure(reschedule(collection, request.order, pulse))
  }
}
