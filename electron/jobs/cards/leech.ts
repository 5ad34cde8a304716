import type { PresetOptions } from '../../contract/procedures/presets.ts'
import { isLeechNow, LEECH_TAG } from '../../core/scheduling/leech.ts'
import type { MemoryCard } from '../../core/scheduling/memory-card.ts'
import type { AnswerMore } from '../../store/answer-more.ts'
import type { Collection } from '../../store/collection.ts'
import type { CardRow } from '../../store/rows.ts'

/**
 * What becomes of a card that an answer made a leech; null for all others.
 * @param options those of the card's deck
 * @param next the card's memory after the answer
 */
export function leechAfter(
  { notes }: Pick<Collection, 'notes'>,
  { leechThreshold, leechAction }: Pick<PresetOptions, 'leechThreshold' | 'leechAction'>,
  card: CardRow,
  next: Pick<MemoryCard, 'lapses'>,
): AnswerMore['leech'] {
  if (next.lapses <= card.lapses || !isLeechNow(next.lapses, leechThreshold)) return null
  const note = notes.get(card.note_id)
  const tags = note === undefined ? [] : (JSON.parse(note.tags) as string[])
  const withLeech = tags.includes(LEECH_TAG) ? tags : [...tags, LEECH_TAG]
  return { noteId: card.note_id, tags: withLeech, suspend: leechAction === 'suspend' }
}
