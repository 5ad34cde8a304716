import { isForecast } from './forecast.ts'
import type { CardHistory } from './histories.ts'

/** The newest fifth of what can be forecast is held back: weights are judged by reviews they have not seen. */
const HELD_BACK = 0.2

/** Where a log is parted in time. */
export interface Split {
  /** Answers from this instant on are held back. */
  readonly at: number
  /** Answers that can be forecast, before it and from it on. */
  readonly train: number
  readonly heldBack: number
}

/** Parts the answers that can be forecast by time, the newest held back; null when there are fewer than two. */
export function splitByTime(histories: readonly CardHistory[], share = HELD_BACK): Split | null {
  const times = histories.flatMap(({ answers }) => answers.filter(isForecast).map((answer) => answer.at))
  if (times.length < 2) return null
  times.sort((a, b) => a - b)
  const at = times[Math.min(times.length - 1, Math.max(1, Math.floor(times.length * (1 - share))))] ?? 0
  const train = times.findIndex((time) => time >= at)
  return { at, train, heldBack: times.length - train }
}

/** An answer to learn from, with all of its card's answers before it: ratings, and days since the answer before. */
export interface TrainingItem {
  readonly answers: CardHistory['answers']
  /** How many of the answers belong to it; the last of them is the one that is forecast. */
  readonly length: number
}

/** What weights are fitted from: every answer before `until` that can be forecast. */
export function trainingItems(histories: readonly CardHistory[], until: number): TrainingItem[] {
  const items: TrainingItem[] = []
  for (const { answers } of histories) {
    for (const [index, answer] of answers.entries()) {
      if (answer.at >= until) break
      if (index > 0 && isForecast(answer)) items.push({ answers, length: index + 1 })
    }
  }
  return items
}
