import { RANGES, type StatisticsRange } from '../../contract/procedures/statistics.ts'
import { noAnswers, RATINGS, type HourFigures, type Tally } from './figures.ts'
import { rangeStart } from './periods.ts'

/** Answers of a scope over all time, summed up as far as the panels need. */
export interface AnswersView {
  /** One row a study day with answers, oldest first; their hour means nothing. */
  readonly days: readonly HourFigures[]
  /** The 24 hours of a day over each range. */
  readonly hours: Readonly<Record<StatisticsRange, readonly HourFigures[]>>
}

const HOURS = 24

/** Sums up answers, in any order, by day and by hour of the day. */
export class AnswerTally {
  readonly #days = new Map<number, Tally>()
  readonly #ranges: { readonly from: number; readonly hours: Tally[] }[]
  readonly #today: number

  /** @param today today's study day, at which the ranges end */
  constructor(today: number) {
    this.#today = today
    this.#ranges = RANGES.map((range) => ({
      from: range === 'all' ? -Infinity : rangeStart(range, today, null),
      hours: Array.from({ length: HOURS }, noAnswers),
    }))
  }

  /**
   * Adds answers of one kind.
   * @param phase index in PHASES
   * @param rating 1 to 4
   */
  addAnswers(day: number, hour: number, phase: number, rating: number, answers: number, ms: number): void {
    const at = phase * RATINGS + rating - 1
    for (const tally of this.#tallies(day, hour)) {
      tally.counts[at] = (tally.counts[at] ?? 0) + answers
      tally.ms[phase] = (tally.ms[phase] ?? 0) + ms
    }
  }

  /** Adds cards that were answered for the first time. */
  addNew(day: number, hour: number, cards: number): void {
    for (const tally of this.#tallies(day, hour)) tally.newCards += cards
  }

  /** Adds a whole hour. */
  addHour({ day, hour, newCards, counts, ms }: HourFigures): void {
    for (const tally of this.#tallies(day, hour)) {
      tally.newCards += newCards
      for (let at = 0; at < counts.length; at++) {
        const count = counts[at] ?? 0
        if (count !== 0) tally.counts[at] = (tally.counts[at] ?? 0) + count
      }
      for (let at = 0; at < ms.length; at++) tally.ms[at] = (tally.ms[at] ?? 0) + (ms[at] ?? 0)
    }
  }

  /** The sums; days without an answer are left out. */
  result(): AnswersView {
    const days = [...this.#days]
      .sort(([a], [b]) => a - b)
      .map(([day, tally]) => ({ day, hour: 0, ...tally }))
      .filter(({ counts }) => counts.some((count) => count !== 0))
    const hoursOf = (at: number) =>
      (this.#ranges[at]?.hours ?? []).map((tally, hour) => ({ day: this.#today, hour, ...tally }))
    return { days, hours: { month: hoursOf(0), quarter: hoursOf(1), year: hoursOf(2), all: hoursOf(3) } }
  }

  *#tallies(day: number, hour: number): Generator<Tally> {
    let tally = this.#days.get(day)
    if (tally === undefined) this.#days.set(day, (tally = noAnswers()))
    yield tally
    if (day > this.#today) return
    for (const { from, hours } of this.#ranges) {
      const inRange = day >= from ? hours[hour] : undefined
      if (inRange !== undefined) yield inRange
    }
  }
}
