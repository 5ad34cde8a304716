import { eventIterator, oc } from '@orpc/contract'
import { z } from 'zod'
import { NOTE_KINDS } from '../content/note-content.ts'
import { commonErrors } from '../errors.ts'
import { CardFace } from './review.ts'
import { CardState, Id, Instant, NoteKindName, Progress, Rating, ServiceBadge } from '../shapes.ts'

const base = oc.errors(commonErrors)
const undone = z.object({ undo: z.string() })

/** Characters of a search. */
export const SEARCH_LENGTH = 20_000
/** Cards or notes that one call may name. */
export const MOST_CHOSEN = 200_000

/** A card in a list; in a list of notes, a note by its first card, with the figures of all its cards. */
export const CardRow = z.object({
  cardId: Id,
  noteId: Id,
  /** The question of the card in a line; cloze gaps that are asked read `[answer]`. */
  text: z.string(),
  /** Which of the note's cards it is, where there are several: `Reversed`, `Gap 2`. */
  side: z.string().nullable(),
  /** Cards of the note among those found; 1 in a list of cards. */
  cards: z.int(),
  kind: NoteKindName,
  objective: z.string().nullable(),
  tags: z.array(z.string()),
  badges: z.array(ServiceBadge),
  /** Path with `::`; empty for a note whose cards lie in several decks. */
  deck: z.string(),
  state: CardState,
  /** Notes: the earliest of their cards. */
  due: Instant.nullable(),
  /** Days; notes: the mean, as for the next three. */
  stability: z.number().nullable(),
  /** 1 to 10. */
  difficulty: z.number().nullable(),
  retrievability: z.number().nullable(),
  /** Days. */
  interval: z.number().nullable(),
  /** Notes: the sum, as for the lapses. */
  reps: z.int(),
  lapses: z.int(),
  /** Order among the new cards; null for others. */
  position: z.int().nullable(),
  flag: z.int(),
  suspended: z.boolean(),
  held: z.boolean(),
  /** It rests until another study day. */
  buried: z.boolean(),
  createdAt: Instant,
  editedAt: Instant,
})
export type CardRow = z.infer<typeof CardRow>

/** What a list can be sorted by; `created` is the order of coming in. */
export const BROWSE_SORTS = [
  'text',
  'due',
  'stability',
  'lapses',
  'objective',
  'created',
  'recall',
  'difficulty',
  'interval',
  'reps',
  'position',
  'kind',
  'deck',
  'tags',
  'added',
  'edited',
] as const
export type BrowseSort = (typeof BROWSE_SORTS)[number]

export const BrowseMode = z.enum(['cards', 'notes'])
export type BrowseMode = z.infer<typeof BrowseMode>

/** A search and its order. */
export const BrowseQuery = z.object({
  /** In the search language; empty finds everything. */
  text: z.string().max(SEARCH_LENGTH),
  /** Only this deck with its subdecks. */
  deckId: Id.nullable(),
  /** Cards unless given. */
  mode: BrowseMode.optional(),
  sort: z.enum(BROWSE_SORTS),
  descending: z.boolean(),
})
export type BrowseQuery = z.infer<typeof BrowseQuery>

/** Why a search cannot be done, and where in its text (UTF-16 units). */
export const SearchProblem = z.object({
  code: z.string(),
  message: z.string(),
  from: z.int(),
  to: z.int(),
  /** How it could read instead. */
  expected: z.string().nullable(),
})
export type SearchProblem = z.infer<typeof SearchProblem>

/** What a row of a card's log was: an answer by the card's state before it, or a change by hand. */
export const LOGGED_TYPES = ['learning', 'review', 'relearning', 'cram', 'due', 'moved', 'forget'] as const
export type LoggedType = (typeof LOGGED_TYPES)[number]

