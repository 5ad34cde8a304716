import type { SeriesChart } from '../../../charts/series.ts'
import type { Sheet } from '../../../charts/sheet.ts'
import { shortDay } from '../../../format/dates.ts'

/** One figure of the page: bars and the same numbers as a sheet. */
export interface Panel {
  readonly title: string
  /** How to read it, or its one figure. */
  readonly line: string
  /** What the picture says in a sentence, for those who do not see it. */
  readonly label: string
  readonly chart: SeriesChart
  readonly sheet: Sheet
  /** What to do while there is nothing to draw; null when there is something. */
  readonly empty: string | null
}

/** Study days, both ends included. */
export interface Stretch {
  readonly from: string
  readonly to: string
}

/** `12 Dec`, or `6 Dec to 12 Dec`. */
export function stretchWords({ from, to }: Stretch): string {
  return from === to ? shortDay(from) : `${shortDay(from)} to ${shortDay(to)}`
}

/** As `stretchWords`, with the year, for tables. */
export function stretchCell({ from, to }: Stretch): string {
  return from === to ? from : `${from} to ${to}`
}

/** What a bar of these stretches stands for: by the longest of them. */
export function stepOf(stretches: readonly Stretch[]): 'day' | 'week' | 'month' | 'year' {
  const days = Math.max(0, ...stretches.map(({ from, to }) => (Date.parse(to) - Date.parse(from)) / 86_400_000))
  if (days < 1) return 'day'
  if (days < 7) return 'week'
  return days < 31 ? 'month' : 'year'
}

const MONTHS = new Intl.DateTimeFormat('en-GB', { month: 'short', timeZone: 'UTC' })

/** The name of a stretch on an axis: a day, a month or a year. */
export function axisDay(stretch: Stretch, step: ReturnType<typeof stepOf>): string {
  if (step === 'year') return stretch.to.slice(0, 4)
  if (step !== 'month') return shortDay(stretch.to)
  return `${MONTHS.format(new Date(`${stretch.to}T12:00:00Z`)).replace('Sept', 'Sep')} ${stretch.to.slice(2, 4)}`
}
