import { hashSeed } from '../../random.ts'
import { chooseBalanced, drawOf, type DayRange } from '../balance.ts'

/** A card in review whose due day may move. All days are counted from today. */
export interface Movable {
  readonly cardId: number
  /** When it is due now; below 0 when it is overdue. */
  readonly dueDay: number
  /** Days since its last answer. */
  readonly since: number
  /** Intervals that its memory and the options speak for, counted from its last answer. */
  readonly range: DayRange
  /** How likely it is recalled today, 0 to 1. */
  readonly recall: number
}

export interface Spread {
  /** No day gets more cards than this by the change. */
  readonly perDay: number
  /** The new due day of each card that moves, by card. */
  readonly moved: ReadonlyMap<number, number>
}

/** A quiet collection may have this many on any day. */
const QUIET = 10
/** How far a day may lie above the mean of all days. */
const ABOVE_MEAN = 1.25
/** What is late is spread over no more days than this, where the limit of the day allows it. */
const LATE_DAYS = 30
const HORIZON = 3650

/**
 * How many cards rescheduling may put on a day: a quarter more than the intervals speak for in the long run, enough
 * to get what is late done within a month, and never more than the day's limit of reviews.
 */
export function mostPerDay(cards: readonly Movable[], late: number, limit: number): number {
  const usual = cards.reduce((sum, { range }) => sum + 2 / Math.max(2, range.from + range.to), 0)
  const wanted = Math.ceil(Math.max(QUIET, usual * ABOVE_MEAN, late / LATE_DAYS))
  return Math.max(1, Math.min(wanted, limit))
}

/**
 * New due days for cards whose options or memory have changed.
 *
 * A card whose day already fits stays, and so does one that is due and remains so. Of those that become due by the
 * change, the ones least likely to be recalled come first, so many a day as there is room for; the others get the day
 * of their range with the least to do. Where no day of the range has room, the next one after it that has.
 * @param limit reviews a day that the options allow
 * @param ease how much of a usual day the day that lies so many days ahead may hold: 1, less, or 0
 */
export function spreadDue(cards: readonly Movable[], limit: number, ease: (days: number) => number): Spread {
  const wanted = cards.filter((card) => !fits(card))
  const late = wanted.filter((card) => lastDayOf(card) <= 0)
  const waiting = cards.filter((card) => card.dueDay <= 0 && fits(card)).length
  const perDay = mostPerDay(cards, late.length + waiting, limit)
  const days = new Days(perDay, ease)
  days.queueUp(waiting)
  for (const card of cards) if (fits(card) && card.dueDay > 0) days.add(card.dueDay)
  const moved = new Map<number, number>()
  const byRisk = [...late].sort((a, b) => a.recall - b.recall || a.cardId - b.cardId)
  for (const { cardId } of byRisk) moved.set(cardId, days.take(0))
  for (const card of wanted) {
    if (lastDayOf(card) <= 0) continue
    const range = { from: Math.max(0, card.range.from - card.since), to: lastDayOf(card) }
    const draw = drawOf(hashSeed('reschedule', card.cardId))
    moved.set(card.cardId, days.choose(range, draw))
  }
  return { perDay, moved }
}

function lastDayOf({ range, since }: Movable): number {
  return range.to - since
}

function fits(card: Movable): boolean {
  if (card.dueDay <= 0 && lastDayOf(card) <= 0) return true
  const interval = card.dueDay + card.since
  return interval >= card.range.from && interval <= card.range.to
}

/** How full the coming days are. */
class Days {
  readonly #load = new Map<number, number>()
  readonly #perDay: number
  readonly #ease: (days: number) => number
  /** All days before it are full. */
  #free = 0

  constructor(perDay: number, ease: (days: number) => number) {
    this.#perDay = perDay
    const anyEase = Array.from({ length: 14 }, (_, day) => ease(day)).some((share) => share > 0)
    this.#ease = anyEase ? ease : () => 1
  }

  add(day: number): void {
    this.#load.set(day, this.#at(day) + 1)
  }

  /** Cards that are due already take up the first days, so many a day. */
  queueUp(cards: number): void {
    for (let left = cards; left > 0; left -= 1) this.take(0)
  }

  /** Puts a card on the first day from `from` on that has room. */
  take(from: number): number {
    let day = Math.max(from, this.#free)
    while (day < HORIZON && !this.#hasRoom(day)) day += 1
    if (from <= this.#free) this.#free = day
    this.add(day)
    return day
  }

  choose(range: DayRange, draw: number): number {
    const load = (day: number): number => this.#at(day)
    const ahead = { load, ease: (day: number) => (this.#hasRoom(day) ? this.#ease(day) : 0), siblings: [] }
    const day = chooseBalanced(range, draw, ahead)
    if (!this.#hasRoom(day)) return this.take(range.to)
    this.add(day)
    return day
  }

  #hasRoom(day: number): boolean {
    const ease = this.#ease(day)
    return ease > 0 && this.#at(day) < Math.max(1, Math.floor(this.#perDay * ease))
  }

  #at(day: number): number {
    return this.#load.get(day) ?? 0
  }
}
