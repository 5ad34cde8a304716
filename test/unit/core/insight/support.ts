import { PHASES, type Phase } from '../../../../electron/core/insight/answer-phase.ts'
import { noAnswers, type HourFigures, type Ratings } from '../../../../electron/core/insight/figures.ts'
import { dateToDay } from '../../../../electron/core/scheduling/study-day.ts'

/** A study day of 2026-11. */
export const nov = (day: number): number => dateToDay(`2026-11-${String(day).padStart(2, '0')}`)

/** Answers of an hour: Again, Hard, Good, Easy by phase; each took 6 s. */
export function hour(day: number, at: number, answers: Partial<Record<Phase, Ratings>>, newCards = 0): HourFigures {
  const tally = noAnswers()
  tally.newCards = newCards
  for (const [index, phase] of PHASES.entries()) {
    const ratings = answers[phase] ?? [0, 0, 0, 0]
    ratings.forEach((count, rating) => (tally.counts[index * 4 + rating] = count))
    tally.ms[index] = ratings.reduce((sum, count) => sum + count, 0) * 6000
  }
  return { day, hour: at, ...tally }
}
