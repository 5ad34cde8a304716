import { NOTE_KINDS } from '../../../electron/contract/content/note-content.ts'
import { emptyDraft, type Draft } from './draft.ts'

/** Unsaved work as it is kept. */
export interface KeptDraft {
  readonly draft: Draft
  readonly deckId: number | null
  /** When the note was saved last before; null for a new one. */
  readonly base: number | null
  /** When it was kept. */
  readonly at: number
}

/** Reads what was kept, perhaps by an older program; null when it is nothing that can go on. */
export function readKept(
  kept: { readonly modifiedAt: number; readonly content: Readonly<Record<string, unknown>> } | null,
): KeptDraft | null {
  const draft = kept?.content['draft']
  if (!kept || typeof draft !== 'object' || draft === null) return null
  const given = Object.entries(draft)
  const kind = NOTE_KINDS.find((one) => given.some(([key, value]) => key === 'kind' && value === one))
  if (!kind) return null
  const empty = emptyDraft(kind)
  const alike = given.filter(([key, value]) => {
    const before: unknown = Reflect.get(empty, key)
    return before === null || (typeof value === typeof before && Array.isArray(value) === Array.isArray(before))
  })
  const { deckId, base } = kept.content
  return {
    draft: { ...empty, ...Object.fromEntries(alike) },
    deckId: typeof deckId === 'number' ? deckId : null,
    base: typeof base === 'number' ? base : null,
    at: kept.modifiedAt,
  }
}
