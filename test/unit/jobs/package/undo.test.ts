import fs from 'node:fs'
import path from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { importPackage, surveyPackage } from '../../../../electron/jobs/package/import-package.ts'
import { mediaState, repairMedia } from '../../../../electron/jobs/backup/media.ts'
import type { JobPulse } from '../../../../electron/jobs/protocol.ts'
import { BASIC, CLOZE, makeAnkiPackage, type PackageParts } from '../../../fixtures/anki-package.ts'
import { dump, type TestApp } from '../../../support/app.ts'
import { anApp, bring, bringBytes, checkNow, ELAPSED, NOW, rows } from './support.ts'

let test: TestApp
beforeEach(async () => {
  test = await anApp()
})
afterEach(async () => {
  expect(await checkNow(test.app.context)).toEqual([])
  await test.close()
})

const COUNT = 5000
const PARTS: PackageParts = {
  noteTypes: [BASIC, CLOZE],
  decks: [{ id: 5, name: 'A::B', preset: 2 }],
  presets: [{ id: 2, name: 'Slow', newPerDay: 1 }],
  notes: Array.from({ length: COUNT }, (_, index) => ({
    id: index + 1,
    fields: [`front ${index}`, '<img src="a.png">'],
  })),
  cards: Array.from({ length: COUNT }, (_, index) => ({
    id: index + 1,
    note: index + 1,
    deck: 5,
    type: 2,
    due: ELAPSED,
    ivl: 3,
    reps: 1,
  })),
  reviews: Array.from({ length: COUNT }, (_, index) => ({
    id: NOW - 86_400_000 * 30 + index * 60_000,
    card: index + 1,
  })),
  media: [{ name: 'a.png', bytes: Buffer.from('png') }],
}

const ORDER = { scheduling: true, update: 'newer', now: NOW, zone: 'UTC', rolloverHour: 4 } as const

/** Everything that an import could leave, the log of undo included. */
function everything() {
  return {
    ...dump(test),
    types: rows(test, 'SELECT * FROM note_type'),
    media: rows(test, 'SELECT * FROM media'),
    orphans: rows(test, 'SELECT * FROM orphan_review'),
    presets: rows(test, 'SELECT * FROM preset'),
    undo: rows(test, 'SELECT * FROM undo_entry'),
    files: files(),
  }
}

function files(): string[] {
  return fs
    .readdirSync(test.dataDir, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.startsWith(`media${path.sep}`) && name.length > 9)
}

/** Every row of every table but those of undo itself, what a deletion leaves on purpose, and the words' own pages. */
function tables(): Record<string, unknown[]> {
  const names = rows(test, "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite%'")
  const own = ['undo_entry', 'undo_part', 'tombstone', 'collection']
  const kept = names
    .map(({ name }) => String(name))
    .filter((name) => !own.includes(name) && !name.startsWith('note_words'))
  const conditions: Readonly<Record<string, string>> = { review: 'undone_at IS NULL', deck_total: 'cards > 0' }
  const timeless = (row: Record<string, unknown>) => ({ ...row, modified_at: null })
  return Object.fromEntries(
    kept.map((name) => [name, rows(test, `SELECT * FROM ${name} WHERE ${conditions[name] ?? 'true'}`).map(timeless)]),
  )
}

function searched(word: string): unknown {
  return rows(test, 'SELECT count(*) AS n FROM note_words WHERE note_words MATCH ?', word)[0]?.['n']
}

/** A pulse that cancels at the n-th time that it is asked. */
function cancelAt(times: number): JobPulse & { asked: number } {
  const pulse = { asked: 0, cancelled: () => ++pulse.asked > times, progress: () => undefined }
  return pulse
}

