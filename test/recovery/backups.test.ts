import { spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import fs from 'node:fs'
import path from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { beforeEach, describe, expect, it } from 'vitest'
import { createRng } from '../../electron/core/random.ts'
import { recover } from '../../electron/jobs/backup/recover.ts'
import { quietPulse } from '../../electron/jobs/protocol.ts'
import { backUp } from '../../electron/store/backup.ts'
import { listBackups } from '../../electron/store/backup-names.ts'
import { verifyBackup } from '../../electron/store/backup-verify.ts'
import { checkCollection } from '../../electron/store/check.ts'
import type { Collection } from '../../electron/store/collection.ts'
import { assertSettings } from '../../electron/store/connection.ts'
import { MIGRATIONS } from '../../electron/store/migrations/index.ts'
import { openCollection, type OpenOptions } from '../../electron/store/open.ts'
import { makeCollection } from '../fixtures/collection.ts'
import { rounds, Tally, tell } from '../support/campaign.ts'
import { temporaryFolder } from '../support/host.ts'

const KILLS = rounds(4, 80)
const TIMEOUT = KILLS * 10_000 + 30_000
const CHILD = path.join(import.meta.dirname, 'backup-child.ts')
const CARDS = 2000

interface Said {
  readonly did: string
  readonly what: string
}

let dataDir: string
beforeEach(() => {
  dataDir = temporaryFolder('kept')
})

function reopen(options: Partial<OpenOptions> = {}): Collection {
  const opened = openCollection(dataDir, { now: Date.now, purpose: 'owner', ...options })
  if (!opened.ok) throw new Error(opened.error.message)
  return opened.value
}

async function expectSound(collection: Collection): Promise<void> {
  expect(await checkCollection(collection, quietPulse)).toEqual({ ok: true, value: [] })
}

const deckNames = (collection: Collection): string[] => collection.decks.tree().map((deck) => deck.name)
const written = (said: readonly Said[]): string[] => said.filter((one) => one.did === 'write').map((one) => one.what)

/** Runs the child, kills it some time after it began, and gives what it had said. */
async function killed(mode: string, argument: string, afterMs: number): Promise<Said[]> {
  const child = spawn(process.execPath, [CHILD, mode, dataDir, argument], { stdio: ['ignore', 'pipe', 'pipe'] })
  let text = ''
  let complaint = ''
  child.stderr.on('data', (chunk: Buffer) => (complaint += chunk.toString()))
  const begun = new Promise<void>((resolve) => {
    child.stdout.on('data', (chunk: Buffer) => {
      text += chunk.toString()
      resolve()
    })
  })
  const closed = once(child, 'close')
  await Promise.race([begun, closed])
  await Promise.race([wait(afterMs), closed])
  child.kill('SIGKILL')
  await closed
  expect(complaint).toBe('')
  return text.split('\n').flatMap((line) => (line.endsWith('}') ? [JSON.parse(line) as Said] : []))
}

async function withCards(): Promise<string> {
  makeCollection(dataDir, { cards: CARDS, reviewsPerCard: 1, seed: 1 })
  const collection = reopen()
  const made = await backUp(collection.db, dataDir, 'hand', Date.now() - 1000)
  collection.close()
  if (!made.ok) throw new Error(made.error.message)
  return made.value.name
}

describe(`killed ${KILLS} times at random`, () => {
  it(
    'a backup is whole or not there, and the collection holds what was acknowledged',
    { timeout: TIMEOUT },
    async () => {
      const rng = createRng(11)
      await withCards()
      const done = tally()
      for (let kill = 0; kill < KILLS; kill += 1) {
        const said = await killed('backup', '', 20 + rng() * 400)
        done.add('acknowledged', said.filter((one) => one.did === 'backup').length)
        const collection = reopen()
        await expectSound(collection)
        expect(deckNames(collection)).toEqual(expect.arrayContaining(written(said)))
        collection.close()
        const names = listBackups(dataDir).map((one) => one.name)
        expect(names).toEqual(expect.arrayContaining(said.filter((one) => one.did === 'backup').map((one) => one.what)))
        for (const { file } of listBackups(dataDir)) expect(verifyBackup(file).ok).toBe(true)
        for (const { file } of listBackups(dataDir).slice(2)) fs.rmSync(file)
      }
      tell('kills', 'backup', done.counts)
    },
  )

  it('a restore leaves the old collection or the restored one, and loses nothing', { timeout: TIMEOUT }, async () => {
    const rng = createRng(12)
    const name = await withCards()
    const done = tally()
    for (let kill = 0; kill < KILLS; kill += 1) {
      const said = await killed('restore', name, 20 + rng() * 500)
      done.add('acknowledged', said.filter((one) => one.did === 'restore').length)
      const collection = reopen()
      await expectSound(collection)
      expect(collection.cards.total()).toBe(CARDS)
      const found = new Set(deckNames(collection))
      collection.close()
      // What a restore took away is in the backup that it made first.
      for (const { file, reason } of listBackups(dataDir)) {
        if (reason !== 'restore') continue
        expect(verifyBackup(file).ok).toBe(true)
        for (const deck of decksIn(file)) found.add(deck)
      }
      expect([...found]).toEqual(expect.arrayContaining(written(said)))
      for (const { file, reason } of listBackups(dataDir)) if (reason === 'restore') fs.rmSync(file)
    }
    tell('kills', 'restore', done.counts)
  })

  it('a migration leaves the old schema or the new one, with all rows', { timeout: TIMEOUT }, async () => {
    const rng = createRng(13)
    const old = temporaryFolder('old')
    const before = openCollection(old, { now: Date.now, purpose: 'owner', migrations: MIGRATIONS.slice(0, 1) })
    if (!before.ok) throw new Error(before.error.message)
    before.value.db.exec(`
      INSERT INTO deck (guid, name, preset_id, modified_at)
      WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 3000) SELECT i, 'Deck ' || i, 1, 1 FROM n`)
    before.value.close()
    const done = tally()
    for (let kill = 0; kill < KILLS; kill += 1) {
      dataDir = temporaryFolder('migrated')
      fs.cpSync(old, dataDir, { recursive: true })
      const said = await killed('migrate', '', rng() * 60)
      done.add(phase(said, path.join(dataDir, 'before-migration')))
      const collection = reopen()
      expect([collection.schema(), deckNames(collection).length]).toEqual([MIGRATIONS.length, 3000])
      await expectSound(collection)
      collection.close()
      fs.rmSync(dataDir, { recursive: true })
    }
    tell('kills', 'migration', done.counts)
  })

  it(
    'the recovery of a damaged collection keeps the damaged file, and can be done again',
    { timeout: TIMEOUT },
    async () => {
      const rng = createRng(14)
      const name = await withCards()
      const whole = dataDir
      const file = path.join(dataDir, 'collection.db')
      const bytes = fs.readFileSync(file).fill(0, 0, 4096)
      fs.writeFileSync(file, bytes)
      const done = tally()
      for (let kill = 0; kill < KILLS; kill += 1) {
        dataDir = temporaryFolder('damaged')
        fs.cpSync(whole, dataDir, { recursive: true })
        const said = await killed('recover', name, rng() * 60)
        done.add(phase(said, path.join(dataDir, 'damaged')))
        const opened = openCollection(dataDir, { now: Date.now, purpose: 'owner' })
        if (opened.ok) opened.value.close()
        else {
          expect(opened.error.code).toBe('damaged')
          expect(
            (await recover(dataDir, { from: 'backup', name }, { at: Date.now(), zone: 'UTC' }, quietPulse)).ok,
          ).toBe(true)
        }
        const collection = reopen()
        await expectSound(collection)
        expect(collection.cards.total()).toBe(CARDS)
        collection.close()
        const kept = fs.readdirSync(path.join(dataDir, 'damaged')).map((one) => path.join(dataDir, 'damaged', one))
        const damaged = kept.map((folder) => path.join(folder, 'collection.db')).filter((one) => fs.existsSync(one))
        expect(damaged.map((one) => fs.readFileSync(one).equals(bytes))).toEqual([true])
        fs.rmSync(dataDir, { recursive: true })
      }
      tell('kills', 'recovery of a damaged collection', done.counts)
    },
  )
})

/** The kills of one test, and when they fell. */
function tally(): Tally {
  const done = new Tally()
  done.add('kills', KILLS)
  return done
}

/** When a kill fell: the work leaves a trace as soon as it has begun. */
function phase(said: readonly Said[], trace: string): string {
  if (said.some((one) => one.did === 'done')) return 'after'
  return fs.existsSync(trace) ? 'meanwhile' : 'before'
}

function decksIn(file: string): string[] {
  const folder = temporaryFolder('look')
  fs.copyFileSync(file, path.join(folder, 'collection.db'))
  const opened = openCollection(folder, { now: Date.now, purpose: 'owner' })
  if (!opened.ok) throw new Error(opened.error.message)
  const names = deckNames(opened.value)
  opened.value.close()
  fs.rmSync(folder, { recursive: true })
  return names
}

describe('answers', () => {
  it('are each synced to the disk: 100 answers, at least 100 calls to sync', { timeout: 60_000 }, async () => {
    await withCards()
    const collection = reopen()
    assertSettings(collection.db)
    collection.close()
    // Where calls cannot be counted, the settings that make SQLite sync each commit have to do.
    if (spawnSync('strace', ['-o', path.join(dataDir, 'probe'), 'true']).status !== 0) return
    const log = path.join(dataDir, 'calls')
    const traced = spawnSync(
      'strace',
      ['-f', '-e', 'trace=fdatasync,fsync', '-o', log, process.execPath, CHILD, 'answers', dataDir, '100'],
      { encoding: 'utf8' },
    )
    expect([traced.status, traced.stderr]).toEqual([0, ''])
    expect(traced.stdout.match(/"answer"/g)).toHaveLength(100)
    const syncs = fs.readFileSync(log, 'utf8').match(/\b(?:fdatasync|fsync)\(/g) ?? []
    expect(syncs.length).toBeGreaterThanOrEqual(100)
  })
})
