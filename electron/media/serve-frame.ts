import { randomBytes } from 'node:crypto'
import fs from 'node:fs/promises'
import path from 'node:path'

/** Where the build puts the frame's script and style sheet, below the renderer's folder. */
const SCRIPT = 'assets/card-frame.js'
const STYLES = 'assets/card-frame.css'
const FONT = /^[\w.-]+\.woff2$/

/**
 * What the frame may do: run our one script, take styles from the card, load media by capability. The card's own script
 * has no nonce, the frame has no origin, and nothing else answers.
 * @param base address of the capability, such as `http://127.0.0.1:47615/content/TOKEN`
 * @param nonce of this one response
 */
export function framePolicy(base: string, nonce: string): string {
  const { protocol, host } = new URL(base)
  return [
    "default-src 'none'",
    `script-src 'nonce-${nonce}'`,
    `style-src 'unsafe-inline' ${base}/frame/`,
    `img-src ${base}/media/ data:`,
    `media-src ${base}/media/`,
    `font-src ${base}/media/ ${base}/frame/`,
    "base-uri 'none'",
    "form-action 'none'",
    `frame-ancestors ${protocol}//${host}`,
    'sandbox allow-scripts',
  ].join('; ')
}

const SHARED: Record<string, string> = {
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'no-referrer',
  'cross-origin-resource-policy': 'cross-origin',
  'x-dns-prefetch-control': 'off',
  'permissions-policy': 'camera=(), microphone=(), geolocation=(), usb=(), serial=(), hid=(), payment=(), autoplay=()',
  'cache-control': 'no-store',
}

const refuse = (status: number): Response => new Response(null, { status, headers: SHARED })

/**
 * Serves the page in which cards of imported note types are shown, its style sheet and the fonts of formulas.
 * @param folder absolute path of out/renderer
 * @returns answers a request for a name below the frame's address; the empty name is the page
 */
export function serveFrame(folder: string): (request: Request, name: string, base: string) => Promise<Response> {
  const read = keeping(folder)
  return async (request, name, base) => {
    if (request.method !== 'GET' && request.method !== 'HEAD') return refuse(405)
    const answer = await found(read, name, base)
    if (answer === null) return refuse(404)
    const headers = { ...SHARED, ...answer.headers }
    return new Response(request.method === 'HEAD' ? null : answer.body, { headers })
  }
}

interface Answer {
  readonly body: string | Uint8Array<ArrayBuffer>
  readonly headers: Record<string, string>
}

async function found(read: Reader, name: string, base: string): Promise<Answer | null> {
  if (name === '') return page(read, base)
  if (name === 'frame.css') {
    const css = await read(STYLES)
    // The fonts are asked for below the capability, whatever folder the build has put them into.
    const body = css?.toString('utf8').replaceAll(/url\((["']?)[^)"']*\/([\w.-]+\.woff2)\1\)/g, 'url($2)')
    return body === undefined ? null : { body, headers: { 'content-type': 'text/css; charset=utf-8' } }
  }
  if (!FONT.test(name)) return null
  const font = await read(`assets/${name}`)
  if (font === null) return null
  return {
    body: new Uint8Array(font),
    headers: {
      'content-type': 'font/woff2',
      'access-control-allow-origin': '*',
      'cache-control': 'private, max-age=31536000, immutable',
    },
  }
}

async function page(read: Reader, base: string): Promise<Answer | null> {
  const script = await read(SCRIPT)
  if (script === null) return null
  const nonce = randomBytes(18).toString('base64')
  // In a script element only this could end it early.
  const code = script.toString('utf8').replaceAll(/<\/script/gi, '<\\/script')
  const origin = new URL(base)
  const body = [
    '<!doctype html><html><head><meta charset="utf-8"><title>Card</title>',
    '<link rel="stylesheet" href="frame.css"></head>',
    '<body class="card"><div id="qa"></div>',
    `<script nonce="${nonce}" data-parent="${origin.protocol}//${origin.host}">${code}</script></body></html>`,
  ].join('')
  const headers = { 'content-type': 'text/html; charset=utf-8', 'content-security-policy': framePolicy(base, nonce) }
  return { body, headers }
}

type Reader = (name: string) => Promise<Buffer | null>

/** Reads files of a folder once: every card needs them, and a build under a running host takes nothing away. */
function keeping(folder: string): Reader {
  const kept = new Map<string, Buffer>()
  return async (name) => {
    const known = kept.get(name)
    if (known) return known
    const bytes = await fs.readFile(path.join(folder, name)).catch((error: NodeJS.ErrnoException) => {
      if (error.code === 'ENOENT') return null
      throw error
    })
    if (bytes) kept.set(name, bytes)
    return bytes
  }
}
