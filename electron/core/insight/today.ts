import type { DueCounts, Rating } from '../../contract/shapes.ts'
import type { MemoryState } from '../scheduling/memory-card.ts'
import { dateToDay, dayToDate } from '../scheduling/study-day.ts'

/** An answer as the review log has it. */
export interface LoggedAnswer {
  readonly rating: Rating
  readonly stateBefore: MemoryState
  readonly undone: boolean
}

/** What was done on one study day. */
export interface DayFigures {
  /** Days since 1970-01-01. */
  readonly day: number
  readonly answers: number
  readonly durationMs: number
}

const REVIEW = 2
const AGAIN = 1

/** Assumed for someone without a past: 10 s an answer. It weighs as much as 20 answers. */
const FIRST_MS_PER_ANSWER = 10_000
const FIRST_WEIGHT = 20
/** Answers that one waiting card leads to today: a new card takes two steps, and some cards are forgotten. */
const ANSWERS = { new: 2.4, learning: 1.3, review: 1.15 }

/** The ratings of the day in order, undone ones left out. */
export function strip(answers: readonly LoggedAnswer[]): Rating[] {
  return answers.filter(({ undone }) => !undone).map(({ rating }) => rating)
}

/** The share of review cards that were not rated Again, 0 to 1; null when no review card was answered. */
export function recallOf(answers: readonly LoggedAnswer[]): number | null {
  const reviews = answers.filter(({ undone, stateBefore }) => !undone && stateBefore === REVIEW)
  if (reviews.length === 0) return null
  return reviews.filter(({ rating }) => rating !== AGAIN).length / reviews.length
}

/** Milliseconds an answer takes, from the days given; with few answers it stays near 10 s. */
export function paceOf(days: readonly DayFigures[]): number {
  const answers = days.reduce((sum, day) => sum + day.answers, 0)
  const durationMs = days.reduce((sum, day) => sum + day.durationMs, 0)
  return (durationMs + FIRST_MS_PER_ANSWER * FIRST_WEIGHT) / (answers + FIRST_WEIGHT)
}

/** Minutes that the waiting cards will take. */
export function minutesExpected(counts: DueCounts, msPerAnswer: number): number {
  const answers = counts.new * ANSWERS.new + counts.learning * ANSWERS.learning + counts.review * ANSWERS.review
  return (answers * msPerAnswer) / 60_000
}

/** The number of the pass: study days with an answer, and today. */
export function epochNumber(daysWithAnswers: readonly number[], today: number): number {
  return new Set([...daysWithAnswers, today]).size
}

/** The last `count` study days up to today, oldest first, with 0 for days without an answer. */
export function lastDays(
  days: readonly DayFigures[],
  today: number,
  count: number,
): { day: string; answers: number }[] {
  const answers = new Map<number, number>()
  for (const { day, answers: given } of days) answers.set(day, (answers.get(day) ?? 0) + given)
  return Array.from({ length: count }, (_, i) => {
    const day = today - count + 1 + i
    return { day: dayToDate(day), answers: answers.get(day) ?? 0 }
  })
}

/** Whole days from today to an exam date YYYY-MM-DD, negative once it has passed; null without a date. */
export function daysToExam(examDate: string | null, today: number): number | null {
  return examDate === null ? null : dateToDay(examDate) - today
}
