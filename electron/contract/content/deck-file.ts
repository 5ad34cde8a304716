import { z } from 'zod'
import {
  BasicContent,
  BasicReversedContent,
  ClozeContent,
  ComputedContent,
  DiagramContent,
  DrawingText,
  MatchingContent,
  MultipleChoiceContent,
  MultipleResponseContent,
  OrderingContent,
  TypedContent,
} from './note-content.ts'
import { CalendarDate, LIMITS, ObjectiveId, Reference, RichText, ShortText, Slug } from './primitives.ts'

export const DECK_FORMAT = 'epoch-deck/1'

/** What a note carries beside its content; the same for every kind. */
const noteMeta = {
  id: Slug,
  /** Identity of a note that came from elsewhere; others are known by the file's id and their own. */
  guid: z.string().trim().min(1).max(LIMITS.name).optional(),
  /** Deck path, levels joined by `::`, for a note that is not in the file's deck. */
  deck: z.string().trim().min(1).max(LIMITS.shortText).optional(),
  objective: ObjectiveId.optional(),
  /** Why a note is worth knowing although the exam guide does not ask it; instead of `objective`. */
  beyond: ShortText.optional(),
  tags: z.array(z.string().trim().min(1).max(LIMITS.name)).max(LIMITS.tags).optional(),
  /** Ids of facts (facts.yaml) that the note teaches. */
  covers: z.array(Slug).max(50).optional(),
  /** Ids of services (services.yaml) that the note names. */
  services: z.array(Slug).max(50).optional(),
  /** References, or keys of the file's `references`. */
  references: z
    .array(z.union([Slug, Reference]))
    .max(LIMITS.references)
    .optional(),
  verifiedOn: CalendarDate.optional(),
}

/** A drawing beside the deck file: a path below its folder, with `/`, that ends in `.svg`. */
export const ImagePath = z
  .string()
  .max(LIMITS.name)
  .regex(
    /^(?:[A-Za-z0-9][\w.-]*\/)*[A-Za-z0-9][\w.-]*\.svg$/,
    'use a path below the folder of the deck file, such as diagrams/neuron.svg',
  )

/** The drawing stands in the file itself (`svg`) or beside it (`image`): one of the two. */
const DiagramNote = DiagramContent.extend({
  ...noteMeta,
  svg: DrawingText.optional(),
  image: ImagePath.optional(),
}).meta({ oneOf: [{ required: ['svg'] }, { required: ['image'] }] })

export const DeckNote = z.discriminatedUnion('kind', [
  BasicContent.extend(noteMeta),
  BasicReversedContent.extend(noteMeta),
  ClozeContent.extend(noteMeta),
  TypedContent.extend(noteMeta),
  ComputedContent.extend(noteMeta),
  DiagramNote,
  MultipleChoiceContent.extend(noteMeta),
  MultipleResponseContent.extend(noteMeta),
  OrderingContent.extend(noteMeta),
  MatchingContent.extend(noteMeta),
])
export type DeckNote = z.infer<typeof DeckNote>

/** A deck file's head: everything but the notes. */
export const DeckFileHead = z.strictObject({
  format: z.literal(DECK_FORMAT),
  /** With a note's own id this makes the note's guid; never change it after release. */
  id: Slug,
  /** Deck path, levels joined by `::`. */
  deck: z.string().trim().min(1).max(LIMITS.shortText),
  title: ShortText.optional(),
  /** Where the deck stands among those that are installed together; the lowest comes first. */
  position: z.int().min(0).max(10_000).optional(),
  description: RichText.optional(),
  /** The day the facts were last checked; a note may give its own. */
  verifiedOn: CalendarDate.optional(),
  references: z.record(Slug, Reference).optional(),
})
export type DeckFileHead = z.infer<typeof DeckFileHead>

export const DeckFile = DeckFileHead.extend({ notes: z.array(DeckNote).max(LIMITS.notesPerFile) })
export type DeckFile = z.infer<typeof DeckFile>
