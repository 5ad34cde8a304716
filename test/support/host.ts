import { spawn, type ChildProcess } from 'node:child_process'
import { randomInt } from 'node:crypto'
import fs from 'node:fs'
import net from 'node:net'
import os from 'node:os'
import path from 'node:path'

export const ROOT = path.resolve(import.meta.dirname, '..', '..')
/** Names the bundle that worker threads start from in the tests of a run. */
export const WORKER_VARIABLE = 'EPOCH_TEST_WORKER'

/** A fresh folder for one test: in the folder of this run of the tests, which is removed at its end. */
export function temporaryFolder(name: string): string {
  return fs.mkdtempSync(path.join(process.env.EPOCH_TEST_FOLDER ?? os.tmpdir(), `epoch-${name}-`))
}

export interface RunningHost {
  readonly url: string
  readonly dataDir: string
  readonly process: ChildProcess
  /** Ends the host as the system would end it on a power cut. */
  kill(): Promise<void>
  stop(): Promise<void>
}

export interface HostOptions {
  readonly dataDir: string
  readonly builtin?: boolean
  /** True starts what `npm start` starts: the bundle in out/, which has to be built. */
  readonly bundle?: boolean
  /** The usual port, or a free one, unless given. */
  readonly port?: number
  readonly env?: Record<string, string>
}

/** Below the ports that systems give out by themselves, and apart from our usual one. */
const OWN_PORTS = [12_000, 32_000] as const

/** A port that stays free between two starts of a host, while other tests start theirs. */
export async function ownPort(): Promise<number> {
  for (;;) {
    const port = randomInt(...OWN_PORTS)
    const isFree = await new Promise<boolean>((resolve) => {
      const server = net.createServer()
      server.once('error', () => resolve(false))
      server.listen(port, '127.0.0.1', () => server.close(() => resolve(true)))
    })
    if (isFree) return port
  }
}

function ended(child: ChildProcess): Promise<void> {
  return new Promise((resolve) => {
    if (child.exitCode !== null || child.signalCode !== null) resolve()
    else child.once('exit', () => resolve())
  })
}

/** How the loopback host is started: by the command line's launcher, or from the bundle as `npm start` does it. */
function commandOf({ dataDir, port, builtin = true, bundle = false }: HostOptions): string[] {
  if (bundle) {
    const wanted = JSON.stringify({ data: dataDir, port: port ?? null, open: false, builtin })
    return [path.join(ROOT, 'test', 'support', 'start-bundle.mjs'), wanted]
  }
  const args = ['serve', '--data', dataDir, '--no-open']
  if (!builtin) args.push('--no-builtin')
  if (port !== undefined) args.push('--port', String(port))
  return [path.join(ROOT, 'electron', 'launch', 'epoch.mjs'), ...args]
}

/** Starts the loopback host and waits for its address. */
export async function startHost(options: HostOptions): Promise<RunningHost> {
  const child = spawn(process.execPath, commandOf(options), {
    cwd: ROOT,
    env: { ...process.env, ...options.env, INIT_CWD: ROOT },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  const url = await new Promise<string>((resolve, reject) => {
    let text = ''
    const take = (chunk: Buffer): void => {
      text += chunk.toString()
      const found = /(http:\/\/127\.0\.0\.1:\d+\/#token=\S+)/.exec(text)
      if (found?.[1]) resolve(found[1])
    }
    child.stdout.on('data', take)
    child.stderr.on('data', take)
    child.once('exit', (code) => reject(new Error(`the host ended with ${code}: ${text}`)))
  })
  const stop = async (signal: NodeJS.Signals): Promise<void> => {
    child.kill(signal)
    await ended(child)
  }
  return { url, dataDir: options.dataDir, process: child, kill: () => stop('SIGKILL'), stop: () => stop('SIGTERM') }
}
