import type { NoteTypeDefinition } from '../../contract/content/note-type.ts'
import type { DeckOptions, PresetOptions } from '../../contract/procedures/presets.ts'

/** A note type as it goes out. */
export interface OutNoteType {
  /** Anki's id: epoch milliseconds of its making, as far as Anki cares. */
  readonly id: number
  readonly name: string
  /** Epoch milliseconds. */
  readonly modifiedAt: number
  readonly definition: NoteTypeDefinition
}

export interface OutDeck {
  readonly id: number
  /** From the top. */
  readonly levels: readonly string[]
  readonly description: string
  readonly presetId: number
  readonly options: DeckOptions
  readonly modifiedAt: number
}

export interface OutPreset {
  readonly id: number
  readonly name: string
  readonly options: PresetOptions
  readonly modifiedAt: number
}

/** Everything of a collection that is no row of its large tables. */
export interface OutSettings {
  readonly noteTypes: readonly OutNoteType[]
  readonly decks: readonly OutDeck[]
  readonly presets: readonly OutPreset[]
  /** Day 0 of due dates: epoch seconds, and minutes that its zone was behind UTC. */
  readonly createdAt: number
  readonly createdOffset: number
  readonly rolloverHour: number
  /** Days since day 0. */
  readonly today: number
  /** Epoch milliseconds. */
  readonly now: number
  /** Place that the next new card would have. */
  readonly nextPosition: number
  /** For a whole collection: the tags of its notes. */
  readonly tags: readonly string[]
}

/** A row of Anki's notes. */
export interface OutNote {
  readonly id: number
  readonly guid: string
  readonly typeId: number
  /** Epoch milliseconds. */
  readonly modifiedAt: number
  /** Without spaces in any. */
  readonly tags: readonly string[]
  readonly fields: readonly string[]
  /** Index of the field that lists are sorted by. */
  readonly sortField: number
}

/** Columns of Anki's cards in their order. */
// prettier-ignore
export type OutCard = readonly [
  id: number, noteId: number, deckId: number, ordinal: number, modified: number, usn: number, type: number,
  queue: number, due: number, interval: number, factor: number, reps: number, lapses: number, left: number,
  originalDue: number, originalDeck: number, flags: number, data: string,
]

/** Columns of Anki's review log in their order. */
// prettier-ignore
export type OutReview = readonly [
  id: number, cardId: number, usn: number, ease: number, interval: number, lastInterval: number, factor: number,
  time: number, type: number,
]
