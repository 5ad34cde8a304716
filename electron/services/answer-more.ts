import { isLeechNow, LEECH_TAG } from '../core/scheduling/leech.ts'
import type { RatingOutcome } from '../core/scheduling/memory-card.ts'
import type { AnswerMore } from '../store/answer-more.ts'
import type { CardRow } from '../store/rows.ts'
import type { Context } from './context.ts'
import type { StudyQueue } from './study-queue.ts'

/** What an answer does besides: siblings that rest until tomorrow, and a leech that is tagged; null for most answers. */
export function moreFor(
  context: Context,
  queue: StudyQueue,
  card: CardRow,
  outcome: RatingOutcome,
  day: number,
): AnswerMore | null {
  const bury = queue.toRest(card)
  const leech = leechOf(context, queue, card, outcome)
  return bury.length === 0 && leech === null ? null : { bury, buryUntil: day + 1, leech }
}

function leechOf(context: Context, queue: StudyQueue, card: CardRow, { next }: RatingOutcome): AnswerMore['leech'] {
  if (next.lapses <= card.lapses) return null
  const { leechThreshold, leechAction } = queue.optionsOf(card.deck_id)
  if (!isLeechNow(next.lapses, leechThreshold)) return null
  const note = context.collection.notes.get(card.note_id)
  const tags = note === undefined ? [] : (JSON.parse(note.tags) as string[])
  const withLeech = tags.includes(LEECH_TAG) ? tags : [...tags, LEECH_TAG]
  return { noteId: card.note_id, tags: withLeech, suspend: leechAction === 'suspend' }
}
