import { oc } from '@orpc/contract'
import { z } from 'zod'
import { commonErrors } from '../errors.ts'
import { StudyDay } from '../shapes.ts'

/** A share or a probability, 0 to 1, with its 90 % interval. */
export const Range = z.object({ value: z.number(), low: z.number(), high: z.number() })
export type Range = z.infer<typeof Range>

/** The numbers of the method, by the names that electron/core/insight/readiness gives them. */
export const ReadinessNumbers = z.object({
  prior: z.object({ right: z.number(), wrong: z.number() }),
  kinship: z.number(),
  halfLifeDays: z.number(),
  repeatWeight: z.number(),
  modeWeights: z.object({ exam: z.number(), practice: z.number(), quiz: z.number() }),
  cardAnswers: z.number(),
  cardShare: z.object({ none: z.number(), all: z.number() }),
  leastAnswers: z.number(),
  /** Of the list of what to study next: the part of the gap that working through an objective closes. */
  closes: z.number(),
})
export type ReadinessNumbers = z.infer<typeof ReadinessNumbers>

/** An objective with what working through it is expected to bring. */
export const StudyStep = z.object({
  objective: z.string(),
  label: z.string(),
  domain: z.string(),
  /** Share expected right now. */
  share: z.number(),
  minutes: z.number(),
  /** Scored questions more that are expected right afterwards, and what that adds to the chance (0 to 1). */
  questions: z.number(),
  chance: z.number(),
  /** Answers by weight, questions missed when last asked, and cards: all, not begun, likely to be forgotten. */
  answers: z.number(),
  missed: z.int(),
  cards: z.int(),
  unlearned: z.int(),
  weak: z.int(),
})
export type StudyStep = z.infer<typeof StudyStep>

export const ReadinessView = z.object({
  blueprints: z.array(z.object({ id: z.string(), code: z.string(), name: z.string() })),
  blueprintId: z.string(),
  code: z.string(),
  name: z.string(),
  /** The day that is forecast: the exam's, or today without a date or when it has passed. */
  day: StudyDay,
  examDate: StudyDay.nullable(),
  daysToExam: z.int().nullable(),
  /** Number right that passes, and out of how many scored questions. */
  needed: z.int(),
  outOf: z.int(),
  passShare: z.number(),
  /** Null while there is too little data. */
  estimate: z
    .object({
      /** The probability of passing. */
      chance: Range,
      /** The share expected right. */
      share: Range,
      /** The probability if nothing were reviewed from today on. */
      leftAlone: z.number(),
      domains: z.array(
        z.object({ id: z.string(), title: z.string(), questions: z.int(), share: Range, answers: z.number() }),
      ),
      /** The probability of each number right, from none to all. */
      scores: z.array(z.number()),
    })
    .nullable(),
  data: z.object({
    answers: z.int(),
    firstSeen: z.int(),
    weighted: z.number(),
    /** Unseen questions to answer until there is an estimate. */
    missing: z.int(),
    cards: z.int(),
    learned: z.int(),
  }),
  /** What to study next, the most worthwhile hour first. */
  next: z.array(StudyStep),
  numbers: ReadinessNumbers,
})
export type ReadinessView = z.infer<typeof ReadinessView>

/** Readiness in a line. */
export const ReadinessLine = z.object({
  code: z.string(),
  day: StudyDay,
  daysToExam: z.int().nullable(),
  needed: z.int(),
  outOf: z.int(),
  chance: Range,
  share: Range,
})
export type ReadinessLine = z.infer<typeof ReadinessLine>

const base = oc.errors(commonErrors)

export const readiness = {
  /** Of the exam with this id; without one, of the exam that was sat last. */
  get: base.input(z.object({ blueprintId: z.string().nullable() })).output(ReadinessView),
  /** For Today; null while there is too little data. */
  line: base.output(ReadinessLine.nullable()),
}
