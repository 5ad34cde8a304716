import type { NoteKind } from '../../../electron/contract/content/note-content.ts'
import { emptyDraft, type Draft } from './draft.ts'

/** What the next new card begins with, as long as the program runs. */
const last = { kind: 'basic' as NoteKind, noteType: '', fields: 0, deckId: null as number | null }

/** The deck of the last new card. */
export const lastDeck = (): number | null => last.deckId

/** Remembers what the next card begins with. */
export function remember(draft: Draft, deckId: number): void {
  Object.assign(last, { kind: draft.kind, noteType: draft.noteType, fields: draft.fields.length, deckId })
}

/** A new card of the last kind. */
export function firstDraft(): Draft {
  return { ...emptyDraft(last.kind), noteType: last.noteType, fields: Array.from({ length: last.fields }, () => '') }
}

/** The draft after a card was added: emptied, but kind, tags and the fields that are to keep their text stay. */
export function nextDraft(draft: Draft, keeps: (path: string) => boolean): Draft {
  const next = { ...emptyDraft(draft.kind), noteType: draft.noteType, tags: draft.tags }
  for (const path of ['front', 'back', 'text', 'stem', 'extra'] as const) if (keeps(path)) next[path] = draft[path]
  next.fields = draft.fields.map((text, at) => (keeps(`fields.${at}`) ? text : ''))
  return next
}
