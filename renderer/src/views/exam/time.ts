/**
 * What is left on a clock: `1:28:05`, `58:12`. Counts down to 0:00 exactly when the time is over.
 * @param down false for a clock that counts up from 0:00
 */
export function clock(ms: number, down = true): string {
  const seconds = Math.max(0, down ? Math.ceil(ms / 1000) : Math.floor(ms / 1000))
  const pad = (value: number) => String(value).padStart(2, '0')
  const hours = Math.floor(seconds / 3600)
  const minutes = Math.floor((seconds % 3600) / 60)
  return hours > 0 ? `${hours}:${pad(minutes)}:${pad(seconds % 60)}` : `${minutes}:${pad(seconds % 60)}`
}

/** Time spent: `1:21`. */
export function spent(ms: number): string {
  const seconds = Math.round(ms / 1000)
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`
}

/** A clock for the ear: `58 minutes`. */
export function clockSpoken(ms: number): string {
  const minutes = Math.ceil(ms / 60_000)
  return minutes === 1 ? '1 minute' : `${minutes} minutes`
}

const MINUTE = 60_000
/** Minutes left at which the person is told. */
export const WARNINGS = [30, 5] as const

/** The warning that falls due between two readings of the clock (milliseconds left), or null. */
export function warningBetween(before: number, now: number): number | null {
  return WARNINGS.findLast((minutes) => before > minutes * MINUTE && now <= minutes * MINUTE) ?? null
}

/** `Saturday 21 November` in the local zone. */
export function dayOf(instant: number): string {
  const day = new Intl.DateTimeFormat('en-GB', { weekday: 'long', day: 'numeric', month: 'long' })
  return day.format(instant).replace(',', '')
}

/** `21 Nov 2026` in the local zone. */
export function shortDate(instant: number): string {
  const day = new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'short', year: 'numeric' })
  return day.format(instant).replace('Sept', 'Sep')
}
