import type { TemplateContent } from '../../contract/content/note-type.ts'
import type { NoteContent } from '../../contract/content/note-content.ts'
import type { Reference } from '../../contract/content/primitives.ts'
import type { ExportedNote } from '../../exporters/question-bank.ts'
import type { Collection } from '../../store/collection.ts'
import type { ExportNoteRow } from '../../store/export-reads.ts'

/** A note of our own, or of an imported type, as it is read for going out. */
export interface ReadNote extends ExportedNote {
  readonly id: number
  readonly content: NoteContent
  /** Epoch milliseconds. */
  readonly modifiedAt: number
  readonly held: boolean
}

/** Deck paths by id, read once. */
export function deckPaths(collection: Collection): Map<number, string> {
  return new Map(collection.decks.tree().map((node) => [node.id, node.path]))
}

/** A row as a note. */
export function noteOf(row: ExportNoteRow, paths: ReadonlyMap<number, string>): ReadNote {
  return {
    id: row.id,
    guid: row.guid,
    deck: paths.get(row.deck_id) ?? '',
    content: JSON.parse(row.content) as NoteContent,
    tags: JSON.parse(row.tags) as string[],
    objective: row.objective,
    beyond: row.beyond,
    covers: JSON.parse(row.covers) as string[],
    services: JSON.parse(row.services) as string[],
    references: JSON.parse(row.note_references) as Reference[],
    verifiedOn: row.verified_on,
    modifiedAt: row.modified_at,
    held: row.held === 1,
  }
}

/** Is it a note of an imported type? */
export function isTemplate(note: { readonly content: NoteContent }): note is { readonly content: TemplateContent } {
  return note.content.kind === 'template'
}
