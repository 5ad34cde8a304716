import Database from 'better-sqlite3'
import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { assertSettings } from '../../../electron/store/connection.ts'
import { MIGRATIONS } from '../../../electron/store/migrations/index.ts'
import { COLLECTION_FILE, openCollection } from '../../../electron/store/open.ts'
import { clock, error, newCollection, newFolder, NOW, openIn, value } from './support.ts'

const owner = { now: clock(), purpose: 'owner' } as const

describe('opening a collection', () => {
  it('makes the folder, the file and a default preset', () => {
    const dataDir = join(newFolder(), 'deep', 'data')
    const collection = openIn(dataDir)
    expect(existsSync(join(dataDir, COLLECTION_FILE))).toBe(true)
    expect(collection.presets.default()).toMatchObject({
      name: 'Default',
      options: {
        newPerDay: 20,
        reviewsPerDay: 200,
        learningSteps: [1, 10],
        relearningSteps: [10],
        desiredRetention: 0.9,
      },
    })
    expect(collection.uncleanStop).toBe(false)
  })

  it('keeps the collection, and its identity, from one time to the next', () => {
    const dataDir = newFolder()
    const first = openIn(dataDir)
    const { guid } = first.about()
    first.close()
    const second = openIn(dataDir)
    expect(second.about().guid).toBe(guid)
    expect(second.presets.all()).toHaveLength(1)
  })

  it('syncs every commit on every connection, and follows references', () => {
    const collection = newCollection()
    const worker = openIn(collection.dataDir, { purpose: 'worker' })
    for (const { db } of [collection, worker]) {
      assertSettings(db)
      expect(db.pragma('synchronous', { simple: true })).toBe(2)
      expect(db.pragma('foreign_keys', { simple: true })).toBe(1)
      expect(db.pragma('journal_mode', { simple: true })).toBe('wal')
      expect(db.pragma('trusted_schema', { simple: true })).toBe(0)
    }
    expect(collection.db.pragma('busy_timeout', { simple: true })).toBe(0)
  })

  it('notices that a connection does not sync as it should', () => {
    const { db } = newCollection()
    db.pragma('synchronous = NORMAL')
    expect(() => assertSettings(db)).toThrow('synchronous is 1 instead of 2')
  })

  it('notices an unclean stop, and goes on doing so until a check found nothing', () => {
    const dataDir = newFolder()
    openIn(dataDir).close()
    const db = new Database(join(dataDir, COLLECTION_FILE))
    db.exec('UPDATE collection SET in_use = 1')
    db.close()
    const found = openIn(dataDir)
    expect(found.uncleanStop).toBe(true)
    found.close()
    const again = openIn(dataDir)
    expect(again.uncleanStop).toBe(true)
    value(again.markChecked(NOW))
    expect(again.about().checked_at).toBe(NOW)
    again.close()
    expect(openIn(dataDir).uncleanStop).toBe(false)
  })

  it('a worker cannot be the first', () => {
    expect(error(openCollection(newFolder(), { now: clock(), purpose: 'worker' })).code).toBe('unwritable')
  })
})

