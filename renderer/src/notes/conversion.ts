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

/** Gives a draft another kind; the answer comes along when a card becomes typed, or is no longer. */
export function convert(draft: Draft, kind: NoteKind): void {
  if (kind === 'typed' && draft.kind !== 'typed' && draft.answer.trim() === '') draft.answer = draft.back
  if (draft.kind === 'typed' && (kind === 'basic' || kind === 'basic-reversed') && draft.back.trim() === '') {
    draft.back = draft.answer
  }
  draft.kind = kind
}
