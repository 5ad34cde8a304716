import path from 'node:path'
import type { Browser, BrowserContext, Page } from 'playwright-core'
import { startServer } from '../../electron/loopback/server.ts'
import { watchDay } from '../../electron/services/day-watch.ts'
import { makeApp, TestClock, type TestApp } from './app.ts'
import { DESK, openApp, Watch } from './browser.ts'
import { ROOT, temporaryFolder } from './host.ts'

/** The app in a real browser, with a clock and a zone that the test moves: for the program and for the page. */
export interface ClockStage {
  readonly page: Page
  readonly test: TestApp
  /** What went wrong in any window since the last look. */
  faults(): string[]
  /** Sets the clock of the machine. */
  setClock(instant: number): Promise<void>
  /** The machine arrives in another zone: the program notices, and the window that is opened next. */
  travel(zone: string): Promise<Page>
  /** A second window on the same collection. */
  openWindow(): Promise<Page>
  close(): Promise<void>
}

export interface ClockStageOptions {
  /** Epoch milliseconds at which the test begins. */
  readonly now: number
  /** IANA. */
  readonly zone?: string
  /** Filled already; a fresh one unless given. */
  readonly dataDir?: string
  readonly browser: Browser
  readonly fill?: (test: TestApp) => Promise<unknown> | unknown
}

/** How often the program looks whether another day has begun; in earnest it takes its time. */
const LOOK_EVERY_MS = 25
const RENDERER = path.join(ROOT, 'out', 'renderer')

/** Serves the built renderer from an app in this process, and opens it. */
export async function openClockStage(options: ClockStageOptions): Promise<ClockStage> {
  const clock = new TestClock(options.now)
  // The app asks for the zone again and again, so that it can change.
  const machine = { dataDir: options.dataDir ?? temporaryFolder('clock'), clock, zone: options.zone ?? 'UTC' }
  const test = await makeApp(machine)
  await test.client.app.updateSettings({ firstRunDone: true })
  await options.fill?.(test)
  const stopWatch = watchDay(test.app.context, LOOK_EVERY_MS)
  const server = await startServer(test.app, { renderer: RENDERER, port: 0 })
  const contexts: BrowserContext[] = []
  const watches: Watch[] = []

  async function open(): Promise<Page> {
    const context = await options.browser.newContext({ viewport: DESK, timezoneId: machine.zone, locale: 'en-GB' })
    contexts.push(context)
    context.setDefaultTimeout(15_000)
    watches.push(new Watch(context, () => new URL(server.url).origin))
    await context.clock.setSystemTime(clock.now)
    const page = await context.newPage()
    await openApp(page, server.url)
    return page
  }
  return {
    page: await open(),
    test,
    faults: () => watches.flatMap((watch) => watch.take()),
    setClock: async (instant) => {
      clock.now = instant
      for (const context of contexts) await context.clock.setSystemTime(instant)
    },
    travel: async (there) => {
      machine.zone = there
      return open()
    },
    openWindow: open,
    close: async () => {
      for (const context of contexts) await context.close()
      stopWatch()
      await server.close()
      await test.close()
    },
  }
}
