import { fail, ok, type Result } from '../../core/result.ts'
import { historiesOf, type CardHistory } from '../../core/scheduling/optimise/histories.ts'
import type { Collection } from '../../store/collection.ts'
import type { JobPulse } from '../protocol.ts'

const CARDS_AT_ONCE = 1000

export type Cancelled = { readonly code: 'cancelled' }

/** What there is to learn from in the decks of a preset. @param ignoreBefore a study day, or null */
export function readHistories(
  collection: Collection,
  presetId: number,
  ignoreBefore: number | null,
  pulse: JobPulse,
): Result<CardHistory[], Cancelled> {
  const { training } = collection
  const cardIds = training.cardIds(presetId)
  const histories: CardHistory[] = []
  for (let start = 0; start < cardIds.length; start += CARDS_AT_ONCE) {
    if (pulse.cancelled()) return fail({ code: 'cancelled' })
    pulse.progress('Reading your reviews', start, cardIds.length)
    const lines = training.lines(cardIds.slice(start, start + CARDS_AT_ONCE))
    for (const history of historiesOf(lines, ignoreBefore)) histories.push(history)
  }
  return ok(histories)
}
