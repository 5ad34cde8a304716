import { z } from 'zod'
import { EXAM_KINDS } from './note-content.ts'
import { CalendarDate, ObjectiveId, RichText, ShortText, Slug } from './primitives.ts'

/** `decks/<exam>/blueprint.yaml`: an exam's rules as data. */
export const Blueprint = z.strictObject({
  format: z.literal('epoch-blueprint/1'),
  id: Slug,
  code: ShortText,
  name: ShortText,
  guide: z.strictObject({ version: ShortText, publishedOn: CalendarDate, url: z.url() }),
  questions: z.strictObject({ total: z.int().positive(), scored: z.int().positive() }),
  minutes: z.number().positive(),
  /** Path of the deck that holds its questions; without one, every question that no other exam's deck holds. */
  deck: ShortText.optional(),
  /** Share of the scored items that passes, 0 to 1. */
  passShare: z.number().gt(0).lte(1),
  scale: z.strictObject({ min: z.number(), pass: z.number(), max: z.number() }).optional(),
  /** Share of each kind in a form; our assumption where the exam's owner publishes none. */
  kinds: z.partialRecord(z.enum(EXAM_KINDS), z.number().gt(0)),
  domains: z
    .array(
      z.strictObject({
        id: z.string().min(1),
        title: ShortText,
        /** Per cent of the scored content. */
        weight: z.number().positive(),
        tasks: z.array(
          z.strictObject({
            id: z.string().min(1),
            title: ShortText,
            objectives: z.array(z.strictObject({ id: ObjectiveId, label: ShortText })).min(1),
          }),
        ),
      }),
    )
    .min(1),
})
export type Blueprint = z.infer<typeof Blueprint>

export const SERVICE_STATES = ['active', 'renamed', 'partial', 'maintenance', 'sunset', 'shutdown'] as const

/** `decks/services.yaml`: AWS services with their life cycle. */
export const Service = z.strictObject({
  id: Slug,
  name: ShortText,
  earlierNames: z.array(ShortText).optional(),
  /** Short forms that people write, such as AWS KMS. */
  aliases: z.array(ShortText).optional(),
  category: ShortText,
  state: z.enum(SERVICE_STATES),
  /** When the state began, or for `sunset` when the service ends. */
  date: CalendarDate.optional(),
  /** What changed, in a sentence; shown with the badge. */
  note: RichText.optional(),
  successor: ShortText.optional(),
  inScope: z.boolean(),
  /** Sources disagree about the scope or the state. */
  conflicting: z.boolean().optional(),
  source: z.url(),
  verifiedOn: CalendarDate,
})
export type Service = z.infer<typeof Service>

export const ServicesFile = z.strictObject({
  format: z.literal('epoch-services/1'),
  services: z.array(Service),
})

/** `decks/<exam>/facts.yaml`: facts that the decks must teach. */
export const FactsFile = z.strictObject({
  format: z.literal('epoch-facts/1'),
  facts: z.array(z.strictObject({ id: Slug, topic: Slug, fact: ShortText })),
})
