import fs from 'node:fs'
import net from 'node:net'
import os from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { LIMITS } from '../../electron/contract/content/primitives.ts'
import { CONTENT_SECURITY_POLICY, SECURITY_HEADERS } from '../../electron/media/renderer-files.ts'
import { makeApp, type TestApp } from '../support/app.ts'
import { rawSocket, request, serveApp, type RawRequest, type Served } from '../support/http.ts'

let test: TestApp
let server: Served
beforeAll(async () => {
  test = await makeApp()
  server = await serveApp(test)
})
afterAll(async () => {
  await server.close()
  await test.close()
})

/** A call as our own page makes it, with changes. */
function call(procedure: string, headers: Record<string, string | null> = {}, input: unknown = undefined): RawRequest {
  const own = {
    host: `127.0.0.1:${server.port}`,
    origin: server.origin,
    'sec-fetch-site': 'same-origin',
    'content-type': 'application/json',
    'x-epoch-token': server.token,
  }
  const kept = Object.entries({ ...own, ...headers }).filter((entry): entry is [string, string] => entry[1] !== null)
  return {
    method: 'POST',
    path: `/rpc/${procedure}`,
    headers: Object.fromEntries(kept),
    body: JSON.stringify({ json: input }),
  }
}

const decks = (): number => test.app.context.collection.decks.tree().length

/** Changes the collection unless it is stopped. */
const create = (headers: Record<string, string | null>): RawRequest =>
  call('decks/create', headers, { name: `attack ${Math.random()}`, parentId: null })

describe('who may call', () => {
  it('our own page may', async () => {
    const before = decks()
    const answer = await request(server, create({}))
    expect(answer.status).toBe(200)
    expect(decks()).toBe(before + 1)
  })

  it.each([
    ['a name that resolves to 127.0.0.1', 'localtest.me'],
    ['a rebound name with the port', 'attacker.example:PORT'],
    ['a name that begins like ours', '127.0.0.1.attacker.example:PORT'],
    ['a name that ends like ours', 'attacker.localhost:PORT'],
    ['our address without the port', '127.0.0.1'],
    ['our address with another port', '127.0.0.1:80'],
    ['another loopback address', '127.0.0.2:PORT'],
    ['any address', '0.0.0.0:PORT'],
    ['IPv6', '[::1]:PORT'],
    ['a user in the name', 'x@127.0.0.1:PORT'],
    ['a name with a dot at its end', 'localhost.:PORT'],
  ])('refuses the Host of %s', async (_what, host) => {
    const before = decks()
    const header = host.replace('PORT', String(server.port))
    for (const what of [create({ host: header, origin: null }), { headers: { host: header } }]) {
      const answer = await request(server, what)
      expect([400, 403]).toContain(answer.status)
    }
    expect(decks()).toBe(before)
  })

  it.each([
    'https://attacker.example',
    'http://127.0.0.1',
    'http://127.0.0.1:80',
    'http://localhost:1',
    'https://127.0.0.1:PORT',
    'null',
    'file://',
    '',
  ])('refuses the Origin %j, for calls and files', async (origin) => {
    const before = decks()
    const header = origin.replace('PORT', String(server.port))
    expect((await request(server, create({ origin: header }))).status).toBe(403)
    const host = `127.0.0.1:${server.port}`
    expect((await request(server, { headers: { host, origin: header } })).status).toBe(403)
    expect(decks()).toBe(before)
  })

  it('refuses an Origin that is ours under another of our names', async () => {
    expect((await request(server, create({ origin: `http://localhost:${server.port}` }))).status).toBe(403)
  })

  it.each(['cross-site', 'same-site', 'none'])('refuses calls whose sec-fetch-site is %s', async (site) => {
    const before = decks()
    expect((await request(server, create({ 'sec-fetch-site': site }))).status).toBe(403)
    expect(decks()).toBe(before)
  })

  it('refuses calls without the token of this run, with a part of it, and with more than it', async () => {
    const before = decks()
    const { token } = server
    for (const wrong of [null, '', 'x', token.slice(0, -1), `${token}x`, token.toLowerCase(), `Bearer ${token}`]) {
      expect((await request(server, create({ 'x-epoch-token': wrong }))).status).toBe(401)
    }
    const inPath = { ...create({ 'x-epoch-token': null }), path: `/rpc/decks/create?x-epoch-token=${token}` }
    expect((await request(server, inPath)).status).toBe(401)
    expect(decks()).toBe(before)
    expect(token).toMatch(/^[\w-]{43}$/)
  })

  it('refuses a preflight and never allows another origin', async () => {
    const host = `127.0.0.1:${server.port}`
    const headers = { host, origin: 'https://attacker.example', 'access-control-request-method': 'POST' }
    const answer = await request(server, { method: 'OPTIONS', path: '/rpc/decks/create', headers })
    expect(answer.status).toBe(403)
    expect(answer.headers['access-control-allow-origin']).toBeUndefined()
  })

  it('does not change anything by GET, which a picture or a link can make', async () => {
    const before = decks()
    const data = encodeURIComponent(JSON.stringify({ json: { name: 'by GET', parentId: null } }))
    const get = { ...create({}), method: 'GET', path: `/rpc/decks/create?data=${data}` }
    const { body: _body, ...withoutBody } = get
    const answer = await request(server, withoutBody)
    expect(answer.status).toBeGreaterThanOrEqual(400)
    expect(decks()).toBe(before)
  })

  it('does not take another spelling of the path for a file or a call', async () => {
    const before = decks()
    for (const name of ['//rpc/decks/create', '/%72pc/decks/create', '/RPC/decks/create', '/rpc/../rpc/decks/create']) {
      const answer = await request(server, { ...create({ 'x-epoch-token': null }), path: name })
      expect([401, 404, 405]).toContain(answer.status)
    }
    expect(decks()).toBe(before)
  })
})

