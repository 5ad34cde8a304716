import { eventIterator, oc } from '@orpc/contract'
import { z } from 'zod'
import { commonErrors } from '../errors.ts'
import { RatingPreview } from './review.ts'
import { CardState, Id, Instant, Progress, StudyDay } from '../shapes.ts'

/** How far forecasts of recall were from what happened: less is better, 0 is perfect. */
export const FitFigures = z.object({ logLoss: z.number(), rmse: z.number() })
export type FitFigures = z.infer<typeof FitFigures>

/** `too-few`: there is too little to learn from; `no-better`: the weights in use forecast as well or better. */
export const FIT_OUTCOMES = ['better', 'no-better', 'too-few'] as const

/** What fitting the weights of a preset came to. Both figures are of the same reviews, which the fit had not seen. */
export const FitReport = z.object({
  presetId: Id,
  name: z.string(),
  /** Reviews that could be learned from, those held back among them. */
  reviews: z.int(),
  heldBack: z.int(),
  outcome: z.enum(FIT_OUTCOMES),
  /** With the weights in use; null when there was too little. */
  before: FitFigures.nullable(),
  /** With those that were fitted. */
  after: FitFigures.nullable(),
  /** 21, as they would be scheduled by. */
  weights: z.array(z.number()).nullable(),
})
export type FitReport = z.infer<typeof FitReport>

/** Whether fitting is worth it: `first` and `again` are offered, the others are not. */
export const OFFERS = ['first', 'again', 'too-few', 'not-yet'] as const

export const OptimiseStatus = z.object({
  presetId: Id,
  name: z.string(),
  /** Answers to cards in review in the decks that have the preset. */
  reviews: z.int(),
  offer: z.enum(OFFERS),
  /** How many answers it takes before fitting is offered. */
  from: z.int(),
  /** The preset has weights of its own. */
  fitted: z.boolean(),
  last: z
    .object({
      at: Instant,
      outcome: z.enum(FIT_OUTCOMES),
      before: FitFigures.nullable(),
      after: FitFigures.nullable(),
    })
    .nullable(),
})
export type OptimiseStatus = z.infer<typeof OptimiseStatus>

/** A fit that is worth offering today. */
export const FitOffer = z.object({
  presetId: Id,
  /** Null where it is the only preset. */
  name: z.string().nullable(),
  /** A deck that has the preset. */
  deckId: Id,
  reviews: z.int(),
  offer: z.enum(['first', 'again']),
})
export type FitOffer = z.infer<typeof FitOffer>

/** How the weights in use do on all reviews of a preset. */
export const Evaluation = FitFigures.extend({
  reviews: z.int(),
  /** Share recalled, and what had been forecast on average, 0 to 1; null without reviews. */
  recalled: z.number().nullable(),
  forecast: z.number().nullable(),
})
export type Evaluation = z.infer<typeof Evaluation>

/** What moving due dates to the options would do. */
export const ReschedulePreview = z.object({
  /** Cards in review. */
  cards: z.int(),
  sooner: z.int(),
  later: z.int(),
  /** No day gets more cards than this by it. */
  perDay: z.int(),
  /** Reviews due on each of the next days, today first; what is overdue is due today. */
  days: z.array(z.object({ day: StudyDay, before: z.int(), after: z.int() })),
})
export type ReschedulePreview = z.infer<typeof ReschedulePreview>

export const Rescheduled = z.object({ undo: z.string(), cards: z.int() })

/** Where the interval of each rating comes from. */
export const WhyView = z.object({
  state: CardState,
  memory: z.object({ stability: z.number(), difficulty: z.number(), retrievability: z.number() }).nullable(),
  desiredRetention: z.number(),
  /** The curve's own weight, w20: how fast forgetting slows down. */
  decay: z.number(),
  previews: z.array(RatingPreview).length(4),
})
export type WhyView = z.infer<typeof WhyView>

const base = oc.errors(commonErrors)
const one = z.object({ presetId: Id })

/** FSRS's weights from one's own reviews, and due dates after options have changed. */
export const optimise = {
  status: base.output(z.array(OptimiseStatus)),
  /** For Today: the preset with the most answers whose fit is offered and was not put off today. */
  offer: base.output(z.object({ offer: FitOffer.nullable() })),
  /** Offers no fit of a preset before the next study day. */
  putOff: base.input(one).output(z.object({})),
  /** Nothing is changed by it. `ignoreBefore`: cards answered before that day are left out. Aborting cancels. */
  fit: base
    .input(z.object({ presetId: Id.nullable(), ignoreBefore: StudyDay.nullable() }))
    .output(eventIterator(Progress, z.array(FitReport))),
  /** Takes the weights of the last fit of these presets; CONFLICT for one that did not come out better. */
  apply: base
    .input(z.object({ presetIds: z.array(Id).min(1).max(1000), reschedule: z.boolean() }))
    .output(eventIterator(Progress, Rescheduled)),
  /** Back to the default weights. */
  reset: base.input(one).output(eventIterator(Progress, Rescheduled)),
  evaluate: base.input(one).output(eventIterator(Progress, Evaluation)),
  /** `fitted`: as if the weights of the last fit were in use. */
  preview: base.input(one.extend({ fitted: z.boolean() })).output(eventIterator(Progress, ReschedulePreview)),
  /** Moves due dates to the options as they are now, without a wall of cards on any day. */
  reschedule: base.input(one).output(eventIterator(Progress, Rescheduled)),
  why: base.input(z.object({ cardId: Id })).output(WhyView),
}
