import { spawn } from 'node:child_process'
import fs from 'node:fs'
import path from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { beforeAll, describe, expect, it } from 'vitest'
import { createRng } from '../../electron/core/random.ts'
import { checkNow } from '../../electron/services/check-now.ts'
import { makeApp, TestClock } from '../support/app.ts'
import { basics } from '../support/decks.ts'
import { ROOT, startHost, temporaryFolder } from '../support/host.ts'
import { httpClient } from '../support/http.ts'
import { KILLS, KILLS_TIMEOUT } from '../support/kills.ts'

const ROWS = 12_000
const BEFORE = 20
const TABLE = Array.from({ length: ROWS }, (_, index) => `question ${index},answer ${index}`).join('\n')
let file: string

beforeAll(() => {
  file = path.join(temporaryFolder('file'), 'table.csv')
  fs.writeFileSync(file, TABLE)
})

async function fresh(): Promise<string> {
  const dataDir = temporaryFolder('import')
  const test = await makeApp({ dataDir, clock: new TestClock(Date.now()) })
  test.addNotes('Deck', basics(BEFORE))
  await test.close()
  return dataDir
}

/** How many notes are there, all of them found by their words, in a collection without a fault. */
async function notesIn(dataDir: string): Promise<number> {
  const test = await makeApp({ dataDir, clock: new TestClock(Date.now()) })
  expect(await checkNow(test.app.context)).toEqual([])
  const notes = test.app.context.collection.notes.count()
  expect((await test.client.find({ text: 'note' })).cards).toHaveLength(20)
  expect((await test.client.find({ text: 'question' })).cards).toHaveLength(notes === BEFORE ? 0 : 20)
  await test.close()
  return notes
}

/** Runs the command line's import and kills it after some time. */
async function killImport(dataDir: string, afterMs: number): Promise<void> {
  const args = [path.join(ROOT, 'electron', 'launch', 'epoch.mjs'), 'import', file, '--data', dataDir, '--no-builtin']
  const child = spawn(process.execPath, args, { stdio: 'ignore' })
  const ended = new Promise((resolve) => child.once('exit', resolve))
  await Promise.race([ended, wait(afterMs)])
  child.kill('SIGKILL')
  await ended
}

describe('an import that is killed', () => {
  it(`leaves all of the file or nothing, ${KILLS} times over`, { timeout: KILLS_TIMEOUT }, async () => {
    const rng = createRng(3)
    const before = await fresh()
    for (let kill = 0; kill < KILLS; kill += 1) {
      const dataDir = temporaryFolder('killed')
      fs.cpSync(before, dataDir, { recursive: true })
      await killImport(dataDir, 500 + Math.floor(rng() * 2500))
      expect(await notesIn(dataDir)).toBeOneOf([BEFORE, BEFORE + ROWS])
      fs.rmSync(dataDir, { recursive: true })
    }
  })

  it('in the middle of the host’s work leaves all of it or nothing, and can be done again', async () => {
    const dataDir = await fresh()
    const first = await startHost({ dataDir, builtin: false })
    const client = httpClient(first.url)
    const { importId } = await client.imports.preview({ file: new File([TABLE], 'table.csv') })
    const events = await client.imports.run({ importId, skipBad: false })
    for (let step = await events.next(); !step.done; step = await events.next()) {
      if (step.value.stage === 'Writing notes' && step.value.done < step.value.total) break
    }
    await first.kill()
    expect(await notesIn(dataDir)).toBeOneOf([BEFORE, BEFORE + ROWS])
    const again = await makeApp({ dataDir, clock: new TestClock(Date.now()) })
    const { added, unchanged } = again.importText('table.csv', TABLE).notes
    expect(added + unchanged).toBe(ROWS)
    await again.close()
  })
})