describe('files', () => {
  const host = (): Record<string, string> => ({ host: `127.0.0.1:${server.port}` })
  const get = (name: string) => request(server, { path: name, headers: host() })

  it('of the renderer are served to anyone with the right Host', async () => {
    expect(await get('/')).toMatchObject({ status: 200, body: '<!doctype html><title>Epoch</title>' })
    const asset = await get('/assets/app.js')
    expect(asset).toMatchObject({ status: 200, headers: { 'content-type': 'text/javascript; charset=utf-8' } })
  })

  it.each([
    '/../secret.json',
    '/..%2fsecret.json',
    '/%2e%2e/secret.json',
    '/%2e%2e%2fsecret.json',
    '/assets/../../secret.json',
    '/assets/..%2f..%2fsecret.json',
    '/..%5csecret.json',
    '/..\\secret.json',
    '/%252e%252e%252fsecret.json',
    '/....//secret.json',
    '/..%c0%afsecret.json',
    '/..;/secret.json',
    '//..//secret.json',
    '/assets/app.js%00/../../../secret.json',
    '/secret.json%00.js',
    '/%ff',
    '/%',
  ])('outside the folder stay where they are: %s', async (name) => {
    const answer = await get(name)
    expect([400, 404]).toContain(answer.status)
    expect(answer.body).not.toContain('secret')
  })

  it('outside the folder cannot be had by a link in it either, nor files without a known type', async () => {
    expect((await get('/assets')).status).toBe(404)
    expect((await get('/assets/')).status).toBe(404)
    expect((await get('/index.htm')).status).toBe(404)
    expect((await get('/.env')).status).toBe(404)
  })

  it('cannot be written', async () => {
    for (const method of ['POST', 'PUT', 'DELETE', 'PATCH', 'OPTIONS', 'TRACE']) {
      const answer = await request(server, { method, path: '/index.html', headers: host(), body: 'x' })
      expect([400, 405]).toContain(answer.status)
    }
    expect((await get('/')).body).toContain('Epoch')
  })
})

describe('every answer', () => {
  it('carries the policy and the other headers, whatever it is', async () => {
    const host = { host: `127.0.0.1:${server.port}` }
    const answers = {
      page: await request(server, { headers: host }),
      asset: await request(server, { path: '/assets/app.js', headers: host }),
      missing: await request(server, { path: '/none.js', headers: host }),
      method: await request(server, { method: 'POST', headers: host }),
      host: await request(server, { headers: { host: 'attacker.example' } }),
      origin: await request(server, create({ origin: 'https://attacker.example' })),
      token: await request(server, create({ 'x-epoch-token': 'x' })),
      call: await request(server, call('app/hello')),
      coded: await request(server, call('notes/get', {}, { noteId: 99 })),
      invalid: await request(server, call('notes/get', {}, { noteId: 'x' })),
      unknown: await request(server, call('no/such/procedure')),
      broken: await request(server, { ...call('app/hello'), body: '{' }),
    }
    for (const [what, { headers }] of Object.entries(answers)) {
      for (const [name, value] of Object.entries(SECURITY_HEADERS))
        expect(headers[name], `${what}: ${name}`).toBe(value)
      expect(headers['access-control-allow-origin'], what).toBeUndefined()
    }
    expect(answers.broken.status).toBe(400)
    expect(answers.unknown.status).toBe(404)
  })

  it('of a call is never kept by a cache', async () => {
    const { headers } = await request(server, call('app/hello'))
    expect(headers['cache-control']).toBe('no-store')
  })

  it('allows no script but our own, no frame around it and no other place to talk to', () => {
    const rules = new Map(CONTENT_SECURITY_POLICY.split('; ').map((rule) => [rule.split(' ')[0], rule]))
    expect(rules.get('default-src')).toBe("default-src 'none'")
    expect(rules.get('script-src')).toBe("script-src 'self'")
    expect(rules.get('connect-src')).toBe("connect-src 'self'")
    expect(rules.get('frame-ancestors')).toBe("frame-ancestors 'none'")
    expect(rules.get('base-uri')).toBe("base-uri 'none'")
    expect(rules.get('form-action')).toBe("form-action 'none'")
    expect(CONTENT_SECURITY_POLICY).not.toMatch(/unsafe-eval|\*|https?:/)
  })
})

