import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { makeApp, type TestApp } from '../../support/app.ts'
import { basic, basics, type DeckNoteInput } from '../../support/decks.ts'
import { ask, DAY, deckAt, given, rateNext, studyAll, type Step } from '../../support/study.ts'

let test: TestApp
beforeEach(async () => {
  test = await makeApp()
})
afterEach(() => test.close())

const SUM: DeckNoteInput = {
  id: 'sum',
  kind: 'computed',
  prompt: 'What is {{a}} + {{b}}?',
  variables: { a: { min: 1, max: 500, step: 1 }, b: { min: 1, max: 500, step: 1 } },
  answer: 'a + b',
  decimals: 0,
  tolerance: 0,
  steps: ['{{a}} + {{b}} is {{a + b}}.'],
}

function schedule(cardId: number): unknown {
  const { modified_at: _, ...rest } = test.app.context.collection.cards.get(cardId) ?? { modified_at: 0 }
  return rest
}

const next = (deckId: number | null = null): Promise<Step> => test.client.review.next({ deckId })

describe('undo of an answer', () => {
  it('asks the same card again with the same numbers and restores its schedule exactly', async () => {
    test.addNotes('Deck', [SUM, ...basics(3)])
    const before = await next()
    const card = await ask(test)
    const asBefore = schedule(card.cardId)
    await test.client.review.answer(given(card, 3))
    expect(schedule(card.cardId)).not.toEqual(asBefore)
    expect(await test.client.history.undo()).toEqual({ name: 'Answer Good' })
    expect(schedule(card.cardId)).toEqual(asBefore)
    const after = await next()
    expect(after.card).toEqual(card)
    expect(after).toMatchObject({ counts: before.counts, doneToday: 0, undo: before.undo })
    expect(after.card?.face).toMatchObject({ type: 'computed' })
  })

  it('gives back the day: figures, limits and the log', async () => {
    test.addNotes('Deck', basics(2))
    await test.client.app.updateSettings({ newPerDay: 1 })
    const before = await test.client.app.today()
    const { step } = await rateNext(test, 4)
    expect(step.card).toBeNull()
    await test.client.history.undo()
    const after = await test.client.app.today()
    expect({ ...after, savedAt: null }).toEqual({ ...before, savedAt: null })
    expect((await test.client.review.summary({ deckId: null })).answered).toBe(0)
    expect((await next()).counts.new).toBe(1)
  })

  it('goes back answer by answer and forward again', async () => {
    test.addNotes('Deck', basics(3))
    const cards = [await rateNext(test, 3), await rateNext(test, 1), await rateNext(test, 4)].map(({ card }) => card)
    const asAnswered = cards.map((card) => schedule(card.cardId))
    for (const card of [...cards].reverse()) {
      expect((await test.client.history.undo()).name).toMatch(/^Answer/)
      expect(await ask(test)).toEqual(card)
    }
    expect((await next()).undo).toBe('Import notes.yaml')
    for (let round = 0; round < 3; round += 1) await test.client.history.redo()
    expect(cards.map((card) => schedule(card.cardId))).toEqual(asAnswered)
    expect(await test.client.history.redo()).toEqual({ name: null })
    expect((await next()).doneToday).toBe(3)
  })

  it('lets the card be answered anew, and only the new answer counts', async () => {
    test.addNotes('Deck', basics(1))
    const { card } = await rateNext(test, 1)
    await test.client.history.undo()
    test.clock.pass(2000)
    await test.client.review.answer(given(await ask(test), 4))
    const { reviews } = await test.client.browse.card({ cardId: card.cardId })
    expect(reviews.map((review) => review.rating)).toEqual([4])
    expect((await test.client.app.today()).strip).toEqual([4])
  })

  it('is not mixed up by the day going on: a review card answered later has other numbers', async () => {
    test.addNotes('Deck', [SUM])
    const first = await rateNext(test, 4)
    const { due } = (await test.client.browse.card({ cardId: first.card.cardId })).row
    test.clock.pass((due ?? 0) - test.clock.now)
    const second = await ask(test)
    expect(second.cardId).toBe(first.card.cardId)
    expect(second.face).not.toEqual(first.card.face)
    expect(await ask(test)).toEqual(second)
  })
})

