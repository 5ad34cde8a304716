import { afterEach, beforeEach, expect, it } from 'vitest'
import type { NoteContent } from '../../../electron/contract/content/note-content.ts'
import { compareTyped } from '../../../electron/core/cards/typed.ts'
import { makeApp, type TestApp } from '../../support/app.ts'

let test: TestApp
beforeEach(async () => {
  test = await makeApp()
})
afterEach(() => test.close())

/** A picture with a covered part for each of these ids. */
function diagram(...ids: string[]): NoteContent {
  const parts = ids.map(
    (id, at) => `<g data-label="${id}"><rect x="${at}" y="0" width="5" height="5" fill="none"/></g>`,
  )
  const svg = `<svg viewBox="0 0 100 50">${parts.join('')}</svg>`
  const labels = ids.map((id) => ({ id, answer: `the ${id}` }))
  return { kind: 'diagram', svg, picture: 'leaf.png', hideAll: true, alt: 'A leaf', labels }
}

it('asks each covered part of a picture; what lies beneath does not stand in the face', async () => {
  const { faces } = await test.client.notes.preview({ note: { content: diagram('stem', 'vein'), tags: [] } })
  expect(faces).toMatchObject([
    { type: 'diagram', picture: 'leaf.png', hideAll: true, hidden: 'stem', number: 1, labels: 2, answer: 'the stem' },
    { hidden: 'vein', number: 2 },
  ])
})

it('keeps what each part has learnt when parts are put in another order, added and taken out', async () => {
  const { deckId } = await test.client.decks.create({ name: 'D', parentId: null })
  const made = await test.client.notes.create({ deckId, note: { content: diagram('a', 'b', 'c'), tags: [] } })
  const { noteId } = made
  const { collection } = test.app.context
  const ids = () => new Map(collection.cards.ofNote(noteId).map((card) => [card.ordinal, card.id]))
  const before = ids()
  await test.client.notes.update({ noteId, note: { content: diagram('c', 'a', 'd'), tags: [] } })
  const after = ids()
  expect(after.get(0)).toBe(before.get(2))
  expect(after.get(1)).toBe(before.get(0))
  expect([...before.values()]).not.toContain(after.get(2))
  expect((await test.client.history.undo()).name).toBe('Edit note')
  expect(ids()).toEqual(before)
})

it('refuses pictures that are no names of the collection, and parts without a place', async () => {
  const refuse = async (change: object) => {
    const content = { ...diagram('a'), ...change } as NoteContent
    return expect(test.client.notes.preview({ note: { content, tags: [] } })).rejects.toThrow()
  }
  for (const picture of ['https://a.example/x.png', '../x.png', 'a/b.png', '..', 'data:image/png;base64,AA==']) {
    await refuse({ picture })
  }
  await refuse({ svg: '<svg viewBox="0 0 9 9"><g data-label="a"><rect width="5" height="5"/></g></svg>' })
  await refuse({ svg: '<svg viewBox="0 0 9 9"><image href="https://a.example/x.png"/></svg>' })
})

it('takes a typed answer without its accents where the note says so', () => {
  const content = { answer: 'Ångström', caseSensitive: false }
  expect(compareTyped('angstrom', content).right).toBe(false)
  expect(compareTyped('angstrom', { ...content, ignoreAccents: true }).right).toBe(true)
  // Marks of other scripts are letters.
  expect(compareTyped('か', { answer: 'が', ignoreAccents: true }).right).toBe(false)
})
