import { z } from 'zod'
import { TemplateContent } from './note-type.ts'
import { LIMITS, RichText, ShortText, Slug } from './primitives.ts'

/** Question and answer, asked one way. */
export const BasicContent = z.strictObject({
  kind: z.literal('basic'),
  front: RichText,
  back: RichText,
  extra: RichText.optional(),
})

/** Two sides, asked both ways: two cards. */
export const BasicReversedContent = z.strictObject({
  kind: z.literal('basic-reversed'),
  front: RichText,
  back: RichText,
  extra: RichText.optional(),
})

/** Text with gaps written `{{c1::answer}}` or `{{c1::answer::hint}}`; a card for each gap number. */
export const ClozeContent = z.strictObject({
  kind: z.literal('cloze'),
  text: RichText,
  extra: RichText.optional(),
})

/** The answer is typed and compared with `answer`, or any of `accept`. */
export const TypedContent = z.strictObject({
  kind: z.literal('typed'),
  front: RichText,
  answer: ShortText,
  accept: z.array(ShortText).max(LIMITS.options).optional(),
  caseSensitive: z.boolean().optional(),
  /** Letters with and without their accents are the same. */
  ignoreAccents: z.boolean().optional(),
  extra: RichText.optional(),
})

const VariableName = z
  .string()
  .regex(/^[a-zA-Z][a-zA-Z0-9_]{0,23}$/, 'use a name of letters, digits and underscores that starts with a letter')

/** Drawn from `min` to `max` in steps of `step`, or from a list. */
export const ComputedVariable = z.union([
  z.strictObject({
    min: z.number(),
    max: z.number(),
    step: z.number().positive(),
    not: z.array(z.number()).optional(),
  }),
  z.strictObject({ from: z.array(z.number()).min(2).max(200) }),
])
export type ComputedVariable = z.infer<typeof ComputedVariable>

const Expression = z.string().trim().min(1).max(500)

/**
 * Numbers are drawn anew at each review. `prompt` and `steps` are Markdown in which `{{expression}}`,
 * `{{expression|decimals}}` and `{{expression|decimals|+}}` or `|p` print a value.
 */
export const ComputedContent = z.strictObject({
  kind: z.literal('computed'),
  prompt: RichText,
  variables: z.record(VariableName, ComputedVariable),
  let: z.record(VariableName, Expression).optional(),
  require: z.array(Expression).max(10).optional(),
  answer: Expression,
  decimals: z.int().min(0).max(6),
  tolerance: z.number().min(0),
  unit: ShortText.optional(),
  steps: z.array(RichText).min(1).max(12),
  plot: z
    .strictObject({ y: Expression, from: z.number(), to: z.number(), at: Expression, label: ShortText })
    .optional(),
})

/** A drawing as SVG, of the elements and attributes in `drawing.ts`. */
export const DrawingText = z.string().trim().min(1, 'put a drawing here').max(LIMITS.drawing)

/** The name of a medium of the collection: one plain name, no address and no path. */
export const MediumName = z
  .string()
  .min(1)
  .max(500)
  .regex(/^(?!\.{1,2}$)[^/\\:]+$/, 'use the name of an image of the collection')

/**
 * A drawing with labels, asked one by one. Each label is a `<g data-label="id">` in the drawing, around its text only,
 * or around one `<rect>` over what is to be covered. A label's place in the list is its card: add new ones at the end.
 */
export const DiagramContent = z.strictObject({
  kind: z.literal('diagram'),
  svg: DrawingText,
  /** An image of the collection that lies under the drawing and fills its `viewBox`. */
  picture: MediumName.optional(),
  /** While one label is asked, the others are covered as well. */
  hideAll: z.boolean().optional(),
  /** What the drawing shows, without naming the answers. */
  alt: ShortText,
  labels: z
    .array(z.strictObject({ id: Slug, answer: ShortText, clue: ShortText.optional() }))
    .min(1)
    .max(LIMITS.labels),
})

const ChoiceOption = z.strictObject({
  text: ShortText,
  reason: RichText.optional(),
  correct: z.boolean().optional(),
})

const questionBase = {
  stem: RichText,
  explanation: RichText.optional(),
  difficulty: z.int().min(1).max(3).optional(),
  scenario: z.boolean().optional(),
}

/** One right answer; AIF-C01 uses four options. */
export const MultipleChoiceContent = z.strictObject({
  kind: z.literal('multiple-choice'),
  ...questionBase,
  options: z.array(ChoiceOption).min(2).max(LIMITS.options),
})

/** Two or more right answers out of five or more; all or nothing. */
export const MultipleResponseContent = z.strictObject({
  kind: z.literal('multiple-response'),
  ...questionBase,
  options: z.array(ChoiceOption).min(3).max(LIMITS.options),
})

const OrderingItem = z.strictObject({ text: ShortText, reason: RichText.optional() })

/** `items` in the right order; `unused` are distractors that belong nowhere. All or nothing. */
export const OrderingContent = z.strictObject({
  kind: z.literal('ordering'),
  ...questionBase,
  items: z.array(OrderingItem).min(2).max(LIMITS.options),
  unused: z.array(OrderingItem).max(LIMITS.options).optional(),
})

/** Each prompt has one response; `unused` responses match nothing. All pairs or nothing. */
export const MatchingContent = z.strictObject({
  kind: z.literal('matching'),
  ...questionBase,
  pairs: z
    .array(z.strictObject({ prompt: ShortText, response: ShortText, reason: RichText.optional() }))
    .min(2)
    .max(LIMITS.options),
  unused: z.array(OrderingItem).max(LIMITS.options).optional(),
})

export const STUDY_KINDS = ['basic', 'basic-reversed', 'cloze', 'typed', 'computed', 'diagram', 'template'] as const
export const EXAM_KINDS = ['multiple-choice', 'multiple-response', 'ordering', 'matching'] as const
export const NOTE_KINDS = [...STUDY_KINDS, ...EXAM_KINDS] as const
export type NoteKind = (typeof NOTE_KINDS)[number]
export type ExamKind = (typeof EXAM_KINDS)[number]

export const ExamContent = z.discriminatedUnion('kind', [
  MultipleChoiceContent,
  MultipleResponseContent,
  OrderingContent,
  MatchingContent,
])
export type ExamContent = z.infer<typeof ExamContent>

export const StudyContent = z.discriminatedUnion('kind', [
  BasicContent,
  BasicReversedContent,
  ClozeContent,
  TypedContent,
  ComputedContent,
  DiagramContent,
  TemplateContent,
])
export type StudyContent = z.infer<typeof StudyContent>

/** What a note asks and answers; stored as JSON, the same in deck files. */
export const NoteContent = z.discriminatedUnion('kind', [...StudyContent.options, ...ExamContent.options])
export type NoteContent = z.infer<typeof NoteContent>
export type ContentOf<K extends NoteKind> = Extract<NoteContent, { kind: K }>

/** True for the four kinds that an exam form is made of. */
export function isExamKind(kind: NoteKind): kind is ExamKind {
  return (EXAM_KINDS as readonly string[]).includes(kind)
}
