const HOUR = 3_600_000
const DAY = 24 * HOUR

const QUARTER = HOUR / 4
const MOST_OFFSETS = 4096

/** Offsets by zone and UTC day; null for a day on which the clocks change. */
const offsets = new Map<string, Map<number, number | null>>()

/** One formatter a zone: making them is slow. */
const formatters = new Map<string, Intl.DateTimeFormat>()

/**
 * The study day of an instant: the local date, after the rollover hour is taken off the local wall clock, as days
 * since 1970-01-01. Through clock changes the day still begins when a wall clock shows the rollover hour.
 * @param instant epoch milliseconds
 * @param zone IANA zone, e.g. `Europe/Berlin`; an unknown one throws RangeError
 * @param rolloverHour 0 to 23
 */
export function studyDay(instant: number, zone: string, rolloverHour: number): number {
  return Math.floor((wallClock(instant, zone) - rolloverHour * HOUR) / DAY)
}

/** The hour that a clock on the wall shows in the zone, 0 to 23. */
export function wallHour(instant: number, zone: string): number {
  return Math.floor((((wallClock(instant, zone) % DAY) + DAY) % DAY) / HOUR)
}

/** The first instant of a study day, in epoch milliseconds; of the day after it where a zone skipped the day. */
export function dayStart(day: number, zone: string, rolloverHour: number): number {
  const wall = day * DAY + rolloverHour * HOUR
  const begun = (instant: number): boolean => studyDay(instant, zone, rolloverHour) >= day
  const guess = wall - (wallClock(wall, zone) - wall)
  if (begun(guess) && !begun(guess - 1)) return guess
  // The clocks change near this hour: look for the first instant of the day.
  let before = wall - 2 * DAY
  let after = wall + 2 * DAY
  while (after - before > 1) {
    const middle = Math.floor((before + after) / 2)
    if (begun(middle)) after = middle
    else before = middle
  }
  return after
}

/** A day number as YYYY-MM-DD. */
export function dayToDate(day: number): string {
  return new Date(day * DAY).toISOString().slice(0, 10)
}

/** The day number of a date YYYY-MM-DD; throws RangeError for anything else. */
export function dateToDay(date: string): number {
  const instant = /^\d{4}-\d{2}-\d{2}$/.test(date) ? Date.parse(`${date}T00:00:00Z`) : Number.NaN
  if (Number.isNaN(instant) || dayToDate(instant / DAY) !== date) throw new RangeError(`not a date: ${date}`)
  return instant / DAY
}

/** What a wall clock in the zone shows, as if it were UTC, in epoch milliseconds. */
function wallClock(instant: number, zone: string): number {
  return instant + offsetOf(instant, zone)
}

/**
 * How far a zone is ahead of UTC, in milliseconds. Asking the formatter is slow, so offsets are remembered: by UTC
 * day where a day begins and ends with the same one, else by quarters of an hour, on which zones have changed since
 * 1972.
 */
function offsetOf(instant: number, zone: string): number {
  let known = offsets.get(zone)
  if (known === undefined || known.size >= MOST_OFFSETS) {
    known = new Map()
    offsets.set(zone, known)
  }
  const day = Math.floor(instant / DAY)
  let offset = known.get(day)
  if (offset === undefined) {
    const [first, last] = [askOffset(day * DAY, zone), askOffset((day + 1) * DAY - QUARTER, zone)]
    offset = first === last ? first : null
    known.set(day, offset)
  }
  return offset ?? askOffset(Math.floor(instant / QUARTER) * QUARTER, zone)
}

function askOffset(instant: number, zone: string): number {
  const shown = formatterOf(zone).format(instant)
  const [month = 1, day = 1, year = 1970, hour = 0, minute = 0, second = 0] = shown.match(/\d+/g)?.map(Number) ?? []
  return Date.UTC(year, month - 1, day, hour, minute, second) - instant
}

function formatterOf(zone: string): Intl.DateTimeFormat {
  const known = formatters.get(zone)
  if (known !== undefined) return known
  const formatter = new Intl.DateTimeFormat('en-US', {
    timeZone: zone,
    hourCycle: 'h23',
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: 'numeric',
    minute: 'numeric',
    second: 'numeric',
  })
  formatters.set(zone, formatter)
  return formatter
}
