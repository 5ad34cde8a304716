import { LEAST_BACKLOG } from '../../core/scheduling/plan/spread.ts'
import { today, type Context } from '../context.ts'
import type { PlanService } from './service.ts'
import { planState } from './state.ts'

/** Changes often come one after the other; the plan is made anew when there were none for so long. */
const REST_MS = 500

/** Whether the queue of the day hangs on the plan, or may do so once it is made. */
function matters(context: Context): boolean {
  const { paceBy, examDate } = context.settings.get()
  const { spread, declined } = planState(context)
  if ((paceBy === 'exam' && examDate !== null) || spread !== null || declined) return true
  const { day, start } = today(context)
  const query = { day, learningUntil: 0, reviewUntil: start - 1, cap: LEAST_BACKLOG }
  const overdue = [...context.collection.cards.dueCounts(query).values()].reduce((sum, deck) => sum + deck.review, 0)
  return overdue >= LEAST_BACKLOG
}

/**
 * Keeps the plan up with what it is made from, whichever view is open: at the start, on a new study day, and after
 * every change, such as an import, another date of the exam or other options.
 * @param restMs milliseconds without a change after which it is made anew
 * @returns ends it
 */
export function followPlan(context: Context, plan: PlanService, restMs = REST_MS): () => void {
  let timer: NodeJS.Timeout | undefined
  let ended = false
  const make = async (): Promise<void> => {
    try {
      const made = matters(context) ? await plan.get() : null
      if (made?.ok === false) context.log.warn(`the plan was not made: ${made.error.code}`)
    } catch (error) {
      // A plan that was under way when the collection was closed has nothing left to read.
      if (!ended) context.log.error('the plan could not be made', error)
    }
  }
  const soon = (): void => {
    clearTimeout(timer)
    timer = setTimeout(() => void make(), restMs)
    timer.unref()
  }
  const unlisten = context.events.listen(({ type }) => {
    if (type === 'changed') soon()
  })
  soon()
  return () => {
    ended = true
    unlisten()
    clearTimeout(timer)
  }
}
