import fs from 'node:fs'
import path from 'node:path'
import { Worker } from 'node:worker_threads'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { startBackupClock } from '../../../electron/services/backup-clock.ts'
import { putFile, hasFile } from '../../../electron/media/store.ts'
import { mediaState, repairMedia, TRASH_FOLDER } from '../../../electron/jobs/backup/media.ts'
import { listBackups, readBackupList } from '../../../electron/store/backup-names.ts'
import { makeApp, NOON, reopen, type TestApp } from '../../support/app.ts'
import { basic, basics } from '../../support/decks.ts'
import { rateNext } from '../../support/study.ts'

const MINUTE = 60_000
let test: TestApp
afterEach(() => test.close())

const reasons = (): string[] => listBackups(test.dataDir).map((one) => one.reason)
const backups = () => test.app.services.backups
const rename = (name: string) =>
  test.app.context.collection.transact('Rename', (writes) => writes.decks.getOrCreate(name))

describe('backups that nobody thinks of', () => {
  it('come when the time has passed and something changed, and only then', async () => {
    test = await makeApp()
    await backups().makeIfDue(false)
    expect(reasons()).toEqual([])
    test.clock.pass(30 * MINUTE)
    await backups().makeIfDue(false)
    expect(reasons()).toEqual(['schedule'])
    test.clock.pass(30 * MINUTE)
    await backups().makeIfDue(false)
    expect(reasons()).toEqual(['schedule'])
    rename('One')
    await backups().makeIfDue(false)
    expect(reasons()).toEqual(['schedule', 'schedule'])
    rename('Two')
    test.clock.pass(29 * MINUTE)
    await backups().makeIfDue(false)
    expect(reasons()).toHaveLength(2)
    expect(await backups().schedule(10)).toEqual({ ok: true, value: { minutes: 10 } })
    await backups().makeIfDue(false)
    expect(reasons()).toHaveLength(3)
  })

  it('come with a clean close when something changed, and not again when nothing did', async () => {
    test = await makeApp({ host: 'loopback' })
    test.addNotes('Deck', basics(2))
    test = await reopen(test, { host: 'loopback' })
    expect(reasons()).toEqual(['close'])
    test = await reopen(test, { host: 'loopback' })
    expect(reasons()).toEqual(['close'])
    rename('Another')
    test = await reopen(test, { host: 'loopback' })
    expect(reasons()).toEqual(['close', 'close'])
  })

  it('are listed with the rows of the collection, which are counted elsewhere and only when something changed', async () => {
    test = await makeApp()
    test.addNotes('Deck', basics(2))
    await backups().make('hand')
    const { db } = test.app.context.collection
    const prepared = vi.spyOn(db, 'prepare')
    expect(await backups().list()).toMatchObject({
      ok: true,
      value: { counts: { decks: 1, notes: 2, cards: 2 }, backups: [{ reason: 'hand' }] },
    })
    expect(prepared.mock.calls.filter(([source]) => source.includes('count('))).toEqual([])
    expect(listBackups(test.dataDir)).toEqual(await readBackupList(test.dataDir))
    const jobs = vi.spyOn(Worker.prototype, 'on')
    await backups().list()
    expect(jobs).not.toHaveBeenCalled()
    test.addNotes('Deck', [basic('third')])
    expect(await backups().list()).toMatchObject({ value: { counts: { notes: 3 } } })
    vi.restoreAllMocks()
  })

  it('say in the list why the last one failed', async () => {
    test = await makeApp()
    fs.writeFileSync(path.join(test.dataDir, 'backups'), 'in the way')
    test.clock.pass(31 * MINUTE)
    await backups().makeIfDue(false)
    expect(await backups().list()).toMatchObject({ value: { problem: expect.stringContaining('could not be made') } })
    expect(test.logged.join()).toContain('no automatic backup')
    fs.rmSync(path.join(test.dataDir, 'backups'))
    await backups().make('hand')
    expect(await backups().list()).toMatchObject({ value: { problem: null } })
  })

  it('are looked for by a clock that waits for one under way when it stops', async () => {
    test = await makeApp()
    test.clock.pass(31 * MINUTE)
    const clock = startBackupClock(backups(), test.app.context.log, 5)
    await expect.poll(reasons).toEqual(['schedule'])
    rename('Late')
    await clock.stop()
    expect(reasons()).toEqual(['close', 'schedule'])
  })
})

