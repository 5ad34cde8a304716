import { fail, ok, type Result } from '../core/result.ts'
import { runJob } from '../jobs/run-job.ts'
import { storeError, whenFree, type Context } from './context.ts'
import type { ReviewService } from './review.ts'
import { conflict, type Served, type ServiceError } from './service-error.ts'

/** Undo entries that touch more rows than this are taken back in the worker. */
const MOST_ROWS_HERE = 200

async function inWorker(context: Context, redo: boolean): Promise<Result<{ name: string | null }, ServiceError>> {
  const { worker } = context.resources
  const done = await runJob({ job: redo ? 'redo' : 'undo' }, { worker, dataDir: context.dataDir })
  if (done.ok) return done
  return conflict(done.error.code === 'refused' ? (done.error.issues[0]?.message ?? '') : 'Cancelled.')
}

/**
 * Takes back the last action, or does again what was taken back. An answer's card is asked next again.
 * @returns the action's name, or null when there was nothing
 */
export async function swapHistory(
  context: Context,
  review: ReviewService,
  redo: boolean,
): Promise<Served<{ name: string | null }>> {
  const { history } = context.collection
  if (history.size(redo) > MOST_ROWS_HERE) {
    const done = await inWorker(context, redo)
    context.settings.forget()
    context.events.emit({ type: 'changed' })
    return done
  }
  const swapped = await whenFree(context, () => (redo ? history.redo() : history.undo()))
  if (!swapped.ok) return fail(storeError(swapped.error))
  context.settings.forget()
  if (!swapped.value) return ok({ name: null })
  if (!redo) review.showAgain(swapped.value)
  context.events.emit({ type: 'changed' })
  return ok({ name: swapped.value.name })
}

/**
 * Takes back, or does again, several actions one after the other.
 * @returns how many it was, which is fewer than asked for where one could not be or none was left
 */
export async function jumpHistory(
  context: Context,
  review: ReviewService,
  { steps, redo }: { readonly steps: number; readonly redo: boolean },
): Promise<Served<{ done: number }>> {
  for (let done = 0; done < steps; done++) {
    const swapped = await swapHistory(context, review, redo)
    if (!swapped.ok) return done === 0 ? swapped : ok({ done })
    if (swapped.value.name === null) return ok({ done })
  }
  return ok({ done: steps })
}
