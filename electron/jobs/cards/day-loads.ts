import type { Cards } from '../../store/cards.ts'

const DAY_MS = 86_400_000

/**
 * How many reviews are due on each of the coming days. A day is counted in the index when it is first asked for, and
 * kept right with each answer.
 */
export class DayLoads {
  readonly #cards: Pick<Cards, 'dueBetween'>
  readonly #end: number
  readonly #loads = new Map<number, number>()

  /** @param end the instant at which the present study day ends */
  constructor(cards: Pick<Cards, 'dueBetween'>, end: number) {
    this.#cards = cards
    this.#end = end
  }

  /** Reviews due on the day that lies so many days ahead. Days count as 24 hours, a clock change apart. */
  load(days: number): number {
    const known = this.#loads.get(days)
    if (known !== undefined) return known
    const until = this.#end + days * DAY_MS - 1
    const load = this.#cards.dueBetween(until - DAY_MS, until)
    this.#loads.set(days, load)
    return load
  }

  /** A card comes back on that day from now on. */
  add(days: number): void {
    const known = this.#loads.get(days)
    if (known !== undefined) this.#loads.set(days, known + 1)
  }
}
