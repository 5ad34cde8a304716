import type { NoteTypeDefinition } from '../../contract/content/note-type.ts'
import type { DeckOptions, PresetOptions } from '../../contract/procedures/presets.ts'

/** Which kind of file it was: the three forms of a package, or a collection that was not packed. */
export type PackageForm = 'anki2' | 'anki21' | 'anki21b' | 'bare'

/** A note type as it stands in the file. */
export interface AnkiNoteType {
  /** Anki's id. */
  readonly id: string
  readonly name: string
  /** Epoch milliseconds. */
  readonly modifiedAt: number
  readonly definition: NoteTypeDefinition
}

/** A deck that cards can live in; filtered decks are kept apart. */
export interface AnkiDeck {
  readonly id: number
  /** Levels from the top. */
  readonly levels: readonly string[]
  readonly filtered: boolean
  readonly description: string
  readonly presetId: number
  readonly options: DeckOptions
}

/** Options that decks share. */
export interface AnkiPreset {
  readonly id: number
  readonly name: string
  readonly options: PresetOptions
  /** What it says otherwise than Anki's own preset and has no place here, in words. */
  readonly lost: readonly string[]
}

/** How the collection counts its days. */
export interface AnkiTiming {
  /** When the collection was begun, epoch milliseconds: day 0 of its due dates. */
  readonly createdAt: number
  /** Minutes that the zone of that day was behind UTC; null in collections that never said. */
  readonly createdOffset: number | null
  /** Hour at which a day begins. */
  readonly rolloverHour: number
  /** 1 for the scheduler of before 2018, in which Good was the second button of a card in learning. */
  readonly scheduler: 1 | 2
}

/** A file of the package that notes name. */
export interface AnkiMedia {
  /** The member of the archive. */
  readonly member: string
  /** As the package has it. */
  readonly original: string
  /** As it is kept here: composed, without signs that a file system refuses. */
  readonly name: string
}

export interface AnkiNote {
  readonly id: number
  readonly guid: string
  readonly typeId: string
  /** Epoch milliseconds. */
  readonly modifiedAt: number
  readonly tags: string
  readonly fields: string
}

/** A row of Anki's cards, in the order of the columns that are read. */
export interface AnkiCard {
  readonly id: number
  readonly noteId: number
  readonly deckId: number
  readonly ordinal: number
  readonly type: number
  readonly queue: number
  readonly due: number
  readonly interval: number
  readonly factor: number
  readonly reps: number
  readonly lapses: number
  readonly left: number
  readonly originalDue: number
  readonly originalDeckId: number
  readonly flags: number
  readonly data: string
}

/** A row of Anki's review log. */
export interface AnkiReview {
  /** Epoch milliseconds of the answer. */
  readonly id: number
  readonly cardId: number
  readonly ease: number
  /** Days, or seconds when negative. */
  readonly interval: number
  readonly lastInterval: number
  readonly factor: number
  readonly durationMs: number
  /** 0 learn, 1 review, 2 relearn, 3 filtered, 4 manual, 5 rescheduled. */
  readonly type: number
}
