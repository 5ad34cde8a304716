import { hashSeed } from '../../core/random.ts'
import { forgotten, readDueSpec, withDue, type HandAct } from '../../core/scheduling/by-hand.ts'
import type { MemoryCard } from '../../core/scheduling/memory-card.ts'
import type { CardRow } from '../../store/rows.ts'
import { memoryOf, scheduleOf } from '../../store/schedule.ts'
import type { Bench } from './bench.ts'
import { logAct } from './log-act.ts'

/** Log kind of a change by hand. */
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

function change(bench: Bench, card: CardRow, next: MemoryCard, act: HandAct): void {
  const elapsedDays = bench.schedulerOf(card.deck_id).elapsedDays(memoryOf(card), bench.now)
  bench.writes.cards.update(card.id, { ...scheduleOf(next), ...(act.act === 'due' ? { held: 0 } : {}) })
  logAct(bench, card, next, { rating: 0, kind: BY_HAND, elapsedDays, seed: 0, response: JSON.stringify(act) })
}
