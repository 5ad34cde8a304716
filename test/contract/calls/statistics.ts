import { expect } from 'vitest'
import type { TestApp } from '../../support/app.ts'
import { basic } from '../../support/decks.ts'
import type { HttpClient } from '../../support/http.ts'

/** Reads a stream to its end and gives what it ends with. */
async function end<T>(stream: AsyncIterator<unknown, T>): Promise<T> {
  let step = await stream.next()
  while (step.done !== true) step = await stream.next()
  return step.value
}

/** Every procedure of the statistics. */
export async function callStatistics(client: HttpClient, test: TestApp): Promise<void> {
  test.addNotes('Counted', [basic('counted')])
  const deck = test.app.context.collection.decks.byPath('Counted')
  const scope = { type: 'deck', deckId: deck?.id ?? 0 } as const
  const view = await end(await client.statistics.read({ scope, range: 'month', step: null, year: null }))
  expect(view).toMatchObject({ cards: 1, answersEver: 0, counts: { new: 1 }, loss: { exams: null } })
  const { domains } = await client.statistics.scopes()
  expect(domains[0]).toMatchObject({ blueprint: 'mini', code: 'MINI-01' })
  expect(await end(await client.statistics.rebuild())).toEqual({ days: 0 })
}
