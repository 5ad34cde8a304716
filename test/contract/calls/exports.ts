import { expect } from 'vitest'
import type { HttpClient } from '../../support/http.ts'
import type { TestApp } from '../../support/app.ts'

/** The procedures of the way out. */
export async function callExports(client: HttpClient, test: TestApp): Promise<void> {
  test.addNotes('Way out', [{ id: 'one', kind: 'basic', front: 'A', back: 'B' }])
  const choice = { format: 'apkg', scope: { type: 'all' }, scheduling: true, media: true } as const
  const look = await client.exports.look(choice)
  expect(look.counts.notes).toBeGreaterThan(0)
  expect(look.name).toMatch(/\.apkg$/)
  const steps = await client.exports.run(choice)
  let step = await steps.next()
  while (!step.done) step = await steps.next()
  expect(step.value).toMatchObject({ name: look.name, counts: look.counts })
  expect(step.value.path).toMatch(/^\/content\/.+\/export\/[0-9a-f]{32}$/)
  expect(test.app.services.exports.file(step.value.path.split('/').at(-1) ?? '')?.name).toBe(look.name)
  const gone = { ...choice, scope: { type: 'deck', deckId: 999_999 } } as const
  await expect(client.exports.look(gone)).rejects.toMatchObject({ code: 'NOT_FOUND' })
}
