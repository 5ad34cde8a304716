import type { z } from 'zod'
import type { NoteAbout } from '../contract/content/note-about.ts'
import { isExamKind, type NoteContent } from '../contract/content/note-content.ts'
import type { Issue } from '../contract/errors.ts'
import type { NoteView } from '../contract/procedures/collection.ts'
import type { CardFace } from '../contract/procedures/review.ts'
import { ordinalsOf } from '../core/cards/faces.ts'
import { plainText } from '../core/cards/plain-text.ts'
import { templateOrdinals } from '../core/cards/template/ordinals.ts'
import { summary } from '../core/cards/note-text.ts'
import { checkContent } from '../core/cards/validate.ts'
import { hashSeed } from '../core/random.ts'
import { ok, type Result } from '../core/result.ts'
import { noteToYaml, readNoteYaml } from '../exporters/deck-yaml.ts'
import { textOfRow } from '../jobs/note-type/text-of-row.ts'
import { fitCards, textColumns, type PendingText } from '../jobs/note-row.ts'
import type { Writes } from '../store/collection.ts'
import type { NoteRow } from '../store/rows.ts'
import { contentOf, marksOf } from './cards.ts'
import { write, type Context } from './context.ts'
import { facesOf, noteTypesOf } from './faces.ts'
import { conflict, invalid, notFound, type Served, type ServiceError } from './service-error.ts'

export type NoteInput =
  | { readonly content: NoteContent; readonly tags: string[]; readonly about?: NoteAbout | undefined }
  | { readonly yaml: string }

type Undoable = { undo: string }

const NO_META = { objective: null, beyond: null, covers: [], services: [], references: [], verifiedOn: null }

/** Reads what a person wrote; checks it by the same rules as a file. */
function readInput(input: NoteInput, before: PendingText | null): Result<PendingText, ServiceError> {
  if ('yaml' in input) {
    const read = readNoteYaml(input.yaml)
    return read.ok ? ok(read.value) : invalid(read.error)
  }
  const problems = checkContent(input.content)
  if (problems.length > 0) {
    return invalid(
      problems.map(({ code, message, path, expected, found }): Issue => {
        return { severity: 'error', code, message, expected, found, where: { field: path.join('.') } }
      }),
    )
  }
  return ok({ ...(before ?? NO_META), ...input.about, content: input.content, tags: input.tags })
}

/** A note of an imported type must have its type, and something to ask. */
function checkTemplate({ collection }: Context, content: NoteContent): Result<void, ServiceError> {
  if (content.kind !== 'template') return ok(undefined)
  const refuse = (code: string, message: string) =>
    invalid([{ severity: 'error', code, message, where: { field: 'fields' } }])
  const type = collection.noteTypes.byGuid(content.noteType)
  if (!type) return refuse('no-note-type', 'Its note type is no longer in the collection.')
  if (templateOrdinals(type.definition, content.fields).length > 0) return ok(undefined)
  return type.definition.kind === 'cloze'
    ? refuse('no-gap', 'There is no gap yet: mark words in a field, such as {{c1::answer}}.')
    : refuse('no-card', 'These fields make no card yet: the front of each card is empty.')
}

/** A label of a diagram takes its card along when it moves in the list; cards of labels that are gone go. */
function followLabels({ collection }: Context, writes: Writes, noteId: number, content: NoteContent): void {
  const row = collection.notes.get(noteId)
  const before = row && contentOf(row)
  if (before?.kind !== 'diagram' || content.kind !== 'diagram') return
  const place = (ordinal: number) => content.labels.findIndex(({ id }) => id === before.labels[ordinal]?.id)
  const cards = collection.cards.ofNote(noteId)
  const kept = cards.filter(({ ordinal }) => place(ordinal) >= 0)
  // A note keeps a card, so where every label is new the cards stay where they are.
  if (kept.length === 0 || kept.every(({ ordinal }) => place(ordinal) === ordinal)) return
  writes.cards.keepOrdinals(
    noteId,
    kept.map(({ ordinal }) => ordinal),
  )
  writes.cards.renumber(kept.map(({ id, ordinal }) => [id, place(ordinal)]))
}

/** Sets a note's text; cards that the text no longer has go, new ones come. */
function setText(context: Context, writes: Writes, noteId: number, text: PendingText, more: Partial<NoteRow>): void {
  followLabels(context, writes, noteId, text.content)
  writes.notes.update(noteId, { ...textColumns(text), ...more })
  fitCards(context.collection, writes, noteId, text.content)
}

/** What the editor must know of the type of an imported note. */
function noteTypeIn(context: Context, content: NoteContent) {
  if (content.kind !== 'template') return {}
  const type = context.collection.noteTypes.byGuid(content.noteType)
  return { noteType: type ? { name: type.name, fields: type.definition.fields.map((field) => field.name) } : null }
}

