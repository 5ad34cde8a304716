import { createORPCClient } from '@orpc/client'
import { RPCLink } from '@orpc/client/fetch'
import type { ContractRouterClient } from '@orpc/contract'
import fs from 'node:fs'
import http from 'node:http'
import net from 'node:net'
import path from 'node:path'
import type { contract } from '../../electron/contract/index.ts'
import { startServer } from '../../electron/loopback/server.ts'
import type { TestApp } from './app.ts'
import { temporaryFolder } from './host.ts'

export type HttpClient = ContractRouterClient<typeof contract>

export interface Address {
  readonly origin: string
  readonly port: number
  readonly token: string
}

/** Reads the address that a host prints. */
export function addressOf(url: string): Address {
  const { origin, port, hash } = new URL(url)
  return { origin, port: Number(port), token: hash.replace('#token=', '') }
}

/** The client that the renderer uses over HTTP. */
export function httpClient(url: string): HttpClient {
  const { origin, token } = addressOf(url)
  return createORPCClient<HttpClient>(
    new RPCLink({ url: `${origin}/rpc`, headers: () => ({ 'x-epoch-token': token }) }),
  )
}

/** A folder that looks like a built renderer, with a secret beside it. */
export function rendererFolder(): string {
  const root = temporaryFolder('renderer')
  const folder = path.join(root, 'renderer')
  fs.mkdirSync(path.join(folder, 'assets'), { recursive: true })
  fs.writeFileSync(path.join(folder, 'index.html'), '<!doctype html><title>Epoch</title>')
  fs.writeFileSync(path.join(folder, 'assets', 'app.js'), 'export {}')
  fs.writeFileSync(path.join(root, 'secret.json'), '"secret"')
  return folder
}

export interface Served extends Address {
  readonly url: string
  readonly client: HttpClient
  close(): Promise<void>
}

/** Serves an app on a free port of 127.0.0.1, as the loopback host does. */
export async function serveApp({ app }: Pick<TestApp, 'app'>): Promise<Served> {
  const { url, close } = await startServer(app, { renderer: rendererFolder(), port: 0 })
  return { ...addressOf(url), url, client: httpClient(url), close }
}

export interface RawAnswer {
  readonly status: number
  readonly headers: http.IncomingHttpHeaders
  readonly body: string
}

export interface RawRequest {
  readonly method?: string
  readonly path?: string
  readonly headers?: Record<string, string>
  readonly body?: string | Buffer
}

/** A request exactly as it is given: fetch would mend the path and forbid some headers. */
export function request({ port }: Pick<Address, 'port'>, what: RawRequest): Promise<RawAnswer> {
  return new Promise((resolve, reject) => {
    const { method = 'GET', headers = {}, body } = what
    const options = { host: '127.0.0.1', port, method, path: what.path ?? '/', headers, agent: false }
    const call = http.request(options, (response) => {
      let text = ''
      response.setEncoding('utf8')
      response.on('data', (chunk: string) => (text += chunk))
      response.on('end', () => resolve({ status: response.statusCode ?? 0, headers: response.headers, body: text }))
      response.on('error', reject)
    })
    call.on('error', reject)
    call.end(body)
  })
}

/** Writes bytes to the socket and gives all that comes back until the other side closes or falls silent. */
export function rawSocket({ port }: Pick<Address, 'port'>, text: string): Promise<string> {
  return new Promise((resolve, reject) => {
    const socket = net.connect(port, '127.0.0.1', () => socket.write(text))
    let answer = ''
    socket.setTimeout(2000, () => socket.destroy())
    socket.on('data', (chunk: Buffer) => (answer += chunk.toString()))
    socket.on('error', reject)
    socket.on('close', () => resolve(answer))
  })
}
