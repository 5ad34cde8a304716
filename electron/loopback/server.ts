import { serve } from '@hono/node-server'
import { RPCHandler } from '@orpc/server/fetch'
import { BodyLimitPlugin } from '@orpc/server/fetch'
import { randomBytes } from 'node:crypto'
import type { AddressInfo } from 'node:net'
import { LIMITS } from '../contract/content/primitives.ts'
import { CONTENT_PREFIX, serveContent } from '../media/content.ts'
import { SECURITY_HEADERS, serveRenderer } from '../media/renderer-files.ts'
import type { App } from '../services/app.ts'
import { isApp } from '../services/house.ts'
import type { Rescue } from '../services/rescue.ts'
import { contentOf } from '../services/content.ts'
import { contentRefusalFor, refusalFor, type Gate } from './guard.ts'
import { isLargeUpload, withUpload } from './upload.ts'

/** Room for the multipart envelope around the largest file that may be imported. */
const ENVELOPE_BYTES = 1024 * 1024

/** The one call that takes packages, which media make larger than anything else. */
const PREVIEW = '/rpc/imports/preview'

const CALL_HEADERS = { ...SECURITY_HEADERS, 'cache-control': 'no-store' }

export interface LoopbackServer {
  /** Address with the token in its fragment, which no request ever carries. */
  readonly url: string
  /** Serves another door on the same address. */
  swap(door: App | Rescue): void
  close(): Promise<void>
}

/** What answers calls and shows cards behind a door. */
function handlersOf(door: App | Rescue, renderer: string) {
  const handlerUpTo = (bytes: number) =>
    new RPCHandler(door.router, {
      plugins: [new BodyLimitPlugin({ maxBodySize: bytes + ENVELOPE_BYTES })],
      interceptors: [door.reportBugs],
    })
  return {
    content: isApp(door) ? serveContent(contentOf(door, renderer)) : null,
    rpc: handlerUpTo(LIMITS.fileBytes),
    previews: handlerUpTo(LIMITS.packageBytes),
    /** For calls whose file is on the disk already. */
    uploaded: new RPCHandler(door.router, { interceptors: [door.reportBugs] }),
    spool: isApp(door) ? door.services.imports.spool : null,
  }
}

const nothing = (): Response => new Response(null, { status: 404, headers: SECURITY_HEADERS })

/**
 * Serves the app on 127.0.0.1.
 * @param door the running app, or the rescue of a damaged collection
 * @param options renderer: folder of the built renderer; port: wanted port, 0 for any free one
 * @returns the server; rejects with the system's error when the port can't be had
 */
export async function startServer(
  door: App | Rescue,
  options: { renderer: string; port: number },
): Promise<LoopbackServer> {
  const token = randomBytes(32).toString('base64url')
  const files = serveRenderer(options.renderer)
  let handlers = handlersOf(door, options.renderer)
  let gate: Gate = { port: 0, token }

  const answer = async (request: Request): Promise<Response> => {
    const { pathname } = new URL(request.url)
    const isCall = pathname.startsWith('/rpc/')
    const isContent = pathname.startsWith(CONTENT_PREFIX)
    const refusal = isContent ? contentRefusalFor(request, gate) : refusalFor(request, gate, isCall)
    if (refusal) return new Response(refusal.reason, { status: refusal.status, headers: SECURITY_HEADERS })
    if (isContent) return handlers.content?.(request) ?? nothing()
    if (!isCall) return files(request)
    const response = await call(request, pathname)
    for (const [name, value] of Object.entries(CALL_HEADERS)) response.headers.set(name, value)
    return response
  }

  const call = async (request: Request, pathname: string): Promise<Response> => {
    const { previews, rpc, spool, uploaded } = handlers
    const handled = async (handler: typeof rpc, whole: Request): Promise<Response> => {
      const result = await handler.handle(whole, { prefix: '/rpc', context: {} })
      return result.matched ? result.response : new Response(null, { status: 404 })
    }
    if (pathname !== PREVIEW) return handled(rpc, request)
    if (spool === null || !isLargeUpload(request, LIMITS.fileBytes, LIMITS.packageBytes + ENVELOPE_BYTES))
      return handled(previews, request)
    return withUpload(request, spool, LIMITS.packageBytes, (whole) => handled(uploaded, whole))
  }

  return new Promise((resolve, reject) => {
    const server = serve({ fetch: answer, hostname: '127.0.0.1', port: options.port }, (info: AddressInfo) => {
      gate = { port: info.port, token }
      resolve({
        url: `http://127.0.0.1:${info.port}/#token=${token}`,
        swap: (other) => {
          handlers = handlersOf(other, options.renderer)
        },
        close: () =>
          new Promise<void>((done) => {
            server.close(() => done())
            if ('closeAllConnections' in server) server.closeAllConnections()
          }),
      })
    })
    server.once('error', reject)
  })
}
