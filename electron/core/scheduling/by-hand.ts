import { DUE_PATTERN } from '../../contract/procedures/cards.ts'
import { createRng, randomIndex } from '../random.ts'
import { fail, ok } from '../result.ts'
import type { Result } from '../result.ts'
import { newMemoryCard } from './memory-card.ts'
import type { Memory, MemoryCard } from './memory-card.ts'

/** A hundred years. */
const MOST_DAYS = 36_500

/** What a person wrote for a new due date. */
export interface DueSpec {
  readonly from: number
  readonly to: number
  /** The interval is set as well, not only the day. */
  readonly setInterval: boolean
}

/** Reads `3`, `3-7` and `3-7!`: days from today. */
export function readDueSpec(text: string): Result<DueSpec, { code: 'bad-days'; message: string }> {
  const found = DUE_PATTERN.exec(text)
  const from = Number(found?.[1])
  const to = found?.[2] === undefined ? from : Number(found[2])
  if (found === null || to < from || to > MOST_DAYS) {
    return fail({ code: 'bad-days', message: `Write days from today, such as 3, or 3-7, up to ${MOST_DAYS}.` })
  }
  return ok({ from, to, setInterval: found[3] !== undefined })
}

/**
 * The card with another due date, as Anki's "Set due date": a card that was not in review comes into it.
 *
 * A card that was never answered gets the memory that such an interval speaks for: FSRS's stability is the interval
 * at 90 % recall.
 * @param now epoch milliseconds
 * @param dueAt an instant on the study day `days` from today; with 0 days it is due now
 * @param difficulty for a card without a memory, 1 to 10
 */
export function withDue(
  card: MemoryCard,
  spec: DueSpec,
  moment: { readonly now: number; readonly seed: number; readonly dueAt: (days: number) => number },
  difficulty: number,
): MemoryCard {
  const days = spec.from + randomIndex(spec.to - spec.from + 1, createRng(moment.seed))
  const interval = Math.max(1, days)
  const memory: Memory = {
    stability: card.stability ?? interval,
    difficulty: card.difficulty ?? difficulty,
  }
  const reviewed = card.state === 2 && !spec.setInterval
  return {
    ...card,
    ...memory,
    state: 2,
    step: 0,
    due: days === 0 ? moment.now : moment.dueAt(days),
    scheduledDays: reviewed ? card.scheduledDays : interval,
    lastReview: card.lastReview ?? moment.now,
  }
}

/** The card as if it had never been answered; with its counts of answers and lapses if they are kept. */
export function forgotten(card: MemoryCard, keepCounts: boolean): MemoryCard {
  return { ...newMemoryCard(0), ...(keepCounts ? { reps: card.reps, lapses: card.lapses } : {}) }
}

/** What the log keeps of a change by hand, so that the card can be rebuilt from it. */
export type HandAct =
  /** `by`: other options moved it, not the person. */
  | { readonly act: 'due'; readonly difficulty: number; readonly by?: 'reschedule' }
  | { readonly act: 'forget'; readonly keepCounts: boolean }

/** What a change by hand did, from the log; changes from elsewhere say it by their interval alone. */
export function readHandAct(response: string | null, scheduledDays: number): HandAct {
  const given: unknown = response === null ? null : JSON.parse(response)
  if (typeof given === 'object' && given !== null && 'act' in given) return given as HandAct
  return scheduledDays > 0 ? { act: 'due', difficulty: 5 } : { act: 'forget', keepCounts: true }
}
