import type { RowWriter } from './row-writer.ts'
import type { CardSchedule } from './schedule.ts'

/** What an answer does besides answering. */
export interface AnswerMore {
  /** Other cards of the note that rest until a study day. */
  readonly bury: readonly number[]
  readonly buryUntil: number
  /** The card became a leech: its note's tags from now on, and whether the card is suspended. */
  readonly leech: { readonly noteId: number; readonly tags: readonly string[]; readonly suspend: boolean } | null
}

/**
 * Sets the answered card and what comes with it; usable inside a transaction only. The card comes last, so that undo
 * gives it back first.
 */
export function setCardAndMore(rows: RowWriter, cardId: number, next: CardSchedule, more: AnswerMore): void {
  for (const id of more.bury) rows.update('card', id, { buried_until: more.buryUntil, buried_by: 1 })
  const { leech } = more
  if (leech !== null) rows.update('note', leech.noteId, { tags: JSON.stringify(leech.tags) })
  rows.update('card', cardId, { ...next, ...(leech?.suspend === true ? { suspended: 1 } : {}) })
}