const BrowsePage = z.object({
  rows: z.array(CardRow),
  /** Cards (or notes) found. */
  total: z.int(),
  /** Cards (or notes) of the collection. */
  all: z.int(),
  tookMs: z.number(),
  problem: SearchProblem.nullable(),
  /** It has a regular expression: nothing is found until `search` has run. */
  slow: z.boolean(),
})

/** One action on many cards or on their notes. */
export const BulkAct = z.discriminatedUnion('type', [
  z.object({ type: z.literal('suspend'), suspended: z.boolean() }),
  z.object({ type: z.literal('bury'), buried: z.boolean() }),
  z.object({ type: z.literal('flag'), flag: z.int().min(0).max(7) }),
  /** Schedule acts, as in `cards`. */
  z.object({ type: z.literal('due'), days: z.string().max(40) }),
  z.object({ type: z.literal('forget'), keepCounts: z.boolean() }),
  z.object({
    type: z.literal('reposition'),
    start: z.int().min(0).max(1_000_000_000),
    step: z.int().min(0).max(1_000_000),
    random: z.boolean(),
    shift: z.boolean(),
  }),
  z.object({ type: z.literal('grade'), rating: Rating }),
  z.object({ type: z.literal('move'), deckId: Id }),
  z.object({
    type: z.literal('tags'),
    add: z.array(z.string().trim().min(1).max(200)).max(64),
    remove: z.array(z.string().trim().min(1).max(200)).max(64),
  }),
  /** Deletes the notes with all their cards. */
  z.object({ type: z.literal('remove') }),
  /** Exam questions: held for exams, or asked in reviews as well. */
  z.object({ type: z.literal('hold'), held: z.boolean() }),
  /** Between the kinds whose texts are the same: one way, both ways, typed. */
  z.object({ type: z.literal('kind'), kind: z.enum(['basic', 'basic-reversed', 'typed']) }),
])
export type BulkAct = z.infer<typeof BulkAct>

const BulkDone = undone.extend({
  /** Cards (for tags, kinds and deleting: notes) that changed. */
  changed: z.int(),
  /** Those that the action does not fit, and why. */
  skipped: z.int(),
  reason: z.string().nullable(),
})
export type BulkDone = z.infer<typeof BulkDone>

/** What to look for in the texts of notes, and what to put there. */
export const Replacement = z.object({
  /** Null for all notes. */
  noteIds: z.array(Id).max(MOST_CHOSEN).nullable(),
  find: z.string().min(1).max(2000),
  /** In a regular expression `$1` is what its first bracket found. */
  replace: z.string().max(20_000),
  regex: z.boolean(),
  matchCase: z.boolean(),
  /** A field by its name, or null for all of them; tags are a field as well. */
  field: z.string().max(200).nullable(),
})
export type Replacement = z.infer<typeof Replacement>

const ReplaceReport = z.object({
  /** Notes in which something is found. */
  notes: z.int(),
  places: z.int(),
  /** Notes that would no longer be right, and stay as they are. */
  refused: z.int(),
  samples: z.array(
    z.object({
      noteId: Id,
      field: z.string(),
      before: z.string(),
      after: z.string(),
      /** Why the note would stay as it is. */
      refusal: z.string().nullable(),
    }),
  ),
})
export type ReplaceReport = z.infer<typeof ReplaceReport>

/** Notes that read alike in a field. */
export const DuplicateGroups = z.object({
  groups: z.array(
    z.object({
      text: z.string(),
      notes: z.array(z.object({ noteId: Id, text: z.string(), kind: z.enum(NOTE_KINDS), deck: z.string() })),
    }),
  ),
  /** Groups and notes in them, also where not all are listed. */
  total: z.int(),
  notes: z.int(),
})
export type DuplicateGroups = z.infer<typeof DuplicateGroups>

export const SavedSearch = z.object({ id: Id, name: z.string(), query: z.string() })
export type SavedSearch = z.infer<typeof SavedSearch>

const SavedName = z.string().trim().min(1).max(200)
const SavedQuery = z.string().max(SEARCH_LENGTH)

