import { isExamKind, type NoteContent } from '../../contract/content/note-content.ts'
import { readRestore } from '../../importers/anki-package/restore.ts'
import { noteHash, type ImportedNote } from '../../importers/imported-deck.ts'
import type { RowBatch } from '../../store/bulk.ts'
import { textColumns } from '../note-row.ts'

/** A note that went out from here, as it was. */
export interface OwnNote {
  readonly note: ImportedNote
  /** Its one card waits until the question was missed. */
  readonly held: boolean
}

type Rename = (name: string) => string | undefined

/**
 * The note that fields of Anki were made of here, or null.
 * @param rename other names for media, or null
 */
export function ownNoteOf(
  guid: string,
  fields: readonly string[],
  tags: readonly string[],
  rename: Rename | null,
): OwnNote | null {
  const kept = readRestore(fields, tags)
  if (kept === null) return null
  const { held, ...note } = kept
  const content = rename === null ? note.content : renamedIn(note.content, rename)
  return { note: { ...note, content, guid, deck: '', where: {} }, held: held && isExamKind(content.kind) }
}

/** Adds a note of our own as a row. */
export function addOwnNote(
  rows: RowBatch,
  id: number,
  { note }: OwnNote,
  at: { readonly created: number; readonly modified: number },
): void {
  const row = textColumns(note)
  rows.add(
    id,
    note.guid,
    row.kind,
    row.summary,
    row.tags,
    row.objective,
    row.beyond,
    row.covers,
    row.services,
    row.note_references,
    row.verified_on,
    noteHash(note),
    at.created,
    at.modified,
    row.content,
  )
}

/** A note with other names for some of its media: in Markdown, sounds, and the picture below a drawing. */
function renamedIn(content: NoteContent, rename: Rename): NoteContent {
  const text = JSON.stringify(content, (key, value: unknown) => {
    if (typeof value !== 'string') return value
    if (key === 'picture') return rename(value.normalize('NFC')) ?? value
    return value
      .replace(/\]\(([^()\s]{1,500})\)/g, (whole, name: string) => {
        const to = rename(decoded(name).normalize('NFC'))
        return to === undefined ? whole : `](${encodeURIComponent(to)})`
      })
      .replace(/\[sound:([^[\]]{1,500})\]/g, (whole, name: string) => {
        const to = rename(name.normalize('NFC'))
        return to === undefined ? whole : `[sound:${to}]`
      })
  })
  return JSON.parse(text) as NoteContent
}

function decoded(name: string): string {
  try {
    return decodeURIComponent(name)
  } catch (error) {
    if (error instanceof URIError) return name
    throw error
  }
}
