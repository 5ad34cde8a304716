import { z } from 'zod'
import { SERVICE_STATES } from './content/catalogue.ts'
import { EXAM_KINDS, NOTE_KINDS } from './content/note-content.ts'

/** Row id in this collection. */
export const Id = z.int().positive()
/** Epoch milliseconds. */
export const Instant = z.int()
/** A study day as a local date, YYYY-MM-DD. */
export const StudyDay = z.string().regex(/^\d{4}-\d{2}-\d{2}$/)

/** Again 1, Hard 2, Good 3, Easy 4. */
export const Rating = z.union([z.literal(1), z.literal(2), z.literal(3), z.literal(4)])
export type Rating = z.infer<typeof Rating>

export const CARD_STATES = ['new', 'learning', 'review', 'relearning'] as const
export const CardState = z.enum(CARD_STATES)
export type CardState = z.infer<typeof CardState>

export const DueCounts = z.object({ new: z.int(), learning: z.int(), review: z.int() })
export type DueCounts = z.infer<typeof DueCounts>

/** Life-cycle mark of a service that a card or question names. */
export const ServiceBadge = z.object({
  id: z.string(),
  name: z.string(),
  state: z.enum(SERVICE_STATES),
  date: z.string().optional(),
  note: z.string().optional(),
  successor: z.string().optional(),
  conflicting: z.boolean(),
})
export type ServiceBadge = z.infer<typeof ServiceBadge>

export const NoteReference = z.object({ title: z.string(), url: z.string(), verifiedOn: z.string().optional() })
export type NoteReference = z.infer<typeof NoteReference>

/**
 * An exam question as shown: options in the order of this showing, without the key.
 * Answers refer to options, items, prompts and responses by their index here.
 */
export const QuestionView = z.discriminatedUnion('kind', [
  z.object({
    kind: z.enum(['multiple-choice', 'multiple-response']),
    stem: z.string(),
    options: z.array(z.string()),
    /** How many options are to be chosen. */
    choose: z.int(),
  }),
  z.object({ kind: z.literal('ordering'), stem: z.string(), items: z.array(z.string()), choose: z.int() }),
  z.object({
    kind: z.literal('matching'),
    stem: z.string(),
    prompts: z.array(z.string()),
    responses: z.array(z.string()),
  }),
])
export type QuestionView = z.infer<typeof QuestionView>

/** A response: the chosen options, the items in order, or for each prompt the response (null: none yet). */
export const Answer = z.discriminatedUnion('type', [
  z.object({ type: z.literal('choices'), choices: z.array(z.int().min(0)).max(12) }),
  z.object({ type: z.literal('order'), order: z.array(z.int().min(0)).max(24) }),
  z.object({ type: z.literal('pairs'), pairs: z.array(z.int().min(0).nullable()).max(24) }),
])
export type Answer = z.infer<typeof Answer>

/** The key of a question in the same indexes, with the reason of every option. */
export const QuestionKey = z.object({
  answer: Answer,
  /** Reasons by option index (choice), item index (ordering) or response index (matching). */
  reasons: z.array(z.string().nullable()),
  explanation: z.string().nullable(),
})
export type QuestionKey = z.infer<typeof QuestionKey>

export const ExamKindName = z.enum(EXAM_KINDS)
export const NoteKindName = z.enum(NOTE_KINDS)

/** Progress of long work. `total` 0 means not known yet. */
export const Progress = z.object({ stage: z.string(), done: z.int(), total: z.int() })
export type Progress = z.infer<typeof Progress>
