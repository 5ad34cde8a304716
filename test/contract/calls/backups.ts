import { expect } from 'vitest'
import type { TestApp } from '../../support/app.ts'
import type { HttpClient } from '../../support/http.ts'

/** Backups, from the first to the undo of a restore. */
export async function callBackups(client: HttpClient, test: TestApp): Promise<void> {
  const notes = (): number => test.app.context.collection.notes.count()
  const before = notes()
  expect(await client.backups.schedule({ minutes: 45 })).toEqual({ minutes: 45 })
  const made = await client.backups.make()
  expect(made).toMatchObject({ reason: 'hand', bytes: expect.any(Number) as number })
  const view = await client.backups.list()
  expect(view).toMatchObject({ minutes: 45, opensFolder: false, counts: { notes: before }, problem: null })
  expect(view.backups).toContainEqual(made)
  expect(await client.backups.look({ name: made.name })).toMatchObject({ counts: { notes: before } })
  await expect(client.backups.look({ name: '../collection.db' })).rejects.toMatchObject({ code: 'NOT_FOUND' })
  expect(await client.backups.openFolder()).toEqual({ opened: false })
  expect((await client.backups.check()).findings).toEqual([])

  test.importText('later.csv', 'later question,later answer')
  const restored = await client.backups.restore({ name: made.name })
  expect(notes()).toBe(before)
  expect((await client.backups.list()).undo).toEqual(restored.before)
  await client.backups.restore({ name: restored.before.name })
  expect(notes()).toBe(before + 1)
  await client.backups.restore({ name: made.name })
  expect(notes()).toBe(before)
  await expect(client.backups.restore({ name: 'none' })).rejects.toMatchObject({ code: 'NOT_FOUND' })
  const repaired = await client.backups.repair()
  expect(repaired).toMatchObject({ found: [], left: [], remarks: [] })
  expect((await client.backups.list()).backups.map((one) => one.name)).toContain(repaired.backup)
}
