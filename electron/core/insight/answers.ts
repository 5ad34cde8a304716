import type { StatisticsStep, StatisticsView } from '../../contract/procedures/statistics.ts'
import { dayToDate } from '../scheduling/study-day.ts'
import type { Phase } from './answer-phase.ts'
import { answersByPhase, minutesByPhase, passOf, ratingsOf, retentionOf, tallyOf, type HourFigures } from './figures.ts'
import { intoPeriods, periods, stepFor, stretchOf, type Period } from './periods.ts'

type View = StatisticsView

const within = (hours: readonly HourFigures[], { from, to }: Period) =>
  hours.filter(({ day }) => day >= from && day <= to)

/** What was done today. */
export function gatherToday(hours: readonly HourFigures[], today: number): View['today'] {
  const tally = tallyOf(within(hours, { from: today, to: today }))
  return {
    answers: answersByPhase(tally),
    minutes: tally.ms.reduce((sum, ms) => sum + ms, 0) / 60_000,
    wrong: passOf(tally).wrong,
    newCards: tally.newCards,
    retention: retentionOf(tally),
  }
}

/** Answers of each day of a year, crammed ones too: they were work all the same. Days without any are left out. */
export function gatherCalendar(hours: readonly HourFigures[], today: number, year: number | null): View['calendar'] {
  const yearOf = (day: number) => Number(dayToDate(day).slice(0, 4))
  const shown = year ?? yearOf(today)
  const days = new Map<number, number>()
  let firstYear = yearOf(today)
  for (const { day, counts } of hours) {
    firstYear = Math.min(firstYear, yearOf(day))
    if (yearOf(day) === shown) days.set(day, (days.get(day) ?? 0) + counts.reduce((sum, count) => sum + count, 0))
  }
  return {
    year: shown,
    firstYear: Math.min(firstYear, shown),
    lastYear: Math.max(yearOf(today), shown),
    days: [...days].filter(([, answers]) => answers > 0).map(([day, answers]) => ({ day: dayToDate(day), answers })),
  }
}

/** Answers and minutes by phase over a range, in steps that can be told apart. */
export function gatherReviews(hours: readonly HourFigures[], range: Period): View['reviews'] {
  const stretches = periods(range.from, range.to, stepFor(range.to - range.from + 1))
  return intoPeriods(stretches, hours).map((group, at) => {
    const tally = tallyOf(group)
    const period = stretches[at] ?? range
    return { ...stretchOf(period), answers: answersByPhase(tally), minutes: minutesByPhase(tally) }
  })
}

/** On how many days of a range something was answered. */
export function gatherStudied(hours: readonly HourFigures[], range: Period): View['studied'] {
  return { days: new Set(within(hours, range).map(({ day }) => day)).size, of: range.to - range.from + 1 }
}

/** True retention in steps over a range, and over the last day, week, month and year. */
export function gatherRetention(hours: readonly HourFigures[], range: Period, step: StatisticsStep): View['retention'] {
  const stretches = periods(range.from, range.to, step)
  const bars = intoPeriods(stretches, hours).map((group, at) => ({
    ...stretchOf(stretches[at] ?? range),
    ...retentionOf(tallyOf(group)),
  }))
  const { to } = range
  const last = (days: number) => retentionOf(tallyOf(within(hours, { from: to + 1 - days, to })))
  return {
    step,
    bars,
    periods: [
      { period: 'today', ...last(1) },
      { period: 'yesterday', ...retentionOf(tallyOf(within(hours, { from: to - 1, to: to - 1 }))) },
      { period: 'week', ...last(7) },
      { period: 'month', ...last(30) },
      { period: 'year', ...last(365) },
      { period: 'all', ...retentionOf(tallyOf(hours)) },
    ],
  }
}

/** Answers by hour of the day, and how many of those to review cards were right. */
export function gatherHours(hours: readonly HourFigures[]): View['hours'] {
  const byHour = Map.groupBy(hours, ({ hour }) => hour)
  return Array.from({ length: 24 }, (_, hour) => {
    const tally = tallyOf(byHour.get(hour) ?? [])
    const { young, mature } = retentionOf(tally)
    return {
      hour,
      answers: tally.counts.reduce((sum, count) => sum + count, 0),
      recall: { right: young.right + mature.right, total: young.total + mature.total },
    }
  })
}

/** How often each button was pressed, by phase of the card. */
export function gatherButtons(hours: readonly HourFigures[], range: Period): View['buttons'] {
  const tally = tallyOf(within(hours, range))
  const of = (phase: Phase) => ratingsOf(tally, phase)
  return {
    learning: of('learning'),
    young: of('young'),
    mature: of('mature'),
    relearning: of('relearning'),
    cram: of('cram'),
  }
}

/** The passes of a range with their misses, and how many passes came before. Days come in order. */
export function gatherPasses(
  hours: readonly HourFigures[],
  range: Period,
): Omit<View['loss'], 'exams' | 'examsBefore'> {
  const days: { day: string; answers: number; wrong: number }[] = []
  let passesBefore = 0
  for (const [day, group] of Map.groupBy(hours, (hour) => hour.day)) {
    const { answers, wrong } = passOf(tallyOf(group))
    if (answers === 0 || day > range.to) continue
    if (day < range.from) passesBefore += 1
    else days.push({ day: dayToDate(day), answers, wrong })
  }
  return { passesBefore, days }
}

/** All answers ever, crammed ones too. */
export function answersEver(hours: readonly HourFigures[]): number {
  const all = answersByPhase(tallyOf(hours))
  return all.learning + all.young + all.mature + all.relearning + all.cram
}
