import type { MemoryCard, RatingOutcome } from '../core/scheduling/memory-card.ts'
import { leechAfter } from '../jobs/cards/leech.ts'
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
  const leech = leechOf(context, queue, card, outcome.next)
  return bury.length === 0 && leech === null ? null : { bury, buryUntil: day + 1, leech }
}

/**
 * What becomes of a card that an answer made a leech; null for all others.
 * @param options the options of a deck
 * @param next the card's memory after the answer
 */
export function leechOf(
  context: Context,
  options: Pick<StudyQueue, 'optionsOf'>,
  card: CardRow,
  next: Pick<MemoryCard, 'lapses'>,
): AnswerMore['leech'] {
  return leechAfter(context.collection, options.optionsOf(card.deck_id), card, next)
}
