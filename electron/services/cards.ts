import type { z } from 'zod'
import { CARD_STATES, type CardState, type NoteReference, type ServiceBadge } from '../contract/shapes.ts'
import type { NoteContent } from '../contract/content/note-content.ts'
import { hashSeed } from '../core/random.ts'
import type { CardRow, NoteRow } from '../store/rows.ts'
import type { Catalogue } from './catalogue.ts'

export { memoryOf, scheduleOf } from '../store/schedule.ts'

/** A JSON column of a note; what is in it was checked when it came in. */
function json<T>(text: string): T {
  return JSON.parse(text) as T
}

/** The content of a note's row. */
export function contentOf(note: Pick<NoteRow, 'content'>): NoteContent {
  return json<NoteContent>(note.content)
}

export interface NoteMarks {
  readonly tags: string[]
  readonly badges: z.infer<typeof ServiceBadge>[]
  readonly references: z.infer<typeof NoteReference>[]
  readonly objective: string | null
  readonly verifiedOn: string | null
}

/** What is shown beside a note's text. */
export function marksOf(note: NoteRow, catalogue: Catalogue): NoteMarks {
  return {
    tags: json<string[]>(note.tags),
    badges: catalogue.badges(json<string[]>(note.services)),
    references: json<z.infer<typeof NoteReference>[]>(note.note_references),
    objective: note.objective,
    verifiedOn: note.verified_on,
  }
}

/** The state's name in the contract. */
export function stateName(state: number): CardState {
  return CARD_STATES[state] ?? 'new'
}

/**
 * The seed of a card's present showing: the same until the card is answered, another one afterwards, so that a
 * reload shows the same numbers and the next review new ones.
 */
export function seedOf(card: CardRow, guid: string): number {
  return hashSeed(guid, card.ordinal, card.reps, card.last_review ?? 0)
}
