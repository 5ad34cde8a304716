import { setTimeout as wait } from 'node:timers/promises'
import { httpClient, type HttpClient } from './http.ts'
import { rounds } from './campaign.ts'
import { startHost, type RunningHost } from './host.ts'

/** How many kills a test makes: a few in a normal run, many in a soak; EPOCH_KILLS says another number. */
export const KILLS = Number(process.env['EPOCH_KILLS'] ?? rounds(3, 200))

/** Time for a test that makes them, each with a start of the host. */
export const KILLS_TIMEOUT = KILLS * 20_000 + 60_000

/**
 * Starts a host on a folder, works on it until it is killed, and waits for the work to notice.
 * @param work calls until a call fails because the host is gone
 * @param afterMs when to kill, counted from the first acknowledged call
 */
export async function workUntilKilled(
  dataDir: string,
  afterMs: number,
  work: (client: HttpClient, acknowledged: () => void) => Promise<void>,
): Promise<void> {
  const host = await startHost({ dataDir, builtin: false })
  let begun: () => void = () => undefined
  const first = new Promise<void>((resolve) => (begun = resolve))
  const killed = first.then(() => wait(afterMs)).then(() => host.kill())
  try {
    await work(httpClient(host.url), begun)
  } catch (error) {
    if (!isGone(error)) throw error
  } finally {
    begun()
    await killed
  }
}

/** The connection broke, as it does when the other side dies. */
function isGone(error: unknown): boolean {
  return error instanceof TypeError && error.message.includes('fetch failed')
}

/** Starts a host, hands its client over, and stops it. */
export async function withHost<T>(
  dataDir: string,
  use: (client: HttpClient, host: RunningHost) => Promise<T>,
): Promise<T> {
  const host = await startHost({ dataDir, builtin: false })
  try {
    return await use(httpClient(host.url), host)
  } finally {
    await host.stop()
  }
}
