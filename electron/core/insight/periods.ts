import type { StatisticsRange, StatisticsStep } from '../../contract/procedures/statistics.ts'
import { dateToDay, dayToDate } from '../scheduling/study-day.ts'

/** Study days, both ends included. */
export interface Period {
  readonly from: number
  readonly to: number
}

const DAYS: Readonly<Record<Exclude<StatisticsRange, 'all'>, number>> = { month: 30, quarter: 91, year: 365 }
/** A short history stands at the end of a stretch of this many days. */
const LEAST_DAYS = 14
/** More bars than this are hard to tell apart at 1024 px. */
const MOST_DAYS = 93
const MOST_WEEKS = 79

/** The first study day of a range that ends today; for `all` the first with anything, two weeks ago at the latest. */
export function rangeStart(range: StatisticsRange, today: number, firstDay: number | null): number {
  if (range !== 'all') return today + 1 - DAYS[range]
  return Math.min(firstDay ?? today, today + 1 - LEAST_DAYS)
}

/** How many days a range looks ahead: as many as it looks back; for `all` as far as there is anything. */
export function rangeAhead(range: StatisticsRange, furthest: number): number {
  return range === 'all' ? Math.max(DAYS.month, furthest) : DAYS[range]
}

/** The step whose bars can be told apart over a number of days. */
export function stepFor(days: number): StatisticsStep {
  if (days <= MOST_DAYS) return 'day'
  return days <= MOST_WEEKS * 7 ? 'week' : 'month'
}

/** The step for a rate, which needs more answers in each bar than a count does. */
export function rateStepFor(days: number): StatisticsStep {
  if (days <= 31) return 'day'
  return days <= 366 ? 'week' : 'month'
}

function monthStart(day: number): number {
  return dateToDay(`${dayToDate(day).slice(0, 7)}-01`)
}

function yearStart(day: number): number {
  return dateToDay(`${dayToDate(day).slice(0, 4)}-01-01`)
}

/** The first day of the step that a day belongs to. */
function stepStart(step: StatisticsStep, day: number, last: number): number {
  if (step === 'day') return day
  if (step === 'month') return monthStart(day)
  if (step === 'year') return yearStart(day)
  // Weeks are counted back from the last day, so that the newest is whole.
  return last + 1 - Math.ceil((last - day + 1) / 7) * 7
}

/** The steps from one study day to another, oldest first; the first may be cut short by the range. */
export function periods(from: number, to: number, step: StatisticsStep): Period[] {
  const found: Period[] = []
  for (let end = to; end >= from;) {
    const start = Math.max(from, stepStart(step, end, to))
    found.push({ from: start, to: end })
    end = start - 1
  }
  return found.reverse()
}

/** The steps ahead, from `from`; the last may be longer than the range. */
export function periodsAhead(from: number, days: number, step: StatisticsStep): Period[] {
  const width = step === 'day' ? 1 : step === 'week' ? 7 : 30
  return Array.from({ length: Math.ceil(days / width) }, (_, at) => ({
    from: from + at * width,
    to: from + (at + 1) * width - 1,
  }))
}

/** Puts items of study days into the periods they belong to; those outside are left out. Periods are in order. */
export function intoPeriods<T extends { readonly day: number }>(
  stretches: readonly Period[],
  items: Iterable<T>,
): T[][] {
  const groups = stretches.map((): T[] => [])
  for (const item of items) {
    const at = periodAt(stretches, item.day)
    if (at >= 0) groups[at]?.push(item)
  }
  return groups
}

/** The index of the period that a day is in, by halving; -1 when it is in none. */
export function periodAt(stretches: readonly Period[], day: number): number {
  let [low, high] = [0, stretches.length - 1]
  while (low <= high) {
    const middle = (low + high) >> 1
    const period = stretches[middle]
    if (period === undefined) return -1
    if (day < period.from) high = middle - 1
    else if (day > period.to) low = middle + 1
    else return middle
  }
  return -1
}

/** A period as the interface is told of it. */
export function stretchOf({ from, to }: Period): { from: string; to: string } {
  return { from: dayToDate(from), to: dayToDate(to) }
}
