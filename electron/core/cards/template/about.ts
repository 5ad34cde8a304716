import type { NoteTypeDefinition } from '../../../contract/content/note-type.ts'

/** A note type as templates need it: its definition, and its name for `{{Type}}`. */
export interface NamedNoteType {
  readonly name: string
  readonly definition: NoteTypeDefinition
}

/** Finds a note type by its guid; undefined when it is gone. */
export type NoteTypeOf = (guid: string) => NamedNoteType | undefined

/** What the special fields of a template say about a card. */
export interface CardAbout {
  readonly typeName: string
  readonly tags: readonly string[]
  /** Deck path, levels joined by `::`. */
  readonly deck: string
  /** 0 for none, 1 to 7. */
  readonly flag: number
}

export const NOTHING_ABOUT: CardAbout = { typeName: '', tags: [], deck: '', flag: 0 }

/** Why a template cannot be filled in. Shown on the card, since whoever wrote the template must mend it. */
export interface TemplateProblem {
  readonly code:
    | 'conditional-not-closed'
    | 'conditional-not-open'
    | 'wrong-conditional-closed'
    | 'no-such-field'
    | 'too-deep'
    | 'too-long'
    | 'no-template'
  readonly message: string
}

/** The template of a card: cloze types have one for all. */
export function templateAt(type: NoteTypeDefinition, ordinal: number) {
  return type.templates[type.kind === 'cloze' ? 0 : ordinal]
}
