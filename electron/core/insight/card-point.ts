import { studyDay } from '../scheduling/study-day.ts'
import type { CardFigures } from './cards.ts'

/** A card as the store has it: instants in epoch milliseconds, intervals in days. A tuple, as there are so many. */
export type CardPoint = readonly [
  id: number,
  deckId: number,
  /** The state, 4 more when suspended, 8 when held. */
  marks: number,
  buriedUntil: number,
  due: number,
  interval: number,
  stability: number | null,
  difficulty: number | null,
  lastReview: number | null,
  addedAt: number,
]

/** What turns a card's instants into study days, and its memory into recall; plain data, for a worker. */
export interface CardReading {
  /** Today's study day. */
  readonly today: number
  /** IANA zone. */
  readonly zone: string
  readonly rolloverHour: number
  /** How fast recall falls (w20 of FSRS-6) in each deck. */
  readonly decays: ReadonlyMap<number, number>
  /** The decay of other decks. */
  readonly decay: number
}

const LEAST_STABILITY = 0.001

/**
 * The probability of recall by FSRS-6's forgetting curve, R(t, S) = (1 + f t / S)^(-d) with f = 0.9^(-1/d) - 1, so
 * that R(S, S) = 0.9 (https://github.com/open-spaced-repetition/awesome-fsrs/wiki/The-Algorithm).
 *
 * @param days study days since the last answer
 * @param stability days until recall falls to 90 %
 * @param decay d, the weight w20
 */
export function recallAfter(days: number, stability: number, decay: number): number {
  const factor = 0.9 ** (-1 / decay) - 1
  return (1 + (factor * days) / Math.max(stability, LEAST_STABILITY)) ** -decay
}

/** A card in study days, with its recall now. */
export function figuresOf(point: CardPoint, reading: CardReading): CardFigures {
  const [, deckId, marks, buriedUntil, due, interval, stability, difficulty, last, addedAt] = point
  const state = marks & 3
  const { today, zone, rolloverHour } = reading
  const dayOf = (instant: number): number => studyDay(instant, zone, rolloverHour)
  const decay = reading.decays.get(deckId) ?? reading.decay
  const known = stability !== null && last !== null
  return {
    state,
    suspended: (marks & 4) !== 0,
    held: (marks & 8) !== 0,
    buriedUntil,
    dueDay: state === 0 ? 0 : dayOf(due),
    interval,
    stability,
    difficulty,
    recall: known ? recallAfter(Math.max(0, today - dayOf(last)), stability, decay) : null,
    addedDay: dayOf(addedAt),
  }
}
