import fs from 'node:fs'
import path from 'node:path'
import { afterEach, describe, expect, it } from 'vitest'
import { startBackupClock } from '../../../electron/services/backup-clock.ts'
import { putFile, hasFile } from '../../../electron/media/store.ts'
import { mediaState, repairMedia, TRASH_FOLDER } from '../../../electron/jobs/backup/media.ts'
import { listBackups } from '../../../electron/store/backup-names.ts'
import { makeApp, NOON, reopen, type TestApp } from '../../support/app.ts'
import { basic, basics } from '../../support/decks.ts'

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

  it('say in the list why the last one failed', async () => {
    test = await makeApp()
    fs.writeFileSync(path.join(test.dataDir, 'backups'), 'in the way')
    test.clock.pass(31 * MINUTE)
    await backups().makeIfDue(false)
    expect(backups().list().problem).toContain('could not be made')
    expect(test.logged.join()).toContain('no automatic backup')
    fs.rmSync(path.join(test.dataDir, 'backups'))
    await backups().make('hand')
    expect(backups().list().problem).toBeNull()
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
