import fs from 'node:fs'
import path from 'node:path'
import zlib from 'node:zlib'
import { describe, expect, it } from 'vitest'
import { readArchive } from '../../../../electron/importers/archive/index.ts'
import { Message } from '../../../../electron/importers/anki-package/protobuf.ts'
import { openAnkiPackage } from '../../../../electron/importers/anki-package/index.ts'
import { exportFile } from '../../../../electron/jobs/export/export-file.ts'
import { quietPulse } from '../../../../electron/jobs/protocol.ts'
import { C50K, makeLargePackage } from '../../../fixtures/anki-package-large.ts'
import { makeApp, NOON, type TestApp } from '../../../support/app.ts'
import { temporaryFolder } from '../../../support/host.ts'
import { checkNow } from '../../../../electron/services/check-now.ts'
import { brought, contents, exported } from './support.ts'
import { bringBytes } from '../package/support.ts'

const SIZE = { ...C50K, notes: 60, media: 7, decks: 3 }
const ORDER = {
  scope: { type: 'all' },
  scheduling: true,
  media: true,
  now: NOON,
  zone: 'UTC',
  rolloverHour: 4,
} as const

async function filled(): Promise<TestApp> {
  const test = await makeApp({ now: NOON })
  await bringBytes(test, makeLargePackage(SIZE, NOON), {}, 'large.apkg')
  return test
}

function log(test: TestApp): object[] {
  return test.app.context.collection.db
    .prepare<[], object>(
      `SELECT note.guid, card.ordinal, reviewed_at, rating, review.kind, duration_ms, state_before, review.scheduled_days
       FROM review JOIN card ON card.id = card_id JOIN note ON note.id = note_id ORDER BY reviewed_at`,
    )
    .all()
}

