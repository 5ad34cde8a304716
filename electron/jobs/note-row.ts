import { isExamKind, type NoteContent } from '../contract/content/note-content.ts'
import { ordinalsOf } from '../core/cards/faces.ts'
import { summary } from '../core/cards/note-text.ts'
import { noteHash, type ImportedNote } from '../importers/imported-deck.ts'
import type { Collection, Writes } from '../store/collection.ts'
import type { NewNote } from '../store/note-writes.ts'

/** The text of a note that waits until the person decides between theirs and the source's. */
export type PendingText = Omit<ImportedNote, 'guid' | 'madeGuid' | 'deck' | 'where'>

/** The columns that hold a note's text. */
export function textColumns(note: PendingText) {
  return {
    kind: note.content.kind,
    content: JSON.stringify(note.content),
    summary: summary(note.content),
    tags: JSON.stringify(note.tags),
    objective: note.objective,
    beyond: note.beyond,
    covers: JSON.stringify(note.covers),
    services: JSON.stringify(note.services),
    note_references: JSON.stringify(note.references),
    verified_on: note.verifiedOn,
  }
}

/**
 * A note as a new row.
 * @param source id of the deck file for built-in decks, else null
 */
export function newNoteRow(note: ImportedNote, source: string | null): NewNote {
  return { guid: note.guid, ...textColumns(note), source, source_hash: noteHash(note) }
}

/** What is kept of newer text that waits. */
export function pendingText(note: ImportedNote): PendingText {
  const { guid: _guid, madeGuid: _made, deck: _deck, where: _where, ...text } = note
  return text
}

/**
 * Gives a note the cards that its text has: new ones come, those that the text no longer has go, the log stays.
 * Cards of an imported type stay, as in Anki, and say that they have nothing to ask.
 * A question that became a plain note is asked from now on, since only questions are held for exams.
 */
export function fitCards(collection: Collection, writes: Writes, noteId: number, content: NoteContent): void {
  const present = collection.cards.ofNote(noteId)
  const ordinals = ordinalsOf(content, (guid) => collection.noteTypes.byGuid(guid))
  const [first] = present
  if (!first) return
  const held = isExamKind(content.kind)
  const missing = ordinals.filter((ordinal) => !present.some((card) => card.ordinal === ordinal))
  writes.cards.insertFor(noteId, first.deck_id, missing, { held })
  if (content.kind !== 'template') writes.cards.keepOrdinals(noteId, ordinals)
  if (!held) writes.cards.release(present.filter((card) => card.held === 1).map((card) => card.id))
}
