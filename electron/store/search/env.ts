import { DEFAULT_WEIGHTS } from '../../core/scheduling/weights.ts'
import { dayStart, studyDay } from '../../core/scheduling/study-day.ts'
import type { DeckNode } from '../decks.ts'
import type { NoteType } from '../note-types.ts'

/** What a search depends on besides the rows: plain data, so that it goes to a worker as well. */
export interface SearchSetting {
  /** Epoch milliseconds. */
  readonly now: number
  /** IANA zone. */
  readonly zone: string
  readonly rolloverHour: number
  readonly domains: readonly { readonly id: string; readonly title: string }[]
  /** Services with every name that people use for them. */
  readonly services: readonly { readonly id: string; readonly names: readonly string[] }[]
}

/** A preset's name, its decks, and how fast FSRS-6 lets recall fall under it (w20). */
export interface PresetDecks {
  readonly name: string
  readonly decay: number
  readonly deckIds: readonly number[]
}

/** The setting with what the collection itself says. */
export interface SearchEnv extends SearchSetting {
  /** Study day of `now`. */
  readonly today: number
  readonly decks: readonly DeckNode[]
  /** Cards of each deck that has any, without its subdecks. */
  readonly deckCards: ReadonlyMap<number, number>
  /** The deck of the last answer, or null. */
  readonly currentDeck: number | null
  readonly presets: readonly PresetDecks[]
  readonly noteTypes: readonly NoteType[]
  /** Every word of the search index. */
  readonly vocabulary: () => readonly string[]
  /** For each regular expression by its key, the notes that it was found in. */
  readonly found: ReadonlyMap<string, readonly number[]> | null
}

/** The first instant of a study day. */
export function startOf(env: SearchSetting, day: number): number {
  return dayStart(day, env.zone, env.rolloverHour)
}

export function dayOf(setting: SearchSetting): number {
  return studyDay(setting.now, setting.zone, setting.rolloverHour)
}

/** FSRS-6's decay under its default weights. */
export const DEFAULT_DECAY = DEFAULT_WEIGHTS[20] ?? 0.1542
