import { eventIterator, oc } from '@orpc/contract'
import { z } from 'zod'
import { NoteAbout } from '../content/note-about.ts'
import { NoteContent } from '../content/note-content.ts'
import { commonErrors, Issue } from '../errors.ts'
import { TableChoice, TableView } from './import-choice.ts'
import { CardFace } from './review.ts'
import { DueCounts, Id, Instant, NoteKindName, NoteReference, Progress, ServiceBadge } from '../shapes.ts'

const base = oc.errors(commonErrors)

export const DeckRow = z.object({
  deckId: Id,
  parentId: Id.nullable(),
  name: z.string(),
  /** Levels joined by `::`. */
  path: z.string(),
  /** Due now, with the subdecks, under the limits that count when this deck is studied. */
  due: DueCounts,
  /** Its part of today's pass over all decks: under all limits above it as well. */
  pass: DueCounts,
  minutes: z.number(),
  cards: z.int(),
  seen: z.int(),
  notes: z.int(),
})
export type DeckRow = z.infer<typeof DeckRow>

const undone = z.object({ undo: z.string() })

export const decks = {
  tree: base.output(z.array(DeckRow)),
  create: base
    .input(z.object({ name: z.string().trim().min(1).max(200), parentId: Id.nullable() }))
    .output(undone.extend({ deckId: Id })),
  rename: base.input(z.object({ deckId: Id, name: z.string().trim().min(1).max(200) })).output(undone),
  move: base.input(z.object({ deckId: Id, parentId: Id.nullable() })).output(undone),
  /** Deletes the deck, its subdecks and their notes; can be undone. */
  remove: base.input(z.object({ deckId: Id })).output(undone.extend({ notes: z.int() })),
}

export const NoteView = z.object({
  noteId: Id,
  guid: z.string(),
  deckId: Id,
  deck: z.string(),
  content: NoteContent,
  /** For a note of an imported type: the type's name and the names of its fields; null when it is gone. */
  noteType: z
    .object({ name: z.string(), fields: z.array(z.string()) })
    .nullable()
    .optional(),
  tags: z.array(z.string()),
  objective: z.string().nullable(),
  beyond: z.string().nullable(),
  source: z.string().nullable(),
  verifiedOn: z.string().nullable(),
  references: z.array(NoteReference),
  /** Ids of the services that it names. */
  services: z.array(z.string()).optional(),
  badges: z.array(ServiceBadge),
  modifiedAt: Instant,
  /** The note as it would stand in a deck file. */
  yaml: z.string(),
})
export type NoteView = z.infer<typeof NoteView>

/** Either the content itself, or a note written in the deck format. */
export const NoteInput = z.union([
  z.object({
    content: NoteContent,
    tags: z.array(z.string().min(1).max(200)).max(64),
    /** What stands beside it stays as it is unless given. */
    about: NoteAbout.optional(),
  }),
  z.object({ yaml: z.string().max(200_000) }),
])

export const notes = {
  get: base.input(z.object({ noteId: Id })).output(NoteView),
  create: base.input(z.object({ deckId: Id, note: NoteInput })).output(undone.extend({ noteId: Id, cards: z.int() })),
  update: base.input(z.object({ noteId: Id, note: NoteInput })).output(undone),
  remove: base.input(z.object({ noteId: Id })).output(undone),
  /** Faces of each card of content that is not saved yet. */
  preview: base
    .input(z.object({ note: NoteInput, /** Fixes the numbers that are drawn. */ seed: z.int().min(0).optional() }))
    .output(z.object({ faces: z.array(CardFace) })),
  /** Built-in notes whose newer text waits, because the person has edited theirs. */
  updates: base.output(z.array(z.object({ noteId: Id, mine: z.string(), theirs: z.string() }))),
  settleUpdate: base.input(z.object({ noteId: Id, take: z.enum(['mine', 'theirs']) })).output(undone),
}

export { BROWSE_SORTS, CardRow } from './browse.ts'

/** Decks and cards for the command palette. */
export const find = base.input(z.object({ text: z.string().max(200) })).output(
  z.object({
    decks: z.array(z.object({ deckId: Id, path: z.string() })),
    cards: z.array(z.object({ cardId: Id, noteId: Id, text: z.string(), deck: z.string() })),
  }),
)

