import fs from 'node:fs'
import { Readable } from 'node:stream'

/** A file that waits for its download. */
export interface ServedFile {
  /** Absolute path. */
  readonly file: string
  /** What it is to be called. */
  readonly name: string
}

const HEADERS: Record<string, string> = {
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'no-referrer',
  'cross-origin-resource-policy': 'same-origin',
  'content-security-policy': "default-src 'none'; sandbox",
  'cache-control': 'no-store',
}

/**
 * Serves exports to be saved, never to be shown: a deck may hold anything.
 * @param find the file of an id; ids are random, and die with the run
 */
export function serveExport(
  find: (id: string) => ServedFile | undefined,
): (request: Request, id: string) => Promise<Response> {
  return async (request, id) => {
    if (request.method !== 'GET' && request.method !== 'HEAD')
      return new Response(null, { status: 405, headers: HEADERS })
    const found = find(id)
    const size = found === undefined ? null : await sizeOf(found.file)
    if (found === undefined || size === null) return new Response(null, { status: 404, headers: HEADERS })
    const headers = {
      ...HEADERS,
      'content-type': 'application/octet-stream',
      'content-length': String(size),
      'content-disposition': `attachment; filename*=UTF-8''${encodeName(found.name)}`,
    }
    if (request.method === 'HEAD') return new Response(null, { status: 200, headers })
    return new Response(Readable.toWeb(fs.createReadStream(found.file)) as ReadableStream, { status: 200, headers })
  }
}

async function sizeOf(file: string): Promise<number | null> {
  try {
    return (await fs.promises.stat(file)).size
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return null
    throw error
  }
}

/** As RFC 8187 wants it. */
function encodeName(name: string): string {
  return encodeURIComponent(name).replace(/['()*]/g, (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`)
}
