import type { RatingPreview } from '../../../../electron/contract/procedures/review.ts'

const LOCALE = 'en-GB'
const DAY = 86_400_000

function localDate(instant: number, options: Intl.DateTimeFormatOptions): string {
  return new Intl.DateTimeFormat(LOCALE, options).format(instant).replace('Sept', 'Sep')
}

function sameDay(a: number, b: number): boolean {
  return new Date(a).toDateString() === new Date(b).toDateString()
}

/** When a card comes back, counted from now: `10 min`, `2 h`, `11 d`, `1.4 y`. */
export function intervalWords(preview: Pick<RatingPreview, 'due' | 'scheduledDays'>, now: number): string {
  const days = Math.round(preview.scheduledDays)
  if (days >= 365) return `${(days / 365.25).toFixed(1)} y`
  if (days >= 1) return `${days} d`
  const minutes = Math.max(1, Math.round((preview.due - now) / 60_000))
  return minutes < 60 ? `${minutes} min` : `${Math.round(minutes / 60)} h`
}

/** The same, spelled out: `10 minutes`, `1 day`. */
export function intervalSpelled(preview: Pick<RatingPreview, 'due' | 'scheduledDays'>, now: number): string {
  const [value = '', unit = ''] = intervalWords(preview, now).split(' ')
  const name = { min: 'minute', h: 'hour', d: 'day', y: 'year' }[unit] ?? unit
  return `${value} ${name}${value === '1' ? '' : 's'}`
}

/** `today`, `26 Nov`, or `Mar 2028` when it is far away. */
export function dueDate(due: number, now: number): string {
  if (sameDay(due, now)) return 'today'
  if (due - now > 330 * DAY) return localDate(due, { month: 'short', year: 'numeric' })
  return localDate(due, { day: 'numeric', month: 'short' })
}

/** `30 November`, with the year when it is another. */
export function dueDateSpelled(due: number, now: number): string {
  if (sameDay(due, now)) return 'today'
  const sameYear = new Date(due).getFullYear() === new Date(now).getFullYear()
  return localDate(due, { day: 'numeric', month: 'long', ...(sameYear ? {} : { year: 'numeric' }) })
}

/** `14:32` */
export function timeOfDay(instant: number): string {
  return localDate(instant, { hour: '2-digit', minute: '2-digit', hour12: false })
}

/** Days as on a label: `8.2 d`, `124 d`. */
export function daysWords(days: number): string {
  return `${days < 10 ? days.toFixed(1) : Math.round(days)} d`
}
