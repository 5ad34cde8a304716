import type { Browser, BrowserContext, BrowserContextOptions, ConsoleMessage, Page } from 'playwright-core'
import { setTimeout as sleep } from 'node:timers/promises'
import { launchChromium } from './chromium.ts'
import { ownPort, startHost, type RunningHost } from './host.ts'

export const DESK = { width: 1440, height: 900 } as const
export const SMALL = { width: 1024, height: 700 } as const

/** What a browser says while the host is away; expected only then. */
const AWAY = /net::ERR_|Failed to fetch|network error|status of 401/i

/** Refusals that are in the contract; browsers note them as failed loads. */
const REFUSED = /status of (404|409|422) /

/** What a page did that it never may: requests to others, errors, violations of its security policy. */
export class Watch {
  readonly #faults: string[] = []
  readonly #origin: () => string
  /** True while the host was ended on purpose. */
  away = false

  constructor(context: BrowserContext, origin: () => string) {
    this.#origin = origin
    context.on('request', (request) => this.#asked(request.url()))
    context.on('console', (message) => this.#said(message))
    context.on('weberror', (error) => this.#faults.push(`uncaught: ${error.error().message}`))
    context.on('page', (page) => page.on('websocket', (socket) => this.#faults.push(`socket: ${socket.url()}`)))
  }

  #asked(url: string): void {
    const own = url.startsWith(`${this.#origin()}/`) || /^(data|blob):/.test(url)
    if (!own) this.#faults.push(`request: ${url}`)
  }

  #said(message: ConsoleMessage): void {
    const serious = message.type() === 'error' || message.type() === 'warning'
    const text = message.text()
    if (!serious || REFUSED.test(text) || (this.away && AWAY.test(text))) return
    this.#faults.push(`console: ${text}`)
  }

  /** What went wrong since the last look. */
  take(): string[] {
    return this.#faults.splice(0)
  }
}

/** The app on a real host in a real browser. */
export interface Stage {
  readonly page: Page
  readonly dataDir: string
  readonly watch: Watch
  readonly host: () => RunningHost
  /** Ends the host as a power cut would; the page stays. */
  kill(): Promise<void>
  /** Starts the host on the same folder again, and opens the address that it prints in the same tab. */
  restart(): Promise<void>
  close(): Promise<void>
}

export interface StageOptions {
  readonly dataDir: string
  /** False leaves the built-in decks out. */
  readonly builtin?: boolean
  /** Opened already, when several stages share one. */
  readonly browser?: Browser
  readonly page?: BrowserContextOptions
}

/** A zone in which it is about noon: the study day neither begins nor ends while a test runs. */
export function noonZone(): string {
  const behind = new Date().getUTCHours() - 12
  return behind === 0 ? 'UTC' : `Etc/GMT${behind > 0 ? `+${behind}` : behind}`
}

/** Opens an address of a host, and waits until the app answers to keys and to a change of view. */
export async function openApp(page: Page, address: string): Promise<void> {
  await page.goto(address)
  await page.locator('h1').first().waitFor()
}

/**
 * Holds each call back by up to EPOCH_JITTER milliseconds, when that is set: what presses a key too early, or reads too
 * early, is then found at once instead of once in a hundred runs.
 */
async function slowDown(context: BrowserContext): Promise<void> {
  const most = Number(process.env.EPOCH_JITTER ?? 0)
  if (most === 0) return
  await context.route(/\/rpc\//, async (route) => {
    await sleep(Math.random() * most)
    await route.continue()
  })
}

/** Starts a host on a data folder and opens its address. */
export async function openStage(options: StageOptions): Promise<Stage> {
  const zone = noonZone()
  const port = await ownPort()
  const hosted = { dataDir: options.dataDir, builtin: options.builtin ?? true, port, env: { TZ: zone } }
  let host = await startHost(hosted)
  const browser = options.browser ?? (await launchChromium())
  const context = await browser.newContext({
    viewport: DESK,
    timezoneId: zone,
    locale: 'en-GB',
    colorScheme: 'light',
    permissions: ['clipboard-read', 'clipboard-write'],
    ...options.page,
  })
  context.setDefaultTimeout(15_000)
  await slowDown(context)
  const watch = new Watch(context, () => new URL(host.url).origin)
  const page = await context.newPage()
  await openApp(page, host.url)
  return {
    page,
    dataDir: options.dataDir,
    watch,
    host: () => host,
    kill: async () => {
      watch.away = true
      await host.kill()
    },
    restart: async () => {
      // The same port: the address then differs in its token only, which is no new page for the browser.
      host = await startHost(hosted)
      const loaded = page.waitForEvent('load')
      await page.goto(host.url)
      await loaded
      await page.locator('h1').first().waitFor()
      watch.away = false
    },
    close: async () => {
      await context.close()
      if (!options.browser) await browser.close()
      await host.stop()
    },
  }
}
