import { fail, ok, type Result } from '../core/result.ts'
import { actOnCards, type ActProblem } from '../jobs/cards/act-on-cards.ts'
import type { CardAct, Moment } from '../jobs/cards/acts.ts'
import { runJob } from '../jobs/run-job.ts'
import { momentOf } from './act-moment.ts'
import { storeError, whenFree, type Context } from './context.ts'
import type { Served, ServiceError } from './service-error.ts'

/** More cards than this are done in the worker. */
const MOST_HERE = 200

/** Does something to cards, at once or in the worker, and tells every window. */
export async function doToCards(
  context: Context,
  act: CardAct,
  cardIds: readonly number[],
): Promise<Served<{ undo: string; cards: number }>> {
  const moment = momentOf(context, act.act === 'grade')
  const done =
    cardIds.length > MOST_HERE
      ? await inWorker(context, act, cardIds, moment)
      : await whenFree(context, () => actOnCards(context.collection, act, cardIds, moment))
  if (!done.ok) return fail(asServed(done.error))
  context.events.emit({ type: 'changed' })
  return ok(done.value)
}

async function inWorker(
  context: Context,
  act: CardAct,
  cardIds: readonly number[],
  moment: Moment,
): Promise<Result<{ undo: string; cards: number }, ActProblem>> {
  const { worker } = context.resources
  const done = await runJob({ job: 'cards', act, cardIds, moment }, { worker, dataDir: context.dataDir })
  if (done.ok) return done
  if (done.error.code === 'cancelled') return fail({ code: 'cancelled', message: 'Cancelled.' })
  const [issue] = done.error.issues
  return fail({ code: issue?.code ?? '', message: issue?.message ?? '' })
}

function asServed({ code, message }: ActProblem): ServiceError {
  if (code !== 'bad-days') return storeError({ code, message })
  return { code: 'INVALID', issues: [{ severity: 'error', code, message, where: { field: 'days' } }] }
}