describe('undo of an import', () => {
  it('takes all of it back by one name, and redo does it again', async () => {
    const before = dump(test)
    await bring(test, PARTS, {}, 'words.apkg')
    const after = rows(test, 'SELECT id, guid, content FROM note')
    expect(rows(test, 'SELECT name FROM undo_entry')).toEqual([{ name: 'Import words.apkg' }])
    expect(await test.client.history.undo()).toEqual({ name: 'Import words.apkg' })
    const { note, card, deck, day_count, deck_total } = dump(test)
    expect({ note, card, deck, day_count }).toEqual({
      note: before['note'],
      card: before['card'],
      deck: before['deck'],
      day_count: before['day_count'],
    })
    expect(deck_total?.filter((total) => (total as { cards: number }).cards > 0)).toEqual([])
    expect(rows(test, 'SELECT count(*) AS n FROM review WHERE undone_at IS NULL')).toEqual([{ n: 0 }])
    expect(await checkNow(test.app.context)).toEqual([])
    await test.client.history.redo()
    expect(rows(test, 'SELECT id, guid, content FROM note')).toEqual(after)
    expect(test.app.context.collection.reviews.count()).toBe(COUNT)
  })

  it('leaves nothing of it in any table, and redo brings all of it again', async () => {
    await bring(test, { notes: [{ id: 90_000, fields: ['mine', ''] }], cards: [{ id: 90_000, note: 90_000 }] })
    const gone = [1, 2, 3].map((day) => ({ id: NOW - day * 86_400_000, card: 777 }))
    const few = { notes: PARTS.notes?.slice(0, 50) ?? [], cards: PARTS.cards?.slice(0, 50) ?? [] }
    const reviews = [...(PARTS.reviews?.slice(0, 50) ?? []), ...gone]
    const before = tables()
    await bring(test, { ...PARTS, ...few, reviews }, {}, 'words.apkg')
    const after = tables()
    expect(after['orphan_review']).toHaveLength(3)
    expect(after['media']).toHaveLength(1)
    expect(await test.client.history.undo()).toEqual({ name: 'Import words.apkg' })
    expect(tables()).toEqual(before)
    expect(searched('front')).toBe(0)
    await test.client.history.redo()
    expect(tables()).toEqual(after)
    expect(searched('front')).toBe(50)
    expect(await checkNow(test.app.context)).toEqual([])
    await test.client.history.undo()
    expect(tables()).toEqual(before)
  })

  it('keeps the files of media that redo would need when unused ones are swept', async () => {
    await bring(test, {
      ...PARTS,
      notes: PARTS.notes?.slice(0, 2) ?? [],
      cards: PARTS.cards?.slice(0, 2) ?? [],
      reviews: [],
    })
    await test.client.history.undo()
    const { collection } = test.app.context
    expect(mediaState(collection)).toEqual({ missing: [], unused: [], stray: [] })
    repairMedia(collection, NOW)
    await test.client.history.redo()
    expect(mediaState(collection)).toEqual({ missing: [], unused: [], stray: [] })
  })

  it('is kept in a few words, however many notes there are', async () => {
    await bring(test, PARTS)
    const [entry] = rows(test, 'SELECT length(changes) AS size FROM undo_entry')
    expect(entry?.['size']).toBeLessThan(5000)
    expect(rows(test, 'SELECT 1 FROM undo_part')).toEqual([])
  })
})

describe('an import that is cancelled', () => {
  it('leaves nothing, wherever it was', async () => {
    const before = everything()
    const file = { name: 'deck.apkg', bytes: makeAnkiPackage(PARTS) }
    const whole = cancelAt(Number.POSITIVE_INFINITY)
    await surveyPackage(test.app.context.collection, file, ORDER, whole)
    expect(whole.asked).toBeGreaterThan(12)
    for (let times = 0; times < whole.asked - 1; times += 1) {
      const done = await importPackage(test.app.context.collection, file, ORDER, cancelAt(times))
      expect(done).toEqual({ ok: false, error: { code: 'cancelled' } })
      expect(everything()).toEqual(before)
    }
  })
})

describe('an import that fails', () => {
  it('leaves the collection as it was', async () => {
    await bring(test, { notes: [{ id: 1, fields: ['here', ''] }], cards: [{ id: 1, note: 1 }] })
    const before = everything()
    const bytes = makeAnkiPackage({ ...PARTS, form: 'anki2' })
    for (const damaged of [bytes.subarray(0, bytes.length - 100), bytes.subarray(0, 5000), bytes.subarray(200)]) {
      const report = await bringBytes(test, damaged)
      expect(report).toMatchObject({ refused: true, issues: [{ severity: 'error', where: { file: 'deck.apkg' } }] })
      expect(everything()).toEqual(before)
    }
  })

  it('leaves it as it was when something goes wrong half way', async () => {
    const { db } = test.app.context.collection
    const before = everything()
    db.exec(
      'CREATE TEMP TRIGGER no BEFORE INSERT ON card WHEN new.id > 3000 BEGIN SELECT RAISE(FAIL, ?); END'.replace(
        '?',
        "'no'",
      ),
    )
    await expect(bring(test, PARTS)).rejects.toThrow('no')
    db.exec('DROP TRIGGER no')
    expect(everything()).toEqual(before)
  })
})

describe('the preview of a package', () => {
  it('says what the import then does, and writes nothing', async () => {
    const bytes = makeAnkiPackage({ ...PARTS, reviews: [...(PARTS.reviews ?? []), { id: NOW, card: 99_999 }] })
    const before = everything()
    const shown = await test.client.imports.preview({ file: new File([new Uint8Array(bytes)], 'deck.apkg') })
    expect(everything()).toEqual(before)
    expect(shown).toMatchObject({
      possible: true,
      cards: COUNT,
      kinds: [{ kind: 'template', notes: COUNT }],
      package: {
        notes: COUNT,
        cards: COUNT,
        reviews: COUNT + 1,
        media: 1,
        decks: 2,
        noteTypes: [{ name: 'Basic', notes: COUNT }],
      },
      report: { notes: { added: COUNT }, reviews: { added: COUNT, orphaned: 1 }, media: { added: 1 } },
    })
    expect(shown.samples[0]).toMatchObject({ type: 'template' })
    const events = await test.client.imports.run({
      importId: shown.importId,
      skipBad: false,
      package: { scheduling: true, update: 'newer' },
    })
    const stages = new Set<string>()
    let step = await events.next()
    for (; !step.done; step = await events.next()) stages.add(step.value.stage)
    expect(step.value).toEqual(shown.report)
    expect([...stages].some((stage) => stage.startsWith('Writing'))).toBe(true)
  })

  it('refuses what cannot be read, with the reason', async () => {
    const damaged = new Uint8Array(makeAnkiPackage(PARTS).subarray(0, 9000))
    await expect(test.client.imports.preview({ file: new File([damaged], 'deck.apkg') })).rejects.toMatchObject({
      code: 'INVALID',
    })
  })
})