describe('the socket', () => {
  it('listens on 127.0.0.1 and nowhere else', async () => {
    const others = Object.values(os.networkInterfaces())
      .flat()
      .flatMap((address) => (address && address.address !== '127.0.0.1' ? [address.address] : []))
    const connects = (host: string): Promise<boolean> =>
      new Promise((resolve) => {
        const socket = net.connect({ port: server.port, host, timeout: 1000 }, () => resolve(true))
        socket.on('error', () => resolve(false))
        socket.on('timeout', () => resolve(false))
        socket.on('close', () => socket.destroy())
      })
    expect(await connects('127.0.0.1')).toBe(true)
    for (const host of others) expect(await connects(host), host).toBe(false)
  })

  it('survives what is not HTTP, and requests that lie about themselves', async () => {
    test.logged.splice(0)
    const head = `Connection: close\r\nHost: 127.0.0.1:${server.port}\r\n`
    for (const text of [
      'hello\r\n\r\n',
      '\u0000\u0001\u0002\r\n\r\n',
      'GET / HTTP/1.1\r\n\r\n',
      'GET / HTTP/1.0\r\n\r\n',
      `GET / HTTP/1.1\r\n${head}${head}\r\n`,
      `GET http://attacker.example/ HTTP/1.1\r\nConnection: close\r\nHost: attacker.example\r\n\r\n`,
      `GET / HTTP/1.1\r\nHost: a b c\r\n\r\n`,
      `POST /rpc/app/hello HTTP/1.1\r\n${head}Content-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n`,
      `GET /${'a'.repeat(40_000)} HTTP/1.1\r\n${head}\r\n`,
    ]) {
      const answer = await rawSocket(server, text)
      expect(answer, text.slice(0, 60)).not.toMatch(/^HTTP\/1\.1 (2|5)\d\d/)
    }
    expect((await request(server, call('app/hello'))).status).toBe(200)
    expect(test.logged).toEqual([])
  })

  it('refuses a body over the limit, announced or not, without keeping it', async () => {
    const announced = { ...call('imports/preview'), body: Buffer.alloc(0) }
    const size = LIMITS.fileBytes + 2 * 1024 * 1024
    const most = LIMITS.packageBytes + 2 * 1024 * 1024
    const head = Object.entries({ ...announced.headers, 'content-length': String(most) })
    const lines = head.map(([name, value]) => `${name}: ${value}\r\n`).join('')
    const answer = await rawSocket(server, `POST /rpc/imports/preview HTTP/1.1\r\n${lines}\r\n`)
    expect(answer).toMatch(/^HTTP\/1\.1 413/)
    const before = process.memoryUsage().rss
    const big = Buffer.alloc(size, 0x61)
    const sent = await request(server, {
      ...call('decks/create', { 'transfer-encoding': 'chunked' }),
      body: big,
    }).catch((error: NodeJS.ErrnoException) => error.code)
    expect(typeof sent === 'object' ? sent.status : sent).toSatisfy((value) =>
      [413, 'ECONNRESET', 'EPIPE'].includes(value as never),
    )
    expect(process.memoryUsage().rss - before).toBeLessThan(3 * size)
    expect((await request(server, call('app/hello'))).status).toBe(200)
  })
})

describe('the note about who has the collection open', () => {
  it('can be read by this user only, and holds the address while it runs', async () => {
    test.app.announce(server.url)
    const file = path.join(test.dataDir, 'owner.json')
    expect(JSON.parse(fs.readFileSync(file, 'utf8'))).toMatchObject({ pid: process.pid, url: server.url })
    // Windows has no such modes; there the folder of the user's profile keeps others out.
    if (process.platform !== 'win32') expect(fs.statSync(file).mode & 0o777).toBe(0o600)
    fs.chmodSync(file, 0o644)
    test.app.announce(server.url)
    if (process.platform !== 'win32') expect(fs.statSync(file).mode & 0o777).toBe(0o600)
  })

  it('is gone after a clean end', async () => {
    const other = await makeApp()
    other.app.announce('http://127.0.0.1:1/#token=x')
    await other.close()
    expect(fs.existsSync(path.join(other.dataDir, 'owner.json'))).toBe(false)
  })
})
