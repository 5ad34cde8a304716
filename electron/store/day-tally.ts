import { MATURE_DAYS } from '../core/insight/answer-phase.ts'
import type { AnswerKind } from '../core/insight/answer-phase.ts'
import { dayDelta } from './day-count-columns.ts'
import type { CountColumn, DayDelta } from './day-count-columns.ts'

/** What reviews add to an hour of a study day of a deck. */
export interface HourCount {
  readonly day: number
  readonly deckId: number
  readonly hour: number
  readonly delta: DayDelta
}

/** The columns that reviews of one kind count in: one more in each, and their time in the last. */
interface Counter {
  readonly ones: readonly CountColumn[]
  readonly time: CountColumn | null
}

interface Hour {
  readonly day: number
  readonly deckId: number
  readonly hour: number
  /** Number and milliseconds of reviews by kind. */
  readonly counts: Map<number, { n: number; ms: number }>
}

/** Adds up what reviews count for, hour by hour: the same as `dayDelta` for each, hundreds of thousands a second. */
export class DayTally {
  readonly #counters = new Map<number, Counter>()
  readonly #hours = new Map<string, Hour>()
  #last: Hour | null = null

  add(day: number, deckId: number, hour: number, review: AnswerKind, durationMs: number): void {
    const { counts } = this.#hourOf(day, deckId, hour)
    const kind = this.#kindOf(review)
    const count = counts.get(kind)
    if (count === undefined) counts.set(kind, { n: 1, ms: durationMs })
    else {
      count.n += 1
      count.ms += durationMs
    }
  }

  /** What was added up, an entry an hour of a deck. */
  *hours(): Generator<HourCount> {
    for (const { day, deckId, hour, counts } of this.#hours.values()) {
      const delta: DayDelta = {}
      for (const [kind, { n, ms }] of counts) {
        const counter = this.#counters.get(kind)
        for (const column of counter?.ones ?? []) delta[column] = (delta[column] ?? 0) + n
        if (counter?.time) delta[counter.time] = (delta[counter.time] ?? 0) + ms
      }
      yield { day, deckId, hour, delta }
    }
  }

  #hourOf(day: number, deckId: number, hour: number): Hour {
    const last = this.#last
    if (last !== null && last.hour === hour && last.day === day && last.deckId === deckId) return last
    const key = `${day}/${deckId}/${hour}`
    let found = this.#hours.get(key)
    if (found === undefined) {
      found = { day, deckId, hour, counts: new Map() }
      this.#hours.set(key, found)
    }
    this.#last = found
    return found
  }

  /** All that decides in which columns a review counts, as one number. */
  #kindOf(review: AnswerKind): number {
    const mature = review.interval_before >= MATURE_DAYS ? 1 : 0
    const kind = ((review.kind * 8 + review.rating) * 8 + review.state_before) * 2 + mature
    if (!this.#counters.has(kind)) this.#counters.set(kind, counterOf(review))
    return kind
  }
}

function counterOf(review: AnswerKind): Counter {
  const columns = Object.keys(dayDelta({ ...review, duration_ms: 1 })) as CountColumn[]
  const time = columns.find((column) => column.endsWith('_ms')) ?? null
  return { ones: columns.filter((column) => column !== time), time }
}
