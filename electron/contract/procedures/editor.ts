import { eventIterator, oc } from '@orpc/contract'
import { z } from 'zod'
import { NOTE_TYPE_LIMITS, NoteTypeDefinition, NoteTypeField } from '../content/note-type.ts'
import { LIMITS } from '../content/primitives.ts'
import { NoteAbout } from '../content/note-about.ts'
import { NoteContent } from '../content/note-content.ts'
import { commonErrors } from '../errors.ts'
import { Id, Instant, NoteKindName, Progress } from '../shapes.ts'
import { NoteInput } from './collection.ts'
import { CardFace } from './review.ts'

const base = oc.errors(commonErrors)
const undone = z.object({ undo: z.string() })

/** Bytes of one image or sound that is put into a note. */
export const MEDIUM_BYTES = 32 * 1024 * 1024
/** Characters of HTML that a paste may have; longer pastes come in as plain text. */
export const PASTE_LENGTH = 200_000
/** Characters that unsaved work may have, as JSON. */
export const DRAFT_LENGTH = 8_000_000

/** `new` is the one new note; `note:12` the edit of a note; `type:GUID` and `type:new` those of a note type. */
const DraftKey = z.string().regex(/^(?:new|note:\d{1,15}|type:[\w.:-]{1,200})$/)
const DraftContent = z.record(z.string(), z.json())

/** Work that stands in an editor and is not saved yet. */
export const drafts = {
  /** The newest first; those of notes that are gone are left out. */
  list: base.output(z.array(z.object({ key: z.string(), modifiedAt: Instant }))),
  get: base
    .input(z.object({ key: DraftKey }))
    .output(z.object({ modifiedAt: Instant, content: DraftContent }).nullable()),
  /** Answers once it is on the disk. */
  put: base.input(z.object({ key: DraftKey, content: DraftContent })).output(z.object({ savedAt: Instant })),
  drop: base.input(z.object({ key: DraftKey })).output(z.object({})),
}

/** A medium that is in the collection now. */
export const AddedMedium = z.object({
  /** What notes call it. */
  name: z.string(),
  kind: z.enum(['image', 'audio', 'video']),
  /** Bytes. */
  size: z.int(),
  /** It was in the collection already, perhaps by another name. */
  known: z.boolean(),
})
export type AddedMedium = z.infer<typeof AddedMedium>

const NoteTypeRow = z.object({
  guid: z.string(),
  name: z.string(),
  kind: z.enum(['standard', 'cloze']),
  fields: z.array(NoteTypeField),
})

/** A note whose first text reads like the one that is being written. */
export const SimilarNote = z.object({ noteId: Id, text: z.string(), deck: z.string() })
export type SimilarNote = z.infer<typeof SimilarNote>

export const editor = {
  /** What the fields beside the text offer. */
  choices: base.output(
    z.object({
      tags: z.array(z.string()),
      domains: z.array(
        z.object({
          id: z.string(),
          title: z.string(),
          objectives: z.array(z.object({ id: z.string(), label: z.string() })),
        }),
      ),
      services: z.array(z.object({ id: z.string(), name: z.string() })),
      noteTypes: z.array(NoteTypeRow),
    }),
  ),
  /** Puts an image or a sound into the collection. INVALID when it is none, or too large. */
  addMedium: base.input(z.object({ file: z.instanceof(File) })).output(AddedMedium),
  /** Pasted HTML as Markdown. Pictures written into it are kept; those from elsewhere are left out and counted. */
  fromHtml: base
    .input(z.object({ html: z.string().max(PASTE_LENGTH) }))
    .output(z.object({ markdown: z.string(), leftOut: z.int() })),
  /** A note both ways: as its fields, and as it would stand in a deck file. */
  bothWays: base
    .input(z.object({ note: NoteInput }))
    .output(z.object({ yaml: z.string(), content: NoteContent, tags: z.array(z.string()), about: NoteAbout })),
  /** Notes that begin alike; at most five. */
  similar: base
    .input(
      z.object({
        kind: NoteKindName,
        text: z.string().max(LIMITS.text),
        /** Guid of the note's type, for a note of an imported type. */
        noteType: z.string().max(LIMITS.name).nullable(),
        /** The note that is being edited. */
        noteId: Id.nullable(),
      }),
    )
    .output(z.array(SimilarNote)),
}

const TypeName = z.string().trim().min(1, 'give the note type a name').max(LIMITS.name)
const Origins = (most: number) => z.array(z.int().min(0).nullable()).max(most)

/** A changed note type: for each field and template the place where it stood before, null for a new one. */
export const NoteTypeChange = z.object({
  guid: z.string().min(1).max(LIMITS.name),
  name: TypeName,
  definition: NoteTypeDefinition,
  fieldsFrom: Origins(NOTE_TYPE_LIMITS.fields),
  templatesFrom: Origins(NOTE_TYPE_LIMITS.templates),
})
export type NoteTypeChange = z.infer<typeof NoteTypeChange>

/** What a change of a note type does to the notes and cards that there are. */
export const NoteTypeEffect = z.object({
  notes: z.int(),
  /** Cards that come. */
  added: z.int(),
  /** Cards that go, with what they had learnt. */
  removed: z.int(),
  /** Notes in which a field that is taken out has text. */
  textLost: z.int(),
})
export type NoteTypeEffect = z.infer<typeof NoteTypeEffect>

export const noteTypes = {
  get: base
    .input(z.object({ guid: z.string() }))
    .output(z.object({ guid: z.string(), name: z.string(), definition: NoteTypeDefinition, notes: z.int() })),
  create: base
    .input(z.object({ name: TypeName, definition: NoteTypeDefinition }))
    .output(undone.extend({ guid: z.string() })),
  /** Faces of a note with these fields. INVALID names the field or template that makes no sense. */
  preview: base
    .input(z.object({ definition: NoteTypeDefinition, fields: z.array(z.string().max(NOTE_TYPE_LIMITS.field)) }))
    .output(z.object({ faces: z.array(CardFace) })),
  /** What `update` would do; changes nothing. */
  effect: base.input(NoteTypeChange).output(eventIterator(Progress, NoteTypeEffect)),
  update: base.input(NoteTypeChange).output(eventIterator(Progress, undone.extend(NoteTypeEffect.shape))),
  /** CONFLICT while notes are of this type. */
  remove: base.input(z.object({ guid: z.string() })).output(undone),
}
