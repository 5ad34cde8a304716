import { randomBytes } from 'node:crypto'
import path from 'node:path'
import type { Issue } from '../contract/errors.ts'
import { fail, ok, type Result } from '../core/result.ts'
import type { Collection } from '../store/collection.ts'
import { damaged } from '../store/inspect.ts'
import { COLLECTION_FILE, openCollection, unwritable, type OpenProblem } from '../store/open.ts'
import { writeOwner } from '../store/owner.ts'
import { storeProblem } from '../store/problems.ts'
import { installDecks } from '../jobs/install.ts'
import { quietPulse } from '../jobs/protocol.ts'
import { startBackgroundJobs } from './background.ts'
import { startBackupClock } from './backup-clock.ts'
import type { OpenFolder } from './backups.ts'
import { loadCatalogue, withImported } from './catalogue.ts'
import type { Context, SavePdf } from './context.ts'
import { EventHub } from './events.ts'
import type { Log } from './log.ts'
import type { Resources } from './paths.ts'
import { followPlan } from './plan/follow.ts'
import { createRouter, type Router } from './router.ts'
import { createServices, type Services } from './services.ts'
import { SettingsService } from './settings.ts'
import { systemZone } from './system-zone.ts'

export type HostName = 'desktop' | 'loopback' | 'cli'

export interface AppOptions {
  readonly dataDir: string
  readonly resources: Resources
  readonly host: HostName
  readonly log: Log
  /** False leaves the built-in decks out of a collection that does not have them yet. */
  readonly builtin?: boolean
  /** Shows a folder in the system's own window, where the host can. */
  readonly openFolder?: OpenFolder
  readonly savePdf?: SavePdf
  /** For tests: epoch milliseconds, milliseconds that never jump, and the zone. */
  readonly now?: () => number
  readonly monotonic?: () => number
  readonly zone?: () => string
}

/** A running Epoch: the collection is open, the router answers. */
export interface App {
  readonly context: Context
  readonly services: Services
  readonly router: Router
  /** Built-in deck files that could not be installed. */
  readonly installIssues: readonly Issue[]
  /** Lets a second start find this one. */
  announce(url: string): void
  /** Writes what was not expected to the log; for the hosts' handlers. */
  readonly reportBugs: <T>(options: { next(): Promise<T> }) => Promise<T>
  close(): Promise<void>
}

/**
 * Opens the collection and starts everything on it. The command line installs the built-in decks before it goes on;
 * the hosts with a window do it in a worker, beside the integrity check after an unclean stop.
 * @returns the app, or why the collection can't be opened
 */
export async function createApp(options: AppOptions): Promise<Result<App, OpenProblem>> {
  const now = options.now ?? Date.now
  const opened = openCollection(options.dataDir, { now, purpose: 'owner' })
  if (!opened.ok) return fail(opened.error)
  const collection = opened.value
  try {
    return ok(await startOn(collection, options, now))
  } catch (error) {
    collection.close()
    const problem = storeProblem(error)
    if (problem === null) throw error
    if (problem.code !== 'damaged') return fail(unwritable(options.dataDir, problem.message))
    return fail(damaged(path.join(options.dataDir, COLLECTION_FILE), error instanceof Error ? error.message : ''))
  }
}

async function startOn(collection: Collection, options: AppOptions, now: () => number): Promise<App> {
  const context: Context = {
    collection,
    dataDir: options.dataDir,
    resources: options.resources,
    contentToken: randomBytes(32).toString('base64url'),
    catalogue: withImported(loadCatalogue(options.resources.decks), () => collection.blueprints.list()),
    settings: new SettingsService(collection),
    events: new EventHub(),
    log: options.log,
    ...(options.savePdf ? { savePdf: options.savePdf } : {}),
    now,
    monotonic: options.monotonic ?? (() => performance.now()),
    zone: options.zone ?? systemZone(),
  }
  const announce = (url: string | null): void => {
    try {
      writeOwner(options.dataDir, { pid: process.pid, url, startedAt: now(), host: options.host })
    } catch (error) {
      // On a full disk the cards that are there can still be read.
      options.log.warn(`nobody can be told who has the collection open: ${String(error)}`)
    }
  }
  announce(null)
  const builtin = options.builtin ?? true
  const services = createServices(context, options.host, options.openFolder ?? null)
  await services.exam.sitting.settle()
  const atOnce = options.host === 'cli' && builtin
  const installed = atOnce ? installDecks(collection, options.resources.decks, quietPulse) : { issues: [] }
  const background = options.host === 'cli' ? null : startBackgroundJobs(context, { builtin })
  const clock = options.host === 'cli' ? null : startBackupClock(services.backups, options.log)
  const unfollow = options.host === 'cli' ? null : followPlan(context, services.plan)
  return {
    context,
    services,
    router: createRouter(context, services),
    installIssues: [...context.catalogue.issues, ...installed.issues],
    announce,
    reportBugs: loggingBugs(options.log),
    close: async () => {
      unfollow?.()
      await background?.stop()
      await clock?.stop()
      services.imports.close()
      collection.close()
    },
  }
}

/** Passes calls on, and writes what was not expected to the log. */
export function loggingBugs(log: Log): App['reportBugs'] {
  return async ({ next }) => {
    try {
      return await next()
    } catch (error) {
      if (!isExpected(error)) log.error('a call failed', error)
      throw error
    }
  }
}

/** Coded errors of the contract and cancelled calls are not bugs. */
function isExpected(error: unknown): boolean {
  if (typeof error !== 'object' || error === null) return false
  const aborted = 'name' in error && error.name === 'AbortError'
  return aborted || ('defined' in error && error.defined === true)
}
