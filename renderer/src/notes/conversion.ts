import type { NoteKind } from '../../../electron/contract/content/note-content.ts'
import type { Draft } from './draft.ts'

/** Kinds whose texts mean the same in each other. */
const ALIKE: readonly (readonly NoteKind[])[] = [
  ['basic', 'basic-reversed', 'typed'],
  ['multiple-choice', 'multiple-response'],
]

/** The kinds that a note can become without losing anything; its own first. */
export function kindsFor(draft: Draft): readonly NoteKind[] {
  const { kind } = draft
  const group = ALIKE.find((kinds) => kinds.includes(kind))
  if (!group) return [kind]
  const typedOnly = kind === 'typed' && (draft.accept.trim() !== '' || draft.caseSensitive || draft.ignoreAccents)
  // An answer of several lines cannot be typed.
  const long = kind !== 'typed' && draft.back.trim().includes('\n')
  return [kind, ...group.filter((other) => other !== kind && !typedOnly && !(other === 'typed' && long))]
}

/** Where a kind has its question; diagrams and notes of imported types have none. */
function questionOf(kind: NoteKind): 'front' | 'text' | 'prompt' | 'stem' | null {
  switch (kind) {
    case 'basic':
    case 'basic-reversed':
    case 'typed':
      return 'front'
    case 'cloze':
      return 'text'
    case 'computed':
      return 'prompt'
    case 'diagram':
    case 'template':
      return null
    default:
      return 'stem'
  }
}

const GAP_MARKS = /\{\{c\d+::|::[^{}]*\}\}|\}\}/g

/**
 * Gives a draft another kind. The question comes along where the other kind has none yet, without its gaps; so does
 * the answer when a card becomes typed, or is no longer.
 */
export function convert(draft: Draft, kind: NoteKind): void {
  const [from, to] = [questionOf(draft.kind), questionOf(kind)]
  if (from !== null && to !== null && draft[to].trim() === '') {
    draft[to] = from === 'text' ? draft[from].replace(GAP_MARKS, '') : draft[from]
  }
  if (kind === 'typed' && draft.kind !== 'typed' && draft.answer.trim() === '') draft.answer = draft.back
  if (draft.kind === 'typed' && (kind === 'basic' || kind === 'basic-reversed') && draft.back.trim() === '') {
    draft.back = draft.answer
  }
  draft.kind = kind
}
