import type { CardSchedule } from './schedule.ts'

/** One kind of thing that was put right. */
export interface Repaired {
  readonly code: string
  readonly count: number
  /** For a person: what was wrong and what was done. */
  readonly message: string
}

/** Decides what a store cannot know by itself. */
export interface RepairHelp {
  /** Epoch milliseconds. */
  readonly at: number
  readonly newGuid: () => string
  /** Ordinals of the cards that a note should have; none when its content cannot be read. */
  readonly ordinalsOf: (content: string) => readonly number[]
  /** A card's schedule from its log, or null when there is no log to go by. */
  readonly replay: (cardId: number) => CardSchedule | null
}

/** Makes a report of a count, or nothing for zero. */
export function repaired(code: string, count: number, message: (count: number) => string): Repaired[] {
  return count === 0 ? [] : [{ code, count, message: message(count) }]
}
