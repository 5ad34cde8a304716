import type { AnkiPackage, Findings } from '../../importers/anki-package/index.ts'
import type { Collection, Writes } from '../../store/collection.ts'
import type { JobPulse } from '../protocol.ts'
import type { PackageOrder } from './choice.ts'
import type { DayClock } from './day-clock.ts'
import type { DeckMap } from './deck-map.ts'
import type { PackageMedia } from './media.ts'
import type { NoteTypeMap } from './note-type-map.ts'

/** What every step of an import works with. */
export interface PackageRun {
  readonly source: AnkiPackage
  readonly collection: Collection
  /** Null when the import is only looked at. */
  readonly writes: Writes | null
  readonly order: PackageOrder
  readonly clock: DayClock
  readonly types: NoteTypeMap
  readonly decks: DeckMap
  readonly media: PackageMedia
  readonly findings: Findings
  readonly pulse: JobPulse
}

/** Ids of rows that are new, given out without gaps. */
export class NewIds {
  readonly first: number
  #next: number

  /** @param first where to begin; when nothing is written, anything that no row has */
  constructor(first: number) {
    this.first = first
    this.#next = first
  }

  take(): number {
    return this.#next++
  }

  /** The last one given; less than the first when there was none. */
  get last(): number {
    return this.#next - 1
  }

  get count(): number {
    return this.#next - this.first
  }
}

/** Beyond every id that a row will ever have: for a look at an import that writes nothing. */
export const UNWRITTEN = 2 ** 50
