import type * as Native from '@open-spaced-repetition/binding'
import { fail, ok, type Result } from '../../core/result.ts'
import type { TrainingItem } from '../../core/scheduling/optimise/split.ts'
import type { JobFailure, JobPulse } from '../protocol.ts'
import type { Cancelled } from './read.ts'

/** Why there are no weights: it was cancelled, or the optimiser does not run on this computer. */
export type FitFailure = Cancelled | Extract<JobFailure, { code: 'refused' }>

/** How often the optimiser tells how far it is, in milliseconds. It also ends at such a beat only, so it is short. */
const BEAT_MS = 5

/**
 * Fits FSRS-6's 21 weights by gradient descent in native code, on threads of its own.
 * @param relearningSteps how many there are: more than one tightens the bounds of two weights
 * @param stage what the person reads meanwhile
 * @returns the weights as they came out, which scheduling may still have to bound
 */
export async function computeWeights(
  items: readonly TrainingItem[],
  relearningSteps: number,
  stage: string,
  pulse: JobPulse,
): Promise<Result<number[], FitFailure>> {
  const loaded = await load()
  if (!loaded.ok) return loaded
  const native = loaded.value
  const given = toNative(native, items, pulse)
  if (given === null) return fail({ code: 'cancelled' })
  let cancel: () => void = () => undefined
  const cancelled = new Promise<null>((resolve) => {
    cancel = () => resolve(null)
  })
  const computed = native.computeParameters(given, {
    enableShortTerm: true,
    numRelearningSteps: relearningSteps,
    timeout: BEAT_MS,
    // Native code cannot be stopped: what it still comes to is not waited for.
    progress: (done, total) => {
      if (pulse.cancelled()) cancel()
      else if (total > 1) pulse.progress(stage, Math.min(done, total), total)
    },
  })
  const weights = await Promise.race([computed, cancelled])
  return weights === null ? fail({ code: 'cancelled' }) : ok(weights)
}

/** Its native code is loaded when it is needed, so that other jobs do without. */
async function load(): Promise<Result<typeof Native, FitFailure>> {
  try {
    return ok(await import('@open-spaced-repetition/binding'))
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error)
    const message = `The optimiser does not run on this computer. ${why}`
    return fail({ code: 'refused', issues: [{ severity: 'error', code: 'no-optimiser', message, where: {} }] })
  }
}

/** Reviews are made once a card and shared by its items. */
function toNative(
  { FSRSBindingItem: Item, FSRSBindingReview: Review }: typeof Native,
  items: readonly TrainingItem[],
  pulse: JobPulse,
): Native.FSRSBindingItem[] | null {
  const given: Native.FSRSBindingItem[] = []
  let of: TrainingItem['answers'] | null = null
  let reviews: Native.FSRSBindingReview[] = []
  for (const [at, { answers, length }] of items.entries()) {
    if (at % 1000 === 0) {
      if (pulse.cancelled()) return null
      pulse.progress('Preparing your reviews', at, items.length)
    }
    if (answers !== of) {
      reviews = answers.map(({ rating, elapsed }) => new Review(rating, elapsed))
      of = answers
    }
    given.push(new Item(reviews.slice(0, length)))
  }
  return given
}
