import { createHash } from 'node:crypto'
import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { zstdCompressSync } from 'node:zlib'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { importInto } from '../../electron/jobs/import-file.ts'
import { quietPulse } from '../../electron/jobs/protocol.ts'
import type { Collection } from '../../electron/store/collection.ts'
import { openCollection } from '../../electron/store/open.ts'
import { BASIC, CLOZE, makeAnkiPackage, makeCollectionFile, type PackageParts } from '../fixtures/anki-package.ts'
import { temporaryFolder } from '../support/host.ts'
import { mutated, VARIANTS } from '../support/mutations.ts'

const NOW = Date.UTC(2026, 10, 20, 12)
const ORDER = { scheduling: true, update: 'newer', now: NOW, zone: 'UTC', rolloverHour: 4 } as const

const PARTS: PackageParts = {
  noteTypes: [BASIC, CLOZE],
  decks: [{ id: 5, name: 'A::B', preset: 2, description: 'words' }],
  presets: [{ id: 2, name: 'Slow', learningSteps: [1, 10, 60] }],
  notes: Array.from({ length: 60 }, (_, index) => ({
    id: index + 1,
    type: index % 2 === 0 ? BASIC.id : CLOZE.id,
    fields: [`{{c1::front}} ${index} <img src="a.png">`, `back ${'x'.repeat(index * 3)}`],
    tags: `t${index % 7} leech`,
  })),
  cards: Array.from({ length: 60 }, (_, index) => ({
    id: index + 1,
    note: index + 1,
    deck: 5,
    type: index % 4,
    due: index,
    ivl: index,
    reps: 2,
    data: '{"s":3.5,"d":5}',
  })),
  reviews: Array.from({ length: 200 }, (_, index) => ({
    id: NOW - index * 3_600_000,
    card: (index % 70) + 1,
    ease: (index % 4) + 1,
  })),
  media: [{ name: 'a.png', bytes: Buffer.from('not really a picture') }],
}

/** A way in which damage reaches the program: the whole file, or a part inside a package that is otherwise whole. */
const KINDS: Record<string, (seed: number) => { name: string; bytes: Uint8Array }> = {
  'a package of the first form': variantsOf('deck.apkg', makeAnkiPackage({ ...PARTS, form: 'anki2' })),
  'a package of the newest form': variantsOf('deck.apkg', makeAnkiPackage({ ...PARTS, form: 'anki21b' })),
  'a collection of schema 11': variantsOf('collection.anki2', makeCollectionFile(PARTS)),
  'a collection of schema 18': variantsOf('collection.anki21', makeCollectionFile({ ...PARTS, schema: 18 })),
  'a collection inside a package': inside('collection.anki21b', makeCollectionFile({ ...PARTS, schema: 18 }), true),
  'the list of media': inside(
    'media',
    Buffer.from([10, 7, 10, 5, 97, 46, 112, 110, 103, 10, 5, 10, 1, 98, 16, 9]),
    true,
  ),
}

function variantsOf(name: string, bytes: Uint8Array) {
  return (seed: number) => ({ name, bytes: mutated(bytes, seed) })
}

function inside(member: string, bytes: Uint8Array, packed: boolean) {
  return (seed: number) => {
    const damaged = mutated(bytes, seed)
    const data = packed ? zstdCompressSync(damaged) : damaged
    return { name: 'deck.apkg', bytes: makeAnkiPackage({ ...PARTS, members: [{ name: member, data, method: 0 }] }) }
  }
}

let pristine: string
let dataDir: string
let collection: Collection

beforeAll(() => {
  pristine = temporaryFolder('pristine')
  openAt(pristine).close()
  dataDir = temporaryFolder('damaged')
  renew()
})
afterAll(() => collection.close())

function openAt(folder: string): Collection {
  const opened = openCollection(folder, { now: () => NOW, purpose: 'owner' })
  if (!opened.ok) throw new Error(opened.error.message)
  return opened.value
}

/** An empty collection again, after a variant that could be read. */
function renew(): void {
  if (collection?.db.open) collection.close()
  fs.rmSync(dataDir, { recursive: true, force: true })
  fs.cpSync(pristine, dataDir, { recursive: true })
  collection = openAt(dataDir)
}

/** The database's bytes and the names of everything in the data folder. */
function fingerprint(): { database: string; log: string; files: string[] } {
  const hash = (name: string): string => {
    const file = path.join(dataDir, name)
    return fs.existsSync(file) ? createHash('sha256').update(fs.readFileSync(file)).digest('hex') : 'none'
  }
  const files = fs
    .readdirSync(dataDir, { recursive: true, encoding: 'utf8' })
    .filter((name) => !/^media\W..$|^media$/.test(name))
  return { database: hash('collection.db'), log: hash('collection.db-wal'), files: files.sort() }
}

const temporary = (): string[] => fs.readdirSync(os.tmpdir()).filter((name) => /anki|\.anki2|epoch-import/i.test(name))

describe('damaged Anki packages', () => {
  it.each(Object.keys(KINDS))(
    '%s: refused without a trace, or read into a collection that is whole',
    { timeout: 60_000 + VARIANTS * 400 },
    async (kind) => {
      const before = temporary()
      const make = KINDS[kind]
      let clean = fingerprint()
      let refused = 0
      for (let seed = 1; seed <= VARIANTS; seed += 1) {
        const file = make?.(seed)
        if (file === undefined) break
        const done = await importInto(collection, file, false, ORDER, quietPulse)
        if (!done.ok) {
          refused += 1
          expect(done.error.code, `${kind}, seed ${seed}`).toBe('refused')
          if (done.error.code === 'refused') expect(done.error.issues[0]?.where.file).toBe(file.name)
          expect(fingerprint(), `${kind}, seed ${seed}`).toEqual(clean)
          continue
        }
        const damage = collection.db.pragma('foreign_key_check')
        expect(damage, `${kind}, seed ${seed}`).toEqual([])
        expect(impossible(), `${kind}, seed ${seed}`).toEqual([])
        renew()
        clean = fingerprint()
      }
      expect(refused).toBeGreaterThan(VARIANTS / 20)
      expect(temporary()).toEqual(before)
    },
  )
})

/** Cards that no answer could have left behind, as the integrity check names them. */
function impossible(): unknown[] {
  return collection.db
    .prepare(
      `SELECT id FROM card WHERE (state = 2 AND (stability IS NULL OR stability <= 0 OR last_review IS NULL OR due <= 0))
        OR (state IN (1, 3) AND due <= 0) OR (state = 0 AND (reps > 0 OR last_review IS NOT NULL))
        OR difficulty < 1 OR difficulty > 10 OR lapses > reps OR reps < 0 OR step < 0 OR scheduled_days < 0`,
    )
    .all()
}
