import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { ROOT, WORKER_VARIABLE } from './host.ts'
import { bundleWorker } from './worker-bundle.ts'

/** Gives one run of the tests a temporary folder for everything it makes, and a bundled worker; removes both at the end. */
export default async function setup(): Promise<(() => void) | undefined> {
  if (process.env.EPOCH_TEST_FOLDER) return undefined
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'epoch-test-'))
  process.env.EPOCH_TEST_FOLDER = folder
  const bundle = path.join(ROOT, 'node_modules', '.cache', 'epoch-tests', path.basename(folder))
  process.env[WORKER_VARIABLE] = await bundleWorker(bundle)
  return () => {
    for (const made of [folder, bundle]) fs.rmSync(made, { recursive: true, force: true, maxRetries: 3 })
  }
}
