import { expect } from 'vitest'
import type { TestApp } from '../../support/app.ts'
import type { HttpClient } from '../../support/http.ts'

/** What is done to cards in any number. */
export async function callCards(client: HttpClient, test: TestApp): Promise<void> {
  const { deckId } = await client.decks.create({ name: 'Some cards', parentId: null })
  const content = { kind: 'basic', front: 'F', back: 'B' } as const
  const { noteId } = await client.notes.create({ deckId, note: { content, tags: [] } })
  const cardIds = test.app.context.collection.cards.ofNote(noteId).map((card) => card.id)
  expect(await client.cards.grade({ cardIds, rating: 4 })).toEqual({ undo: 'Grade card Easy', cards: 1 })
  expect(await client.cards.setDue({ cardIds, days: '2-4!' })).toEqual({ undo: 'Set due date of card', cards: 1 })
  expect(await client.cards.forget({ cardIds, keepCounts: false })).toEqual({ undo: 'Forget card', cards: 1 })
  const order = { start: 1, step: 1, random: false, shift: false }
  expect(await client.cards.reposition({ cardIds, ...order })).toEqual({ undo: 'Reposition card', cards: 1 })
  expect(await client.cards.suspend({ cardIds, suspended: true })).toEqual({ undo: 'Suspend card', cards: 1 })
  expect(await client.cards.suspend({ cardIds, suspended: false })).toEqual({ undo: 'Resume card', cards: 1 })
  expect(await client.cards.bury({ cardIds, buried: true })).toEqual({ undo: 'Bury card', cards: 1 })
  expect(await client.cards.bury({ cardIds, buried: false })).toEqual({ undo: 'Unbury card', cards: 1 })
  expect(await client.cards.flag({ cardIds, flag: 3 })).toEqual({ undo: 'Flag card', cards: 1 })
  await client.decks.remove({ deckId })
}