describe('undo of other actions in a session', () => {
  it('brings a suspended or buried card back at once', async () => {
    test.addNotes('Deck', basics(3))
    const card = await ask(test)
    await test.client.review.suspend({ deckId: null, cardId: card.cardId })
    await test.client.history.undo()
    expect((await ask(test)).cardId).toBe(card.cardId)
    await test.client.review.bury({ deckId: null, cardId: card.cardId })
    await test.client.history.undo()
    expect((await ask(test)).cardId).toBe(card.cardId)
  })

  it('does not ask a card that is not due because its suspension was taken back', async () => {
    test.addNotes('Deck', basics(2))
    const asked = await studyAll(test, 4)
    await test.client.browse.suspend({ cardIds: asked.map((card) => card.cardId), suspended: true })
    await test.client.history.undo()
    expect(await next()).toMatchObject({ card: null, counts: { new: 0, learning: 0, review: 0 } })
  })

  it('does not ask a card that is not due because its note was deleted and came back', async () => {
    test.addNotes('Deck', basics(1))
    const [card] = await studyAll(test, 4)
    const before = schedule(card?.cardId ?? 0)
    await test.client.notes.remove({ noteId: card?.noteId ?? 0 })
    await test.client.history.undo()
    expect(schedule(card?.cardId ?? 0)).toEqual(before)
    expect((await next()).card).toBeNull()
  })

  it('keeps the daily limit when a new card comes back from suspension', async () => {
    test.addNotes('Deck', basics(2))
    await test.client.app.updateSettings({ newPerDay: 1 })
    await rateNext(test, 4)
    await test.client.browse.suspend({ cardIds: [2], suspended: true })
    await test.client.history.undo()
    expect(await next()).toMatchObject({ card: null, counts: { new: 0 } })
  })

  it('does not push a new card before those that have the day’s places', async () => {
    test.addNotes('Deck', basics(4))
    await test.client.app.updateSettings({ newPerDay: 2 })
    await next()
    await test.client.browse.suspend({ cardIds: [4], suspended: true })
    await test.client.history.undo()
    expect(await next()).toMatchObject({ card: { guid: 'test/notes/note-1' }, counts: { new: 2 } })
  })

  it('keeps to the limit when a card comes back after others took the places', async () => {
    test.addNotes('A', basics(4, 'a'))
    await test.client.app.updateSettings({ newPerDay: 2 })
    await rateNext(test, 4)
    const { card } = await rateNext(test, 4)
    await test.client.browse.suspend({ cardIds: [card.cardId], suspended: true })
    await test.client.app.updateSettings({ newPerDay: 3 })
    expect((await next()).counts.new).toBe(1)
    await test.client.history.undo()
    await test.client.history.undo()
    expect(await next()).toMatchObject({ card: { cardId: card.cardId }, counts: { new: 2 } })
    expect((await next()).counts).toEqual((await test.client.app.today()).counts)
  })

  it('stays within the deck that is being studied', async () => {
    test.addNotes('A', [basic('a')])
    test.addNotes('B', [basic('b')])
    await rateNext(test, 4, deckAt(test, 'A'))
    const inB = deckAt(test, 'B')
    await next(inB)
    await test.client.history.undo()
    expect((await next(inB)).card?.guid).toBe('test/notes/b')
    expect((await next(deckAt(test, 'A'))).card?.guid).toBe('test/notes/a')
  })

  it('survives a night: yesterday’s answer can be taken back', async () => {
    test.addNotes('Deck', basics(1))
    const { card } = await rateNext(test, 4)
    test.clock.pass(DAY)
    await test.client.history.undo()
    expect(await ask(test)).toMatchObject({ cardId: card.cardId, state: 'new' })
  })
})
