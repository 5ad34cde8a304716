import type { Scheduler } from '../fsrs.ts'
import type { Memory } from '../memory-card.ts'
import type { CardHistory } from './histories.ts'

/** One answer on a later day, and how likely it had been to be right. */
export interface Forecast {
  /** Epoch milliseconds. */
  readonly at: number
  /** The recall that FSRS forecast, 0 to 1. */
  readonly recall: number
  /** It was not answered Again. */
  readonly recalled: boolean
  /** Study days since the answer before. */
  readonly elapsed: number
  /** Which answer on a later day this is for its card, from 1. */
  readonly number: number
  /** Times that it had been forgotten on a later day before. */
  readonly lapses: number
}

/** Whether any of a card's answers can be forecast: those on a later day than the one before. */
export function isForecast(answer: { readonly elapsed: number }): boolean {
  return answer.elapsed > 0
}

/**
 * What FSRS under given options would have forecast for each answer, from those before it.
 * @param from an instant: earlier answers are followed, and not among the forecasts
 */
export function forecasts(
  histories: readonly CardHistory[],
  scheduler: Scheduler,
  from = Number.NEGATIVE_INFINITY,
): Forecast[] {
  const all: Forecast[] = []
  for (const { answers } of histories) {
    let memory: Memory | null = null
    let number = 0
    let lapses = 0
    for (const { at, rating, elapsed } of answers) {
      if (memory !== null && elapsed > 0) {
        number += 1
        const recalled = rating > 1
        if (at >= from) {
          const recall = scheduler.recallAfter(elapsed, memory.stability)
          all.push({ at, recall, recalled, elapsed, number, lapses })
        }
        if (!recalled) lapses += 1
      }
      memory = scheduler.nextMemory(memory, elapsed, rating)
    }
  }
  return all
}
