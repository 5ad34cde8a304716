import { niceTicks } from './paths.ts'

/** What was answered on one study day (YYYY-MM-DD). */
export interface DayFigures {
  readonly day: string
  readonly answers: number
  readonly wrong: number
}

/** A mock exam that was sat: right out of scored, with the 90 % interval of the share. */
export interface ExamFigures {
  /** Its number where earlier ones are left out. */
  readonly number?: number
  readonly day: string
  readonly title: string
  readonly right: number
  readonly scored: number
  readonly low: number
  readonly high: number
}

/** One pass: the share of its answers that were wrong, and that share over the passes up to it. */
export interface LossPoint {
  readonly pass: number
  readonly day: string
  readonly answers: number
  readonly wrong: number
  readonly loss: number
  readonly mean: number
}

export interface ExamPoint {
  /** Where it stands among the passes; between two when nothing was reviewed that day. */
  readonly at: number
  readonly day: string
  readonly title: string
  /** Counted from 1 in the order they were sat. */
  readonly number: number
  readonly loss: number
  readonly low: number
  readonly high: number
}

export const WINDOW = 7
/** With fewer answers than this in its window, the line says too little to be set against an exam. */
const ENOUGH = 10

/** The training line: one point a pass, with the share wrong of the last `WINDOW` passes. Days come oldest first. */
export function lossPoints(days: readonly DayFigures[], firstPass = 1): LossPoint[] {
  const passes = days.filter((day) => day.answers > 0)
  return passes.map(({ day, answers, wrong }, index) => {
    const last = passes.slice(Math.max(0, index + 1 - WINDOW), index + 1)
    const sum = (key: 'answers' | 'wrong') => last.reduce((total, one) => total + one[key], 0)
    return { pass: firstPass + index, day, answers, wrong, loss: wrong / answers, mean: sum('wrong') / sum('answers') }
  })
}

/** The validation set: one point a mock exam, at the pass of its day. Several on one day stand side by side. */
export function examPoints(exams: readonly ExamFigures[], points: readonly LossPoint[]): ExamPoint[] {
  const before = (points[0]?.pass ?? 1) - 1
  const scored = exams.filter((exam) => exam.scored > 0)
  return scored.map(({ day, title, right, scored: of, low, high, number }, index) => {
    const passed = points.filter((point) => point.day <= day)
    const same = passed.at(-1)?.day === day
    const own = before + passed.length + (same || passed.length === 0 ? 0 : 0.5)
    const twins = scored.slice(0, index).filter((exam) => exam.day === day).length
    const at = Math.max(own, before + 1) + twins * 0.4
    return { at, day, title, number: number ?? index + 1, loss: 1 - right / of, low: 1 - high, high: 1 - low }
  })
}

export interface Gap {
  /** Exam loss less review loss; negative when the exam went better. */
  readonly value: number
  /** What it says, in two short lines. */
  readonly words: readonly [string, string]
}

/** The gap between the latest mock exam and the reviews, or null while either is missing. */
export function gapOf(points: readonly LossPoint[], exams: readonly ExamPoint[]): Gap | null {
  const review = points.at(-1)?.mean
  const exam = exams.at(-1)
  if (review === undefined || !exam) return null
  const value = exam.loss - review
  const answers = points.slice(-WINDOW).reduce((sum, point) => sum + point.answers, 0)
  if (answers < ENOUGH) return { value, words: ['too few answers yet', 'to compare the two'] }
  if (review < exam.low) return { value, words: ['you know the cards better', 'than you can apply them'] }
  if (review > exam.high) return { value, words: ['you can apply more', 'than the cards ask'] }
  return { value, words: ['too small to tell', 'from one mock exam'] }
}

/** The values on the vertical axis: from 0, in round steps, to a little above the highest mark, at most 1. */
export function lossTicks(points: readonly LossPoint[], exams: readonly ExamPoint[], aim: number): number[] {
  const highest = Math.max(0.2, aim, ...points.map((point) => point.loss), ...exams.map((exam) => exam.high))
  return niceTicks(Math.min(1, highest * 1.04), 6)
}

/** Passes to name on the horizontal axis: the first, the last, and round ones between with room around them. */
export function passTicks(first: number, last: number, wanted = 5): number[] {
  if (last <= first) return [first]
  const ticks = niceTicks(last - first, wanted)
  const step = Math.max(1, ticks[1] ?? 1)
  const round = Array.from({ length: Math.floor(last / step) }, (_, index) => (index + 1) * step)
  const between = round.filter((pass) => pass - first >= step * 0.6 && last - pass >= step * 0.6)
  return [first, ...between, last]
}
