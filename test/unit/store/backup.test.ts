import Database from 'better-sqlite3'
import { copyFileSync, existsSync, linkSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { backUp, thinBackups } from '../../../electron/store/backup.ts'
import { backupFolder, backupName, findBackup, listBackups } from '../../../electron/store/backup-names.ts'
import { restoreInto } from '../../../electron/store/backup-restore.ts'
import { verifyBackup } from '../../../electron/store/backup-verify.ts'
import { checkCollection } from '../../../electron/store/check.ts'
import type { Collection } from '../../../electron/store/collection.ts'
import { MIGRATIONS } from '../../../electron/store/migrations/index.ts'
import { addDeck, addNote, answerTo, DAY_MS, error, newCollection, newFolder, NOW, openIn, value } from './support.ts'

const quiet = { cancelled: () => false, progress: () => undefined }

function used(): Collection {
  const collection = newCollection()
  const { cardIds } = addNote(collection, addDeck(collection, 'A'), 'one', 2)
  for (const card of cardIds) value(collection.answers.record(answerTo(collection, card)))
  return collection
}

const back = async (collection: Collection, at = NOW) =>
  value(await backUp(collection.db, collection.dataDir, 'hand', at))
const tables = ['deck', 'note', 'card', 'review', 'day_count', 'setting', 'preset']
const rows = ({ db }: Collection) => tables.map((table) => db.prepare(`SELECT * FROM ${table}`).all())
const worker = (collection: Collection) => openIn(collection.dataDir, { purpose: 'worker' })

describe('a backup', () => {
  it('is a file of its own with the same rows, and says so', async () => {
    const collection = used()
    const made = await back(collection)
    expect(made).toMatchObject({ name: 'collection-2026-11-20T12-00-00-000Z-hand.db', at: NOW, reason: 'hand' })
    expect(made.counts).toEqual({ decks: 1, notes: 1, cards: 2, reviews: 2, exams: 0 })
    expect(readdirSync(backupFolder(collection.dataDir))).toEqual([made.name])
    expect(value(verifyBackup(made.file))).toEqual({ counts: made.counts, schema: MIGRATIONS.length })
    expect(listBackups(collection.dataDir)).toEqual([
      { name: made.name, file: made.file, at: NOW, reason: 'hand', bytes: made.bytes },
    ])
  })

  it('gets a name of its own within the same millisecond', async () => {
    const collection = used()
    const names = [await back(collection), await back(collection)].map((made) => made.name)
    expect(new Set(names).size).toBe(2)
  })

  it('holds nothing of a transaction that another connection has not finished', async () => {
    const collection = used()
    const other = worker(collection)
    other.db.exec('BEGIN IMMEDIATE; DELETE FROM review')
    expect((await back(collection)).counts.reviews).toBe(2)
    other.db.exec('ROLLBACK')
  })

  it('is refused with a reason where the folder cannot be made, with nothing left', async () => {
    const collection = used()
    writeFileSync(backupFolder(collection.dataDir), 'a file in the way')
    const made = await backUp(collection.db, collection.dataDir, 'hand', NOW)
    expect(error(made)).toMatchObject({ code: 'backup-failed' })
  })

  it('is found by its name only', async () => {
    const collection = used()
    const { name } = await back(collection)
    expect(findBackup(collection.dataDir, name)?.name).toBe(name)
    expect(findBackup(collection.dataDir, `../backups/${name}`)).toBeUndefined()
    expect(findBackup(collection.dataDir, '../collection.db')).toBeUndefined()
  })

  it('goes when newer ones take its place, and never when it is recent', async () => {
    const collection = used()
    for (let hours = 0; hours < 6; hours += 1) await back(collection, NOW - 5 * DAY_MS + hours * 3_600_000)
    const recent = await back(collection, NOW - 1000)
    expect(thinBackups(collection.dataDir, NOW, 'UTC')).toBe(5)
    expect(listBackups(collection.dataDir).map((one) => one.at)).toEqual([recent.at, NOW - 5 * DAY_MS + 5 * 3_600_000])
  })
})

describe('backups over the years', () => {
  it('made every day for 400 days leave 12 days, 10 weeks and 9 months, each whole', { timeout: 120_000 }, async () => {
    const collection = used()
    const { dataDir } = collection
    const first = await back(collection, NOW - 400 * DAY_MS)
    let most = 0
    for (let at = first.at + DAY_MS; at <= NOW; at += DAY_MS) {
      // The same bytes under another name stand for a backup that takes longer to make.
      linkSync(listBackups(dataDir)[0]?.file ?? '', join(backupFolder(dataDir), backupName(at, 'schedule')))
      thinBackups(dataDir, at, 'UTC')
      most = Math.max(most, readdirSync(backupFolder(dataDir)).length)
    }
    const kept = listBackups(dataDir)
    const named = (count: number, ms: number, name: (at: number) => unknown) =>
      Array.from({ length: count }, (_, back) => name(NOW - back * ms))
    const day = (at: number): string => new Date(at).toISOString().slice(0, 10)
    // 1970-01-05 was a Monday.
    const week = (at: number): number => Math.floor((at / DAY_MS - 4) / 7)
    expect(kept.map((one) => day(one.at))).toEqual(expect.arrayContaining(named(12, DAY_MS, day)))
    expect(kept.map((one) => week(one.at))).toEqual(expect.arrayContaining(named(10, 7 * DAY_MS, week)))
    expect(new Set(kept.map((one) => day(one.at).slice(0, 7)))).toEqual(
      new Set(['03', '04', '05', '06', '07', '08', '09', '10', '11'].map((month) => `2026-${month}`)),
    )
    expect(most).toBeLessThanOrEqual(2 + 12 + 10 + 9)
    for (const { file } of kept) expect(verifyBackup(file).ok).toBe(true)
  })
})

describe('looking into a backup', () => {
  it('refuses what is damaged, cut short, foreign or from the future', async () => {
    const collection = used()
    const { file } = await back(collection)
    const bytes = readFileSync(file)
    const broken = join(newFolder(), 'broken.db')
    const look = (changed: Buffer) => {
      writeFileSync(broken, changed)
      return error(verifyBackup(broken)).code
    }
    expect(look(bytes.subarray(0, bytes.length - 4096))).toBe('damaged')
    expect(look(Buffer.concat([bytes.subarray(0, 8192), Buffer.alloc(bytes.length - 8192, 7)]))).toBe('damaged')
    expect(look(Buffer.from('a text'))).toBe('damaged')
    const newer = Buffer.from(bytes)
    newer.writeUInt32BE(99, 60)
    expect(look(newer)).toBe('future')
  })

  it('refuses one whose pages are whole and whose schema is not ours', async () => {
    const { file } = await back(used())
    const changed = (sql: string): string => {
      const copy = join(newFolder(), 'copy.db')
      copyFileSync(file, copy)
      const db = new Database(copy)
      db.exec(sql)
      db.close()
      const problem = error(verifyBackup(copy))
      return problem.code === 'damaged' ? problem.reason : problem.code
    }
    expect(changed('ALTER TABLE note RENAME COLUMN verified_on TO x')).toBe(
      'a part of it is missing (column note.verified_on)',
    )
    expect(changed('DROP TRIGGER card_added')).toBe('a part of it is missing (trigger card_added)')
    expect(changed('CREATE TRIGGER gone AFTER INSERT ON review BEGIN DELETE FROM card; END')).toBe(
      'Epoch did not make all of it (trigger gone)',
    )
    // A check that names no function is noticed by SQLite only when a row is written.
    const bytes = readFileSync(file)
    bytes.write('jsox', bytes.indexOf('json_valid(changes)'))
    const copy = join(newFolder(), 'copy.db')
    writeFileSync(copy, bytes)
    expect(error(verifyBackup(copy))).toMatchObject({ reason: 'a part of it was changed (table undo_part)' })
  })
})

describe('a restore', () => {
  it('brings back every row while others have the collection open, and can be undone', async () => {
    const collection = used()
    const before = rows(collection)
    const { file } = await back(collection)
    const revision = collection.revision()
    addNote(collection, addDeck(collection, 'Later'), 'two', 1)
    const later = rows(collection)
    const restored = value(await restoreInto(worker(collection), file, NOW + 1000))
    expect(rows(collection)).toEqual(before)
    expect(collection.revision()).toBeGreaterThan(revision)
    expect(collection.search).toBeDefined()
    expect(value(await checkCollection(collection, quiet))).toEqual([])
    value(await restoreInto(worker(collection), restored.before.file, NOW + 2000))
    expect(rows(collection)).toEqual(later)
    expect(value(await checkCollection(collection, quiet))).toEqual([])
    expect(readdirSync(backupFolder(collection.dataDir)).filter((name) => name.startsWith('.'))).toEqual([])
  })

  it('can be written to afterwards, and survives closing', async () => {
    const collection = used()
    const { file } = await back(collection)
    value(await restoreInto(worker(collection), file, NOW))
    addNote(collection, addDeck(collection, 'B'), 'two', 1)
    collection.close()
    const again = openIn(collection.dataDir)
    expect(again.uncleanStop).toBe(false)
    expect(again.notes.count()).toBe(2)
    expect(value(await checkCollection(again, quiet))).toEqual([])
  })

  it('brings a backup of an older version to the newest schema', async () => {
    const dataDir = newFolder()
    const old = openIn(dataDir, { migrations: MIGRATIONS.slice(0, -1) })
    addDeck(old, 'Old')
    const made = value(await backUp(old.db, dataDir, 'hand', NOW))
    old.close()
    const collection = openIn(dataDir)
    addDeck(collection, 'New')
    value(await restoreInto(worker(collection), made.file, NOW))
    expect(collection.schema()).toBe(MIGRATIONS.length)
    expect(collection.decks.tree().map((deck) => deck.name)).toEqual(['Old'])
    expect(value(await checkCollection(collection, quiet))).toEqual([])
  })

  it('waits for a writer, and changes nothing when the backup is damaged', async () => {
    const collection = used()
    const { file } = await back(collection)
    const other = worker(collection)
    other.db.exec(`BEGIN IMMEDIATE; UPDATE deck SET name = 'Written meanwhile'`)
    const restoring = restoreInto(worker(collection), file, NOW)
    setTimeout(() => other.db.exec('COMMIT'), 120)
    const { before } = value(await restoring)
    expect(collection.decks.tree().map((deck) => deck.name)).toEqual(['A'])
    // What was written meanwhile is in the backup that undoes the restore.
    value(await restoreInto(worker(collection), before.file, NOW))
    expect(collection.decks.tree().map((deck) => deck.name)).toEqual(['Written meanwhile'])
    writeFileSync(file, 'nothing')
    const kept = rows(collection)
    expect(error(await restoreInto(worker(collection), file, NOW)).code).toBe('damaged')
    expect(rows(collection)).toEqual(kept)
  })

  it('that is cancelled changes nothing', async () => {
    const collection = used()
    const { file } = await back(collection)
    const kept = rows(collection)
    const restored = await restoreInto(worker(collection), file, NOW, () => true)
    expect(error(restored).code).toBe('cancelled')
    expect(rows(collection)).toEqual(kept)
    expect(existsSync(file)).toBe(true)
  })
})
