import { eventIterator, oc } from '@orpc/contract'
import { z } from 'zod'
import { commonErrors } from '../errors.ts'
import { Id, Progress, StudyDay } from '../shapes.ts'

const base = oc.errors(commonErrors)

export const RANGES = ['month', 'quarter', 'year', 'all'] as const
export const StatisticsRange = z.enum(RANGES)
export type StatisticsRange = z.infer<typeof StatisticsRange>

export const STEPS = ['day', 'week', 'month', 'year'] as const
export const StatisticsStep = z.enum(STEPS)
export type StatisticsStep = z.infer<typeof StatisticsStep>

/** Which cards and answers are counted. */
export const StatisticsScope = z.discriminatedUnion('type', [
  z.object({ type: z.literal('all') }),
  /** With its subdecks; answers count for the deck they were given in. */
  z.object({ type: z.literal('deck'), deckId: Id }),
  /** A domain of an exam, by blueprint and domain id. */
  z.object({ type: z.literal('domain'), blueprint: z.string().max(80), domain: z.string().max(80) }),
  z.object({ type: z.literal('objective'), objective: z.string().min(1).max(80) }),
  /** The search language of Browse. */
  z.object({ type: z.literal('search'), text: z.string().max(1000) }),
])
export type StatisticsScope = z.infer<typeof StatisticsScope>

/** A stretch of study days, both ends included. */
const Stretch = z.object({ from: StudyDay, to: StudyDay })

/** Answers by phase of the card; crammed ones apart from recall. */
const Phases = z.object({
  learning: z.number(),
  young: z.number(),
  mature: z.number(),
  relearning: z.number(),
  cram: z.number(),
})
export type Phases = z.infer<typeof Phases>

/** How many answers of a kind were right (not Again), out of how many. */
const Right = z.object({ right: z.int(), total: z.int() })
export type Right = z.infer<typeof Right>

/** True retention: answers to review cards alone. */
const Retention = z.object({ young: Right, mature: Right })
export type Retention = z.infer<typeof Retention>

/** A bar of a histogram: values from `from` up to, not including, `to` (null: without end). */
const Bin = z.object({ from: z.number(), to: z.number().nullable(), cards: z.int() })
export type Bin = z.infer<typeof Bin>

const Histogram = z.object({
  bins: z.array(Bin),
  cards: z.int(),
  mean: z.number().nullable(),
  median: z.number().nullable(),
})
export type Histogram = z.infer<typeof Histogram>

/** Again, Hard, Good, Easy. */
const Buttons = z.tuple([z.int(), z.int(), z.int(), z.int()])

export const StatisticsView = z.object({
  /** Today's study day. */
  day: StudyDay,
  from: StudyDay,
  /** The first study day with an answer or a card, whatever the range; null when there is nothing. */
  firstDay: StudyDay.nullable(),
  cards: z.int(),
  /** Answers ever given in this scope, crammed ones included. */
  answersEver: z.int(),
  today: z.object({
    answers: Phases,
    minutes: z.number(),
    wrong: z.int(),
    newCards: z.int(),
    retention: Retention,
  }),
  calendar: z.object({
    year: z.int(),
    firstYear: z.int(),
    lastYear: z.int(),
    days: z.array(z.object({ day: StudyDay, answers: z.int() })),
  }),
  due: z.object({
    /** Cards whose day has passed. */
    backlog: z.object({ young: z.int(), mature: z.int() }),
    /** Learning cards are among the young ones. */
    bars: z.array(Stretch.extend({ young: z.int(), mature: z.int() })),
    /** Due beyond the range. */
    later: z.int(),
    /** Cards a day over the range, backlog included. */
    perDay: z.number(),
  }),
  reviews: z.array(Stretch.extend({ answers: Phases, minutes: Phases })),
  /** How many days of the range have answers, out of all its days. */
  studied: z.object({ days: z.int(), of: z.int() }),
  counts: z.object({
    new: z.int(),
    learning: z.int(),
    relearning: z.int(),
    young: z.int(),
    mature: z.int(),
    suspended: z.int(),
    held: z.int(),
    /** Of the others: cards that rest until another day. */
    buried: z.int(),
  }),
  intervals: Histogram,
  stability: Histogram,
  difficulty: Histogram,
  /** Of cards with a memory: the probability of recall now. `expected` is their sum. */
  recall: Histogram.extend({ expected: z.number() }),
  retention: z.object({
    step: StatisticsStep,
    bars: z.array(Stretch.extend(Retention.shape)),
    /** Today, yesterday, the last 7, 30 and 365 days, and all. */
    periods: z.array(Retention.extend({ period: z.enum(['today', 'yesterday', 'week', 'month', 'year', 'all']) })),
  }),
  hours: z.array(z.object({ hour: z.int(), answers: z.int(), recall: Right })),
  buttons: z.object({ learning: Buttons, young: Buttons, mature: Buttons, relearning: Buttons, cram: Buttons }),
  added: z.object({ before: z.int(), bars: z.array(Stretch.extend({ cards: z.int() })) }),
  loss: z.object({
    /** Passes before the first of `days`. */
    passesBefore: z.int(),
    days: z.array(z.object({ day: StudyDay, answers: z.int(), wrong: z.int() })),
    /** Exams of the range; of a domain or objective only its items. Null where exams can't be told apart like this. */
    exams: z
      .array(
        z.object({
          /** Counted from 1 in the order they were sat. */
          number: z.int(),
          day: StudyDay,
          title: z.string(),
          right: z.int(),
          scored: z.int(),
          low: z.number(),
          high: z.number(),
        }),
      )
      .nullable(),
    /** Exams before the range. */
    examsBefore: z.int(),
  }),
})
export type StatisticsView = z.infer<typeof StatisticsView>

export const statistics = {
  /**
   * The figures of a scope: progress while they are counted, then the view as the return value. Aborting the call
   * stops the counting. INVALID for a search that can't be read; NOT_FOUND for a deck or domain that is gone.
   */
  read: base
    .input(
      z.object({
        scope: StatisticsScope,
        range: StatisticsRange,
        /** How true retention is summed up; by the length of the range unless given. */
        step: StatisticsStep.nullable(),
        /** The year of the calendar; the current one for null. */
        year: z.int().min(1970).max(9999).nullable(),
      }),
    )
    .output(eventIterator(Progress, StatisticsView)),
  /** What a scope can be chosen from besides decks: the domains and objectives of the exams. */
  scopes: base.output(
    z.object({
      domains: z.array(
        z.object({
          blueprint: z.string(),
          code: z.string(),
          domain: z.string(),
          title: z.string(),
          objectives: z.array(z.object({ objective: z.string(), label: z.string() })),
        }),
      ),
    }),
  ),
  /** Counts every day anew from the log of answers; how many days had figures that were wrong. */
  rebuild: base.output(eventIterator(Progress, z.object({ days: z.int() }))),
}
