import { oc } from '@orpc/contract'
import { z } from 'zod'
import { commonErrors } from '../errors.ts'
import {
  Answer,
  CardState,
  DueCounts,
  Id,
  Instant,
  NoteKindName,
  NoteReference,
  QuestionKey,
  QuestionView,
  Rating,
  ServiceBadge,
  StudyDay,
} from '../shapes.ts'

/** Something to listen to: a medium by its name, or words for the system's voice. */
export const CardSound = z.discriminatedUnion('type', [
  z.object({ type: z.literal('file'), name: z.string() }),
  z.object({
    type: z.literal('speech'),
    text: z.string(),
    /** BCP 47, such as en-US; empty when the card does not say. */
    lang: z.string(),
    /** Names of voices, the most wanted first. */
    voices: z.array(z.string()),
    /** 1 is the voice's own speed. */
    rate: z.number(),
  }),
])
export type CardSound = z.infer<typeof CardSound>

/**
 * What a card shows. Texts are Markdown with KaTeX; a cloze gap is wrapped in U+E000 … U+E001
 * (hidden: the hint or nothing inside; shown: the answer inside).
 */
export const CardFace = z.discriminatedUnion('type', [
  z.object({ type: z.literal('text'), prompt: z.string(), answer: z.string(), extra: z.string().nullable() }),
  z.object({ type: z.literal('cloze'), prompt: z.string(), answer: z.string(), extra: z.string().nullable() }),
  z.object({
    type: z.literal('typed'),
    prompt: z.string(),
    answer: z.string(),
    extra: z.string().nullable(),
    /** Whether capitals and accents count, by the note and its deck's preset; where the card is asked. */
    counts: z.object({ capitals: z.boolean(), accents: z.boolean() }).optional(),
  }),
  z.object({
    type: z.literal('computed'),
    prompt: z.string(),
    /** Printed with the stated decimals. */
    answer: z.string(),
    unit: z.string().nullable(),
    tolerance: z.number(),
    steps: z.array(z.string()),
    plot: z
      .object({
        label: z.string(),
        points: z.array(z.tuple([z.number(), z.number()])),
        at: z.tuple([z.number(), z.number()]),
      })
      .nullable(),
  }),
  z.object({
    type: z.literal('diagram'),
    /** SVG as in `content/drawing.ts`; the groups with `data-label` are its labels. */
    svg: z.string(),
    alt: z.string(),
    /** Name of the image that lies under the drawing. */
    picture: z.string().optional(),
    /** The other labels are covered as well, with the answer too. */
    hideAll: z.boolean().optional(),
    /** Id of the label that is asked: covered until the answer, marked with it. */
    hidden: z.string(),
    /** Which of how many labels this is, counted from 1. */
    number: z.int(),
    labels: z.int(),
    prompt: z.string(),
    answer: z.string(),
  }),
  z.object({
    type: z.literal('template'),
    /** HTML as the note type's templates make it, not sanitised: for the sandboxed frame only. */
    question: z.string(),
    /** The back, which repeats the question where the template says so. U+E002 stands where an answer is compared. */
    answer: z.string(),
    css: z.string(),
    /** Number of the card, from 1: the class `card1` is for it. */
    card: z.int(),
    /** What is to be typed at U+E002 of the question. */
    typed: z.object({ expected: z.string(), font: z.string().nullable(), size: z.number().nullable() }).nullable(),
    /** What the buttons with `data-sound` play: `q:0` is the first of the question. */
    sounds: z.object({ question: z.array(CardSound), answer: z.array(CardSound) }),
  }),
  z.object({ type: z.literal('question'), question: QuestionView, key: QuestionKey }),
])
export type CardFace = z.infer<typeof CardFace>

/** What a rating would do; `due` an instant, `scheduledDays` 0 for steps within the day. */
export const RatingPreview = z.object({
  rating: Rating,
  due: Instant,
  scheduledDays: z.number(),
  stability: z.number(),
  difficulty: z.number(),
})
export type RatingPreview = z.infer<typeof RatingPreview>

