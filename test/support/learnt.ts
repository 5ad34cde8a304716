import { createRng, hashSeed } from '../../electron/core/random.ts'
import { ok } from '../../electron/core/result.ts'
import { createScheduler, DEFAULT_SCHEDULING } from '../../electron/core/scheduling/fsrs.ts'
import { newMemoryCard, type Memory, type MemoryCard } from '../../electron/core/scheduling/memory-card.ts'
import type { Rating } from '../../electron/contract/shapes.ts'
import { scheduleOf } from '../../electron/store/schedule.ts'
import type { NewReview } from '../../electron/store/reviews.ts'
import type { TestApp } from './app.ts'

const DAY = 86_400_000
/** FSRS-6's default weights with first stabilities a quarter as long: a person who forgets sooner than most. */
export const FORGETFUL = [
  0.05, 0.32, 0.58, 2.1, 6.4133, 0.8334, 3.0194, 0.001, 1.6, 0.1666, 0.796, 1.4835, 0.0614, 0.2629, 1.6483, 0.6014,
  1.8729, 0.5425, 0.0912, 0.0658, 0.2,
]

/** An answer of a made-up person. */
export interface MadeAnswer {
  readonly rating: Rating
  readonly at: number
  readonly before: MemoryCard
  readonly after: MemoryCard
  readonly elapsed: number
}

/**
 * The answers that a card gets from a person whose memory follows weights of its own, while it is scheduled by
 * FSRS-6's default ones: never early, recalled with the chance that the true memory has. Seeded.
 */
export function answersOf(card: number, from: number, until: number, truth = FORGETFUL): MadeAnswer[] {
  const dayOf = (instant: number): number => Math.floor(instant / DAY)
  const scheduler = createScheduler({ ...DEFAULT_SCHEDULING, fuzz: false }, dayOf)
  const mind = createScheduler({ ...DEFAULT_SCHEDULING, weights: truth }, dayOf)
  const rng = createRng(hashSeed('learnt', card))
  const answers: MadeAnswer[] = []
  let before = newMemoryCard(0)
  let memory: Memory | null = null
  let at = from
  while (at < until) {
    const elapsed = scheduler.elapsedDays(before, at)
    const recall = memory === null ? 0.6 : mind.recallAfter(elapsed, memory.stability)
    const rating: Rating = rng() < recall ? (rng() < 0.12 ? 2 : rng() < 0.1 ? 4 : 3) : 1
    memory = mind.nextMemory(memory, elapsed, rating)
    const after = scheduler.rate(before, rating, at, 0).next
    answers.push({ rating, at, before, after, elapsed })
    before = after
    at = after.due
  }
  return answers
}

/** Fills a deck of the app with cards that were studied for so many days until now; gives the ids of the cards. */
export async function makeLearnt(test: TestApp, deck: string, cards: number, days: number): Promise<number[]> {
  const name = deck.toLowerCase().replaceAll(/\W/g, '')
  await test.addNotes(
    deck,
    Array.from({ length: cards }, (_, at) => ({
      id: `${name}-${at}`,
      kind: 'basic' as const,
      front: `F ${at}`,
      back: 'B',
    })),
  )
  const { collection } = test.app.context
  const deckId = collection.decks.tree().find((node) => node.path === deck)?.id ?? 0
  const ids = collection.db
    .prepare<[number], number>('SELECT id FROM card WHERE deck_id = ? ORDER BY id')
    .pluck()
    .all(deckId)
  const done = collection.transact(null, (writes) => {
    for (const [at, cardId] of ids.entries()) {
      const from = test.clock.now - days * DAY + ((at * 7919) % Math.ceil(days / 2)) * DAY + at * 1000
      const answers = answersOf(cardId, from, test.clock.now)
      for (const answer of answers) writes.reviews.append(rowOf(cardId, answer), deckId)
      const last = answers.at(-1)
      if (last) writes.cards.update(cardId, scheduleOf(last.after))
    }
    return ok(undefined)
  })
  if (!done.ok) throw new Error(done.error.message)
  return ids
}

function rowOf(cardId: number, { rating, at, before, after, elapsed }: MadeAnswer): NewReview {
  return {
    card_id: cardId,
    reviewed_at: at,
    day: Math.floor((at - 4 * 3_600_000) / DAY),
    hour: new Date(at).getUTCHours(),
    rating,
    kind: 0,
    duration_ms: 5000,
    state_before: before.state,
    stability_before: before.stability,
    difficulty_before: before.difficulty,
    interval_before: before.scheduledDays,
    elapsed_days: elapsed,
    scheduled_days: after.scheduledDays,
    due: after.due,
    seed: 0,
    response: null,
  }
}
