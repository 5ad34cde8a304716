import { timingSafeEqual } from 'node:crypto'
import { serveExport, type ServedFile } from './serve-export.ts'
import { serveFrame } from './serve-frame.ts'
import { serveMedia, type KnownMedium } from './serve-media.ts'

/** Everything below it is for those who know the token of this run. */
export const CONTENT_PREFIX = '/content/'

export interface ContentOptions {
  /** Random, made anew with each start; part of the address. */
  readonly token: string
  readonly dataDir: string
  readonly find: (name: string) => KnownMedium | undefined
  /** A medium of a file that is previewed, and not in the collection yet. */
  readonly previewed?: (name: string) => Uint8Array | undefined
  /** The export that waits under an id. */
  readonly exported?: (id: string) => ServedFile | undefined
  /** Absolute path of out/renderer. */
  readonly renderer: string
}

/** The address, without its origin, that cards are shown from: `media/NAME`, `frame/` and `export/ID` lie below it. */
export function contentPath(token: string): string {
  return `${CONTENT_PREFIX}${token}/`
}

/**
 * Serves what cards are shown with: the media of the collection and the sandboxed frame. Both hosts use it.
 * @returns answers every request below `CONTENT_PREFIX`; a wrong token is told nothing but 404
 */
export function serveContent(options: ContentOptions): (request: Request) => Promise<Response> {
  const media = serveMedia(options.dataDir, options.find, options.previewed)
  const frame = serveFrame(options.renderer)
  const exported = serveExport(options.exported ?? (() => undefined))
  return async (request) => {
    const url = new URL(request.url)
    const [token = '', area = '', ...rest] = url.pathname.slice(CONTENT_PREFIX.length).split('/')
    if (!url.pathname.startsWith(CONTENT_PREFIX) || !sameText(token, options.token)) return notFound()
    const name = rest.length === 1 ? decoded(rest[0] ?? '') : null
    if (name === null) return notFound()
    if (area === 'media') return media(request, name)
    if (area === 'export') return exported(request, name)
    if (area !== 'frame') return notFound()
    return frame(request, name, `${url.protocol}//${url.host}${CONTENT_PREFIX}${token}`)
  }
}

function notFound(): Response {
  return new Response(null, { status: 404, headers: { 'x-content-type-options': 'nosniff' } })
}

function decoded(name: string): string | null {
  try {
    return decodeURIComponent(name)
  } catch {
    return null
  }
}

function sameText(a: string, b: string): boolean {
  const left = Buffer.from(a)
  const right = Buffer.from(b)
  return left.length === right.length && timingSafeEqual(left, right)
}
