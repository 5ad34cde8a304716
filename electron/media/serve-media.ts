import fs from 'node:fs'
import { Readable } from 'node:stream'
import { rangeOf, type ByteRange } from './range.ts'
import { mediaType, SNIFFED_BYTES } from './sniff.ts'
import { openFile, pathOfHash } from './store.ts'

/** What the server must know of a medium. */
export interface KnownMedium {
  readonly hash: string
  readonly size: number
}

/** The frame of a card has an origin of its own, so what it may load says so; the address is the capability. */
const HEADERS: Record<string, string> = {
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'no-referrer',
  'cross-origin-resource-policy': 'cross-origin',
  'access-control-allow-origin': '*',
  // An SVG that is opened by itself is a document; this leaves it nothing that it could do.
  'content-security-policy': "default-src 'none'; style-src 'unsafe-inline'; img-src data:; sandbox",
  'cache-control': 'private, no-cache',
  'accept-ranges': 'bytes',
}

const refuse = (status: number): Response => new Response(null, { status, headers: HEADERS })

/**
 * Serves the collection's media by name. Only names that the collection knows, only bytes that are an image, sound,
 * film or font, told by their content.
 * @param dataDir the collection's data folder
 * @param find looks a name up
 * @param previewed the bytes of a name that a previewed file has, and the collection does not
 * @returns answers a request for a name; GET and HEAD, one range
 */
export function serveMedia(
  dataDir: string,
  find: (name: string) => KnownMedium | undefined,
  previewed: (name: string) => Uint8Array | undefined = () => undefined,
): (request: Request, name: string) => Promise<Response> {
  return async (request, name) => {
    if (request.method !== 'GET' && request.method !== 'HEAD') return refuse(405)
    const medium = find(name) ?? find(decodedAgain(name))
    if (medium === undefined) return servePreviewed(previewed(name.normalize('NFC')))
    const etag = `"${medium.hash}"`
    if (request.headers.get('if-none-match') === etag) return refuse(304)
    const found = await typeAndSize(dataDir, medium.hash)
    if (found === null) return refuse(404)
    const { type, size } = found
    const range = rangeOf(request.headers.get('range'), size)
    if (range === 'unsatisfiable') {
      return new Response(null, { status: 416, headers: { ...HEADERS, 'content-range': `bytes */${size}` } })
    }
    const headers = { ...HEADERS, etag, 'content-type': type, ...lengthHeaders(range, size) }
    const status = range === null ? 200 : 206
    if (request.method === 'HEAD' || size === 0) return new Response(null, { status, headers })
    return new Response(bytesOf(pathOfHash(dataDir, medium.hash), range), { status, headers })
  }
}

/** Small, shown once, and gone when the preview is: whole, and never kept by the page. */
function servePreviewed(bytes: Uint8Array | undefined): Response {
  const known = bytes === undefined ? null : mediaType(bytes.subarray(0, SNIFFED_BYTES))
  if (bytes === undefined || known === null) return refuse(404)
  const headers = { ...HEADERS, 'cache-control': 'no-store', 'content-type': known.type }
  return new Response(Uint8Array.from(bytes), { headers })
}

function lengthHeaders(range: ByteRange | null, size: number): Record<string, string> {
  if (range === null) return { 'content-length': String(size) }
  return {
    'content-length': String(range.last - range.first + 1),
    'content-range': `bytes ${range.first}-${range.last}/${size}`,
  }
}

/** Old notes keep some names in percent form. */
function decodedAgain(name: string): string {
  try {
    return decodeURIComponent(name)
  } catch {
    return name
  }
}

async function typeAndSize(dataDir: string, hash: string): Promise<{ type: string; size: number } | null> {
  const handle = await openFile(dataDir, hash)
  if (handle === null) return null
  try {
    const { size } = await handle.stat()
    const { buffer, bytesRead } = await handle.read(new Uint8Array(SNIFFED_BYTES), 0, SNIFFED_BYTES, 0)
    const known = mediaType(buffer.subarray(0, bytesRead))
    return known === null ? null : { type: known.type, size }
  } finally {
    await handle.close()
  }
}

function bytesOf(file: string, range: ByteRange | null): ReadableStream {
  const part = range === null ? {} : { start: range.first, end: range.last }
  return Readable.toWeb(fs.createReadStream(file, part)) as ReadableStream
}