export const ReviewCard = z.object({
  cardId: Id,
  noteId: Id,
  guid: z.string(),
  kind: NoteKindName,
  deckId: Id,
  deck: z.string(),
  state: CardState,
  flag: z.int().min(0).max(7),
  /** The note is asked from its back to its front. */
  reversed: z.boolean().optional(),
  /** Fixes the drawn numbers and the order of options; given back with the answer. */
  seed: z.int(),
  face: CardFace,
  previews: z.array(RatingPreview).length(4),
  memory: z
    .object({ stability: z.number(), difficulty: z.number(), retrievability: z.number(), lastReview: Instant })
    .nullable(),
  desiredRetention: z.number(),
  /** The forgetting curve's own weight, w20: how fast forgetting slows down. */
  decay: z.number(),
  objective: z.string().nullable(),
  tags: z.array(z.string()),
  badges: z.array(ServiceBadge),
  references: z.array(NoteReference),
  verifiedOn: z.string().nullable(),
})
export type ReviewCard = z.infer<typeof ReviewCard>

/** The state of a session: the card to ask, or why there is none. */
export const ReviewStep = z.object({
  card: ReviewCard.nullable(),
  /** The study day that it is now: an answer counts for it. */
  day: StudyDay,
  counts: DueCounts,
  /** Answers given today, undone ones apart. */
  doneToday: z.int(),
  /** When no card is left now: the instant at which a learning card comes back today, if one does. */
  nextLearningAt: Instant.nullable(),
  /** Name of what `undo` would take back. */
  undo: z.string().nullable(),
  /** When the last answer became durable. */
  savedAt: Instant.nullable(),
  /** The answer just given made its card a leech: forgotten again and again, marked so, and suspended if so set. */
  leech: z.object({ lapses: z.int(), suspended: z.boolean() }).optional(),
  /** Where minutes bound the day: how many there are, and how many were spent. */
  budget: z.object({ minutes: z.number(), spent: z.number() }).optional(),
  /** In a session of chosen cards: how far it is. */
  study: z.object({ title: z.string(), reschedule: z.boolean(), cards: z.int(), done: z.int() }).optional(),
  /** Hard seems to be used for what was forgotten: worth a word, now and then. */
  hardNote: z.boolean().optional(),
})
export type ReviewStep = z.infer<typeof ReviewStep>

/** A piece of a typed answer beside the expected one. */
export const DiffPart = z.object({ text: z.string(), mark: z.enum(['same', 'extra', 'missing']) })
export type DiffPart = z.infer<typeof DiffPart>

export const CheckResult = z.object({
  right: z.boolean(),
  /** For typed answers: the person's answer against the nearest accepted one. */
  typed: z.array(DiffPart),
  expected: z.array(DiffPart),
})
export type CheckResult = z.infer<typeof CheckResult>

export const SessionSummary = z.object({
  answered: z.int(),
  minutes: z.number(),
  byRating: z.array(z.int()).length(4),
  /** Share of review cards not rated Again, or null without any. */
  recall: z.number().nullable(),
  tomorrow: DueCounts,
})
export type SessionSummary = z.infer<typeof SessionSummary>

const base = oc.errors(commonErrors)
const scope = {
  deckId: Id.nullable(),
  /** The session of chosen cards that was begun with `study.start`, instead of the day's queue. */
  study: z.boolean().optional(),
}

export const review = {
  next: base.input(z.object(scope)).output(ReviewStep),
  /** Saves the rating durably, then gives the next card. */
  answer: base
    .input(
      z.object({
        ...scope,
        cardId: Id,
        rating: Rating,
        seed: z.int(),
        durationMs: z.int().min(0),
        response: z.union([z.string().max(2000), Answer]).nullable(),
      }),
    )
    .output(ReviewStep),
  check: base
    .input(z.object({ cardId: Id, seed: z.int(), response: z.union([z.string().max(2000), Answer]) }))
    .output(CheckResult),
  suspend: base.input(z.object({ ...scope, cardId: Id })).output(ReviewStep),
  bury: base.input(z.object({ ...scope, cardId: Id })).output(ReviewStep),
  flag: base
    .input(z.object({ cardId: Id, flag: z.int().min(0).max(7) }))
    .output(z.object({ flag: z.int(), undo: z.string() })),
  summary: base.input(z.object(scope)).output(SessionSummary),
}
