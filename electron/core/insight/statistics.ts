import type { StatisticsRange, StatisticsStep, StatisticsView } from '../../contract/procedures/statistics.ts'
import { dayToDate } from '../scheduling/study-day.ts'
import type { AnswersView } from './answer-tally.ts'
import {
  answersEver,
  gatherButtons,
  gatherCalendar,
  gatherHours,
  gatherPasses,
  gatherRetention,
  gatherReviews,
  gatherStudied,
  gatherToday,
} from './answers.ts'
import { gatherAdded, gatherDue, type CardsView } from './cards.ts'
import { rangeStart, rateStepFor } from './periods.ts'

/** A mock exam that was sat, on a study day. */
export interface ExamFigures {
  readonly day: number
  readonly title: string
  readonly right: number
  readonly scored: number
  readonly low: number
  readonly high: number
}

/** Everything that is counted of a scope, over all time. */
export interface Figures {
  readonly answers: AnswersView
  readonly cards: CardsView
  /** Oldest first; null where the scope has no exams of its own. */
  readonly exams: readonly ExamFigures[] | null
}

export interface Question {
  /** Today's study day. */
  readonly today: number
  readonly range: StatisticsRange
  readonly step: StatisticsStep | null
  readonly year: number | null
}

/** The view of a scope's figures for a range: every panel, each from the figures alone. */
export function gatherStatistics({ answers, cards, exams }: Figures, question: Question): StatisticsView {
  const { days } = answers
  const { today } = question
  const firsts = [days[0]?.day, cards.firstAdded ?? undefined, exams?.[0]?.day].filter((day) => day !== undefined)
  const firstDay = firsts.length === 0 ? null : Math.min(...firsts, today)
  const range = { from: rangeStart(question.range, today, firstDay), to: today }
  const numbered = exams?.map((exam, at) => ({ ...exam, number: at + 1 })) ?? null
  const shown = numbered?.filter(({ day }) => day >= range.from)
  return {
    day: dayToDate(today),
    from: dayToDate(range.from),
    firstDay: firstDay === null ? null : dayToDate(firstDay),
    cards: cards.cards,
    answersEver: answersEver(days),
    today: gatherToday(days, today),
    calendar: gatherCalendar(days, today, question.year),
    due: gatherDue(cards.due, today, question.range),
    reviews: gatherReviews(days, range),
    studied: gatherStudied(days, range),
    counts: cards.counts,
    intervals: cards.intervals,
    stability: cards.stability,
    difficulty: cards.difficulty,
    recall: cards.recall,
    retention: gatherRetention(days, range, question.step ?? rateStepFor(range.to - range.from + 1)),
    hours: gatherHours(answers.hours[question.range]),
    buttons: gatherButtons(days, range),
    added: gatherAdded(cards.added, range),
    loss: {
      ...gatherPasses(days, range),
      exams: shown?.map((exam) => ({ ...exam, day: dayToDate(exam.day) })) ?? null,
      examsBefore: (numbered?.length ?? 0) - (shown?.length ?? 0),
    },
  }
}
