import { fail, ok, type Result } from '../../core/result.ts'
import type { JobPulse } from '../protocol.ts'
import type { BulkProblem } from './index.ts'

const BATCH = 200

export const CANCELLED: BulkProblem = { code: 'cancelled', message: 'Cancelled.' }

/** `1 card`, `12 cards`. */
export function amount(count: number, one: string): string {
  return count === 1 ? one : `${count} ${one}s`
}

/** Works through a list in batches, telling how far it is; stops between two when cancelling was asked for. */
export function inSteps<T>(
  all: readonly T[],
  stage: string,
  pulse: JobPulse,
  step: (batch: readonly T[]) => void,
): Result<void, BulkProblem> {
  for (let start = 0; start < all.length; start += BATCH) {
    if (pulse.cancelled()) return fail(CANCELLED)
    pulse.progress(stage, start, all.length)
    step(all.slice(start, start + BATCH))
  }
  pulse.progress(stage, all.length, all.length)
  return ok(undefined)
}
