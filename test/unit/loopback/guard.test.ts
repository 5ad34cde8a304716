import { describe, expect, it } from 'vitest'
import { refusalFor } from '../../../electron/loopback/guard.ts'
import { openBrowser } from '../../../electron/loopback/open-browser.ts'

const gate = { port: 4000, token: 'the-token' }
const OWN = {
  host: '127.0.0.1:4000',
  origin: 'http://127.0.0.1:4000',
  'sec-fetch-site': 'same-origin',
  'x-epoch-token': 'the-token',
}

/** A request with changed headers; null leaves one out. */
function refusal(changes: Record<string, string | null>, isCall = true) {
  const kept = Object.entries({ ...OWN, ...changes }).filter((entry): entry is [string, string] => entry[1] !== null)
  // A Headers object of its own: Request drops the headers that only a browser may set.
  const request = { headers: new Headers(kept) } as Request
  return refusalFor(request, gate, isCall)
}

describe('the gate of the loopback host', () => {
  it('lets our own page in, under both names of this machine', () => {
    expect(refusal({})).toBeNull()
    expect(refusal({ host: 'localhost:4000', origin: 'http://localhost:4000' })).toBeNull()
  })

  it('lets programs without a browser’s headers in, with the token', () => {
    expect(refusal({ origin: null, 'sec-fetch-site': null })).toBeNull()
  })

  it('lets anyone fetch the page itself, since it holds nothing secret', () => {
    expect(refusal({ origin: null, 'x-epoch-token': null, 'sec-fetch-site': 'none' }, false)).toBeNull()
    expect(refusal({ origin: null, 'x-epoch-token': null, 'sec-fetch-site': 'cross-site' }, false)).toBeNull()
  })

  it('names what it refuses, the Host before all else', () => {
    expect(refusal({ host: null })).toEqual({ status: 403, reason: 'host' })
    expect(refusal({ host: 'attacker.example:4000' }, false)).toEqual({ status: 403, reason: 'host' })
    expect(refusal({ host: '127.0.0.1:4001' })).toEqual({ status: 403, reason: 'host' })
    expect(refusal({ origin: 'http://attacker.example' }, false)).toEqual({ status: 403, reason: 'origin' })
    expect(refusal({ origin: 'http://localhost:4000' })).toEqual({ status: 403, reason: 'origin' })
    expect(refusal({ 'sec-fetch-site': 'same-site' })).toEqual({ status: 403, reason: 'site' })
    expect(refusal({ 'x-epoch-token': null })).toEqual({ status: 401, reason: 'token' })
    expect(refusal({ 'x-epoch-token': 'the-tokeN' })).toEqual({ status: 401, reason: 'token' })
    expect(refusal({ 'x-epoch-token': 'the-token2' })).toEqual({ status: 401, reason: 'token' })
  })
})

describe('opening the browser', () => {
  it('is left alone where there is no display or nothing to open it with', () => {
    expect(openBrowser('http://127.0.0.1/', { PATH: process.env.PATH }, 'linux')).toBe(false)
    expect(openBrowser('http://127.0.0.1/', { DISPLAY: ':0', PATH: '' }, 'linux')).toBe(false)
    expect(openBrowser('http://127.0.0.1/', { WAYLAND_DISPLAY: 'x', PATH: import.meta.dirname }, 'linux')).toBe(false)
  })
})
