import { dayToDate, studyDay } from '../scheduling/study-day.ts'

/** All of these newest hours are kept, whatever they are. */
export const KEEP_ALL_MS = 2 * 86_400_000
/** How many days, weeks and months keep their newest backup. */
export const KEPT = { days: 12, weeks: 10, months: 9 } as const

/** A backup as far as it matters for how long it stays. */
export interface Dated {
  readonly name: string
  /** Epoch milliseconds. */
  readonly at: number
}

/** 1970-01-01 was a Thursday; weeks begin on Mondays. */
const weekOf = (day: number): number => Math.floor((day + 3) / 7)
const monthOf = (day: number): string => dayToDate(day).slice(0, 7)

/** The newest of each of the first `most` groups. @param newestFirst in that order */
function newestOfEach<T extends Dated>(newestFirst: readonly T[], most: number, group: (one: T) => unknown): T[] {
  const groups = new Map<unknown, T>()
  for (const one of newestFirst) {
    const key = group(one)
    if (!groups.has(key)) groups.set(key, one)
  }
  return [...groups.values()].slice(0, most)
}

/**
 * Decides which backups stay: all of the last two days (and any that claim to be from later), and the newest of each
 * of the 12 last days, 10 last weeks and 9 last months that have one. Days without a backup do not count, so that a
 * long pause costs none.
 * @param backups in any order
 * @param now epoch milliseconds
 * @param zone the IANA zone that days begin in, at midnight
 * @returns names to keep; never without the newest, and the same when asked again of what it kept
 */
export function backupsToKeep(backups: readonly Dated[], now: number, zone: string): Set<string> {
  const newestFirst = backups.toSorted((a, b) => b.at - a.at || (a.name < b.name ? 1 : -1))
  const days = new Map(newestFirst.map((one) => [one, studyDay(one.at, zone, 0)]))
  const dayOf = (one: Dated): number => days.get(one) ?? 0
  const kept = [
    ...newestFirst.filter((one) => one.at > now - KEEP_ALL_MS),
    ...newestOfEach(newestFirst, KEPT.days, dayOf),
    ...newestOfEach(newestFirst, KEPT.weeks, (one) => weekOf(dayOf(one))),
    ...newestOfEach(newestFirst, KEPT.months, (one) => monthOf(dayOf(one))),
  ]
  return new Set(kept.map((one) => one.name))
}
