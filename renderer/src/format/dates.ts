const LOCALE = 'en-GB'

/** A study day (YYYY-MM-DD) as a date at noon UTC, safe from zone shifts. */
export function dayToDate(day: string): Date {
  return new Date(`${day}T12:00:00Z`)
}

// Made once: to make one takes longer than to fill a line of the list.
const LONG = new Intl.DateTimeFormat(LOCALE, { weekday: 'long', day: 'numeric', month: 'long', timeZone: 'UTC' })
const SHORT = new Intl.DateTimeFormat(LOCALE, { day: 'numeric', month: 'short', timeZone: 'UTC' })

/** `Thursday 19 November` */
export function longDay(day: string): string {
  return LONG.format(dayToDate(day)).replace(',', '')
}

/** `12 Dec` */
export function shortDay(day: string): string {
  return SHORT.format(dayToDate(day)).replace('Sept', 'Sep')
}

/** `12 Dec 2026` */
export function dayWithYear(day: string): string {
  return `${shortDay(day)} ${day.slice(0, 4)}`
}

/** `14:02:31` in the local zone. */
export function clockTime(instant: number): string {
  return new Date(instant).toLocaleTimeString(LOCALE, { hour12: false })
}

/** Whole days from one study day to another; negative when `to` is earlier. */
export function daysBetween(from: string, to: string): number {
  return Math.round((dayToDate(to).getTime() - dayToDate(from).getTime()) / 86_400_000)
}

/** The study day `days` after `day`. */
export function addDays(day: string, days: number): string {
  return new Date(dayToDate(day).getTime() + days * 86_400_000).toISOString().slice(0, 10)
}