describe('an Anki package that went out', () => {
  for (const format of ['apkg', 'apkg-older', 'colpkg', 'colpkg-older'] as const) {
    it(`brings notes, schedule, log, types and media back from ${format}`, async () => {
      const test = await filled()
      const { file, report } = await exported(test, format)
      expect(report.counts).toEqual({ notes: 60, cards: 120, reviews: 480, media: 7 })
      const empty = await makeApp({ now: NOON })
      const there = await brought(empty, file)
      expect(there).toMatchObject({ notes: { added: 60 }, cards: { added: 120 }, reviews: { added: 480 }, issues: [] })
      const [before, after] = [test, empty].map((app) => contents(app, true))
      expect([...(after?.keys() ?? [])].sort()).toEqual([...(before?.keys() ?? [])].sort())
      expect(log(empty)).toEqual(log(test))
      const kept = (app: TestApp) =>
        app.app.context.collection.db
          .prepare(
            `SELECT guid, ordinal, state, position, due, round(stability, 4) AS stability, round(difficulty, 3) AS difficulty,
               reps, lapses, scheduled_days, flag, suspended FROM card JOIN note ON note.id = note_id ORDER BY guid, ordinal`,
          )
          .all()
      expect(kept(empty)).toEqual(kept(test))
      const types = (app: TestApp) =>
        app.app.context.collection.noteTypes.all().map(({ name, source, definition }) => ({ name, source, definition }))
      expect(types(empty)).toEqual(types(test))
      const names = (app: TestApp) => app.app.context.collection.media.all().map(({ name, hash }) => [name, hash])
      expect(names(empty)).toEqual(names(test))
      expect(await checkNow(empty.app.context)).toEqual([])
      for (const app of [test, empty]) await app.close()
    }, 30_000)
  }

  it('has the members of the newest form, and a note for programs that do not know it', async () => {
    const test = await filled()
    const { bytes } = await exported(test, 'apkg')
    const archive = await readArchive({ name: 'deck.apkg', bytes })
    if (!archive.ok) throw new Error('no archive')
    const read = async (name: string): Promise<Uint8Array> => {
      const entry = await archive.value.read(name)
      if (!entry.ok) throw new Error(name)
      return entry.value
    }
    expect(Buffer.from(await read('meta')).toString('hex')).toBe('0803')
    const list = Message.read(zlib.zstdDecompressSync(await read('media')))
    expect(list.ok && list.value.list(1)).toHaveLength(7)
    const first = Message.read((list.ok && list.value.list(1)[0]) || new Uint8Array())
    const medium = zlib.zstdDecompressSync(await read('0'))
    if (!first.ok) throw new Error('no entry')
    expect(first.value.text(1)).toMatch(/^img\d+\.png$/)
    expect(first.value.number(2)).toBe(medium.byteLength)
    expect(first.value.bytes(3)).toHaveLength(20)
    const dummy = await openAnkiPackage({ name: 'collection.anki2', bytes: await read('collection.anki2') })
    if (!dummy.ok) throw new Error('no dummy')
    expect([...dummy.value.notes()].flat().map(({ fields }) => fields)).toEqual([expect.stringMatching(/update Anki/)])
    dummy.value.close()
    await test.close()
  }, 30_000)

  it('goes out as new cards without the schedule, and without media', async () => {
    const test = await filled()
    const { file, report } = await exported(test, 'apkg', { scheduling: false, media: false })
    expect(report.counts).toMatchObject({ reviews: 0, media: 0 })
    expect(report.losses.map(({ code }) => code)).toEqual(['without-scheduling', 'without-media', 'without-exams'])
    const empty = await makeApp({ now: NOON })
    await brought(empty, file)
    const states = empty.app.context.collection.db.prepare('SELECT DISTINCT state, reps FROM card').all()
    expect(states).toEqual([{ state: 0, reps: 0 }])
    for (const app of [test, empty]) await app.close()
  }, 30_000)

  it('holds one deck with those above it when a deck is asked for', async () => {
    const test = await filled()
    const deck = test.app.context.collection.decks.byPath('Bench::Sub 02')
    const { bytes } = await exported(test, 'apkg', { scope: { type: 'deck', deckId: deck?.id ?? 0 } })
    const opened = await openAnkiPackage({ name: 'deck.apkg', bytes })
    if (!opened.ok) throw new Error('unreadable')
    expect(opened.value.counts).toEqual({ notes: 20, cards: 40, reviews: 160 })
    const paths = [...opened.value.decks.values()].map(({ levels }) => levels.join('::'))
    expect(paths.sort()).toEqual(['Bench', 'Bench::Sub 02', 'Default'])
    opened.value.close()
    await test.close()
  }, 30_000)

  it('changes nothing when it comes back into the collection that it came from', async () => {
    const test = await filled()
    const before = contents(test, true)
    const { file } = await exported(test, 'apkg')
    const again = await brought(test, file)
    expect(again).toMatchObject({ notes: { added: 0, updated: 0, unchanged: 60 }, reviews: { added: 0, known: 480 } })
    expect(contents(test, true)).toEqual(before)
    await test.close()
  }, 30_000)
})

describe('writing the file', () => {
  it('leaves nothing behind when it is cancelled, and the old file as it was', async () => {
    const test = await filled()
    const folder = temporaryFolder('cancelled')
    const target = path.join(folder, 'deck.apkg')
    fs.writeFileSync(target, 'mine')
    for (const format of ['apkg', 'deck-yaml', 'anki-text'] as const) {
      for (const after of [0, 1, 2, 4]) {
        let asked = 0
        const pulse = { ...quietPulse, cancelled: () => asked++ >= after }
        const done = await exportFile(test.app.context.collection, { ...ORDER, format }, target, pulse)
        if (!done.ok) expect(done.error).toEqual({ code: 'cancelled' })
        else fs.writeFileSync(target, 'mine')
        expect(fs.readdirSync(folder)).toEqual(['deck.apkg'])
        expect(fs.readFileSync(target, 'utf8')).toBe('mine')
      }
    }
    expect(test.app.context.collection.db.inTransaction).toBe(false)
    await test.close()
  }, 30_000)

  it('says in words that a place cannot be written to', async () => {
    const test = await makeApp({ now: NOON })
    const target = path.join(temporaryFolder('missing'), 'no', 'deck.apkg')
    const done = await exportFile(test.app.context.collection, { ...ORDER, format: 'apkg' }, target, quietPulse)
    expect(done).toMatchObject({ ok: false, error: { code: 'refused', issues: [{ code: 'not-writable' }] } })
    await test.close()
  })
})
