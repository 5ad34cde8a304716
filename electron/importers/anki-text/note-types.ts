import type { NoteTexts } from '../text-note.ts'

/** How the fields of an Anki note type become a note. */
export interface NoteTypeRule {
  readonly kind: NoteTexts['kind']
  /** Names of the fields in order, where the note type is a known one. */
  readonly fields: readonly string[]
  /** A filled field with this index makes the note reversed. */
  readonly reverseField?: number
  /** False for a note type that is not known: its first two fields are taken. */
  readonly known: boolean
}

const BASIC: NoteTypeRule = { kind: 'basic', fields: ['Front', 'Back'], known: true }

/** Anki's own note types; what follows a known name, such as a copy's number, does not matter. */
const RULES: readonly (readonly [RegExp, NoteTypeRule])[] = [
  [
    /^basic \(optional reversed card\)/,
    { kind: 'basic', fields: ['Front', 'Back', 'Add Reverse'], reverseField: 2, known: true },
  ],
  [/^basic \(and reversed card\)/, { ...BASIC, kind: 'basic-reversed' }],
  [/^basic \(type in the answer\)/, { ...BASIC, kind: 'typed' }],
  [/^basic/, BASIC],
  [/^cloze/, { kind: 'cloze', fields: ['Text', 'Back Extra'], known: true }],
]

const UNKNOWN: NoteTypeRule = { kind: 'basic', fields: ['Front', 'Back'], known: false }

/** The rule for a note type by its name; an empty name means none was given. */
export function ruleFor(name: string): NoteTypeRule {
  const lower = name.trim().toLowerCase()
  if (lower === '') return BASIC
  return RULES.find(([pattern]) => pattern.test(lower))?.[1] ?? UNKNOWN
}
