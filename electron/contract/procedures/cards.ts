import { oc } from '@orpc/contract'
import { z } from 'zod'
import { commonErrors } from '../errors.ts'
import { Id, Rating } from '../shapes.ts'

const base = oc.errors(commonErrors)
const some = { cardIds: z.array(Id).min(1).max(100_000) }
/** What undo calls it, and how many cards it changed; cards that are gone are passed over. */
const done = z.object({ undo: z.string(), cards: z.int() })

/** `3`, `3-7` (a day at random for each card), and `!` at the end to set the interval as well. */
export const DUE_PATTERN = /^\s*(\d{1,5})\s*(?:-\s*(\d{1,5}))?\s*(!)?\s*$/

/** What is done to cards in any number; NOT_FOUND when none of them is there. */
export const cards = {
  /** Days from today; new cards become review cards. INVALID for a text that is neither days nor a range. */
  setDue: base.input(z.object({ ...some, days: z.string().max(40) })).output(done),
  /** Back to new, as if never answered; the log stays. Counts of answers and lapses begin again unless kept. */
  forget: base.input(z.object({ ...some, keepCounts: z.boolean() })).output(done),
  /** New order for new cards: `start`, `start + step`, … note by note; `shift` makes room among the others. */
  reposition: base
    .input(
      z.object({
        ...some,
        start: z.int().min(0).max(1_000_000_000),
        step: z.int().min(0).max(1_000_000),
        random: z.boolean(),
        shift: z.boolean(),
      }),
    )
    .output(done),
  /** Answers cards without asking them. */
  grade: base.input(z.object({ ...some, rating: Rating })).output(done),
  suspend: base.input(z.object({ ...some, suspended: z.boolean() })).output(done),
  /** Until tomorrow; false ends the rest. */
  bury: base.input(z.object({ ...some, buried: z.boolean() })).output(done),
  /** 0 takes the flag off. */
  flag: base.input(z.object({ ...some, flag: z.int().min(0).max(7) })).output(done),
}
