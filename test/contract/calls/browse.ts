import { expect } from 'vitest'
import type { TestApp } from '../../support/app.ts'
import { basic } from '../../support/decks.ts'
import type { HttpClient } from '../../support/http.ts'

interface Stream<T> {
  next(): Promise<{ done?: boolean | undefined; value: unknown }>
  readonly value?: T
}

/** Reads a stream to its end and gives what it ends with. */
async function end(stream: Stream<unknown>): Promise<unknown> {
  let step = await stream.next()
  while (step.done !== true) step = await stream.next()
  return step.value
}

const QUERY = { text: 'deck:Herbs', deckId: null, sort: 'created', descending: false } as const

/** Every procedure of browsing and of saved searches, on a deck of its own that goes away again. */
export async function callBrowse(client: HttpClient, test: TestApp): Promise<void> {
  test.addNotes('Herbs', [basic('sage', 'Sage is grey', 'yes'), basic('sage-2', 'Sage is grey.'), basic('mint')])
  expect(await client.browse.cards({ ...QUERY, offset: 0, limit: 2 })).toMatchObject({ total: 3, problem: null })
  expect(await end(await client.browse.search({ ...QUERY, text: 're:^sage' }))).toEqual({ total: 2 })
  const { ids } = await client.browse.ids({ ...QUERY, from: 0, to: 10 })
  const { cardIds, noteIds } = await client.browse.resolve({ mode: 'cards', ids })
  expect(cardIds).toEqual(ids)
  expect(noteIds).toHaveLength(3)
  const tagged = { type: 'tags' as const, add: ['green'], remove: [] }
  expect(await end(await client.browse.bulk({ act: tagged, cardIds }))).toMatchObject({
    undo: 'Tag 3 notes green',
    changed: 3,
  })
  expect((await client.browse.outline()).tags).toContainEqual({ tag: 'green', notes: 3 })
  const what = { noteIds, find: 'grey', replace: 'silver', regex: false, matchCase: false, field: null }
  expect(await end(await client.browse.replacePreview(what))).toMatchObject({ notes: 2, places: 2, refused: 0 })
  expect(await end(await client.browse.replace(what))).toMatchObject({ changed: 2 })
  const same = await end(await client.browse.duplicates({ noteIds, field: null }))
  expect(same).toMatchObject({ total: 1, notes: 2, groups: [{ text: 'Sage is silver' }] })
  await callSaved(client)
  expect(await end(await client.browse.bulk({ act: { type: 'remove' }, cardIds }))).toMatchObject({ changed: 3 })
}

async function callSaved(client: HttpClient): Promise<void> {
  const first = await client.savedSearches.create({ name: 'Herbs', query: 'deck:Herbs' })
  const second = await client.savedSearches.create({ name: 'Due', query: 'is:due' })
  await client.savedSearches.update({ id: first.id, name: 'All herbs' })
  await client.savedSearches.reorder({ ids: [second.id, first.id] })
  expect((await client.savedSearches.list()).map((one) => one.name)).toEqual(['Due', 'All herbs'])
  await client.savedSearches.remove({ id: second.id })
  expect(await client.savedSearches.list()).toEqual([{ id: first.id, name: 'All herbs', query: 'deck:Herbs' }])
}
