import { oc } from '@orpc/contract'
import { z } from 'zod'
import { commonErrors } from '../errors.ts'
import { Id, StudyDay } from '../shapes.ts'

/** How new cards are taken from their decks. */
export const NEW_GATHERS = [
  'in-turn',
  'deck',
  'deck-random-notes',
  'position',
  'position-desc',
  'random-notes',
  'random-cards',
] as const
/** How the new cards of the day are put in order. */
export const NEW_SORTS = ['template', 'gathered', 'template-random', 'note-random-template', 'random'] as const
/** Where cards stand among the reviews. */
export const MIXES = ['mix', 'before', 'after'] as const
export const REVIEW_SORTS = [
  'due',
  'due-then-deck',
  'deck-then-due',
  'interval-asc',
  'interval-desc',
  'difficulty-asc',
  'difficulty-desc',
  'retrievability-asc',
  'retrievability-desc',
  'overdueness',
  'random',
  'added',
  'added-desc',
] as const
export type NewGather = (typeof NEW_GATHERS)[number]
export type NewSort = (typeof NEW_SORTS)[number]
export type Mix = (typeof MIXES)[number]
export type ReviewSort = (typeof REVIEW_SORTS)[number]

const Limit = z.int().min(0).max(9999)
const Retention = z.number().min(0.7).max(0.99)
const MINUTES_A_YEAR = 525_600
const Steps = z.array(z.number().positive().max(MINUTES_A_YEAR)).max(20)

/** Options shared by decks. */
export const PresetOptions = z.object({
  newPerDay: Limit,
  reviewsPerDay: Limit,
  /** False: new cards count against the reviews of the day as well. */
  newIgnoreReviewLimit: z.boolean(),
  /** Minutes, shortest first; none: FSRS decides the first interval, in days. */
  learningSteps: Steps,
  relearningSteps: Steps,
  /** Recall to aim at when a card comes back, 0.7 to 0.99. */
  desiredRetention: Retention,
  /** Days. */
  maximumInterval: z.int().min(1).max(36_500),
  /** Spread long intervals a little. */
  fuzz: z.boolean(),
  /** Within that spread, take the day with the least to do. */
  loadBalance: z.boolean(),
  newGather: z.enum(NEW_GATHERS),
  newSort: z.enum(NEW_SORTS),
  newMix: z.enum(MIXES),
  /** Where cards on a step of a day or longer stand among the reviews. */
  interdayMix: z.enum(MIXES),
  reviewSort: z.enum(REVIEW_SORTS),
  /** Other cards of a note rest until tomorrow when one of them was asked. */
  buryNew: z.boolean(),
  buryReview: z.boolean(),
  buryInterday: z.boolean(),
  /** Lapses at which a card is a leech, and again each half of that number later. */
  leechThreshold: z.int().min(1).max(9999),
  leechAction: z.enum(['tag', 'suspend']),
  /** How much of a usual day each weekday may hold, Monday first: 1, less, or 0 for as little as can be. */
  easyDays: z.array(z.number().min(0).max(1)).length(7),
  /** An answer counts as no more study time than this, in seconds. */
  answerCapSeconds: z.int().min(5).max(7200),
  /** Capitals count where an answer is typed; a note may say otherwise. */
  typedCapitals: z.boolean(),
  /** Letters with and without their accents differ where an answer is typed; a note may say otherwise. */
  typedAccents: z.boolean(),
  /** 17, 19 or 21 weights of FSRS; null for the default ones. */
  weights: z
    .array(z.number())
    .refine((weights) => [17, 19, 21].includes(weights.length), 'FSRS has 17, 19 or 21 weights.')
    .nullable(),
})
export type PresetOptions = z.infer<typeof PresetOptions>

export const DEFAULT_PRESET_OPTIONS: PresetOptions = {
  newPerDay: 20,
  reviewsPerDay: 200,
  newIgnoreReviewLimit: true,
  learningSteps: [1, 10],
  relearningSteps: [10],
  desiredRetention: 0.9,
  maximumInterval: 36_500,
  fuzz: true,
  loadBalance: true,
  newGather: 'in-turn',
  newSort: 'template',
  newMix: 'mix',
  interdayMix: 'mix',
  reviewSort: 'due',
  buryNew: false,
  buryReview: false,
  buryInterday: false,
  leechThreshold: 8,
  leechAction: 'tag',
  easyDays: [1, 1, 1, 1, 1, 1, 1],
  answerCapSeconds: 60,
  typedCapitals: false,
  typedAccents: true,
  weights: null,
}

const limits = { newPerDay: Limit.nullable(), reviewsPerDay: Limit.nullable() }

/** What a deck sets for itself; null leaves it to the preset. */
export const DeckOptions = z.object({
  ...limits,
  desiredRetention: Retention.nullable(),
  /** Limits that hold on one study day only, before those above. */
  today: z.object({ day: StudyDay, ...limits }).nullable(),
})
export type DeckOptions = z.infer<typeof DeckOptions>

export const NO_DECK_OPTIONS: DeckOptions = {
  newPerDay: null,
  reviewsPerDay: null,
  desiredRetention: null,
  today: null,
}

export const PresetView = z.object({
  presetId: Id,
  name: z.string(),
  /** New decks have it, and decks whose preset is deleted; it cannot be deleted itself. */
  isDefault: z.boolean(),
  /** How many decks use it. */
  decks: z.int(),
  options: PresetOptions,
})
export type PresetView = z.infer<typeof PresetView>

export const DeckOptionsView = z.object({
  deckId: Id,
  path: z.string(),
  subdecks: z.int(),
  preset: PresetView,
  /** Today's limits of an earlier day are not among them. */
  own: DeckOptions,
})
export type DeckOptionsView = z.infer<typeof DeckOptionsView>

const base = oc.errors(commonErrors)
const Name = z.string().trim().min(1).max(100)
const undone = z.object({ undo: z.string() })

export const presets = {
  list: base.output(z.array(PresetView)),
  /** `copyOf`: the preset whose options the new one starts with; null for the defaults. CONFLICT for a name in use. */
  create: base.input(z.object({ name: Name, copyOf: Id.nullable() })).output(undone.extend({ presetId: Id })),
  update: base
    .input(z.object({ presetId: Id, name: Name.optional(), options: PresetOptions.partial().optional() }))
    .output(undone.extend({ preset: PresetView })),
  /** Decks that used it have the default preset afterwards. CONFLICT for the default preset itself. */
  remove: base.input(z.object({ presetId: Id })).output(undone.extend({ decks: z.int() })),
  /** Gives a deck a preset, and its subdecks too if asked. */
  assign: base
    .input(z.object({ deckId: Id, presetId: Id, subdecks: z.boolean() }))
    .output(undone.extend({ decks: z.int() })),
}

/** Joined to the other procedures of decks. */
export const deckOptions = {
  options: base.input(z.object({ deckId: Id })).output(DeckOptionsView),
  /** Fields that are left out stay; `today` holds for the present study day. */
  setOptions: base
    .input(
      z.object({
        deckId: Id,
        options: DeckOptions.omit({ today: true })
          .extend({ today: z.object(limits).nullable() })
          .partial(),
      }),
    )
    .output(undone.extend({ own: DeckOptions })),
}