export const browse = {
  /** A page of what a search finds. A search that makes no sense is no refusal: `problem` says what and where. */
  cards: base.input(BrowseQuery.extend({ offset: z.int().min(0), limit: z.int().min(1).max(500) })).output(BrowsePage),
  /** Does a search that takes long, with progress; its pages can be read afterwards. Aborting the call cancels. */
  search: base.input(BrowseQuery).output(eventIterator(Progress, z.object({ total: z.int() }))),
  /** Ids of a stretch of what a search finds (cards, or notes by mode), in its order. INVALID with the problem. */
  ids: base
    .input(BrowseQuery.extend({ from: z.int().min(0), to: z.int().min(0) }))
    .output(z.object({ ids: z.array(Id) })),
  /** What the actions on some cards or notes can be: their notes, and cards of those. */
  resolve: base
    .input(z.object({ mode: BrowseMode, ids: z.array(Id).min(1).max(MOST_CHOSEN) }))
    .output(z.object({ cardIds: z.array(Id), noteIds: z.array(Id) })),
  card: base.input(z.object({ cardId: Id })).output(
    z.object({
      row: CardRow,
      face: CardFace,
      difficulty: z.number().nullable(),
      reps: z.int(),
      /** The preset of its deck. */
      preset: z.string(),
      /** The note, the same on every machine. */
      guid: z.string(),
      reviews: z.array(
        z.object({
          at: Instant,
          /** Again 1 to Easy 4; 0 for a change of the schedule by hand. */
          rating: z.int().min(0).max(4),
          /** What it was: an answer while learning or in review, cramming, or what was done by hand. */
          type: z.enum(LOGGED_TYPES),
          durationMs: z.int(),
          scheduledDays: z.number(),
          due: Instant,
        }),
      ),
      tags: z.array(z.string()),
      badges: z.array(ServiceBadge),
      verifiedOn: z.string().nullable(),
    }),
  ),
  suspend: base.input(z.object({ cardIds: z.array(Id).min(1).max(10_000), suspended: z.boolean() })).output(undone),
  /** One action on many cards, in one step that undo takes back. Aborting the call cancels and changes nothing. */
  bulk: base
    .input(z.object({ act: BulkAct, cardIds: z.array(Id).min(1).max(MOST_CHOSEN) }))
    .output(eventIterator(Progress, BulkDone)),
  /** What find and replace would do; changes nothing. */
  replacePreview: base.input(Replacement).output(eventIterator(Progress, ReplaceReport)),
  replace: base.input(Replacement).output(eventIterator(Progress, BulkDone)),
  /** Notes that read alike in a field (null: the first one), case, accents, signs and markup apart. */
  duplicates: base
    .input(z.object({ noteIds: z.array(Id).max(MOST_CHOSEN).nullable(), field: z.string().max(200).nullable() }))
    .output(eventIterator(Progress, DuplicateGroups)),
  /** What the list beside the cards offers, apart from the decks. */
  outline: base.output(
    z.object({
      tags: z.array(z.object({ tag: z.string(), notes: z.int() })),
      kinds: z.array(z.object({ kind: NoteKindName, notes: z.int() })),
      noteTypes: z.array(z.string()),
      domains: z.array(
        z.object({
          id: z.string(),
          title: z.string(),
          objectives: z.array(z.object({ id: z.string(), label: z.string() })),
        }),
      ),
      fields: z.array(z.string()),
    }),
  ),
}

/** Searches that were saved under a name. */
export const savedSearches = {
  list: base.output(z.array(SavedSearch)),
  create: base.input(z.object({ name: SavedName, query: SavedQuery })).output(undone.extend({ id: Id })),
  /** What is left out stays. */
  update: base.input(z.object({ id: Id, name: SavedName.optional(), query: SavedQuery.optional() })).output(undone),
  remove: base.input(z.object({ id: Id })).output(undone),
  /** Puts all of them in this order. */
  reorder: base.input(z.object({ ids: z.array(Id).max(1000) })).output(undone),
}
