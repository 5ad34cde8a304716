import type { z } from 'zod'
import type { TodayView } from '../contract/procedures/app.ts'
import type { Rating } from '../contract/shapes.ts'
import { daysToExam, lastDays, minutesExpected, paceOf, recallOf, type DayFigures } from '../core/insight/today.ts'
import { dayToDate } from '../core/scheduling/study-day.ts'
import type { MemoryState } from '../core/scheduling/memory-card.ts'
import { today, type Context } from './context.ts'
import { dueToday, dueTomorrow, newCardsLeft } from './due.ts'
import type { ExamService } from './exam.ts'
import type { ReviewService } from './review.ts'

/** Days whose pace says how long today will take. */
const PACE_DAYS = 30

function figures(context: Context, from: number, to: number): DayFigures[] {
  return context.collection.dayCounts
    .between(from, to)
    .map((row) => ({ day: row.day, answers: row.answers, durationMs: row.duration_ms }))
}

/** Milliseconds an answer takes, by the last weeks. */
export function pace(context: Context, day: number): number {
  return paceOf(figures(context, day - PACE_DAYS, day))
}

/** What the Today view shows. */
export function todayView(context: Context, review: ReviewService, exam: ExamService): z.infer<typeof TodayView> {
  const { collection, settings, catalogue } = context
  const { day } = today(context)
  const counts = dueToday(context)
  const done = collection.dayCounts.total(day)
  const reviews = collection.reviews.answersOf(day)
  const pastDays = collection.dayCounts.daysWithAnswers(day - 1)
  const latest = exam.latest()
  return {
    day: dayToDate(day),
    epoch: pastDays + 1,
    left: counts.new + counts.learning + counts.review,
    done: done.answers,
    counts,
    newLeft: newCardsLeft(context),
    firstDay: dayToDate(Math.min(collection.dayCounts.firstDay() ?? day, day)),
    attemptDays: exam.days(),
    strip: reviews.map((row) => row.rating as Rating),
    recall: recallOf(
      reviews.map((row) => ({
        rating: row.rating as Rating,
        stateBefore: row.state_before as MemoryState,
        undone: false,
      })),
    ),
    minutesDone: done.duration_ms / 60_000,
    minutesLeft: minutesExpected(counts, pace(context, day)),
    lastDays: lastDays(figures(context, day - 13, day), day, 14),
    tomorrow: dueTomorrow(context),
    examDate: settings.get().examDate,
    daysToExam: daysToExam(settings.get().examDate, day),
    runningAttempt: exam.running(),
    latestAttempt: latest,
    updatesWaiting: collection.notes.pendingCount(),
    cardsOnClosedServices: collection.notes.cardsNaming(catalogue.closedServices),
    savedAt: review.savedAt,
  }
}
