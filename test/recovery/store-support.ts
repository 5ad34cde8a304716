import { spawn } from 'node:child_process'
import type { ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { createInterface } from 'node:readline'

export const NOTES_PER_IMPORT = 40

/** What the child says once it was acknowledged. */
export type Acknowledged =
  | { did: 'open' }
  | { did: 'answer'; reviewId: number; cardId: number; stability: number }
  | { did: 'undo' }
  | { did: 'import'; name: string }
  | { did: 'respond'; attemptId: number; ordinal: number; answer: string }

export interface StoreChild {
  readonly process: ChildProcess
  /** Everything it has said so far. */
  readonly said: Acknowledged[]
  /** Resolves once it has said so many things; rejects when it ends before. */
  until: (count: number) => Promise<void>
  /** Ends it without a chance to do anything, and reads what it had said. */
  kill: () => Promise<void>
}

/** Starts store-child.ts on a data folder. */
export function startChild(mode: 'work' | 'hold' | 'newer', dataDir: string, seed = 1): StoreChild {
  const script = join(import.meta.dirname, 'store-child.ts')
  const child = spawn(process.execPath, [script, mode, dataDir, String(seed)], { stdio: ['ignore', 'pipe', 'pipe'] })
  const said: Acknowledged[] = []
  let waiting: (() => void) | undefined
  const lines = createInterface({ input: child.stdout })
  lines.on('line', (line) => {
    said.push(JSON.parse(line) as Acknowledged)
    waiting?.()
  })
  let complaint = ''
  child.stderr.on('data', (text: Buffer) => (complaint += text.toString()))
  const closed = once(lines, 'close')
  const ended = once(child, 'exit')
  return {
    process: child,
    said,
    until: (count) =>
      new Promise((resolve, reject) => {
        waiting = () => {
          if (said.length >= count) resolve()
        }
        waiting()
        void ended.then(() => reject(new Error(`the child ended early: ${complaint}`)))
      }),
    kill: async () => {
      child.kill('SIGKILL')
      await ended
      await closed
    },
  }
}
