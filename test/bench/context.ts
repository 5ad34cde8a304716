import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { createApp, type App } from '../../electron/services/app.ts'
import { silentLog } from '../../electron/services/log.ts'
import { findResources } from '../../electron/services/paths.ts'
import { FIXTURE_NOW, makeCollection, type CollectionSize } from '../fixtures/collection.ts'

const resources = findResources(new URL('../../electron/cli/main.ts', import.meta.url).href)

/** A fresh folder that the caller removes. */
export function benchFolder(): string {
  return fs.mkdtempSync(path.join(os.tmpdir(), 'epoch-bench-'))
}

/** Opens the app on a folder at the instant that generated collections are meant for. */
export async function openApp(dataDir: string): Promise<App> {
  let now = FIXTURE_NOW
  // Each look at the clock is a millisecond later, so that no two answers fall together.
  const opened = await createApp({
    dataDir,
    resources,
    host: 'cli',
    log: silentLog,
    builtin: false,
    now: () => now++,
    zone: () => 'UTC',
  })
  if (!opened.ok) throw new Error(opened.error.message)
  return opened.value
}

/** A generated collection in a folder of its own. */
export function generated(size: CollectionSize): string {
  const folder = benchFolder()
  makeCollection(folder, size)
  return folder
}
