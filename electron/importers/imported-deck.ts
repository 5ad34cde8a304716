import { hash } from 'node:crypto'
import type { Blueprint } from '../contract/content/catalogue.ts'
import type { NoteContent } from '../contract/content/note-content.ts'
import type { Reference } from '../contract/content/primitives.ts'
import type { Issue, Place } from '../contract/errors.ts'
import type { TableView } from '../contract/procedures/import-choice.ts'

export const QUESTION_FORMATS = [
  'gift',
  'aiken',
  'moodle-xml',
  'qti-1.2',
  'qti-2',
  'qti-3',
  'question-csv',
  'brightspace-csv',
] as const
export type QuestionFormat = (typeof QUESTION_FORMATS)[number]
/** Notes of other programs. */
export type TextNotesFormat =
  'markdown' | 'supermemo-text' | 'supermemo-xml' | 'mnemosyne-mem' | 'mnemosyne-xml' | 'mnemosyne-cards'
export type ImportFormat =
  'deck-yaml' | 'deck-json' | 'blueprint' | 'anki-text' | 'csv' | 'tsv' | TextNotesFormat | QuestionFormat

/** A picture or sound that came with the notes; they refer to it by its name. */
export interface ImportedMedia {
  readonly name: string
  readonly bytes: Uint8Array
}

/** How the program that a note comes from had scheduled its one card; days are counted from its collection's first. */
export interface ImportedSchedule {
  /** When the first day began, epoch milliseconds. */
  readonly begunAt: number
  readonly dueDay: number
  readonly lastDay: number
  /** SM-2's factor. */
  readonly ease: number
  readonly reps: number
  readonly lapses: number
}

/** A note as every importer returns it; `null` and empty lists where the format has nothing to say. */
export interface ImportedNote {
  readonly guid: string
  /** The file gives no guid; this one was made of the deck and the front. */
  readonly madeGuid?: true
  /** Deck path, levels joined by `::`. */
  readonly deck: string
  readonly content: NoteContent
  readonly tags: readonly string[]
  readonly objective: string | null
  readonly beyond: string | null
  readonly covers: readonly string[]
  readonly services: readonly string[]
  readonly references: readonly Reference[]
  /** YYYY-MM-DD */
  readonly verifiedOn: string | null
  /** Where in the file the note begins. */
  readonly where: Place
  /** Without it the note's cards come in as new. */
  readonly schedule?: ImportedSchedule
}

/** The head of a deck file. */
export interface ImportedHead {
  readonly id: string
  readonly deck: string
  readonly title: string | null
  readonly description: string | null
}

/** What to do with a note whose guid is in the collection already; only Anki text files say. */
export type OnMatch = 'update' | 'keep-current' | 'keep-both'

/** How a table was read, and its first rows. */
export type TableReading = Pick<TableView, 'choice' | 'columns' | 'rows'>

/** A file that could be read: the good notes, and every problem found. */
export interface ImportedDeck {
  readonly file: string
  readonly format: ImportFormat
  /** The exam that the file describes; only for the format `blueprint`. */
  readonly blueprint?: Blueprint
  /** Deck files only. */
  readonly head: ImportedHead | null
  readonly notes: readonly ImportedNote[]
  /** Notes with an error; they are not in `notes`, and coming in without them is the person's choice. */
  readonly bad: number
  readonly onMatch: OnMatch
  /** Names of media that notes refer to and the file does not hold. */
  readonly missingMedia: readonly string[]
  /** Question banks only: the media that came along. */
  readonly media?: readonly ImportedMedia[]
  /** Tables only: how it was read. */
  readonly table?: TableReading
  readonly issues: readonly Issue[]
}

/** The fields of a note that only deck files fill. */
export const PLAIN_NOTE = {
  objective: null,
  beyond: null,
  covers: [],
  services: [],
  references: [],
  verifiedOn: null,
} as const satisfies Partial<ImportedNote>

/**
 * A guid for a note whose file gives none: equal parts give an equal guid, so that a second import updates
 * instead of adding. 132 bits of SHA-256.
 */
export function stableGuid(...parts: readonly string[]): string {
  return hash('sha256', parts.join('\u001f'), 'base64url').slice(0, 22)
}

/**
 * Hash of all that a person can read in a note (content, tags, objective, references, services, covers, date);
 * the guid, the deck and the place are left out. Equal text gives an equal hash whatever the order of keys.
 */
export function noteHash(note: ImportedNote): string {
  const { content, tags, objective, beyond, covers, services, references, verifiedOn } = note
  return hash(
    'sha256',
    canonical([content, tags, objective, beyond, covers, services, references, verifiedOn]),
    'base64url',
  )
}

/**
 * A text that is equal for equal values only: keys are sorted, undefined members left out, and each text stands
 * after its length, so that nothing needs to be escaped.
 */
function canonical(value: unknown): string {
  if (typeof value === 'string') return `${value.length}"${value}`
  if (typeof value !== 'object' || value === null) return String(value)
  let text = ''
  if (Array.isArray(value)) {
    for (const item of value) text += `${canonical(item)},`
    return `[${text}]`
  }
  const members = value as Readonly<Record<string, unknown>>
  for (const key of Object.keys(value).sort()) {
    const member = members[key]
    if (member !== undefined) text += `${canonical(key)}:${canonical(member)},`
  }
  return `{${text}}`
}
