import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { checkCollection } from '../../../electron/store/check.ts'
import type { Collection } from '../../../electron/store/collection.ts'
import { COLLECTION_FILE } from '../../../electron/store/open.ts'
import { makeCollection } from '../../fixtures/collection.ts'
import { addDeck, addNote, answerTo, error, newCollection, newFolder, openIn, value } from './support.ts'

const quiet = { cancelled: () => false, progress: () => undefined }

async function codes(collection: Collection): Promise<string[]> {
  return value(await checkCollection(collection, quiet)).map((finding) => finding.code)
}

function used(): Collection {
  const collection = newCollection()
  const { cardIds } = addNote(collection, addDeck(collection, 'A'), 'one', 2)
  for (const card of cardIds) value(collection.answers.record(answerTo(collection, card)))
  value(collection.history.undo())
  return collection
}

describe('the check', () => {
  it('finds nothing in a collection that was used', async () => {
    expect(await codes(used())).toEqual([])
  })

  it('finds nothing in a generated collection, which is the same every time', async () => {
    const contents = [1, 2].map(() => {
      const dataDir = newFolder()
      makeCollection(dataDir, { cards: 200, reviewsPerCard: 3, seed: 5 })
      return openIn(dataDir)
    })
    const [one, two] = contents.map(({ db }) => [
      db.prepare('SELECT * FROM note').all(),
      db.prepare('SELECT * FROM card').all(),
      db.prepare('SELECT * FROM review').all(),
    ])
    expect(one).toEqual(two)
    for (const collection of contents) {
      expect(collection.uncleanStop).toBe(false)
      expect(await codes(collection)).toEqual([])
    }
  })

  it.each([
    ['reference', 'PRAGMA foreign_keys = 0; UPDATE deck SET preset_id = 99'],
    [
      'note-without-card',
      `INSERT INTO note (guid, kind, summary, content, created_at, modified_at) VALUES ('g', 'basic', '', '{}', 0, 0);
      INSERT INTO note_words (rowid, words) VALUES (last_insert_rowid(), '')`,
    ],
    ['card-state', 'UPDATE card SET stability = NULL WHERE state = 2'],
    ['deck-total', 'UPDATE deck_total SET seen = 0'],
    ['day-count', 'UPDATE day_count SET young_good = young_good + 1'],
    ['search-index', 'DELETE FROM note_words'],
  ])('finds a %s that is wrong', async (code, sql) => {
    const collection = used()
    collection.db.exec(sql)
    const findings = value(await checkCollection(collection, quiet))
    expect(findings.map((finding) => finding.code)).toEqual([code])
    expect(findings[0]?.message).toMatch(/^\d+ .*\.$|figures of \d+/)
    expect(findings[0]?.examples.length).toBeGreaterThan(0)
  })

  it('finds damage in the file', async () => {
    const collection = used()
    const root = collection.db.prepare(`SELECT rootpage FROM sqlite_schema WHERE name = 'review_by_day'`).pluck().get()
    collection.close()
    const file = join(collection.dataDir, COLLECTION_FILE)
    const bytes = readFileSync(file)
    bytes.fill(0, (Number(root) - 1) * 4096, Number(root) * 4096)
    writeFileSync(file, bytes)
    const again = openIn(collection.dataDir)
    expect(await codes(again)).toEqual(['file'])
  })

  it('works on a worker’s connection, says where it is, and can be stopped', async () => {
    const collection = used()
    const worker = openIn(collection.dataDir, { purpose: 'worker' })
    const stages: string[] = []
    const pulse = { cancelled: () => stages.length === 3, progress: (stage: string) => void stages.push(stage) }
    expect(error(await checkCollection(worker, pulse))).toEqual({ code: 'cancelled' })
    expect(stages).toEqual(['Reading the file', 'Following references', 'Looking at notes'])
  })
})
