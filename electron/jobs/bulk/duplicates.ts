import type { NoteContent, NoteKind } from '../../contract/content/note-content.ts'
import type { DuplicateGroups } from '../../contract/procedures/browse.ts'
import { plainText } from '../../core/cards/plain-text.ts'
import { plainHtml } from '../../core/cards/template/html.ts'
import { fieldTexts, firstField } from '../../core/search/note-fields.ts'
import { fail, ok, type Result } from '../../core/result.ts'
import type { Collection } from '../../store/collection.ts'
import type { NoteRow } from '../../store/rows.ts'
import { wordsIn } from '../../store/search/text.ts'
import type { JobPulse } from '../protocol.ts'
import type { BulkProblem } from './index.ts'
import { CANCELLED } from './steps.ts'

const BATCH = 500
const MOST_GROUPS = 500
const MOST_IN_A_GROUP = 100
const MOST_TEXT = 4000

function textOf(collection: Collection, note: NoteRow, field: string | null): string {
  const content = JSON.parse(note.content) as NoteContent
  const type = content.kind === 'template' ? collection.noteTypes.byGuid(content.noteType) : undefined
  const names = type?.definition.fields.map((one) => one.name) ?? []
  const raw =
    field === null
      ? firstField(content, type?.definition.sortField)
      : fieldTexts(content, names)
          .filter((one) => one.field.toLowerCase() === field.toLowerCase())
          .map((one) => one.text)
          .join(' ')
  const text = raw.slice(0, MOST_TEXT)
  return content.kind === 'template' ? plainHtml(text) : plainText(text)
}

/** What two texts have in common that read alike: their words; of a text of signs alone, the signs. */
function keyOf(text: string): string {
  const words = wordsIn(text)
  return words.length > 0 ? words.join(' ') : text.replace(/\s+/g, '')
}

/**
 * Notes that read alike in a field, in groups; within a group the oldest first.
 * @param noteIds among these, or null for all
 * @param field by its name, or null for each note's first one
 */
export function findDuplicates(
  collection: Collection,
  noteIds: readonly number[] | null,
  field: string | null,
  pulse: JobPulse,
): Result<DuplicateGroups, BulkProblem> {
  const ids = noteIds ?? collection.search.allNoteIds()
  const byText = new Map<string, number[]>()
  for (let start = 0; start < ids.length; start += BATCH) {
    if (pulse.cancelled()) return fail(CANCELLED)
    pulse.progress('Comparing', start, ids.length)
    for (const note of collection.notes.many(ids.slice(start, start + BATCH))) {
      const key = keyOf(textOf(collection, note, field))
      if (key === '') continue
      const same = byText.get(key)
      if (same === undefined) byText.set(key, [note.id])
      else same.push(note.id)
    }
  }
  const groups = [...byText.values()].filter((same) => same.length > 1).sort((a, b) => b.length - a.length)
  const paths = new Map(collection.decks.tree().map((deck) => [deck.id, deck.path]))
  return ok({
    groups: groups.slice(0, MOST_GROUPS).map((same) => groupOf(collection, same, field, paths)),
    total: groups.length,
    notes: groups.reduce((sum, same) => sum + same.length, 0),
  })
}

function groupOf(
  collection: Collection,
  ids: readonly number[],
  field: string | null,
  paths: ReadonlyMap<number, string>,
) {
  const notes = collection.notes.many(ids.slice(0, MOST_IN_A_GROUP)).sort((a, b) => a.id - b.id)
  const [first] = notes
  return {
    text: first === undefined ? '' : textOf(collection, first, field).slice(0, 200),
    notes: notes.map((note) => {
      const [card] = collection.cards.ofNote(note.id)
      return {
        noteId: note.id,
        text: note.summary,
        kind: note.kind as NoteKind,
        deck: card === undefined ? '' : (paths.get(card.deck_id) ?? ''),
      }
    }),
  }
}
