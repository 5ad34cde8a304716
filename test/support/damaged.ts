import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { importInto, surveyFile } from '../../electron/jobs/import-file.ts'
import type { PackageOrder } from '../../electron/jobs/package/choice.ts'
import { quietPulse, type FileInput } from '../../electron/jobs/protocol.ts'
import { storedHashes } from '../../electron/media/store.ts'
import { checkCollection } from '../../electron/store/check.ts'
import type { Collection } from '../../electron/store/collection.ts'
import { openCollection } from '../../electron/store/open.ts'
import { makeZip, type ZipEntry } from '../fixtures/zip.ts'
import { Tally, tell } from './campaign.ts'
import { temporaryFolder } from './host.ts'
import { mutated, VARIANTS } from './mutations.ts'

/** A damaged file; the same for the same seed, and whole for seed 0. */
export type Damage = (seed: number) => FileInput

const bufferOf = (data: string | Uint8Array): Buffer =>
  typeof data === 'string' ? Buffer.from(data) : Buffer.from(data)

/** Damage anywhere in a file. @param more how it is read */
export function variantsOf(name: string, data: string | Uint8Array, more: Pick<FileInput, 'table'> = {}): Damage {
  const bytes = bufferOf(data)
  return (seed) => ({ name, bytes: mutated(bytes, seed), ...more })
}

/** Damage in one file of an archive that is otherwise whole. @param pack how its bytes are stored */
export function variantsInside(
  name: string,
  entries: readonly ZipEntry[],
  member: string,
  pack: (bytes: Uint8Array) => Uint8Array = (bytes) => bytes,
): Damage {
  const data = bufferOf(entries.find((entry) => entry.name === member)?.data ?? '')
  return (seed) => ({
    name,
    bytes: makeZip(
      entries.map((entry) => (entry.name === member ? { ...entry, data: pack(mutated(data, seed)) } : entry)),
    ),
  })
}

export const DAMAGE_NOW = Date.UTC(2026, 10, 20, 12)
export const DAMAGE_ORDER: PackageOrder = {
  scheduling: true,
  update: 'newer',
  now: DAMAGE_NOW,
  zone: 'UTC',
  rolloverHour: 4,
}

/** A collection in a folder of its own, which can be made anew quickly and compared byte by byte. */
export class DamageTarget {
  readonly #pristine = temporaryFolder('pristine')
  readonly dataDir = temporaryFolder('damaged')
  collection: Collection

  /** @param prepare writes what the collection holds before each round */
  constructor(prepare: (collection: Collection) => void = () => undefined) {
    const made = openAt(this.#pristine)
    prepare(made)
    made.close()
    this.collection = made
    this.renew()
  }

  /** The collection as it was at the beginning. */
  renew(): void {
    this.close()
    fs.rmSync(this.dataDir, { recursive: true, force: true })
    fs.cpSync(this.#pristine, this.dataDir, { recursive: true })
    this.collection = openAt(this.dataDir)
  }

  close(): void {
    if (this.collection.db.open) this.collection.close()
  }

  /** The database's bytes, those of its log, and the names of all files in the data folder. */
  state(): CollectionState {
    return { database: this.#read('collection.db'), log: this.#read('collection.db-wal'), files: this.#files() }
  }

  /** Media files that no row names. */
  orphans(): string[] {
    const named = new Set(this.collection.media.all().map(({ hash }) => hash))
    return [...storedHashes(this.dataDir)].filter((hash) => !named.has(hash))
  }

  #read(name: string): Buffer {
    const file = path.join(this.dataDir, name)
    return fs.existsSync(file) ? fs.readFileSync(file) : Buffer.alloc(0)
  }

  #files(): string[] {
    const entries = fs.readdirSync(this.dataDir, { recursive: true, withFileTypes: true })
    return entries.flatMap((entry) => (entry.isFile() ? [path.join(entry.parentPath, entry.name)] : [])).sort()
  }
}

export interface CollectionState {
  readonly database: Buffer
  readonly log: Buffer
  readonly files: readonly string[]
}

/** Byte for byte the same. @param where said when it is not */
export function expectSame(found: CollectionState, clean: CollectionState, where: string): void {
  expect([found.database.equals(clean.database), found.log.equals(clean.log)], `bytes after ${where}`).toEqual([
    true,
    true,
  ])
  expect(found.files, where).toEqual(clean.files)
}

function openAt(folder: string): Collection {
  const opened = openCollection(folder, { now: () => DAMAGE_NOW, purpose: 'owner' })
  if (!opened.ok) throw new Error(opened.error.message)
  return opened.value
}

/** Cards that no answer could have left behind, as the integrity check names them. */
const IMPOSSIBLE = `SELECT id FROM card
  WHERE (state = 2 AND (stability IS NULL OR stability <= 0 OR last_review IS NULL OR due <= 0))
    OR (state IN (1, 3) AND due <= 0) OR (state = 0 AND (reps > 0 OR last_review IS NOT NULL))
    OR difficulty < 1 OR difficulty > 10 OR lapses > reps OR reps < 0 OR step < 0 OR scheduled_days < 0`

export interface DamageOptions {
  readonly prepare?: (collection: Collection) => void
  /** Imports that succeed before the collection is made anew. */
  readonly renewAfter?: number
  /** More than this share of the variants must be told of; damage that is never seen would prove nothing. */
  readonly told?: number
  /** More than this share must be refused. */
  readonly refused?: number
}

/** The system's folder for temporary files, for this process alone: what is found in it was left behind. */
function ownTemporaryFolder(): string {
  const folder = temporaryFolder('system-tmp')
  for (const name of ['TMPDIR', 'TEMP', 'TMP']) process.env[name] = folder
  expect(os.tmpdir()).toBe(folder)
  return folder
}

/**
 * Tests, for each kind of input, that damaged files are refused without a trace or read into a collection that is
 * whole: the process survives, the database stays as it was byte for byte, no file is left behind.
 */
export function testDamaged(title: string, kinds: Readonly<Record<string, Damage>>, options: DamageOptions = {}): void {
  describe(title, () => {
    let target: DamageTarget
    let temporary: string
    beforeAll(() => {
      target = new DamageTarget(options.prepare)
      temporary = ownTemporaryFolder()
    })
    afterAll(() => target.close())

    it.each(Object.entries(kinds))(
      '%s: refused without a trace, or read into a collection that is whole',
      { timeout: 60_000 + VARIANTS * 400 },
      async (kind, make) => {
        target.renew()
        const whole = await importInto(target.collection, make(0), false, DAMAGE_ORDER, quietPulse)
        expect(whole, `${kind}, whole`).toMatchObject({ ok: true })
        target.renew()
        const run = new Run(kind, target, temporary, options.renewAfter ?? 40)
        for (let seed = 1; seed <= VARIANTS; seed += 1) await run.round(make(seed), seed)
        await run.end()
        tell('damaged files', kind, run.tally.counts)
        expect(run.tally.of('told')).toBeGreaterThan(VARIANTS * (options.told ?? 0.02))
        expect(run.tally.of('refused')).toBeGreaterThanOrEqual(VARIANTS * (options.refused ?? 0))
      },
    )
  })
}

/** All variants of one kind. */
class Run {
  readonly tally = new Tally()
  readonly #kind: string
  readonly #target: DamageTarget
  readonly #temporary: string
  readonly #renewAfter: number
  #clean: CollectionState

