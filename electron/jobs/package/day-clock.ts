import { dayStart, studyDay, wallHour } from '../../core/scheduling/study-day.ts'
import type { PackageMoment } from './choice.ts'

const QUARTER = 900_000

/** Study days of instants that come roughly in order, as a log has them: nearly all cost a comparison. */
export class DayClock {
  readonly #zone: string
  readonly #rolloverHour: number
  readonly #starts = new Map<number, number>()
  #day = 0
  #from = 0
  #to = 0
  #quarter = Number.NaN
  #hour = 0

  constructor({ zone, rolloverHour }: PackageMoment) {
    this.#zone = zone
    this.#rolloverHour = rolloverHour
  }

  /** The study day of an instant. */
  day(instant: number): number {
    if (instant >= this.#from && instant < this.#to) return this.#day
    this.#day = studyDay(instant, this.#zone, this.#rolloverHour)
    this.#from = this.start(this.#day)
    this.#to = this.start(this.#day + 1)
    return this.#day
  }

  /** The hour on the wall, 0 to 23; zones change on quarters of an hour. */
  hour(instant: number): number {
    const quarter = Math.floor(instant / QUARTER)
    if (quarter !== this.#quarter) {
      this.#quarter = quarter
      this.#hour = wallHour(instant, this.#zone)
    }
    return this.#hour
  }

  /** The first instant of a study day. */
  start(day: number): number {
    let start = this.#starts.get(day)
    if (start === undefined) {
      start = dayStart(day, this.#zone, this.#rolloverHour)
      this.#starts.set(day, start)
    }
    return start
  }
}
