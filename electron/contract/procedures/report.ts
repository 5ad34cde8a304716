import { oc } from '@orpc/contract'
import { z } from 'zod'
import { commonErrors } from '../errors.ts'
import { Id, Instant } from '../shapes.ts'
import { AttemptMode, ShareEstimate } from './exam.ts'

const DomainResult = z.object({ id: z.string(), title: z.string(), estimate: ShareEstimate })

/** An attempt that is over, as the history shows it. */
export const PastAttempt = z.object({
  attemptId: Id,
  mode: AttemptMode,
  title: z.string(),
  blueprintId: z.string(),
  submittedAt: Instant,
  timedOut: z.boolean(),
  questions: z.int(),
  /** Of the scored questions. */
  total: ShareEstimate,
  passShare: z.number(),
  passed: z.boolean(),
  domains: z.array(DomainResult),
  /** Milliseconds: the middle time of a question, and the even pace; null without a limit. */
  medianMs: z.int(),
  evenPaceMs: z.int().nullable(),
})
export type PastAttempt = z.infer<typeof PastAttempt>

/** An objective with how often its questions were asked and missed. */
export const MissedObjective = z.object({
  objective: z.string(),
  label: z.string(),
  domain: z.string(),
  asked: z.int(),
  missed: z.int(),
  /** Missed when last asked. */
  open: z.int(),
})
export type MissedObjective = z.infer<typeof MissedObjective>

/** Something that was chosen although something else was right. */
export const Confusion = z.object({
  chosen: z.string(),
  right: z.string(),
  times: z.int(),
  lastAt: Instant,
  objective: z.string().nullable(),
  /** The newest question in which it happened. */
  attemptId: Id,
  ordinal: z.int(),
  stem: z.string(),
})
export type Confusion = z.infer<typeof Confusion>

export const ExamHistory = z.object({
  blueprints: z.array(z.object({ id: z.string(), code: z.string(), name: z.string() })),
  /** Oldest first. */
  attempts: z.array(PastAttempt),
  objectives: z.array(MissedObjective),
  confusions: z.array(Confusion),
})
export type ExamHistory = z.infer<typeof ExamHistory>

/** A difference of two shares, second less first, with its 90 % interval. */
export const Difference = z.object({ value: z.number(), low: z.number(), high: z.number() })
export type Difference = z.infer<typeof Difference>

export const AttemptComparison = z.object({
  first: PastAttempt,
  second: PastAttempt,
  total: Difference,
  domains: z.array(
    z.object({ id: z.string(), title: z.string(), first: ShareEstimate, second: ShareEstimate, change: Difference }),
  ),
  /** Questions that were in both. */
  shared: z.object({
    questions: z.int(),
    bothRight: z.int(),
    learned: z.int(),
    lost: z.int(),
    bothWrong: z.int(),
  }),
})
export type AttemptComparison = z.infer<typeof AttemptComparison>

/** A file for the person to keep. */
export const TextFile = z.object({ name: z.string(), type: z.string(), text: z.string() })
export type TextFile = z.infer<typeof TextFile>

const base = oc.errors(commonErrors)

export const report = {
  /** Attempts that are over; of one exam (by its id), or of all. */
  history: base.input(z.object({ blueprintId: z.string().nullable() })).output(ExamHistory),
  /** Two attempts side by side; CONFLICT when one of them is not over. */
  compare: base.input(z.object({ first: Id, second: Id })).output(AttemptComparison),
  /** The report of an attempt as a table or with everything in it. Cells that a spreadsheet would run are defused. */
  file: base.input(z.object({ attemptId: Id, format: z.enum(['csv', 'json']) })).output(TextFile),
}
