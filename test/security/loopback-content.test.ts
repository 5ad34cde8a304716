import fs from 'node:fs'
import net from 'node:net'
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { pngOf } from '../fixtures/templates.ts'
import { makeApp, type TestApp } from '../support/app.ts'
import { request, serveApp, type RawAnswer, type Served } from '../support/http.ts'

const SECRET = 'nobody may read this'
let test: TestApp
let server: Served
let base: string

beforeAll(async () => {
  test = await makeApp()
  fs.writeFileSync(path.join(test.dataDir, 'secret.txt'), SECRET)
  fs.writeFileSync(path.join(test.dataDir, 'media.png'), SECRET)
  server = await serveApp(test)
  base = (await server.client.app.hello()).content
  await server.client.editor.addMedium({ file: new File([new Uint8Array(pngOf(1, 1, [1, 2, 3]))], 'a.png') })
})
afterAll(async () => {
  await server.close()
  await test.close()
})

const own = (): string => `127.0.0.1:${server.port}`
const get = (name: string, headers: Record<string, string> = {}): Promise<RawAnswer> =>
  request(server, { path: name, headers: { host: own(), ...headers } })

describe('what cards are shown with', () => {
  it('is served to the frame, whose origin is nobody’s', async () => {
    expect(await get(`${base}media/a.png`, { origin: 'null' })).toMatchObject({
      status: 200,
      headers: { 'content-type': 'image/png', 'x-content-type-options': 'nosniff' },
    })
  })

  it.each(['attacker.example', 'localtest.me:PORT', '127.0.0.1', '127.0.0.1:1', '[::1]:PORT'])(
    'is refused under the Host %s, as after rebinding',
    async (host) => {
      const answer = await get(`${base}media/a.png`, { host: host.replace('PORT', String(server.port)) })
      expect([400, 403]).toContain(answer.status)
    },
  )

  it.each(['https://attacker.example', 'http://127.0.0.1:1', 'http://localhost:PORT'])(
    'is refused to a page of %s that knows the address',
    async (origin) => {
      const header = origin.replace('PORT', String(server.port))
      expect((await get(`${base}media/a.png`, { origin: header })).status).toBe(403)
    },
  )

  it('is refused without the capability, with a part of it, and with the token of calls in its place', async () => {
    const token = base.split('/')[2] ?? ''
    expect(token).toMatch(/^[\w-]{22,}$/)
    expect(token).not.toBe(server.token)
    for (const wrong of ['', 'x', token.slice(1), `${token}x`, token.toUpperCase(), server.token, '..', '%2e%2e']) {
      const answer = await get(`/content/${wrong}/media/a.png`)
      expect(answer.status, wrong).toBe(404)
    }
  })

  it.each([
    'media/../secret.txt',
    'media/..%2fsecret.txt',
    'media/%2e%2e%2fsecret.txt',
    'media/%2e%2e/secret.txt',
    'media/..%5csecret.txt',
    'media/..\\secret.txt',
    'media/%252e%252e%252fsecret.txt',
    'media/....//secret.txt',
    'media/..%c0%afsecret.txt',
    'media/a.png%00/../../secret.txt',
    'media/..;/secret.txt',
    'media/%2fetc%2fpasswd',
    'media//etc/passwd',
    'media/collection.db',
    'media/..%2fcollection.db',
    'media.png',
    '../media.png',
    'export/..%2fsecret.txt',
    'export/',
    'frame/..%2fsecret.txt',
    'frame/../../secret.txt',
    '%6dedia/../secret.txt',
  ])('leads to no other file: %s', async (name) => {
    const answer = await get(`${base}${name}`)
    expect([400, 404]).toContain(answer.status)
    expect(answer.body).not.toContain(SECRET)
    expect(answer.body).not.toContain('SQLite format')
  })

  it('cannot be changed', async () => {
    for (const method of ['POST', 'PUT', 'DELETE', 'PATCH']) {
      const answer = await request(server, { method, path: `${base}media/a.png`, headers: { host: own() }, body: 'x' })
      expect([400, 405], method).toContain(answer.status)
    }
    expect((await get(`${base}media/a.png`)).status).toBe(200)
  })

  it('takes ranges that make no sense for what they are', async () => {
    for (const range of ['bytes=-1-5', 'bytes=5-1', 'bytes=99999999999999999999-', 'bytes=0-0,1-1', 'lines=1-2', 'x']) {
      const answer = await get(`${base}media/a.png`, { range })
      expect([200, 206, 416], range).toContain(answer.status)
    }
  })
})

/** A connection that sends something and then falls silent. */
function silent(text: string): Promise<net.Socket> {
  return new Promise((resolve, reject) => {
    const socket = net.connect(server.port, '127.0.0.1', () => socket.write(text, () => resolve(socket)))
    socket.on('error', reject)
  })
}

describe('those who send slowly', () => {
  const head = (): string =>
    `POST /rpc/decks/create HTTP/1.1\r\nHost: ${own()}\r\nx-epoch-token: ${server.token}\r\ncontent-type: application/json\r\n`

  it('hold nobody else up, and get nothing done', async () => {
    const before = test.app.context.collection.decks.tree().length
    const sockets = await Promise.all(
      Array.from({ length: 60 }, (_, index) =>
        silent(
          [`GET / HTTP/1.1\r\nHost: ${own()}\r\n`, `${head()}content-length: 90\r\n\r\n{"json":`, 'POST /rp'][
            index % 3
          ] ?? '',
        ),
      ),
    )
    expect((await server.client.app.hello()).host).toBe('loopback')
    expect((await get('/')).status).toBe(200)
    for (const socket of sockets) socket.destroy()
    expect(test.app.context.collection.decks.tree()).toHaveLength(before)
    expect((await server.client.app.hello()).host).toBe('loopback')
  })

  it('are told off before their body comes when they may not call', async () => {
    const answer = await new Promise<string>((resolve, reject) => {
      const socket = net.connect(server.port, '127.0.0.1', () =>
        socket.write(`${head().replace(server.token, 'x')}content-length: 1000000\r\n\r\n{`),
      )
      socket.once('data', (chunk: Buffer) => {
        socket.destroy()
        resolve(chunk.toString())
      })
      socket.on('error', reject)
    })
    expect(answer).toMatch(/^HTTP\/1\.1 401/)
  })

  it('do not keep the host from stopping', async () => {
    const other = await makeApp()
    const served = await serveApp(other)
    const socket = net.connect(served.port, '127.0.0.1')
    await new Promise<void>((resolve) => socket.write('POST /rpc/x HTTP/1.1\r\n', () => resolve()))
    const closed = new Promise<void>((resolve) => socket.once('close', () => resolve()))
    socket.on('error', () => undefined)
    await served.close()
    await closed
    await other.close()
  })
})
