import type { BulkAct, BulkDone, DuplicateGroups, Replacement, ReplaceReport } from '../contract/procedures/browse.ts'
import type { Progress } from '../contract/shapes.ts'
import { fail, ok, type Result } from '../core/result.ts'
import { applyBulk } from '../jobs/bulk/index.ts'
import type { JobFailure, JobName, JobRequest, JobValues } from '../jobs/protocol.ts'
import { runJob } from '../jobs/run-job.ts'
import { momentOf } from './act-moment.ts'
import { storeError, whenFree, type Context } from './context.ts'
import { conflict, invalid, type Served } from './service-error.ts'

/** More cards than this are done in the worker. */
const MOST_HERE = 200

/** How far long work is, and how it is stopped. */
export interface Watch {
  readonly signal: AbortSignal
  readonly onProgress: (progress: Progress) => void
}

async function inWorker<N extends JobName>(
  context: Context,
  request: Extract<JobRequest, { job: N }>,
  { signal, onProgress }: Watch,
): Promise<Served<JobValues[N]>> {
  const { worker } = context.resources
  const done: Result<JobValues[N], Exclude<JobFailure, { code: 'bug' }>> = await runJob<N>(request, {
    worker,
    dataDir: context.dataDir,
    signal,
    onProgress,
  })
  if (done.ok) return done
  if (done.error.code === 'cancelled') return conflict('Cancelled. Nothing was changed.')
  const [issue] = done.error.issues
  const { code = '', message = '' } = issue ?? {}
  return code.startsWith('bad-') || code === 'regex-too-slow'
    ? invalid(done.error.issues)
    : fail(storeError({ code, message }))
}

/** Does one action on many cards, at once or in the worker, and tells every window. */
export async function bulk(
  context: Context,
  act: BulkAct,
  cardIds: readonly number[],
  watch: Watch,
): Promise<Served<BulkDone>> {
  const moment = momentOf(context, act.type === 'grade')
  if (cardIds.length > MOST_HERE) {
    const done = await inWorker<'bulk'>(context, { job: 'bulk', act, cardIds, moment }, watch)
    if (done.ok) context.events.emit({ type: 'changed' })
    return done
  }
  const done = await whenFree(context, () => applyBulk(context.collection, act, cardIds, moment))
  if (!done.ok) {
    const { code, message } = done.error
    if (code === 'bad-days') return invalid([{ severity: 'error', code, message, where: { field: 'days' } }])
    return fail(storeError(done.error))
  }
  context.events.emit({ type: 'changed' })
  return ok(done.value)
}

/** What find and replace would do. */
export function previewReplace(context: Context, what: Replacement, watch: Watch): Promise<Served<ReplaceReport>> {
  return inWorker<'replace-preview'>(context, { job: 'replace-preview', what }, watch)
}

/** Finds and replaces in one step that undo takes back. */
export async function replaceText(context: Context, what: Replacement, watch: Watch): Promise<Served<BulkDone>> {
  const done = await inWorker<'replace'>(context, { job: 'replace', what, now: context.now() }, watch)
  if (done.ok) context.events.emit({ type: 'changed' })
  return done
}

/** Notes that read alike. */
export function duplicates(
  context: Context,
  noteIds: readonly number[] | null,
  field: string | null,
  watch: Watch,
): Promise<Served<DuplicateGroups>> {
  return inWorker<'duplicates'>(context, { job: 'duplicates', noteIds, field }, watch)
}