/** One note as the editor shows it. */
export function getNote(context: Context, noteId: number): Served<z.infer<typeof NoteView>> {
  const note = context.collection.notes.get(noteId)
  const [card] = context.collection.cards.ofNote(noteId)
  if (!note || !card) return notFound('note')
  const deck = context.collection.decks.tree().find((node) => node.id === card.deck_id)
  const text = textOfRow(note)
  return ok({
    noteId,
    guid: note.guid,
    deckId: card.deck_id,
    deck: deck?.path ?? '',
    content: text.content,
    ...noteTypeIn(context, text.content),
    ...marksOf(note, context.catalogue),
    beyond: note.beyond,
    services: [...text.services],
    source: note.source,
    modifiedAt: note.modified_at,
    yaml: noteToYaml({ ...text, guid: note.guid }),
  })
}

/** Makes a note of the person's own, with its cards. */
export async function createNote(
  context: Context,
  deckId: number,
  input: NoteInput,
): Promise<Served<Undoable & { noteId: number; cards: number }>> {
  const text = readInput(input, null)
  if (!text.ok) return text
  if (!context.collection.decks.get(deckId)) return notFound('deck')
  const makes = checkTemplate(context, text.value.content)
  if (!makes.ok) return makes
  const undo = 'Add note'
  const ordinals = ordinalsOf(text.value.content, noteTypesOf(context.collection))
  const made = await write(context, undo, (writes) => {
    const noteId = writes.notes.insert({
      guid: crypto.randomUUID(),
      ...textColumns(text.value),
      edited_at: context.now(),
    })
    writes.cards.insertFor(noteId, deckId, ordinals, { held: isExamKind(text.value.content.kind) })
    return ok(noteId)
  })
  return made.ok ? ok({ undo, noteId: made.value, cards: ordinals.length }) : made
}

/** Changes a note's text; the schedule of its cards stays. */
export async function updateNote(context: Context, noteId: number, input: NoteInput): Promise<Served<Undoable>> {
  const note = context.collection.notes.get(noteId)
  if (!note) return notFound('note')
  const text = readInput(input, textOfRow(note))
  if (!text.ok) return text
  const undo = 'Edit note'
  const done = await write(context, undo, (writes) => {
    setText(context, writes, noteId, text.value, { edited_at: context.now() })
    return ok(undefined)
  })
  return done.ok ? ok({ undo }) : done
}

export async function removeNote(context: Context, noteId: number): Promise<Served<Undoable>> {
  if (!context.collection.notes.get(noteId)) return notFound('note')
  const undo = 'Delete note'
  const done = await write(context, undo, (writes) => {
    writes.notes.remove([noteId])
    return ok(undefined)
  })
  return done.ok ? ok({ undo }) : done
}

/** The faces of a note that is not saved yet. */
export function previewNote(
  context: Context,
  input: NoteInput,
  seed = hashSeed('preview'),
): Served<{ faces: CardFace[] }> {
  const text = readInput(input, null)
  if (!text.ok) return text
  const { content, tags } = text.value
  return ok({ faces: facesOf(context.collection, content, seed, [...tags]) })
}

/** A note that is being written, as its fields and as it would stand in a deck file. */
export function bothWays(
  input: NoteInput,
): Served<{ yaml: string; content: NoteContent; tags: string[]; about: NoteAbout }> {
  const text = readInput(input, null)
  if (!text.ok) return text
  const { content, tags, objective, beyond, services, references, verifiedOn } = text.value
  const about = { objective, beyond, services: [...services], references: [...references], verifiedOn }
  return ok({ yaml: noteToYaml(text.value), content, tags: [...tags], about })
}

/** Built-in notes whose newer text waits, each in a line of plain text. */
export function waitingUpdates(context: Context) {
  return context.collection.notes.pending().map((note) => {
    const theirs = JSON.parse(note.pending ?? 'null') as PendingText
    return { noteId: note.id, mine: note.summary, theirs: plainText(summary(theirs.content)) }
  })
}

/** Takes the newer text of the source, or keeps the person's own. */
export async function settleUpdate(
  context: Context,
  noteId: number,
  take: 'mine' | 'theirs',
): Promise<Served<Undoable>> {
  const note = context.collection.notes.get(noteId)
  if (!note) return notFound('note')
  if (note.pending === null) return conflict('There is no newer text for this note any more.')
  const theirs = JSON.parse(note.pending) as PendingText
  const undo = take === 'mine' ? 'Keep my text' : 'Take newer text'
  const done = await write(context, undo, (writes) => {
    if (take === 'mine') writes.notes.update(noteId, { pending: null })
    else setText(context, writes, noteId, theirs, { pending: null, edited_at: null })
    return ok(undefined)
  })
  return done.ok ? ok({ undo }) : done
}

/** A report about a note for the clipboard: what it is and where it comes from, no answer of the person. */
export function noteReport(context: Context, noteId: number): Served<{ text: string }> {
  const note = context.collection.notes.get(noteId)
  if (!note) return notFound('note')
  const lines = [
    'Something is wrong with this question',
    `Note: ${note.guid} (${note.kind})`,
    `Source: ${note.source ?? 'made by hand or imported'}${note.edited_at === null ? '' : ', edited here'}`,
    `Objective: ${note.objective ?? 'none'}`,
    `Facts last checked: ${note.verified_on ?? 'unknown'}`,
    `Epoch ${context.resources.version}, collection format ${context.collection.schema()}`,
    `Text: ${note.summary}`,
    'What is wrong: ',
  ]
  return ok({ text: lines.join('\n') })
}
