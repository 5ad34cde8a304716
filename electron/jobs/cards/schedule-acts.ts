import type { Rating } from '../../contract/shapes.ts'
import { hashSeed } from '../../core/random.ts'
import { forgotten, readDueSpec, withDue, type HandAct } from '../../core/scheduling/by-hand.ts'
import type { MemoryCard } from '../../core/scheduling/memory-card.ts'
import type { CardRow } from '../../store/rows.ts'
import { memoryOf, scheduleOf } from '../../store/schedule.ts'
import type { Bench } from './bench.ts'

export type { Bench } from './bench.ts'

/** Log kinds of an answer, and of a change by hand. */
const ANSWERED = 0
const BY_HAND = 4

/** Gives a card another due date; a held question comes into the reviews by it. */
export function setDueOfCard(bench: Bench, card: CardRow, days: string): void {
  const spec = readDueSpec(days)
  if (!spec.ok) throw new Error(`days that were not checked: ${days}`)
  const memory = memoryOf(card)
  const seed = hashSeed('due', card.id, bench.now)
  const { difficulty } = bench.schedulerOf(card.deck_id).nextMemory(null, 0, 3)
  const next = withDue(memory, spec.value, { now: bench.now, seed, dueAt: bench.dueAt }, difficulty)
  change(bench, card, next, { act: 'due', difficulty })
}

/** Makes a card new again. */
export function forgetCard(bench: Bench, card: CardRow, keepCounts: boolean): void {
  change(bench, card, forgotten(memoryOf(card), keepCounts), { act: 'forget', keepCounts })
}

/** Answers a card without asking it. */
export function gradeCard(bench: Bench, card: CardRow, rating: Rating): void {
  const seed = hashSeed('grade', card.id, bench.now)
  const { next, elapsedDays } = bench.schedulerOf(card.deck_id).rate(memoryOf(card), rating, bench.now, seed)
  bench.writes.cards.update(card.id, { ...scheduleOf(next), held: 0 })
  log(bench, card, next, { rating, kind: ANSWERED, elapsedDays, seed, response: null })
}

function change(bench: Bench, card: CardRow, next: MemoryCard, act: HandAct): void {
  const elapsedDays = bench.schedulerOf(card.deck_id).elapsedDays(memoryOf(card), bench.now)
  bench.writes.cards.update(card.id, { ...scheduleOf(next), ...(act.act === 'due' ? { held: 0 } : {}) })
  log(bench, card, next, { rating: 0, kind: BY_HAND, elapsedDays, seed: 0, response: JSON.stringify(act) })
}

interface Logged {
  readonly rating: number
  readonly kind: number
  readonly elapsedDays: number
  readonly seed: number
  readonly response: string | null
}

function log(bench: Bench, card: CardRow, next: MemoryCard, logged: Logged): void {
  bench.writes.reviews.append(
    {
      card_id: card.id,
      reviewed_at: bench.now,
      day: bench.day,
      hour: bench.hour,
      rating: logged.rating,
      kind: logged.kind,
      duration_ms: 0,
      state_before: card.state,
      stability_before: card.stability,
      difficulty_before: card.difficulty,
      interval_before: card.scheduled_days,
      elapsed_days: logged.elapsedDays,
      scheduled_days: next.scheduledDays,
      due: next.due,
      seed: logged.seed,
      response: logged.response,
    },
    card.deck_id,
  )
}
