import type { TableChoice, TableEncoding } from '../contract/procedures/import-choice.ts'
import type { ReadImage } from './deck-file/drawings.ts'

/** A note type of the collection, as far as a table needs it. */
export interface TableNoteType {
  readonly kind: 'standard' | 'cloze'
  readonly fields: readonly string[]
}

/** Choices about one import. */
export interface ImportOptions {
  /** Deck of notes for which the file names none; by default the file's name. */
  readonly deck?: string
  /** Separator of a table; by default found from the text. */
  readonly separator?: string
  /** Reads the drawings beside a deck file; without it a file that names one is told to hold it instead. */
  readonly readImage?: ReadImage
  /** Reads the pictures beside a file of questions, by the path that the file gives them. */
  readonly readMedium?: (path: string) => Uint8Array | null
  /** Encoding of a text that says nothing of it; by default UTF-8, and anything else is refused. */
  readonly encoding?: TableEncoding
  /** How a table is read; by default as its first row and its cells suggest. */
  readonly table?: TableChoice | undefined
  /** The note types that a table's rows can become, by guid. */
  readonly noteType?: (guid: string) => TableNoteType | undefined
  /** The note type of the collection that an Anki text file names. */
  readonly noteTypeNamed?: (name: string) => (TableNoteType & { readonly guid: string }) | undefined
}
