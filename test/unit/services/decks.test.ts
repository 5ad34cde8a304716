import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { dump, makeApp, type TestApp } from '../../support/app.ts'
import { basic, basics } from '../../support/decks.ts'
import { DAY, deckAt, rateNext, refusal, studyAll } from '../../support/study.ts'

let test: TestApp
beforeEach(async () => {
  test = await makeApp()
})
afterEach(() => test.close())

const paths = async (): Promise<string[]> => (await test.client.decks.tree()).map((deck) => deck.path)
const row = async (path: string) => (await test.client.decks.tree()).find((deck) => deck.path === path)

describe('the deck tree', () => {
  it('counts a deck with its subdecks, today’s due cards among them', async () => {
    test.addNotes('A', [basic('a'), { id: 'both', kind: 'basic-reversed', front: 'x', back: 'y' }])
    test.addNotes('A::Inside', basics(2, 'inside'))
    test.addNotes('B', [basic('b')])
    expect(await row('A')).toMatchObject({ cards: 5, notes: 4, seen: 0, due: { new: 5, learning: 0, review: 0 } })
    expect(await row('A::Inside')).toMatchObject({ cards: 2, notes: 2, due: { new: 2 } })
    await rateNext(test, 4, deckAt(test, 'A::Inside'))
    await rateNext(test, 1, deckAt(test, 'A::Inside'))
    expect(await row('A')).toMatchObject({ cards: 5, seen: 2, due: { new: 3, learning: 1, review: 0 } })
    test.clock.pass(60 * DAY)
    expect(await row('A::Inside')).toMatchObject({ due: { new: 0, learning: 1, review: 1 } })
    expect((await row('A'))?.minutes).toBeGreaterThan((await row('A::Inside'))?.minutes ?? 0)
  })

  it('cuts the numbers by the daily limits', async () => {
    test.addNotes('A', basics(10))
    await test.client.app.updateSettings({ newPerDay: 4 })
    expect(await row('A')).toMatchObject({ due: { new: 4 } })
    await studyAll(test, 4)
    expect(await row('A')).toMatchObject({ due: { new: 0 } })
  })
})

describe('decks', () => {
  it('are made, renamed, moved, and each of it can be taken back and done again', async () => {
    const { decks, history } = test.client
    const outer = await decks.create({ name: ' Outer ', parentId: null })
    expect(outer.undo).toBe('Create deck Outer')
    const inner = await decks.create({ name: 'Inner', parentId: outer.deckId })
    const other = await decks.create({ name: 'Other', parentId: null })
    await decks.rename({ deckId: inner.deckId, name: 'Innermost' })
    expect(await paths()).toEqual(['Outer', 'Outer::Innermost', 'Other'])
    await decks.move({ deckId: inner.deckId, parentId: other.deckId })
    expect(await paths()).toEqual(['Outer', 'Other', 'Other::Innermost'])
    await history.undo()
    expect(await paths()).toEqual(['Outer', 'Outer::Innermost', 'Other'])
    await history.undo()
    expect(await paths()).toEqual(['Outer', 'Outer::Inner', 'Other'])
    await history.redo()
    await history.redo()
    expect(await paths()).toEqual(['Outer', 'Other', 'Other::Innermost'])
    await decks.move({ deckId: inner.deckId, parentId: null })
    expect(await paths()).toContain('Innermost')
  })

  it('are deleted with all below them, and come back by undo with every schedule', async () => {
    test.addNotes('A', basics(2, 'a'))
    test.addNotes('A::Inside', basics(2, 'inside'))
    await studyAll(test, 4)
    const before = dump(test)
    const removed = await test.client.decks.remove({ deckId: deckAt(test, 'A') })
    expect(removed).toMatchObject({ notes: 4, undo: 'Delete deck A' })
    expect(await paths()).toEqual([])
    expect(dump(test).card).toEqual([])
    await test.client.history.undo()
    const after = dump(test)
    const timeless = (rows: unknown[] | undefined) => rows?.map((one) => ({ ...(one as object), modified_at: 0 }))
    for (const table of ['deck', 'note', 'card', 'deck_total']) {
      expect(timeless(after[table]), table).toEqual(timeless(before[table]))
    }
  })

  it('come back large: a deletion of thousands of rows is undone in the worker', async () => {
    test.addNotes('Large', basics(600))
    await test.client.decks.remove({ deckId: deckAt(test, 'Large') })
    expect(await test.client.history.undo()).toEqual({ name: 'Delete deck Large' })
    expect(await row('Large')).toMatchObject({ cards: 600, notes: 600 })
    expect((await test.client.review.next({ deckId: null })).counts.new).toBe(20)
  })

  it('refuse a name that is taken, a loop and a name with the separator', async () => {
    const { decks } = test.client
    const outer = await decks.create({ name: 'Outer', parentId: null })
    const inner = await decks.create({ name: 'Inner', parentId: outer.deckId })
    const before = dump(test)
    const conflicts = [
      () => decks.create({ name: 'Outer', parentId: null }),
      () => decks.rename({ deckId: outer.deckId, name: 'a::b' }),
      () => decks.move({ deckId: outer.deckId, parentId: inner.deckId }),
      () => decks.move({ deckId: outer.deckId, parentId: outer.deckId }),
    ]
    for (const call of conflicts) expect(await refusal(call())).toMatchObject({ code: 'CONFLICT' })
    const missing = [
      () => decks.create({ name: 'New', parentId: 99 }),
      () => decks.rename({ deckId: 99, name: 'New' }),
      () => decks.move({ deckId: 99, parentId: null }),
      () => decks.move({ deckId: outer.deckId, parentId: 99 }),
      () => decks.remove({ deckId: 99 }),
    ]
    for (const call of missing) {
      expect(await refusal(call())).toMatchObject({ code: 'NOT_FOUND', data: { what: 'deck' } })
    }
    expect(dump(test)).toEqual(before)
  })

  it('that were deleted while their session was open end it instead of failing', async () => {
    test.addNotes('A', basics(3))
    const deckId = deckAt(test, 'A')
    await rateNext(test, 4, deckId)
    await test.client.decks.remove({ deckId })
    expect(await test.client.review.next({ deckId })).toMatchObject({ card: null, counts: { new: 0 } })
    expect(await test.client.review.next({ deckId: null })).toMatchObject({ card: null })
  })
})
