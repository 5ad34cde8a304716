import { oc } from '@orpc/contract'
import { z } from 'zod'
import { commonErrors } from '../errors.ts'
import { StudyDay } from '../shapes.ts'
import { Settings } from './app.ts'

/** One day on the way to the exam, as the plan expects it. */
export const PlanDay = z.object({
  day: StudyDay,
  minutes: z.number(),
  newCards: z.number(),
  reviews: z.number(),
  /** The share of all cards that were begun by the end of the day, 0 to 1. */
  learnt: z.number(),
  /** Expected recall of the cards begun so far, 0 to 1; null without any. */
  recall: z.number().nullable(),
})
export type PlanDay = z.infer<typeof PlanDay>

export const ExamPlan = z.object({
  examDate: StudyDay,
  daysToExam: z.int(),
  /** The plan decides what a day holds. */
  followed: z.boolean(),
  target: z.number(),
  newPerDay: z.int(),
  retention: z.number(),
  /** On a usual day of the heaviest week. */
  minutes: z.number(),
  /** Expected recall on the day of the exam. */
  recall: z.number(),
  /** The day on which the last new card is begun; null when there is none. */
  lastNew: StudyDay.nullable(),
  /** New cards that would not be begun in time. */
  notBegun: z.int(),
  /** It reaches the target with every card, within the minutes. */
  worksOut: z.boolean(),
  /** The minutes it had to keep to. */
  minutesAtMost: z.int(),
  /** What could be done where it does not work out; each the least that would do, null where that is not enough. */
  ways: z
    .object({
      minutes: z.int().nullable(),
      examDate: StudyDay.nullable(),
      /** New cards that can be learnt in time; by domain of the exam in proportion to its weight. */
      cards: z.int().nullable(),
      domains: z.array(z.object({ title: z.string(), cards: z.int(), of: z.int() })),
    })
    .nullable(),
  days: z.array(PlanDay),
  /** Cards that come back only after the exam and would be under the target by then. */
  late: z.int(),
  /** What the next days without study cost: the plan after them. */
  skips: z.array(z.object({ days: z.int(), newPerDay: z.int(), minutes: z.number(), worksOut: z.boolean() })),
})
export type ExamPlan = z.infer<typeof ExamPlan>

/** A backlog at a pace; `end` is null where it never ends. */
export const SpreadPace = z.object({
  perDay: z.int(),
  end: StudyDay.nullable(),
  days: z.int().nullable(),
  minutes: z.number(),
})
export type SpreadPace = z.infer<typeof SpreadPace>

export const SpreadView = z.object({
  /** Reviews that wait since before today. */
  waiting: z.int(),
  on: z.boolean(),
  /** The pace in force; null while it is off. */
  pace: SpreadPace.nullable(),
  newPerDay: z.int(),
  choices: z.array(SpreadPace),
})
export type SpreadView = z.infer<typeof SpreadView>

export const PlanView = z.object({
  today: StudyDay,
  settings: Settings.pick({ paceBy: true, examDate: true, targetRecall: true, minutesPerDay: true }),
  newLeft: z.int(),
  /** Seconds that a card takes until it rests for the day, measured from the answers. */
  seconds: z.object({ new: z.number(), learning: z.number(), review: z.number() }),
  /** Null without a date, or when it has passed. */
  exam: ExamPlan.nullable(),
  /** Null without a backlog. */
  spread: SpreadView.nullable(),
})
export type PlanView = z.infer<typeof PlanView>

/** The plan in a line, for Today. */
export const PlanLine = z.object({
  paceBy: Settings.shape.paceBy,
  exam: ExamPlan.pick({
    daysToExam: true,
    newPerDay: true,
    retention: true,
    minutes: true,
    recall: true,
    target: true,
    lastNew: true,
    worksOut: true,
    followed: true,
  }).nullable(),
  spread: SpreadView.omit({ choices: true }).nullable(),
})
export type PlanLine = z.infer<typeof PlanLine>

const base = oc.errors(commonErrors)

export const plan = {
  get: base.output(PlanView),
  line: base.output(PlanLine),
  /** Spreads a backlog at a pace (null: the proposed one), or with `on: false` asks all of it again; undoable. */
  spread: base
    .input(
      z.object({
        on: z.boolean(),
        perDay: z.int().min(1).max(9999).nullable().default(null),
        newPerDay: z.int().min(0).max(999).nullable().default(null),
      }),
    )
    .output(z.object({ undo: z.string(), spread: SpreadView.nullable() })),
  /** Brings those cards back before the exam. CONFLICT when there are none. */
  bringBack: base.output(z.object({ undo: z.string(), cards: z.int() })),
  /** More minutes for today, where minutes bound the day. */
  goOn: base.input(z.object({ minutes: z.int().min(1).max(600) })).output(z.object({ minutes: z.number() })),
}
