import { z } from 'zod'
import { CalendarDate } from '../../contract/content/primitives.ts'
import type { Writes } from '../../store/collection.ts'
import type { Context } from '../context.ts'

const KEY = 'plan'
const SPREAD_KEY = 'plan.spread'

/** What was reckoned, so that every queue knows it without reckoning anew. Days are study days. */
const Reckoned = z.object({
  exam: z.object({ examDate: CalendarDate, newPerDay: z.int(), retention: z.number() }).nullable(),
  /** Minutes added to those of one day. */
  extra: z.object({ day: z.int(), minutes: z.int() }).nullable(),
})

/** How a backlog is worked off: a row of its own, since the person may choose and take it back. */
const Chosen = z.object({
  spread: z
    .object({
      perDay: z.int(),
      newPerDay: z.int(),
      /** The person chose the new cards; otherwise they are reckoned anew with the plan. */
      ownNew: z.boolean(),
    })
    .nullable(),
  /** All of a backlog was asked for; until it is gone no other spread begins by itself. */
  declined: z.boolean(),
})
type Reckoned = z.infer<typeof Reckoned>
export type SpreadChoice = z.infer<typeof Chosen>
export type PlanState = Reckoned & SpreadChoice

const NOTHING: Reckoned = { exam: null, extra: null }
const NO_SPREAD: SpreadChoice = { spread: null, declined: false }

type Stored = Pick<Context, 'collection'>

/** What the plan has decided; nothing when it never did, or when an older or newer program wrote it. */
export function planState({ collection }: Stored): PlanState {
  const reckoned = Reckoned.safeParse(collection.settings.get(KEY))
  const chosen = Chosen.safeParse(collection.settings.get(SPREAD_KEY))
  return { ...(reckoned.success ? reckoned.data : NOTHING), ...(chosen.success ? chosen.data : NO_SPREAD) }
}

/** Writes what changed, none of it undoable; inside a transaction. */
export function writePlan(context: Stored, writes: Writes, change: Partial<PlanState>): void {
  const { exam, extra, spread, declined } = { ...planState(context), ...change }
  writes.settings.set(KEY, { exam, extra })
  writes.settings.set(SPREAD_KEY, { spread, declined })
}

/** Writes what the person chose to do with a backlog, which may be taken back; inside a transaction. */
export function chooseSpread(writes: Writes, choice: SpreadChoice): void {
  writes.settings.decide(SPREAD_KEY, choice)
}
