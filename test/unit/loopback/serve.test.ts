import net from 'node:net'
import type { AddressInfo } from 'node:net'
import { afterEach, describe, expect, it } from 'vitest'
import { epoch } from '../../support/cli.ts'
import { startHost, temporaryFolder, type RunningHost } from '../../support/host.ts'
import { addressOf, httpClient, request } from '../../support/http.ts'

const running: RunningHost[] = []
afterEach(async () => {
  for (const host of running.splice(0)) await host.stop()
})

async function start(dataDir = temporaryFolder('serve')): Promise<RunningHost> {
  const host = await startHost({ dataDir, builtin: false })
  running.push(host)
  return host
}

describe('epoch serve', () => {
  it('serves page and calls at the address it prints, and ends cleanly on a signal', async () => {
    const host = await start()
    const { port, token } = addressOf(host.url)
    expect(token).toMatch(/^[\w-]{43}$/)
    const page = await request({ port }, { headers: { host: `127.0.0.1:${port}` } })
    expect(page).toMatchObject({ status: 200, headers: { 'content-type': 'text/html; charset=utf-8' } })
    expect(page.body).not.toContain(token)
    expect(await httpClient(host.url).app.hello()).toMatchObject({ host: 'loopback', dataDir: host.dataDir })
    await host.stop()
    expect(host.process.exitCode).toBe(0)
  })

  it('takes another port when the usual one is taken, and a new token each time', async () => {
    const [one, two] = [await start(), await start()]
    const [first, second] = [addressOf(one.url), addressOf(two.url)]
    expect(first.port).not.toBe(second.port)
    expect(first.token).not.toBe(second.token)
    const headers = { host: `127.0.0.1:${second.port}`, 'x-epoch-token': first.token }
    expect(await request(second, { method: 'POST', path: '/rpc/app/hello', headers })).toMatchObject({ status: 401 })
  })

  it('ends with a sentence when the wanted port is taken, and frees the folder', async () => {
    const holder = net.createServer()
    await new Promise<void>((resolve) => holder.listen(0, '127.0.0.1', resolve))
    const { port } = holder.address() as AddressInfo
    const dataDir = temporaryFolder('taken')
    const refused = await epoch(['serve', '--port', String(port), '--no-open', '--no-builtin', '--data', dataDir])
    expect(refused).toEqual({ code: 1, stdout: '', stderr: `Port ${port} is taken. Choose another with --port.\n` })
    holder.close()
    const status = await epoch(['status', '--no-builtin', '--data', dataDir])
    expect(status.code).toBe(0)
  })
})
