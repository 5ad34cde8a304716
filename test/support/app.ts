import { createRouterClient, type RouterClient } from '@orpc/server'
import fs from 'node:fs'
import path from 'node:path'
import { pathToFileURL } from 'node:url'
import { createApp, type App, type HostName } from '../../electron/services/app.ts'
import { importNow } from '../../electron/services/import-now.ts'
import type { Log } from '../../electron/services/log.ts'
import type { Resources } from '../../electron/services/paths.ts'
import type { Router } from '../../electron/services/router.ts'
import { deckText, type DeckNoteInput } from './decks.ts'
import { ROOT, temporaryFolder, WORKER_VARIABLE } from './host.ts'

export type TestClient = RouterClient<Router, Record<never, never>>

/** A clock that stands still until a test moves it: wall time and the time that never jumps. */
export class TestClock {
  now: number
  monotonic = 1_000_000

  constructor(now: number) {
    this.now = now
  }

  /** Lets time pass, on both clocks. */
  pass(ms: number): void {
    this.now += ms
    this.monotonic += ms
  }
}

export interface TestAppOptions {
  /** Epoch milliseconds at the start. */
  readonly now?: number
  readonly zone?: string
  /** Folder of built-in decks and blueprints, installed at once; none unless given. */
  readonly decks?: string
  readonly dataDir?: string
  /** `cli` does no work in the background; give `loopback` for what the window hosts do. */
  readonly host?: HostName
  readonly clock?: TestClock
}

export interface TestApp {
  readonly app: App
  /** Calls through the contract: inputs and outputs are validated. */
  readonly client: TestClient
  readonly clock: TestClock
  readonly dataDir: string
  /** What the host would have written to its log. */
  readonly logged: string[]
  /** Imports a text as a file of this name; throws when it is refused. */
  importText(name: string, text: string): ReturnType<typeof importNow>
  /** Imports notes into a deck. */
  addNotes(deck: string, notes: readonly DeckNoteInput[]): ReturnType<typeof importNow>
  close(): Promise<void>
}

/** 2026-11-20, 12:00 in UTC. */
export const NOON = Date.UTC(2026, 10, 20, 12)

/** What ships beside the code, with another folder of decks. */
export function resourcesWith(decks: string): Resources {
  const bundle = process.env[WORKER_VARIABLE] ?? path.join(ROOT, 'out', 'main', 'worker.js')
  const worker = pathToFileURL(bundle)
  return { decks, renderer: null, worker, version: '0.0.0-test' }
}

/** A decks folder with nothing in it. */
export function noDecks(): string {
  return temporaryFolder('no-decks')
}

function keepingLog(lines: string[]): Log {
  return {
    info: (words) => void lines.push(words),
    warn: (words) => void lines.push(words),
    error: (words, error) => void lines.push(`${words}: ${error instanceof Error ? error.stack : String(error)}`),
  }
}

/** Opens the app on a real collection in a temporary folder, with a clock that the test moves. */
export async function makeApp(options: TestAppOptions = {}): Promise<TestApp> {
  const clock = options.clock ?? new TestClock(options.now ?? NOON)
  const dataDir = options.dataDir ?? temporaryFolder('app')
  const logged: string[] = []
  const opened = await createApp({
    dataDir,
    resources: resourcesWith(options.decks ?? noDecks()),
    host: options.host ?? 'cli',
    log: keepingLog(logged),
    builtin: options.decks !== undefined,
    now: () => clock.now,
    monotonic: () => clock.monotonic,
    zone: () => options.zone ?? 'UTC',
  })
  if (!opened.ok) throw new Error(opened.error.message)
  const app = opened.value
  const importText = (name: string, text: string): ReturnType<typeof importNow> => {
    const report = importNow(app.context, { name, bytes: new TextEncoder().encode(text) }, false)
    if (report.refused) throw new Error(JSON.stringify(report.issues))
    return report
  }
  return {
    app,
    client: createRouterClient(app.router, { context: {} }),
    clock,
    dataDir,
    logged,
    importText,
    addNotes: (deck, notes) => importText('notes.yaml', deckText({ deck, notes })),
    close: () => app.close(),
  }
}

/** Closes an app and opens it again on the same folder, as the next day or after an update. */
export async function reopen(test: TestApp, options: TestAppOptions = {}): Promise<TestApp> {
  await test.close()
  return makeApp({ clock: test.clock, ...options, dataDir: test.dataDir })
}

/** The built-in decks as they ship. */
export const REAL_DECKS = path.join(ROOT, 'decks')

/** All rows of the collection's tables that hold what a person would miss, for comparing before and after. */
export function dump(test: Pick<TestApp, 'app'>): Record<string, unknown[]> {
  const { db } = test.app.context.collection
  const tables = ['deck', 'note', 'card', 'review', 'attempt', 'attempt_item', 'day_count', 'deck_total', 'setting']
  return Object.fromEntries(tables.map((table) => [table, db.prepare(`SELECT * FROM ${table}`).all()]))
}

/** The bytes of a file, for comparing. */
export function bytesOf(file: string): Buffer {
  return fs.readFileSync(file)
}