  constructor(kind: string, target: DamageTarget, temporary: string, renewAfter: number) {
    this.#kind = kind
    this.#target = target
    this.#temporary = temporary
    this.#renewAfter = renewAfter
    this.#clean = target.state()
  }

  async round(file: FileInput, seed: number): Promise<void> {
    const where = `${this.#kind}, seed ${seed}`
    const { name } = file
    this.tally.add('variants')
    if (seed % 10 === 0) {
      await surveyFile(this.#target.collection, { ...file, bytes: Buffer.from(file.bytes) }, DAMAGE_ORDER, quietPulse)
      expectSame(this.#target.state(), this.#clean, `the preview of ${where}`)
    }
    const done = await importInto(this.#target.collection, file, seed % 2 === 0, DAMAGE_ORDER, quietPulse)
    expect(fs.readdirSync(this.#temporary), where).toEqual([])
    const issues = done.ok ? done.value.issues : done.error.code === 'refused' ? done.error.issues : []
    for (const issue of issues) {
      // As a condition: a table with thousands of issues would otherwise take most of the time to expect.
      if (issue.where.file?.startsWith(name) === true && issue.message !== '') continue
      expect.fail(`${where}: ${JSON.stringify(issue)}`)
    }
    if (issues.length > 0) this.tally.add('told')
    if (done.ok) await this.#read(where)
    else {
      this.tally.add('refused')
      expect(issues.length, where).toBeGreaterThan(0)
      expectSame(this.#target.state(), this.#clean, where)
    }
  }

  async #read(where: string): Promise<void> {
    const { db } = this.#target.collection
    this.tally.add('imported')
    expect(db.pragma('foreign_key_check'), where).toEqual([])
    expect(db.prepare(IMPOSSIBLE).all(), where).toEqual([])
    if (this.tally.of('imported') % this.#renewAfter === 0) {
      await this.end()
      this.#target.renew()
    }
    // Without its log, which would be megabytes to compare after each variant.
    this.#target.collection.db.pragma('wal_checkpoint(TRUNCATE)')
    this.#clean = this.#target.state()
  }

  /** The whole of the integrity check, and no file too much. */
  async end(): Promise<void> {
    const { collection, dataDir } = this.#target
    expect(await checkCollection(collection, quietPulse), this.#kind).toEqual({ ok: true, value: [] })
    expect(this.#target.orphans(), this.#kind).toEqual([])
    const names = fs.readdirSync(dataDir, { recursive: true, encoding: 'utf8' })
    expect(names.filter((name) => path.basename(name).startsWith('.'))).toEqual([])
  }
}
