import { z } from 'zod'
import { CalendarDate } from '../../contract/content/primitives.ts'
import type { Writes } from '../../store/collection.ts'
import type { Context } from '../context.ts'

const KEY = 'plan'

/** What was decided, so that every queue knows it without reckoning anew. Days are study days. */
const PlanState = z.object({
  exam: z.object({ examDate: CalendarDate, newPerDay: z.int(), retention: z.number() }).nullable(),
  spread: z.object({ perDay: z.int(), newPerDay: z.int() }).nullable(),
  /** All of a backlog was asked for; until it is gone no other spread begins by itself. */
  declined: z.boolean(),
  /** Minutes added to those of one day. */
  extra: z.object({ day: z.int(), minutes: z.int() }).nullable(),
})
export type PlanState = z.infer<typeof PlanState>

const NOTHING: PlanState = { exam: null, spread: null, declined: false, extra: null }

/** What the plan has decided; nothing when it never did, or when an older or newer program wrote it. */
export function planState({ collection }: Pick<Context, 'collection'>): PlanState {
  const read = PlanState.safeParse(collection.settings.get(KEY))
  return read.success ? read.data : NOTHING
}

/** Writes what changed; inside a transaction. */
export function writePlan(context: Pick<Context, 'collection'>, writes: Writes, change: Partial<PlanState>): void {
  writes.settings.set(KEY, { ...planState(context), ...change })
}