describe('files that are not ours to open', () => {
  it.each([
    ['text', Buffer.from('front,back\n'.repeat(50)), 'damaged'],
    ['a damaged header', Buffer.concat([Buffer.from('SQLite format 2\0'), Buffer.alloc(8000)]), 'damaged'],
    ['a few bytes', Buffer.from('SQLite'), 'damaged'],
  ])('refuses %s and leaves it as it was', (_name, bytes, code) => {
    const dataDir = newFolder()
    const file = join(dataDir, COLLECTION_FILE)
    writeFileSync(file, bytes)
    expect(error(openCollection(dataDir, owner))).toMatchObject({ code, file })
    expect(readFileSync(file).equals(bytes)).toBe(true)
    expect(existsSync(`${file}-wal`)).toBe(false)
  })

  it('refuses a database of another program', () => {
    const dataDir = newFolder()
    const file = join(dataDir, COLLECTION_FILE)
    const other = new Database(file)
    other.exec('CREATE TABLE col (id INTEGER PRIMARY KEY)')
    other.close()
    const bytes = readFileSync(file)
    expect(error(openCollection(dataDir, owner))).toMatchObject({
      code: 'damaged',
      reason: 'it is a database of another program',
    })
    expect(readFileSync(file).equals(bytes)).toBe(true)
  })

  it('refuses a file whose end is missing', () => {
    const dataDir = newFolder()
    openIn(dataDir).close()
    const file = join(dataDir, COLLECTION_FILE)
    const bytes = readFileSync(file)
    writeFileSync(file, bytes.subarray(0, bytes.length / 2))
    expect(error(openCollection(dataDir, owner))).toMatchObject({ code: 'damaged', reason: 'its end is missing' })
  })

  it('refuses a schema page full of noise', () => {
    const dataDir = newFolder()
    openIn(dataDir).close()
    const file = join(dataDir, COLLECTION_FILE)
    const bytes = readFileSync(file)
    bytes.fill(0xa5, 100, 4096)
    writeFileSync(file, bytes)
    expect(error(openCollection(dataDir, owner)).code).toBe('damaged')
    // The lock was let go.
    expect(error(openCollection(dataDir, owner)).code).toBe('damaged')
  })

  it('refuses a schema one letter of which has changed, and leaves it as it was', () => {
    const dataDir = newFolder()
    openIn(dataDir).close()
    const file = join(dataDir, COLLECTION_FILE)
    // Letters may stand in free space of a page as well.
    const bytes = Buffer.from(readFileSync(file, 'latin1').replaceAll('verified_on', 'verifiet_on'), 'latin1')
    writeFileSync(file, bytes)
    expect(error(openCollection(dataDir, owner))).toMatchObject({
      code: 'damaged',
      reason: 'a part of it is missing (column note.verified_on)',
    })
    expect(readFileSync(file).equals(bytes)).toBe(true)
  })

  it('starts anew in an empty file, which a crash at the first start leaves', () => {
    const dataDir = newFolder()
    writeFileSync(join(dataDir, COLLECTION_FILE), '')
    expect(openIn(dataDir).schema()).toBeGreaterThan(0)
  })

  it('says so when the folder cannot be made', () => {
    const dataDir = newFolder()
    const blocked = join(dataDir, 'file')
    writeFileSync(blocked, '')
    expect(error(openCollection(blocked, owner))).toMatchObject({
      code: 'unwritable',
      dataDir: blocked,
      reason: 'A file of that name is in the way.',
    })
    mkdirSync(join(dataDir, 'taken', COLLECTION_FILE), { recursive: true })
    expect(error(openCollection(join(dataDir, 'taken'), owner)).code).toBe('unwritable')
  })
})

describe('a database from the future', () => {
  it('is refused although its version stands in the log only, and neither file is touched', () => {
    const newer = newCollection()
    newer.db.pragma('wal_checkpoint(TRUNCATE)')
    newer.db.pragma('user_version = 99')
    const dataDir = newFolder()
    const files = [COLLECTION_FILE, `${COLLECTION_FILE}-wal`]
    for (const file of files) cpSync(join(newer.dataDir, file), join(dataDir, file))
    const bytes = files.map((file) => readFileSync(join(dataDir, file)))
    expect(bytes[0]?.readUInt32BE(60)).toBe(MIGRATIONS.length)
    expect(error(openCollection(dataDir, owner))).toMatchObject({ code: 'future', found: 99 })
    expect(files.map((file) => readFileSync(join(dataDir, file)))).toEqual(bytes)
  })

  it('is refused by name and left byte for byte as it was', () => {
    const newer = newCollection()
    newer.db.pragma('user_version = 99')
    const dataDir = newFolder()
    const file = join(dataDir, COLLECTION_FILE)
    newer.db.prepare('VACUUM INTO ?').run(file)
    const bytes = readFileSync(file)
    expect(error(openCollection(dataDir, owner))).toMatchObject({ code: 'future', found: 99, known: MIGRATIONS.length })
    expect(readFileSync(file).equals(bytes)).toBe(true)
    expect(readdirSync(dataDir).sort()).toEqual([COLLECTION_FILE, 'lock.db'])
  })
})
