import type { NoteContent } from '../../contract/content/note-content.ts'
import type { NoteRow } from '../../store/rows.ts'
import type { PendingText } from '../note-row.ts'

/** The text of a row, in the form that files and pending updates have. */
export function textOfRow(note: NoteRow): PendingText {
  const list = <T>(text: string): T[] => JSON.parse(text) as T[]
  return {
    content: JSON.parse(note.content) as NoteContent,
    tags: list<string>(note.tags),
    objective: note.objective,
    beyond: note.beyond,
    covers: list<string>(note.covers),
    services: list<string>(note.services),
    references: list<PendingText['references'][number]>(note.note_references),
    verifiedOn: note.verified_on,
  }
}
