import { studyDay } from '../../core/scheduling/study-day.ts'
import type { AnkiTiming } from '../../importers/anki-package/index.ts'
import type { PackageMoment } from './choice.ts'
import type { DayClock } from './day-clock.ts'

const MINUTE = 60_000
const HOUR = 60 * MINUTE
const DAY = 24 * HOUR

/** Days before and after today between which a due date can lie; what is further was never meant. */
const FARTHEST_DAYS = 50_000

/**
 * How many days have passed in the collection that a package came from, by its own count: the number that its due
 * dates are compared with. As in Anki: whole days since it was begun, by the calendar of the zone that it was begun
 * in, and less one before the hour at which its day begins; collections of the first scheduler count 24 hours.
 */
export function daysElapsed(timing: AnkiTiming, { now, zone }: PackageMoment): number {
  const { createdAt, createdOffset, rolloverHour } = timing
  if (createdOffset === null) return Math.max(0, Math.floor((now - createdAt) / DAY))
  const begun = Math.floor((createdAt - createdOffset * MINUTE) / DAY)
  return Math.max(0, studyDay(now, zone, rolloverHour) - begun)
}

/** Lays due dates of the package's collection on the days of this one. */
export class DueDays {
  readonly #clock: DayClock
  readonly #today: number
  readonly #elapsed: number

  constructor(clock: DayClock, timing: AnkiTiming, moment: PackageMoment) {
    this.#clock = clock
    this.#today = clock.day(moment.now)
    this.#elapsed = daysElapsed(timing, moment)
  }

  /** Today's study day. */
  get today(): number {
    return this.#today
  }

  /** Whether a due date is one that a card can have. */
  isPlausible(due: number): boolean {
    return Math.abs(due - this.#elapsed) <= FARTHEST_DAYS
  }

  /** The study day here of a due date there; one beyond reason is today. */
  day(due: number): number {
    return this.isPlausible(due) ? this.#today + due - this.#elapsed : this.#today
  }

  /** An instant of a study day for a card that is due on it: a minute after the day begins. */
  instant(day: number): number {
    return Math.max(1, this.#clock.start(day) + MINUTE)
  }
}