describe('a backup before an import', () => {
  it('is made by the worker, before anything is written', async () => {
    test = await makeApp({ now: NOON })
    test.addNotes('Deck', [basic('one')])
    const { importId } = await test.client.imports.preview({ file: new File(['q,a\nr,b'], 'table.csv') })
    const events = await test.client.imports.run({ importId, skipBad: false })
    while (!(await events.next()).done);
    const [made] = listBackups(test.dataDir)
    expect(made?.reason).toBe('import')
    expect(await backups().look(made?.name ?? '')).toMatchObject({ value: { counts: { notes: 1 } } })
  })
})

describe('a repair', () => {
  it.each([
    ['a zone far from UTC', 'Pacific/Kiritimati', 4, Date.UTC(2026, 10, 19, 23, 50)],
    ['a day that begins late', 'UTC', 12, Date.UTC(2026, 10, 20, 11, 50)],
  ])('brings back the memory that reviewing had left, in %s', async (_, zone, rolloverHour, now) => {
    test = await makeApp({ zone, now })
    await test.client.app.updateSettings({ rolloverHour })
    test.addNotes('Deck', [basic('one')])
    // The second answer is on another UTC day or study day than the first; the third some days later.
    for (const wait of [20 * MINUTE, 5 * 24 * 60 * MINUTE, 0]) {
      await rateNext(test, 3)
      test.clock.pass(wait)
    }
    const { collection } = test.app.context
    const [before] = collection.cards.ofNote(1)
    expect(before?.reps).toBe(3)
    collection.db.exec('UPDATE card SET stability = NULL, difficulty = 44')
    expect(await backups().repair()).toMatchObject({ ok: true, value: { left: [] } })
    const [after] = collection.cards.ofNote(1)
    expect({ ...after, modified_at: 0 }).toEqual({ ...before, modified_at: 0 })
  })
})

describe('media', () => {
  const bytes = new TextEncoder().encode('a picture')

  function addMedium(name: string): string {
    const { collection, dataDir } = test.app.context
    const file = putFile(dataDir, bytes)
    collection.transact(null, (writes) => {
      writes.media.put({ name, ...file })
      return { ok: true, value: undefined }
    })
    return file.hash
  }

  it('that a note names are used, in Markdown, HTML and styles', async () => {
    test = await makeApp()
    addMedium('in markdown.png')
    addMedium('in-html.png')
    addMedium('unused.png')
    test.addNotes('Deck', [
      { id: 'a', kind: 'basic', front: 'See ![it](<in markdown.png>) or <img src="in-html.png">', back: 'x' },
    ])
    expect(mediaState(test.app.context.collection).unused).toEqual(['unused.png'])
  })

  it('that nothing needs go into the trash, and out of it with the check after', async () => {
    test = await makeApp()
    const hash = addMedium('unused.png')
    const { collection, dataDir } = test.app.context
    expect(repairMedia(collection, NOON)).toEqual({
      ok: true,
      value: { returned: 0, unlisted: 1, trashed: 1, emptied: 0 },
    })
    expect(fs.readdirSync(path.join(dataDir, TRASH_FOLDER))).toEqual([hash])
    addMediumRow(hash)
    expect(repairMedia(collection, NOON)).toMatchObject({ value: { returned: 1, unlisted: 1, trashed: 1 } })
    expect(repairMedia(collection, NOON)).toMatchObject({ value: { returned: 0, trashed: 0, emptied: 1 } })
    expect(hasFile(dataDir, hash)).toBe(false)
  })

  function addMediumRow(hash: string): void {
    test.app.context.collection.transact(null, (writes) => {
      writes.media.put({ name: 'unused.png', hash, size: bytes.length })
      return { ok: true, value: undefined }
    })
  }

  it('that a backup names are never taken away, nor any while a backup cannot be read', async () => {
    test = await makeApp()
    const hash = addMedium('unused.png')
    const { collection, dataDir } = test.app.context
    await backups().make('hand')
    expect(repairMedia(collection, NOON)).toMatchObject({ value: { unlisted: 1, trashed: 0 } })
    expect(hasFile(dataDir, hash)).toBe(true)
    for (const { file } of listBackups(dataDir)) fs.writeFileSync(file, 'damaged')
    expect(repairMedia(collection, NOON)).toMatchObject({ value: { trashed: 0 } })
    for (const { file } of listBackups(dataDir)) fs.rmSync(file)
    expect(repairMedia(collection, NOON)).toMatchObject({ value: { trashed: 1 } })
  })
})
