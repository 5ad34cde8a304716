import type { BulkAct, BulkDone } from '../../contract/procedures/browse.ts'
import { fail, ok, type Result } from '../../core/result.ts'
import type { Collection } from '../../store/collection.ts'
import { actOnCards } from '../cards/act-on-cards.ts'
import type { CardAct, Moment } from '../cards/acts.ts'
import { quietPulse, type JobPulse } from '../protocol.ts'
import { changeKinds } from './kinds.ts'
import { changeTags, holdQuestions, moveCards, removeNotes } from './notes.ts'

export interface BulkProblem {
  readonly code: string
  readonly message: string
}

export type Bulk = Result<BulkDone, BulkProblem>

/** The acts on single cards have a door of their own. */
function cardActOf(act: BulkAct): CardAct | null {
  switch (act.type) {
    case 'suspend':
      return { act: 'suspend', suspended: act.suspended }
    case 'bury':
      return { act: 'bury', buried: act.buried }
    case 'flag':
      return { act: 'flag', flag: act.flag }
    case 'due':
      return { act: 'due', days: act.days }
    case 'forget':
      return { act: 'forget', keepCounts: act.keepCounts }
    case 'reposition':
      return { act: 'reposition', start: act.start, step: act.step, random: act.random, shift: act.shift }
    case 'grade':
      return { act: 'grade', rating: act.rating }
    default:
      return null
  }
}

/**
 * Does one action on many cards, or on their notes, in one transaction with one name in the undo menu.
 * @param cardIds cards that are gone are passed over
 * @param moment the clock and the person's calendar
 * @returns what it changed; `gone` when none of the cards is there, `cancelled` with nothing changed
 */
export function applyBulk(
  collection: Collection,
  act: BulkAct,
  cardIds: readonly number[],
  moment: Moment,
  pulse: JobPulse = quietPulse,
): Bulk {
  const onCards = cardActOf(act)
  if (onCards !== null) {
    const done = actOnCards(collection, onCards, cardIds, moment, pulse)
    if (!done.ok) return done
    return ok({ undo: done.value.undo, changed: done.value.cards, skipped: 0, reason: null })
  }
  const cards = collection.cards.many([...new Set(cardIds)])
  if (cards.length === 0) return fail({ code: 'gone', message: 'These cards no longer exist.' })
  switch (act.type) {
    case 'move':
      return moveCards(collection, cards, act.deckId, pulse)
    case 'hold':
      return holdQuestions(collection, cards, act.held, pulse)
    case 'tags':
      return changeTags(collection, noteIdsOf(cards), act, moment.now, pulse)
    case 'remove':
      return removeNotes(collection, noteIdsOf(cards), pulse)
    case 'kind':
      return changeKinds(collection, noteIdsOf(cards), act.kind, moment.now, pulse)
    default:
      throw new Error(`no such act: ${act.type}`)
  }
}

function noteIdsOf(cards: readonly { readonly note_id: number }[]): number[] {
  return [...new Set(cards.map((card) => card.note_id))]
}
