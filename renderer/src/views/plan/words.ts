import type {
  ExamPlan,
  PlanLine,
  PlanView,
  SpreadPace,
  SpreadView,
} from '../../../../electron/contract/procedures/plan.ts'
import type { Bar, SeriesChart } from '../../charts/series.ts'
import type { Sheet } from '../../charts/sheet.ts'
import { shortDay } from '../../format/dates.ts'
import { amount, count, minutes, percent } from '../../format/words.ts'

export const PACES = [
  { value: 'cards', label: 'Cards a day', action: 'plan.cards' },
  { value: 'minutes', label: 'Minutes a day', action: 'plan.minutes' },
  { value: 'exam', label: 'Plan to the exam', action: 'plan.exam' },
] as const

/** What bounds a day, in a sentence. */
export function paceWords({ settings, exam, seconds }: PlanView, newPerDay: number): string {
  const { paceBy, minutesPerDay } = settings
  if (paceBy === 'exam' && exam) return 'Every day has what it takes to be ready on the day of the exam.'
  if (paceBy === 'exam') return 'Set the date of your exam; until then the numbers of cards count.'
  if (paceBy === 'minutes' && minutesPerDay === null) return 'Set the minutes; until then the numbers of cards count.'
  if (paceBy === 'minutes') {
    const per = `A review takes you about ${Math.round(seconds.review)} seconds, a new card ${Math.round(seconds.new)}.`
    return `${per} Reviews come first, then new cards. When the time is up you can stop or go on.`
  }
  return `${amount(newPerDay, 'new card')} a day at most, and the reviews that are due.`
}

/** Whether the plan works out, in a sentence. */
export function verdict(exam: ExamPlan): string {
  const { worksOut, recall, target, minutes: needed, minutesAtMost, lastNew, notBegun } = exam
  if (worksOut && lastNew === null) return `Every card has been begun, and ${percent(recall)} is expected on the day.`
  if (worksOut)
    return `Everything is learned by ${shortDay(lastNew ?? '')}, and ${percent(recall)} is expected on the day.`
  if (needed > minutesAtMost) {
    return `This does not fit: it would take about ${minutes(needed)} minutes a day, and ${minutesAtMost} are the most.`
  }
  if (notBegun > 0) return `This does not fit: ${amount(notBegun, 'new card')} would not be begun before the exam.`
  return `This does not reach ${percent(target)}: ${percent(recall)} is expected on the day.`
}

/** What could be done where it does not work out. */
export function waysWords({ ways }: ExamPlan, newLeft: number): string[] {
  if (ways === null) return []
  const fewer = ways.domains.map(({ title, cards, of }) => `${title} ${count(cards)} of ${count(of)}`).join(', ')
  return [
    ...(ways.minutes ? [`Take ${amount(ways.minutes, 'minute')} a day.`] : []),
    ...(ways.examDate ? [`Move the exam to ${shortDay(ways.examDate)} or later.`] : []),
    ...(ways.cards
      ? [
          `Learn ${count(ways.cards)} of the ${count(newLeft)} new cards${fewer && `; by the exam\u2019s weights: ${fewer}`}.`,
        ]
      : []),
  ]
}

/** A pace of a backlog: `60 a day until 3 Dec, about 9 min`. */
export function spreadWords({ perDay, end, minutes: taken }: SpreadPace): string {
  const until = end === null ? ', which never ends' : ` until ${shortDay(end)}`
  return `${count(perDay)} a day${until}, about ${minutes(taken)} min`
}

/** What was chosen for a backlog, once it is in force. */
export function spreadDone(spread: SpreadView | null): string {
  if (spread === null) return 'The backlog is gone.'
  return spread.pace ? `Spread: ${spreadWords(spread.pace)}.` : 'All that is due is asked from now on.'
}

/** What becomes of new cards while a backlog is spread. */
export function meanwhile(newPerDay: number): string {
  return newPerDay === 0 ? 'no new cards meanwhile' : `${amount(newPerDay, 'new card')} a day meanwhile`
}

/** `on track, 94 % expected on the day`, or that it does not work out. */
export function lineWords({ worksOut, recall }: NonNullable<PlanLine['exam']>): string {
  return worksOut ? `on track, ${percent(recall)} expected` : 'does not fit yet'
}

/** Each day's point of the curve, the exam day last. */
export function curvePoints(exam: ExamPlan) {
  const days = exam.days.map(({ day, recall, learnt }) => ({ day, recall, learnt }))
  return [...days, { day: exam.examDate, recall: exam.recall, learnt: days.at(-1)?.learnt ?? 1 }].map((one) => ({
    key: one.day,
    label: shortDay(one.day),
    tip: `${shortDay(one.day)}: ${percent(one.learnt)} learned${one.recall === null ? '' : `, ${percent(one.recall)} of that expected to be known`}`,
    recall: one.recall,
    learnt: one.learnt,
  }))
}

/** Minutes day by day. */
export function minutesChart({ days }: ExamPlan): SeriesChart {
  const bars: Bar[] = days.map((one) => ({
    key: one.day,
    label: shortDay(one.day),
    tip: `${shortDay(one.day)}: ${minutes(one.minutes)} min, ${amount(Math.round(one.reviews), 'review')}, ${amount(Math.round(one.newCards), 'new card')}`,
    values: [one.minutes],
  }))
  return { series: [{ name: 'Minutes', fill: 'solid' }], bars, unit: 'minutes a day', now: 0 }
}

const tenth = (value: number): number => Math.round(value * 10) / 10

/** The numbers of both charts. */
export function planSheet({ days }: ExamPlan): Sheet {
  return {
    columns: ['Day', 'Minutes', 'New cards', 'Reviews', 'Learned, %', 'Expected recall, %'],
    rows: days.map((one) => [
      one.day,
      tenth(one.minutes),
      Math.round(one.newCards),
      Math.round(one.reviews),
      Math.round(one.learnt * 100),
      one.recall === null ? null : Math.round(one.recall * 100),
    ]),
  }
}
