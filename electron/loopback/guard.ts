import { timingSafeEqual } from 'node:crypto'

/** What a request must show to be let in. */
export interface Gate {
  readonly port: number
  readonly token: string
}

export type Refusal = { status: 400 | 401 | 403; reason: string }

function sameText(a: string, b: string): boolean {
  const left = Buffer.from(a)
  const right = Buffer.from(b)
  return left.length === right.length && timingSafeEqual(left, right)
}

/**
 * Decides whether a request for a card's content may pass. Its address holds a capability, and the frame that asks has
 * an origin of its own, which browsers call null.
 * @param request the incoming request, with its original headers
 * @param gate port of this run
 */
export function contentRefusalFor(request: Request, gate: Gate): Refusal | null {
  const headers = new Headers(request.headers)
  if (headers.get('origin') === 'null') headers.delete('origin')
  return refusalFor({ headers }, gate, false)
}

/**
 * Decides whether a request may pass: the Host must be ours (a name that resolves to 127.0.0.1 is not enough),
 * an Origin must be our own page, and calls need the token of this run.
 * @param request the incoming request, with its original headers
 * @param gate port and token of this run
 * @param isCall true for /rpc, false for the renderer's files
 * @returns null when it may pass, else the refusal
 */
export function refusalFor(request: Pick<Request, 'headers'>, gate: Gate, isCall: boolean): Refusal | null {
  const hosts = [`127.0.0.1:${gate.port}`, `localhost:${gate.port}`]
  const host = request.headers.get('host')
  if (!host || !hosts.includes(host)) return { status: 403, reason: 'host' }
  const origin = request.headers.get('origin')
  if (origin !== null && origin !== `http://${host}`) return { status: 403, reason: 'origin' }
  const site = request.headers.get('sec-fetch-site')
  if (isCall && site !== null && site !== 'same-origin') return { status: 403, reason: 'site' }
  if (!isCall) return null
  const token = request.headers.get('x-epoch-token')
  if (token === null || !sameText(token, gate.token)) return { status: 401, reason: 'token' }
  return null
}
