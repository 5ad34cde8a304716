import { fail, type Result } from '../core/result.ts'
import { dayStart, studyDay } from '../core/scheduling/study-day.ts'
import type { Collection, Writes } from '../store/collection.ts'
import type { StoreProblem } from '../store/problems.ts'
import type { Catalogue } from './catalogue.ts'
import type { EventHub } from './events.ts'
import type { Log } from './log.ts'
import type { Resources } from './paths.ts'
import type { ServiceError } from './service-error.ts'
import type { SettingsService } from './settings.ts'

/**
 * Asks the person where, and saves the page on screen as a PDF; hosts without a window of their own leave it out.
 * @param name of the file, without its ending
 * @returns the path of the file, null when the person thought better of it, or a sentence that says what went wrong
 */
export type SavePdf = (name: string) => Promise<Result<string | null, string>>

/** What every service works with; made once by `createApp`. */
export interface Context {
  readonly collection: Collection
  readonly dataDir: string
  readonly resources: Resources
  /** Part of the address that cards are shown from; made anew with each start. */
  readonly contentToken: string
  readonly catalogue: Catalogue
  readonly settings: SettingsService
  readonly events: EventHub
  readonly log: Log
  readonly savePdf?: SavePdf
  /** Epoch milliseconds by the wall clock. */
  readonly now: () => number
  /** Milliseconds that never jump. */
  readonly monotonic: () => number
  /** The IANA zone the person is in now. */
  readonly zone: () => string
}

/** How long a write waits for another connection (an import in the worker) before it gives up. */
const PATIENCE_MS = 120_000
const RETRY_MS = 4

/** Problems that say that something is not there, with its name. */
const GONE = new Map([
  ['gone', 'card'],
  ['no-such-card', 'card'],
  ['no-such-deck', 'deck'],
  ['no-such-attempt', 'mock exam'],
])

/** Turns a problem of the store into what the interface is told. */
export function storeError(problem: { readonly code: string; readonly message: string }): ServiceError {
  const what = GONE.get(problem.code)
  return what === undefined ? { code: 'CONFLICT', reason: problem.message } : { code: 'NOT_FOUND', what }
}

/**
 * Runs a write until the store is free, without holding up the thread: `busy` is tried again after a pause.
 * @param attempt one try; its work is done in a transaction, so that a try leaves all or nothing
 */
export async function whenFree<T, E extends { readonly code: string }>(
  context: Pick<Context, 'monotonic'>,
  attempt: () => Result<T, E | StoreProblem>,
): Promise<Result<T, E | StoreProblem>> {
  const until = context.monotonic() + PATIENCE_MS
  for (;;) {
    const result = attempt()
    if (result.ok || result.error.code !== 'busy' || context.monotonic() > until) return result
    await new Promise((resolve) => setTimeout(resolve, RETRY_MS))
  }
}

/**
 * Writes in one transaction and tells every window that something changed.
 * @param name what undo calls it; null for what can't be taken back
 * @param work runs inside the transaction, again when the store was busy
 */
export async function write<T>(
  context: Context,
  name: string | null,
  work: (writes: Writes) => Result<T, { readonly code: string; readonly message: string }>,
): Promise<Result<T, ServiceError>> {
  const result = await whenFree(context, () => context.collection.transact(name, work))
  if (!result.ok) return fail(storeError(result.error))
  context.events.emit({ type: 'changed' })
  return result
}

/** The person's calendar: the study day of an instant, and the instant at which a study day begins. */
export interface Calendar {
  readonly dayOf: (instant: number) => number
  readonly startOf: (day: number) => number
}

/** The calendar of the zone the person is in now. */
export function calendarOf(context: Pick<Context, 'zone' | 'settings'>): Calendar {
  const zone = context.zone()
  const { rolloverHour } = context.settings.get()
  return {
    dayOf: (instant) => studyDay(instant, zone, rolloverHour),
    startOf: (day) => dayStart(day, zone, rolloverHour),
  }
}

/** Today's study day and the instants at which it begins and ends. */
export function today(context: Pick<Context, 'now' | 'zone' | 'settings'>): {
  day: number
  start: number
  end: number
} {
  const zone = context.zone()
  const { rolloverHour } = context.settings.get()
  const day = studyDay(context.now(), zone, rolloverHour)
  return { day, start: dayStart(day, zone, rolloverHour), end: dayStart(day + 1, zone, rolloverHour) }
}
