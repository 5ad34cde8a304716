import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { makeApp, type TestApp } from '../../support/app.ts'
import { basic, choice } from '../../support/decks.ts'
import { deckAt, noteWith, rateNext, refusal } from '../../support/study.ts'

let test: TestApp
beforeAll(async () => {
  test = await makeApp()
  test.addNotes('Biology', [basic('cell', 'What is a mitochondrion?', 'The power house'), basic('dna', 'What is DNA?')])
  test.addNotes('Biology::Plants', [basic('leaf', 'What is chlorophyll?'), choice('tree')])
  test.addNotes('History', [basic('rome', 'When was Rome founded?', '753 BC')])
  await rateNext(test, 1, deckAt(test, 'History'))
})
afterAll(() => test.close())

const ALL = { text: '', deckId: null, sort: 'text', descending: false, offset: 0, limit: 100 } as const
const textsOf = async (input: Partial<Parameters<typeof test.client.browse.cards>[0]>): Promise<string[]> =>
  (await test.client.browse.cards({ ...ALL, ...input })).rows.map((row) => row.text)

describe('browsing cards', () => {
  it('finds by words of the question, the answer and the tags, from their beginnings', async () => {
    expect(await textsOf({ text: 'mito' })).toEqual(['What is a mitochondrion?'])
    expect(await textsOf({ text: 'power HOUSE' })).toEqual(['What is a mitochondrion?'])
    expect(await textsOf({ text: 'what power' })).toEqual(['What is a mitochondrion?'])
    expect(await textsOf({ text: 'nothing of the kind' })).toEqual([])
  })

  it('takes any text as words, never as a query language', async () => {
    for (const text of ['"', "'; DROP TABLE note", 'a OR', 'NEAR(', '*', 'what:', '^', '\u0000', '%']) {
      const found = await test.client.browse.cards({ ...ALL, text })
      expect(found.all).toBe(5)
    }
  })

  it('pages, sorts and counts, in a deck with its subdecks', async () => {
    const inBiology = await test.client.browse.cards({ ...ALL, deckId: deckAt(test, 'Biology'), limit: 2 })
    expect(inBiology).toMatchObject({ total: 4, all: 5 })
    expect(inBiology.rows).toHaveLength(2)
    const pages = [await textsOf({ limit: 3 }), await textsOf({ limit: 3, offset: 3 })].flat()
    expect(pages).toEqual([...pages].sort())
    expect(await textsOf({ descending: true })).toEqual([...pages].reverse())
  })

  it('shows state, memory and marks of each card', async () => {
    const { rows } = await test.client.browse.cards({ ...ALL, text: 'Rome' })
    expect(rows).toMatchObject([{ state: 'learning', deck: 'History', lapses: 0, held: false, retrievability: 1 }])
    const [tree] = (await test.client.browse.cards({ ...ALL, text: 'tree' })).rows
    expect(tree).toMatchObject({ held: true, kind: 'multiple-choice', state: 'new', due: null, retrievability: null })
  })

  it('shows one card with both sides and its log', async () => {
    const [row] = (await test.client.browse.cards({ ...ALL, text: 'Rome' })).rows
    const card = await test.client.browse.card({ cardId: row?.cardId ?? 0 })
    expect(card).toMatchObject({ face: { answer: '753 BC' }, reps: 1, reviews: [{ rating: 1, durationMs: 4000 }] })
    expect(await refusal(test.client.browse.card({ cardId: 999 }))).toMatchObject({ code: 'NOT_FOUND' })
  })

  it('suspends many at once, and undo lets them go on', async () => {
    const cardIds = test.app.context.collection.cards
      .ofNotes([noteWith(test, 'test/notes/cell')])
      .map((card) => card.id)
    await test.client.browse.suspend({ cardIds, suspended: true })
    expect((await test.client.browse.cards({ ...ALL, text: 'mito' })).rows).toMatchObject([{ suspended: true }])
    expect(await test.client.history.undo()).toEqual({ name: 'Suspend card' })
    expect((await test.client.browse.cards({ ...ALL, text: 'mito' })).rows).toMatchObject([{ suspended: false }])
    const none = test.client.browse.suspend({ cardIds: [999], suspended: true })
    expect(await refusal(none)).toMatchObject({ code: 'NOT_FOUND' })
  })
})

describe('the palette', () => {
  it('finds decks by any part of their path and cards by their words', async () => {
    expect((await test.client.find({ text: 'plants' })).decks).toMatchObject([{ path: 'Biology::Plants' }])
    const found = await test.client.find({ text: 'chloro' })
    expect(found).toMatchObject({ decks: [], cards: [{ text: 'What is chlorophyll?', deck: 'Biology::Plants' }] })
    expect((await test.client.find({ text: '' })).decks).toHaveLength(3)
  })
})
