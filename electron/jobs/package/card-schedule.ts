import type { CardTable } from './card-table.ts'
import { MOST_ANSWERS, MOST_STEPS, type BulkCard } from '../../store/bulk-rows.ts'
import type { DueDays } from './due-days.ts'
import type { Memories } from './memory.ts'

/** What a card's schedule is worked out from beside its own row. */
export interface Scheduling {
  readonly due: DueDays
  readonly memories: Memories
  /** Number of learning and relearning steps of a card's preset, by row. */
  readonly steps: (row: number) => { readonly learning: number; readonly relearning: number }
  /** Epoch milliseconds. */
  readonly now: number
  /** Study day on which cards that are buried come back. */
  readonly buriedUntil: number
}

/** What is told of a card; the sentence follows its name. */
export interface CardRemark {
  readonly code: string
  readonly message: string
  readonly found?: string
}

/** The columns of a card that its schedule decides. */
export type CardSchedule = Omit<BulkCard, 'id' | 'noteId' | 'ordinal' | 'deckId' | 'flag'>

/** A card that is new has no past; the log keeps it. */
export const NEW: CardSchedule = {
  state: 0,
  position: 0,
  due: 0,
  stability: null,
  difficulty: null,
  scheduledDays: 0,
  step: 0,
  reps: 0,
  lapses: 0,
  lastReview: null,
  suspended: false,
  buried: false,
  buriedBySibling: false,
}

const SECOND = 1000
const MINUTE = 60_000
/** Due numbers above this are seconds since 1970, below it days. */
const SECONDS_FROM = 1_000_000_000
const FARTHEST_SECONDS = 10_000_000_000
const QUEUE = { learn: 1, dayLearn: 3, suspended: -1, siblingBuried: -2, userBuried: -3 } as const
const LONGEST_DAYS = 36_500

/**
 * A card's schedule here: its due date laid on this collection's days, its memory as the file or its log has it, sent
 * home from a filtered deck. What cannot be is set right and told of: more lapses than answers, dates beyond reason.
 */
export function scheduleOf(
  cards: CardTable,
  row: number,
  scheduling: Scheduling,
  tell: (remark: CardRemark) => void,
): CardSchedule {
  const state = stateOf(cards, row)
  const queue = cards.get('queue', row)
  const suspended = queue === QUEUE.suspended
  const buriedBySibling = queue === QUEUE.siblingBuried
  const buried = buriedBySibling || queue === QUEUE.userBuried
  const due = dueNumber(cards, row)
  if (state === 0) return { ...NEW, suspended, buried, buriedBySibling, position: positionOf(due) }
  const memory = scheduling.memories.of(row)
  const dueAt = dueInstant(due, scheduling, tell)
  const scheduledDays = state === 1 ? 0 : Math.min(LONGEST_DAYS, Math.max(0, cards.get('interval', row)))
  const lastReview = lastReviewOf(cards, row, scheduling, due, Math.max(state === 2 ? 1 : 0, scheduledDays))
  const reviewed = memory ?? (state === 2 ? { stability: Math.max(1, scheduledDays), difficulty: 5 } : null)
  return {
    suspended,
    buried,
    buriedBySibling,
    ...counts(cards, row, tell),
    state,
    position: positionOf(cards.data(row).position),
    due: Math.max(dueAt, (lastReview ?? 0) + MINUTE),
    stability: reviewed?.stability ?? null,
    difficulty: reviewed?.difficulty ?? null,
    scheduledDays,
    step: stepOf(cards, row, state, scheduling),
    lastReview,
  }
}

/** The first scheduler kept a card that was being learned again in review, and told it by its queue. */
function stateOf(cards: CardTable, row: number): CardSchedule['state'] {
  const type = cards.get('type', row)
  const queue = cards.get('queue', row)
  if (type === 2) return queue === QUEUE.learn || queue === QUEUE.dayLearn ? 3 : 2
  return type === 1 || type === 3 ? type : 0
}

/** The due number that counts: in a filtered deck the one that the card had at home. */
function dueNumber(cards: CardTable, row: number): number {
  const original = cards.get('originalDue', row)
  return cards.get('originalDeckId', row) !== 0 && original !== 0 ? original : cards.get('due', row)
}

function positionOf(number: number): number {
  return Number.isFinite(number) ? Math.min(Math.max(0, Math.trunc(number)), 2 ** 40) : 0
}

function dueInstant(due: number, { due: days, now }: Scheduling, tell: (remark: CardRemark) => void): number {
  if (due >= SECONDS_FROM && due < FARTHEST_SECONDS) return due * SECOND
  if (days.isPlausible(due)) return days.instant(days.day(due))
  tell({ code: 'due-date', message: 'its due date is beyond reason, so it is due today.', found: String(due) })
  return now
}

/** When a card was last answered: as the file says, by its log, or as far back as its interval reaches. */
function lastReviewOf(
  cards: CardTable,
  row: number,
  { due: days, memories, now }: Scheduling,
  due: number,
  interval: number,
): number | null {
  const told = cards.data(row).lastReview
  if (told > 0 && told <= now) return told
  const logged = memories.lastAnswer(row)
  if (logged > 0 && logged <= now) return logged
  if (interval === 0) return null
  const day = due < SECONDS_FROM && days.isPlausible(due) ? days.day(due) : days.today
  return Math.min(now, days.instant(day - interval))
}

function stepOf(cards: CardTable, row: number, state: number, { steps }: Scheduling): number {
  if (state === 2) return 0
  const remaining = Math.max(0, cards.get('left', row)) % 1000
  const { learning, relearning } = steps(row)
  return Math.min(MOST_STEPS, Math.max(0, (state === 1 ? learning : relearning) - remaining))
}

function counts(cards: CardTable, row: number, tell: (remark: CardRemark) => void): { reps: number; lapses: number } {
  const reps = Math.min(MOST_ANSWERS, Math.max(0, cards.get('reps', row)))
  const lapses = Math.min(MOST_ANSWERS, Math.max(0, cards.get('lapses', row)))
  if (lapses <= reps) return { reps, lapses }
  const message = 'it has more lapses than answers; its answers were set to its lapses.'
  const found = `${lapses} lapses, ${reps} answers`
  tell({ code: 'card-counts', message, found })
  return { reps: lapses, lapses }
}
