import { afterEach, describe, expect, it } from 'vitest'
import { makeApp, reopen, type TestApp } from '../../support/app.ts'
import { basics } from '../../support/decks.ts'
import { given, studyAll } from '../../support/study.ts'

let test: TestApp
afterEach(() => test.close())

const cards = () => test.app.context.collection.db.prepare('SELECT * FROM card ORDER BY id').all() as { id: number }[]
const untimed = () => cards().map((card) => ({ ...card, modified_at: 0 }))
const counts = () => test.app.context.collection.db.prepare('SELECT * FROM day_count ORDER BY day, hour, deck_id').all()

describe('the history', () => {
  it('takes back more than a hundred actions after a restart, by name, and does them again', async () => {
    test = await makeApp()
    test.addNotes('Deck', basics(160))
    await test.client.app.updateSettings({ newPerDay: 500 })
    const before = untimed()
    await studyAll(test, 4)
    const [after, figures] = [untimed(), counts()]
    test = await reopen(test)
    const { undo, redo } = await test.client.history.list()
    expect(redo).toEqual([])
    expect(undo.slice(0, 160).map((entry) => entry.name)).toEqual(Array.from({ length: 160 }, () => 'Answer Easy'))
    expect(undo[0]?.at).toBeGreaterThan(undo[159]?.at ?? Number.POSITIVE_INFINITY)
    expect(await test.client.history.jump({ steps: 160, redo: false })).toEqual({ done: 160 })
    expect(untimed()).toEqual(before)
    expect(counts()).toEqual([])
    test = await reopen(test)
    expect((await test.client.history.list()).redo).toHaveLength(160)
    expect(await test.client.history.jump({ steps: 1000, redo: true })).toEqual({ done: 160 })
    expect(untimed()).toEqual(after)
    expect(counts()).toEqual(figures)
    expect(test.app.context.collection.reviews.count()).toBe(160)
  })

  it('goes back to a point across actions of every sort, crammed answers among them', async () => {
    test = await makeApp()
    test.addNotes('Deck', basics(3))
    const { deckId } = await test.client.decks.create({ name: 'Other', parentId: null })
    const before = untimed()
    const choice = { title: 'Cram', text: '', deckId: null, order: 'added', limit: 9, reschedule: false } as const
    await test.client.study.start(choice)
    const { card } = await test.client.review.next({ deckId: null, study: true })
    if (!card) throw new Error('three cards were chosen')
    await test.client.review.answer({ ...given(card, 1), study: true })
    await test.client.review.flag({ cardId: card.cardId, flag: 3 })
    await test.client.decks.rename({ deckId, name: 'Another' })
    const { undo } = await test.client.history.list()
    expect(undo.slice(0, 3).map((entry) => entry.name)).toEqual(['Rename deck to Another', 'Flag card', 'Answer Again'])
    expect(await test.client.history.jump({ steps: 3, redo: false })).toEqual({ done: 3 })
    expect(untimed()).toEqual(before)
    expect(counts()).toEqual([])
    expect((await test.client.decks.tree()).map((deck) => deck.name)).toContain('Other')
    expect((await test.client.history.list()).redo.map((entry) => entry.name)).toEqual([
      'Answer Again',
      'Flag card',
      'Rename deck to Another',
    ])
  })
})
