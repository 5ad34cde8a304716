import { spawn } from 'node:child_process'
import fs from 'node:fs'
import path from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { beforeAll, describe, expect, it } from 'vitest'
import { createRng } from '../../electron/core/random.ts'
import { checkNow } from '../../electron/services/check-now.ts'
import { makeApp, TestClock } from '../support/app.ts'
import { basics } from '../support/decks.ts'
import { Tally, tell } from '../support/campaign.ts'
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

/** Runs the command line's import and kills it after some time. @returns false when it had ended by itself */
async function killImport(dataDir: string, afterMs: number): Promise<boolean> {
  const args = [path.join(ROOT, 'electron', 'launch', 'epoch.mjs'), 'import', file, '--data', dataDir, '--no-builtin']
  const child = spawn(process.execPath, args, { stdio: 'ignore' })
  const ended = new Promise((resolve) => child.once('exit', resolve))
  await Promise.race([ended, wait(afterMs)])
  child.kill('SIGKILL')
  await ended
  return child.signalCode === 'SIGKILL'
}

/** How many milliseconds the command line takes when nobody kills it. */
async function importTime(before: string): Promise<number> {
  const dataDir = temporaryFolder('whole')
  fs.cpSync(before, dataDir, { recursive: true })
  const started = performance.now()
  expect(await killImport(dataDir, 600_000)).toBe(false)
  return performance.now() - started
}

describe('an import that is killed', () => {
  it(`leaves all of the file or nothing, ${KILLS} times over`, { timeout: KILLS_TIMEOUT }, async () => {
    const rng = createRng(3)
    const before = await fresh()
    const done = new Tally()
    // As long as an import takes here and now, so that the kills fall on all of it.
    let longestMs = await importTime(before)
    while (done.of('kills') < KILLS) {
      const dataDir = temporaryFolder('killed')
      fs.cpSync(before, dataDir, { recursive: true })
      const killed = await killImport(dataDir, rng() * longestMs)
      if (killed) done.add('kills')
      else longestMs *= 0.9
      const notes = await notesIn(dataDir)
      expect(notes).toBeOneOf([BEFORE, BEFORE + ROWS])
      if (killed) done.add(notes === BEFORE ? 'nothing imported' : 'all imported')
      fs.rmSync(dataDir, { recursive: true })
    }
    tell('kills', 'import', done.counts)
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