export const ImportReport = z.object({
  file: z.string(),
  format: z.string(),
  notes: z.object({ added: z.int(), updated: z.int(), unchanged: z.int(), skipped: z.int(), conflicting: z.int() }),
  /** `known`: were here already. Optional figures are told for Anki packages. */
  cards: z.object({ added: z.int(), known: z.int().optional() }),
  /** `orphaned`: of cards that the file no longer holds; they are kept apart. */
  reviews: z.object({ added: z.int(), orphaned: z.int(), known: z.int().optional() }),
  media: z.object({ added: z.int(), missing: z.int(), known: z.int().optional(), renamed: z.int().optional() }),
  noteTypes: z.object({ added: z.int(), updated: z.int(), conflicting: z.int() }).optional(),
  decks: z.array(z.string()),
  issues: z.array(Issue),
})
export type ImportReport = z.infer<typeof ImportReport>

/** What an Anki package holds, by its own count. */
export const PackageContents = z.object({
  notes: z.int(),
  cards: z.int(),
  reviews: z.int(),
  media: z.int(),
  decks: z.int(),
  noteTypes: z.array(z.object({ name: z.string(), notes: z.int() })),
})

/** What a person chooses about an Anki package. */
export const PackageChoice = z.object({
  /** False: cards come in as new, without their history. */
  scheduling: z.boolean(),
  /** What happens to notes that are here already: the newer text wins, the package's always does, or never. */
  update: z.enum(['newer', 'always', 'never']),
})
export type PackageChoice = z.infer<typeof PackageChoice>

export const ImportPreview = z.object({
  importId: z.string(),
  /** What an import would report, with nothing written. */
  report: ImportReport,
  kinds: z.array(z.object({ kind: NoteKindName, notes: z.int() })),
  cards: z.int(),
  bytes: z.int(),
  samples: z.array(CardFace),
  /** False when an error can't be passed by leaving notes out. */
  possible: z.boolean(),
  /** Anki packages only. */
  package: PackageContents.optional(),
  /** Tables only. */
  table: TableView.optional(),
  /** The deck of notes for which the file names none, which can be chosen; absent when it names one for each. */
  deck: z.string().optional(),
})
export type ImportPreview = z.infer<typeof ImportPreview>

export const imports = {
  /** Reads a file and says what would come in; nothing is written. INVALID when it can't be read at all. */
  preview: base.input(z.object({ file: z.instanceof(File) })).output(ImportPreview),
  /**
   * Reads a previewed file again as the person wants it; `run` then brings it in so. `table: null` goes back to what
   * the file itself suggests. INVALID when a deck cannot have that name, NOT_FOUND when the file is no longer waiting.
   */
  adjust: base
    .input(
      z.object({
        importId: z.string(),
        package: PackageChoice.optional(),
        table: TableChoice.nullable().optional(),
        /** For notes for which the file names no deck, levels joined by `::`; empty: a deck of the file's name. */
        deck: z.string().trim().max(4000).optional(),
      }),
    )
    .output(ImportPreview),
  /** Progress, then the report as the return value. Aborting the call cancels and leaves nothing behind. */
  run: base
    .input(z.object({ importId: z.string(), skipBad: z.boolean(), package: PackageChoice.optional() }))
    .output(eventIterator(Progress, ImportReport)),
  discard: base.input(z.object({ importId: z.string() })).output(z.object({})),
}

const HistoryEntry = z.object({
  name: z.string(),
  /** The one note that it is about, as a short plain text; null when it is about none or several. */
  about: z.string().nullable(),
  /** When it was done; to be done again: when it was taken back. */
  at: Instant,
})

export const history = {
  /** Takes back the last action; the name of what was taken back, or null when there was nothing. */
  undo: base.output(z.object({ name: z.string().nullable() })),
  redo: base.output(z.object({ name: z.string().nullable() })),
  /** What can be taken back and what can be done again, each in the order in which it would be. */
  list: base.output(z.object({ undo: z.array(HistoryEntry), redo: z.array(HistoryEntry) })),
  /** Takes back, or does again, so many actions one after the other; those done before one that cannot be stay done. */
  jump: base
    .input(z.object({ steps: z.int().min(1).max(1000), redo: z.boolean() }))
    .output(z.object({ done: z.int() })),
}
