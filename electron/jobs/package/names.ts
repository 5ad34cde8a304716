import { summary } from '../../core/cards/note-text.ts'
import type { AnkiNote, AnkiPackage } from '../../importers/anki-package/index.ts'

const LONGEST = 60

/** A note in words that its owner knows: its first text and its note type. */
export function noteName({ noteTypes }: AnkiPackage, { fields, typeId }: Pick<AnkiNote, 'fields' | 'typeId'>): string {
  const text = summary({ kind: 'template', noteType: '', fields: fields.split('\u001f') })
  const words = text === '' ? 'A note without text' : `“${text.length > LONGEST ? `${text.slice(0, LONGEST)}…` : text}”`
  const type = noteTypes.get(typeId)?.name
  return type === undefined ? words : `${words} (${type})`
}

/**
 * A card in words: its number and its note. Looks the note up, so it is for what is told and not for each card.
 * @param noteId Anki's
 * @param ordinal from 0
 */
export function cardName(source: AnkiPackage, noteId: number, ordinal: number): string {
  const note = source.note(noteId)
  return note === null ? 'A card whose note is not in the package' : `Card ${ordinal + 1} of ${noteName(source, note)}`
}
