import fs from 'node:fs'
import path from 'node:path'
import { describe, expect, it } from 'vitest'
import { makeApp, NOON } from '../../support/app.ts'
import { epoch } from '../../support/cli.ts'
import { basics } from '../../support/decks.ts'
import { startHost, temporaryFolder } from '../../support/host.ts'

async function withNotes(notes: number): Promise<string> {
  const test = await makeApp({ now: NOON })
  test.addNotes('Deck', basics(notes))
  await test.close()
  return test.dataDir
}

const run = async (dataDir: string, ...args: string[]) => epoch([...args, '--data', dataDir, '--no-builtin'])
const json = async (dataDir: string, ...args: string[]) => {
  const { code, stdout, stderr } = await run(dataDir, ...args, '--json')
  return { code, value: JSON.parse(stdout || 'null') as Record<string, unknown> & { length?: number }, stderr }
}

/** Overwrites everything but the notes' own pages at the end. */
function damage(dataDir: string): void {
  const file = path.join(dataDir, 'collection.db')
  const bytes = fs.readFileSync(file)
  bytes.fill(0, 0, 4096)
  fs.writeFileSync(file, bytes)
}

describe('epoch backup and restore', () => {
  it('makes a backup, lists it, looks into it, restores it and takes that back', { timeout: 60_000 }, async () => {
    const dataDir = await withNotes(3)
    expect((await json(dataDir, 'backup')).value).toMatchObject({ ok: true, counts: { notes: 3 } })
    const list = (await json(dataDir, 'restore')).value as unknown as { name: string; reason: string }[]
    expect(list).toMatchObject([{ reason: 'hand' }])
    const name = list[0]?.name ?? ''
    expect((await json(dataDir, 'restore', name, '--preview')).value).toMatchObject({ counts: { notes: 3 } })

    const table = path.join(temporaryFolder('table'), 'more.csv')
    fs.writeFileSync(table, 'a,b\nc,d\n')
    expect((await run(dataDir, 'import', table)).code).toBe(0)
    expect((await json(dataDir, 'restore')).value).toMatchObject([{ reason: 'import' }, { reason: 'hand' }])
    expect((await json(dataDir, 'restore', name)).value).toMatchObject({ ok: true, counts: { notes: 3 } })
    expect((await json(dataDir, 'status')).value).toMatchObject({ notes: 3 })
    const undone = await json(dataDir, 'restore', '--undo')
    expect(undone).toMatchObject({ code: 0, value: { counts: { notes: 5 } } })
    expect((await run(dataDir, 'restore', 'nothing.db')).stderr).toContain('there is no such backup or file')
    expect((await run(dataDir, 'restore', 'one', 'two')).code).toBe(2)
    expect((await run(dataDir, 'restore', table)).code).toBe(1)
  })

  it('says where the app is while it is open, and still lists', { timeout: 60_000 }, async () => {
    const dataDir = await withNotes(2)
    const made = (await json(dataDir, 'backup')).value as { file: string }
    const host = await startHost({ dataDir, builtin: false })
    for (const args of [['backup'], ['restore', made.file], ['check', '--repair']]) {
      const { code, stderr } = await run(dataDir, ...args)
      expect([code, stderr]).toEqual([1, expect.stringContaining(host.url)])
    }
    expect((await json(dataDir, 'restore')).code).toBe(0)
    await host.stop()
  })

  it('tells of a damaged collection, restores it, and keeps the damaged file', { timeout: 60_000 }, async () => {
    const dataDir = await withNotes(4)
    const { file } = (await json(dataDir, 'backup')).value as { file: string }
    damage(dataDir)
    const before = fs.readFileSync(path.join(dataDir, 'collection.db'))
    const refused = await run(dataDir, 'status')
    expect([refused.code, refused.stderr]).toEqual([1, expect.stringContaining('epoch restore')])
    const { code, value } = await json(dataDir, 'restore', file)
    expect([code, value]).toMatchObject([0, { counts: { notes: 4 }, kept: expect.any(String) as string }])
    expect(fs.readFileSync(path.join(String(value['kept']), 'collection.db'))).toEqual(before)
    expect((await json(dataDir, 'check')).value).toEqual({ ok: true, findings: [] })
  })

  it('salvages what can be read out of a damaged one', { timeout: 60_000 }, async () => {
    const dataDir = await withNotes(4)
    damage(dataDir)
    const { code, value } = await json(dataDir, 'restore', '--salvage')
    expect([code, value]).toMatchObject([0, { counts: { notes: 4, cards: 4 }, salvaged: { lost: 0 } }])
    expect((await json(dataDir, 'check')).value).toEqual({ ok: true, findings: [] })
    expect((await run(dataDir, 'restore', '--salvage')).code).toBe(1)
  })

  it('repairs, and names the backup from before', { timeout: 60_000 }, async () => {
    const test = await makeApp()
    test.addNotes('Deck', basics(2))
    test.app.context.collection.db.exec('UPDATE deck_total SET cards = 9')
    await test.close()
    expect((await json(test.dataDir, 'check')).code).toBe(1)
    const { code, value } = await json(test.dataDir, 'check', '--repair')
    expect([code, value]).toMatchObject([0, { ok: true, done: [{ code: 'deck-total' }], left: [] }])
    expect(fs.existsSync(path.join(test.dataDir, 'backups', String(value['backup'])))).toBe(true)
  })
})
