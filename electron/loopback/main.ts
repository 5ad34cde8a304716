import path from 'node:path'
import { isApp, openHouse } from '../services/house.ts'
import { explainOpenProblem, runningAt } from '../services/open-problem.ts'
import { defaultDataDir, findResources } from '../services/paths.ts'
import { createLog } from './log.ts'
import { openBrowser } from './open-browser.ts'
import { startServer, type LoopbackServer } from './server.ts'

/** Tried first, so that the address stays the same from day to day. */
const USUAL_PORT = 47_615

export interface ServeOptions {
  /** Data folder; null for the platform's own. */
  readonly data: string | null
  /** Null: the usual port, or a free one when that is taken. */
  readonly port: number | null
  readonly open: boolean
  /** False leaves the built-in decks out of a new collection. */
  readonly builtin?: boolean
}

function isPortTaken(error: unknown): boolean {
  return error instanceof Error && 'code' in error && (error.code === 'EADDRINUSE' || error.code === 'EACCES')
}

function say(words: string): void {
  process.stdout.write(`${words}\n`)
}

/**
 * Serves Epoch to the browser until SIGINT or SIGTERM.
 * @param options what was asked for on the command line
 * @returns 0 when another Epoch was brought up instead, 1 when it can't start; nothing while it serves
 */
export async function main(options: ServeOptions): Promise<number | undefined> {
  const dataDir = options.data ?? defaultDataDir(process.env, process.platform)
  const resources = findResources(import.meta.url)
  if (!resources.renderer) {
    process.stderr.write('The interface has not been built. Run npm run build.\n')
    return 1
  }
  const log = createLog(path.join(dataDir, 'logs', 'epoch.log'))
  const openFolder = async (folder: string): Promise<boolean> => openBrowser(folder, process.env, process.platform)
  const builtin = options.builtin ?? true
  const house = await openHouse({ dataDir, resources, host: 'loopback', log, builtin, openFolder })
  if (!house.ok) {
    const url = runningAt(house.error)
    if (url) {
      say(`Epoch is already running: ${url}`)
      if (options.open) openBrowser(url, process.env, process.platform)
      return 0
    }
    process.stderr.write(`${explainOpenProblem(house.error, dataDir)}\n`)
    return 1
  }
  const start = (port: number): Promise<LoopbackServer> =>
    startServer(house.value.door(), { renderer: resources.renderer ?? '', port })
  const server = await start(options.port ?? USUAL_PORT).catch(async (error: unknown) => {
    if (isPortTaken(error) && options.port === null) return start(0)
    if (!isPortTaken(error)) throw error
    return null
  })
  if (!server) {
    process.stderr.write(`Port ${options.port} is taken. Choose another with --port.\n`)
    await house.value.close()
    return 1
  }
  house.value.onChange(() => server.swap(house.value.door()))
  house.value.announce(server.url)
  if (!isApp(house.value.door()))
    say('Your collection is damaged. The page says what can be done; nothing was changed.')
  say(`Epoch is open at ${server.url}`)
  say('Leave this window open while you study. Ctrl C stops Epoch; everything is saved.')
  if (options.open) openBrowser(server.url, process.env, process.platform)
  const stop = (): void => {
    void server
      .close()
      .then(() => house.value.close())
      .then(() => process.exit(0))
  }
  process.once('SIGINT', stop)
  process.once('SIGTERM', stop)
  return undefined
}
