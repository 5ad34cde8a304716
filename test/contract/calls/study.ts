import { expect } from 'vitest'
import type { TestApp } from '../../support/app.ts'
import { basics } from '../../support/decks.ts'
import type { HttpClient } from '../../support/http.ts'

/** A session of chosen cards from its count to its end, and the list of what can be taken back. */
export async function callStudy(client: HttpClient, test: TestApp): Promise<void> {
  test.addNotes('Chosen', basics(2, 'chosen'))
  const deckId = test.app.context.collection.decks.byPath('Chosen')?.id ?? 0
  expect(await client.study.count({ text: 'is:new', deckId })).toEqual({ cards: 2, problem: null })
  const choice = { title: 'Chosen', text: '', deckId, order: 'random', limit: 9, reschedule: false } as const
  expect(await client.study.start(choice)).toMatchObject({ title: 'Chosen', cards: 2, done: 0, left: 2 })
  expect(await client.study.current()).toMatchObject({ session: { left: 2 } })
  const { card } = await client.review.next({ deckId: null, study: true })
  if (!card) throw new Error('two cards were chosen')
  const { cardId, seed } = card
  const given = { deckId: null, study: true, cardId, seed, rating: 3 as const, durationMs: 1, response: null }
  expect(await client.review.answer(given)).toMatchObject({ study: { done: 1, cards: 2 } })
  expect((await client.history.list()).undo[0]).toEqual({
    name: 'Answer Good',
    at: test.clock.now,
    about: expect.stringMatching(/^chosen-\d\?$/) as string,
  })
  expect(await client.history.jump({ steps: 1, redo: false })).toEqual({ done: 1 })
  expect((await client.history.list()).redo[0]).toMatchObject({ name: 'Answer Good' })
  expect(await client.history.jump({ steps: 5, redo: true })).toEqual({ done: 1 })
  expect(await client.study.end()).toEqual({})
  expect(await client.study.current()).toEqual({ session: null })
  await client.decks.remove({ deckId })
}
