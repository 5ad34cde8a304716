import { spawn, type ChildProcess } from 'node:child_process'
import net, { type AddressInfo, type Server } from 'node:net'
import path from 'node:path'
import { afterEach, describe, expect, it } from 'vitest'
import { ROOT, temporaryFolder } from '../support/host.ts'

const running: ChildProcess[] = []
const servers: Server[] = []
afterEach(() => {
  for (const child of running.splice(0)) child.kill('SIGKILL')
  for (const server of servers.splice(0)) server.close()
})

interface Start {
  readonly child: ChildProcess
  readonly said: () => string
  /** Exit code, once it has ended. */
  readonly ended: Promise<number | null>
}

/** What `npm start` runs, with these arguments. */
function start(...args: readonly string[]): Start {
  const child = spawn(process.execPath, [path.join(ROOT, 'electron', 'launch', 'start.mjs'), ...args], {
    cwd: ROOT,
    env: { ...process.env, INIT_CWD: ROOT },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  running.push(child)
  let text = ''
  child.stdout.on('data', (chunk: Buffer) => (text += chunk.toString()))
  child.stderr.on('data', (chunk: Buffer) => (text += chunk.toString()))
  return { child, said: () => text, ended: new Promise((resolve) => child.once('close', resolve)) }
}

async function taken(): Promise<number> {
  const server = net.createServer()
  servers.push(server)
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return (server.address() as AddressInfo).port
}

/** A port that was free a moment ago. */
async function free(): Promise<number> {
  const port = await taken()
  await new Promise((resolve) => servers.pop()?.close(resolve))
  return port
}

const browser = (dataDir: string, port: number) =>
  start('--browser', '--data', dataDir, '--no-open', '--port', String(port))

describe('npm start', () => {
  it('prints the address, and a second start the address of the first', async () => {
    const dataDir = temporaryFolder('start')
    const port = await free()
    const first = browser(dataDir, port)
    await expect.poll(first.said, { timeout: 60_000 }).toMatch(`Epoch is open at http://127.0.0.1:${port}/#token=`)
    const [address] = /http:\S+/.exec(first.said()) ?? ['']
    expect((await fetch(new URL('/', address))).status).toBe(200)

    const second = browser(dataDir, await free())
    expect(await second.ended).toBe(0)
    expect(second.said()).toContain(`Epoch is already running: ${address}`)

    first.child.kill('SIGTERM')
    // Windows knows no signals: there the process just ends.
    expect(await first.ended).toBe(process.platform === 'win32' ? null : 0)
  })

  it('says so when the port is taken', async () => {
    const port = await taken()
    const refused = browser(temporaryFolder('start'), port)
    expect(await refused.ended).toBe(1)
    expect(refused.said()).toContain(`Port ${port} is taken. Choose another with --port.`)
  })

  it.each([
    [['--brwoser'], 'Unknown argument: --brwoser'],
    [['--port', 'many'], '--port needs a number'],
    [['--browser', '--desktop'], 'Choose --browser or --desktop.'],
  ])('ends with 2 and what is right for %j', async (args, words) => {
    const wrong = start(...args)
    expect(await wrong.ended).toBe(2)
    expect(wrong.said()).toContain(words)
    expect(wrong.said()).toContain('--no-open')
  })
})
