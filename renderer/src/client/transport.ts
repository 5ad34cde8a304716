import { RPCLink as FetchLink } from '@orpc/client/fetch'
import { RPCLink as PortLink } from '@orpc/client/message-port'
import type { ClientLink } from '@orpc/client'

declare global {
  interface Window {
    /** Set by the desktop preload: asks the main process for a message port. */
    readonly epoch?: { connect: () => void }
  }
}

const TOKEN = 'epoch.token'

/** What a page that is going away would otherwise take along: answers of an exam, and where it stands. */
const LAST_WORDS: ReadonlySet<string> = new Set(['exam.respond', 'exam.leave'])

/** Waits for the port that the desktop preload posts to this window. */
export function awaitPort(target: Window, connect: () => void): Promise<MessagePort> {
  return new Promise((resolve) => {
    const take = (event: MessageEvent) => {
      const port = event.ports[0]
      if (event.source !== target || event.data !== 'epoch:port' || !port) return
      target.removeEventListener('message', take)
      port.start()
      resolve(port)
    }
    target.addEventListener('message', take)
    connect()
  })
}

const GIVEN = /^#token=([\w-]+)/

/** The token of the loopback host: from the address on the first load, then from this tab's own storage. */
export function takeToken(location: Location, history: History, storage: Storage): string {
  const given = GIVEN.exec(location.hash)?.[1]
  if (given) {
    storage.setItem(TOKEN, given)
    history.replaceState(null, '', location.pathname + location.search)
  }
  return storage.getItem(TOKEN) ?? ''
}

/**
 * The address of a host that was started again differs in its token only, so that opening it in this tab loads no new
 * page: the token is taken and the page loaded again.
 */
function followToken(): void {
  window.addEventListener('hashchange', ({ newURL }) => {
    const given = GIVEN.exec(new URL(newURL).hash)?.[1]
    if (!given) return
    window.sessionStorage.setItem(TOKEN, given)
    window.location.reload()
  })
}

/** The one place that knows which host this is: a message port on the desktop, HTTP on 127.0.0.1 otherwise. */
export async function openLink(): Promise<ClientLink<Record<never, never>>> {
  const desktop = window.epoch
  if (desktop) return new PortLink({ port: await awaitPort(window, () => desktop.connect()) })
  const token = takeToken(window.location, window.history, window.sessionStorage)
  followToken()
  return new FetchLink({
    url: `${window.location.origin}/rpc`,
    headers: () => ({ 'x-epoch-token': token }),
    fetch: (request, init, _, path) => fetch(request, { ...init, keepalive: LAST_WORDS.has(path.join('.')) }),
  })
}
