import Database from 'better-sqlite3'
import { readFileSync, truncateSync, writeFileSync } from 'node:fs'
import { randomUUID } from 'node:crypto'
import { join } from 'node:path'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { repairHelp } from '../../../electron/jobs/backup/help.ts'
import { COLLECTION_FILE } from '../../../electron/store/open.ts'
import { repairRows } from '../../../electron/store/repair.ts'
import { salvage } from '../../../electron/store/salvage.ts'
import { makeCollectionFile } from '../../../electron/store/salvage-into.ts'
import { checkCollection } from '../../../electron/store/check.ts'
import { rounds, tell } from '../../support/campaign.ts'
import { makeCollection } from '../../fixtures/collection.ts'
import { addDeck, addNote, newFolder, NOW, openIn, value } from './support.ts'

const CARDS = 400
const PAGE = 4096

/** A closed collection as bytes. */
function made(): { folder: string; file: string } {
  const folder = newFolder()
  makeCollection(folder, { cards: CARDS, reviewsPerCard: 2, seed: 3 })
  return { folder, file: join(folder, COLLECTION_FILE) }
}

const noTick = () => undefined
const quiet = { cancelled: () => false, progress: () => undefined }

/** Salvages and repairs; gives what is in the new file, which must be sound. */
async function salvaged(file: string) {
  const dataDir = newFolder()
  const to = join(dataDir, COLLECTION_FILE)
  const report = makeCollectionFile(to, NOW, randomUUID(), (db) => {
    const read = salvage(file, db, noTick)
    value(repairRows(db, repairHelp(db, { at: NOW, zone: 'UTC' }, randomUUID)))
    return read
  })
  const collection = openIn(dataDir)
  expect(value(await checkCollection(collection, quiet))).toEqual([])
  const read = (table: string) => collection.db.prepare(`SELECT * FROM ${table} ORDER BY 1`).all()
  return { report, read, collection }
}

/** Overwrites the notes of a file, all but their lengths and ids, with zeros. */
function zeroNotes(file: string): void {
  const db = new Database(file, { readonly: true })
  const leaves = db
    .prepare<[], number>("SELECT pageno FROM dbstat WHERE name = 'note' AND pagetype = 'leaf'")
    .pluck()
    .all()
  db.close()
  const bytes = readFileSync(file)
  for (const number of leaves) {
    const page = bytes.subarray((number - 1) * PAGE, number * PAGE)
    const cells = Array.from({ length: page.readUInt16BE(3) }, (_, cell) => page.readUInt16BE(8 + cell * 2))
    for (const cell of cells) page.fill(0, cell + 4, cell + 40)
  }
  writeFileSync(file, bytes)
}

function rowsIn(file: string, table: string): unknown[] {
  const db = new Database(file, { readonly: true })
  const rows = db.prepare(`SELECT * FROM ${table} ORDER BY 1`).all()
  db.close()
  return rows
}

describe('a salvage', () => {
  it('takes over every row of a file that is whole', async () => {
    const { file } = made()
    const { report, read } = await salvaged(file)
    expect(report).toMatchObject({ lost: 0, brokenPages: 0, saved: { card: CARDS } })
    for (const table of ['deck', 'note', 'card', 'review', 'preset', 'setting', 'day_count', 'deck_total']) {
      expect(read(table)).toEqual(rowsIn(file, table))
    }
  })

  it('reads long texts over several pages, every kind of number, and what only the log has', async () => {
    const folder = newFolder()
    const collection = openIn(folder)
    const { noteId } = addNote(collection, addDeck(collection, 'Long'), 'long', 1)
    const content = JSON.stringify({ kind: 'basic', front: 'x'.repeat(50_000), back: 'ü'.repeat(3000) })
    collection.db.prepare('UPDATE note SET content = ? WHERE id = ?').run(content, noteId)
    collection.db
      .prepare(
        'UPDATE card SET state = 2, due = ?, stability = 0.25, difficulty = 5, last_review = ?, reps = 1, position = -129',
      )
      .run(NOW, NOW)
    const { read } = await salvaged(join(folder, COLLECTION_FILE))
    expect(read('note')).toMatchObject([{ content }])
    expect(read('card')).toMatchObject([{ stability: 0.25, difficulty: 5, due: NOW, position: -129 }])
  })

  it('finds notes, cards, reviews and decks when the beginning of the file is gone', async () => {
    const { file } = made()
    const expected = ['note', 'card', 'review'].map((table) => rowsIn(file, table))
    const bytes = readFileSync(file)
    bytes.fill(0, 0, PAGE)
    writeFileSync(file, bytes)
    const { read } = await salvaged(file)
    expect(['note', 'card', 'review'].map(read)).toEqual(expected)
    expect(read('deck').length).toBeGreaterThan(0)
  })

  it('loses no more than the pages that were overwritten', async () => {
    const { file } = made()
    const bytes = readFileSync(file)
    const pages = bytes.length / PAGE
    for (let page = 5; page < pages; page += 25) bytes.fill(0xff, page * PAGE, (page + 1) * PAGE)
    writeFileSync(file, bytes)
    const { read } = await salvaged(file)
    expect(read('note').length).toBeGreaterThan(CARDS * 0.7)
    expect(read('card').length).toBeGreaterThan(CARDS * 0.7)
  })

  it('takes what there is of a file that was cut short', async () => {
    const { file } = made()
    truncateSync(file, Math.floor(readFileSync(file).length / 2 / PAGE) * PAGE + 100)
    const { read } = await salvaged(file)
    expect(read('note').length + read('card').length + read('review').length).toBeGreaterThan(0)
  })

  it('takes rows of which nothing but zeros is left for lost', async () => {
    const { file } = made()
    zeroNotes(file)
    const { report } = await salvaged(file)
    expect(report.lost).toBeGreaterThan(0)
  })

  it('survives anything, and always gives a sound collection', { timeout: 120_000 }, async () => {
    const { file } = made()
    const whole = readFileSync(file)
    const broken = join(newFolder(), 'broken.db')
    const runs = rounds(12, 300)
    const place = fc.nat(whole.length - 1)
    const patch = fc.tuple(place, fc.uint8Array({ minLength: 1, maxLength: 3000 }))
    await fc.assert(
      fc.asyncProperty(fc.array(patch, { minLength: 1, maxLength: 20 }), async (patches) => {
        const bytes = Buffer.from(whole)
        for (const [at, wrong] of patches) bytes.set(wrong.subarray(0, bytes.length - at), at)
        writeFileSync(broken, bytes)
        const { collection } = await salvaged(broken)
        collection.close()
      }),
      { numRuns: runs },
    )
    tell('damaged files', 'a collection that is salvaged', { variants: runs })
    writeFileSync(broken, 'no database at all')
    expect((await salvaged(broken)).report.saved.note).toBe(0)
  })
})
