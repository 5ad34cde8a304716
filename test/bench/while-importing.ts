import fs from 'node:fs'
import path from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { USUAL_CHOICE } from '../../electron/jobs/package/choice.ts'
import { runJob } from '../../electron/jobs/run-job.ts'
import { packageOrder } from '../../electron/services/package-order.ts'
import type { App } from '../../electron/services/app.ts'
import { makeCollection } from '../fixtures/collection.ts'
import { benchFolder, openApp } from './context.ts'
import type { Figure } from './figure.ts'

const CANCELS = 8
/** How often the window asks for something while the import runs. */
const ASKED_EVERY_MS = 5

/** What a person at the window notices of an import in the worker: reading, progress, cancel. */
export async function whileImporting(bytes: Uint8Array): Promise<Figure[]> {
  const folder = benchFolder()
  makeCollection(folder, { cards: 2000, reviewsPerCard: 2, seed: 1 })
  const app = await openApp(folder)
  const started = performance.now()
  const { gap, slowest } = await watched(app, bytes)
  const whole = performance.now() - started
  await app.close()
  const slow: number[] = []
  for (let cancel = 0; cancel < CANCELS; cancel += 1)
    slow.push(await cancelled(bytes, (whole * (cancel + 0.5)) / CANCELS))
  fs.rmSync(folder, { recursive: true })
  return [
    { name: 'reading during an import of c50k', value: slowest, unit: 'ms', limit: 50, note: 'slowest of all reads' },
    { name: 'progress of an import of c50k', value: gap, unit: 'ms', limit: 250, note: 'longest time without news' },
    {
      name: 'cancel of an import of c50k',
      value: Math.max(...slow),
      unit: 'ms',
      limit: 500,
      note: `slowest of ${CANCELS}`,
    },
  ]
}

function start(app: App, bytes: Uint8Array, signal: AbortSignal | undefined, onProgress: () => void) {
  const { resources, dataDir } = app.context
  const order = packageOrder(app.context, USUAL_CHOICE)
  const file = { name: 'c50k.apkg', bytes }
  return runJob(
    { job: 'import', file, skipBad: false, order },
    { worker: resources.worker, dataDir, signal, onProgress },
  )
}

async function watched(app: App, bytes: Uint8Array): Promise<{ gap: number; slowest: number }> {
  let gap = 0
  let last: number | null = null
  const heard = (): void => {
    const now = performance.now()
    if (last !== null) gap = Math.max(gap, now - last)
    last = now
  }
  let running = true
  const job = start(app, bytes, undefined, heard).finally(() => (running = false))
  let slowest = 0
  while (running) {
    const asked = performance.now()
    app.context.collection.browse.rows({
      text: 'a',
      deckIds: null,
      sort: 'created',
      descending: false,
      offset: 0,
      limit: 50,
    })
    app.context.collection.decks.totals()
    slowest = Math.max(slowest, performance.now() - asked)
    await wait(ASKED_EVERY_MS)
  }
  heard()
  const done = await job
  if (!done.ok) throw new Error(JSON.stringify(done.error))
  return { gap, slowest }
}

/** Milliseconds from a cancel to the answer that nothing was changed. */
async function cancelled(bytes: Uint8Array, after: number): Promise<number> {
  const folder = benchFolder()
  const app = await openApp(folder)
  const controller = new AbortController()
  const job = start(app, bytes, controller.signal, () => undefined)
  await wait(after)
  const asked = performance.now()
  controller.abort()
  const done = await job
  const took = performance.now() - asked
  const left = app.context.collection.notes.count() + media(folder)
  if (!done.ok && left > 0) throw new Error(`a cancelled import left ${left} things behind`)
  await app.close()
  fs.rmSync(folder, { recursive: true })
  return took
}

function media(folder: string): number {
  const below = path.join(folder, 'media')
  return fs.existsSync(below)
    ? fs.readdirSync(below, { recursive: true, encoding: 'utf8' }).filter((name) => name.length > 3).length
    : 0
}
