import type { MemoryState } from './memory-card.ts'

const MINUTE = 60_000
/** While cramming, a card comes back so long after Again and Hard; the others are done with it. Anki's preview steps. */
export const CRAM_STEPS: Readonly<Record<number, number>> = { 1: MINUTE, 2: 10 * MINUTE }

/** A card of a session that may be asked now. */
export interface SessionCard {
  readonly id: number
  readonly state: MemoryState
  /** Epoch milliseconds. */
  readonly due: number
}

/** An answer that was given since the session began and not taken back. */
export interface SessionAnswer {
  readonly cardId: number
  readonly rating: number
  /** Epoch milliseconds. */
  readonly at: number
  /** The schedule stayed as it was. */
  readonly cram: boolean
}

export interface SessionInput {
  /** The chosen cards in their order. */
  readonly ids: readonly number[]
  /** Those of them that may be asked: neither gone, suspended, held nor resting. */
  readonly cards: ReadonlyMap<number, SessionCard>
  /** Oldest first; answers to other cards are passed over. */
  readonly answers: readonly SessionAnswer[]
  readonly reschedule: boolean
  /** Epoch milliseconds, as the next. */
  readonly now: number
  /** When the study day ends: learning cards that are due later are done for this session. */
  readonly dayEnd: number
  /** With rescheduling a card may come this much early when nothing else is left. */
  readonly learnAheadMs: number
}

/** Where a session stands. */
export interface SessionState {
  /** Id of the card to ask, or null when none is left for now. */
  readonly next: number | null
  /** Cards that have not been asked yet. */
  readonly fresh: readonly SessionCard[]
  /** How many were asked and come back. */
  readonly repeating: number
  /** How many are done. */
  readonly done: number
  /** When the next of those that come back is due, in epoch milliseconds; or null. */
  readonly nextAt: number | null
  /** Answers to each card in this session. */
  readonly times: ReadonlyMap<number, number>
}

interface Waiting {
  readonly id: number
  readonly at: number
}

/**
 * Where a session of chosen cards stands, told from the log alone: what was answered since it began is done or comes
 * back, the rest waits in order. So a session goes on after a crash where it was, and undo gives a card back to it.
 *
 * Without rescheduling a card comes back after Again and Hard until it is known, at once where nothing else is left.
 * With it, a card comes back as long as it is on a step within the day.
 */
export function sessionState(input: SessionInput): SessionState {
  const { ids, cards, now } = input
  const last = new Map<number, SessionAnswer>()
  const times = new Map<number, number>()
  const chosen = new Set(ids)
  for (const answer of input.answers) {
    if (!chosen.has(answer.cardId) || answer.cram === input.reschedule) continue
    last.set(answer.cardId, answer)
    times.set(answer.cardId, (times.get(answer.cardId) ?? 0) + 1)
  }
  const fresh: SessionCard[] = []
  const waiting: Waiting[] = []
  let done = 0
  for (const id of ids) {
    const card = cards.get(id)
    const answer = last.get(id)
    const at = answer && card ? comesBackAt(card, answer, input) : null
    if (at !== null) waiting.push({ id, at })
    else if (answer) done += 1
    else if (card) fresh.push(card)
  }
  waiting.sort((a, b) => a.at - b.at)
  const [first] = waiting
  const due = first !== undefined && first.at <= now ? first.id : null
  const early = first !== undefined && (!input.reschedule || first.at <= now + input.learnAheadMs) ? first.id : null
  return {
    next: due ?? fresh[0]?.id ?? early,
    fresh,
    repeating: waiting.length,
    done,
    nextAt: first?.at ?? null,
    times,
  }
}

function comesBackAt(card: SessionCard, answer: SessionAnswer, input: SessionInput): number | null {
  if (!input.reschedule) {
    const step = CRAM_STEPS[answer.rating]
    return step === undefined ? null : answer.at + step
  }
  const learning = card.state === 1 || card.state === 3
  return learning && card.due < input.dayEnd ? card.due : null
}
