import { afterEach, describe, expect, it } from 'vitest'
import { dump, makeApp, reopen, type TestApp, type TestAppOptions } from '../../support/app.ts'
import { basic, basics, choice } from '../../support/decks.ts'
import { ask, deckAt, given, MINUTE, rateNext, refusal } from '../../support/study.ts'

let open: TestApp[] = []
afterEach(async () => {
  for (const test of open) await test.close()
  open = []
})

async function fresh(options: TestAppOptions = {}): Promise<TestApp> {
  const test = await makeApp(options)
  open.push(test)
  return test
}

describe('a review session', () => {
  it('asks the new cards in the order of the file, and says when nothing is left', async () => {
    const test = await fresh()
    test.addNotes('Deck', basics(3))
    const prompts: string[] = []
    for (let round = 0; round < 3; round += 1) {
      const { card } = await rateNext(test, 4)
      if (card.face.type === 'text') prompts.push(card.face.prompt)
    }
    expect(prompts).toEqual(['note-1?', 'note-2?', 'note-3?'])
    const end = await test.client.review.next({ deckId: null })
    expect(end).toMatchObject({ card: null, doneToday: 3, counts: { new: 0, learning: 0, review: 0 } })
    expect(end.nextLearningAt).toBeNull()
  })

  it('does what the chosen preview showed, for every rating', async () => {
    const test = await fresh()
    test.addNotes('Deck', basics(4))
    for (const rating of [1, 2, 3, 4] as const) {
      const { card } = await rateNext(test, rating)
      const shown = card.previews[rating - 1]
      const saved = await test.client.browse.card({ cardId: card.cardId })
      expect(saved.row.due).toBe(shown?.due)
      expect(saved.row.stability).toBe(shown?.stability)
      expect(saved.difficulty).toBe(shown?.difficulty)
      expect(saved.reviews).toMatchObject([{ rating, due: shown?.due, scheduledDays: shown?.scheduledDays }])
      test.clock.pass(1000)
    }
  })

  it('shows longer waits for better ratings', async () => {
    const test = await fresh()
    test.addNotes('Deck', basics(1))
    const { previews } = await ask(test)
    const dues = previews.map((preview) => preview.due)
    expect(dues).toEqual([...dues].sort((a, b) => a - b))
    expect(new Set(dues).size).toBe(4)
  })

  it('brings a learning card back after its minutes', async () => {
    const test = await fresh()
    test.addNotes('Deck', basics(2))
    const { card } = await rateNext(test, 1)
    const other = await rateNext(test, 4)
    expect(other.card.cardId).not.toBe(card.cardId)
    // Nothing else is left, so a card that is nearly due may come a little early; with time it is due by itself.
    test.clock.pass(MINUTE)
    const again = await ask(test)
    expect(again.cardId).toBe(card.cardId)
    expect(again.state).toBe('learning')
  })

  it('tells when the next learning card comes, if that is too far off to ask now', async () => {
    const test = await fresh()
    test.addNotes('Deck', basics(1))
    const preset = test.app.context.collection.presets.default()
    test.app.context.collection.transact(null, (writes) => {
      writes.presets.update(preset.id, { options: { ...preset.options, learningSteps: [90] } })
      return { ok: true, value: undefined }
    })
    const { step } = await rateNext(test, 1)
    expect(step.card).toBeNull()
    expect(step.nextLearningAt).toBe(test.clock.now + 90 * MINUTE)
    expect(step.counts.learning).toBe(1)
    test.clock.pass(90 * MINUTE)
    expect(await ask(test)).toMatchObject({ state: 'learning' })
  })

  it('refuses a second answer to the same showing and keeps the first', async () => {
    const test = await fresh()
    test.addNotes('Deck', basics(1))
    const card = await ask(test)
    await test.client.review.answer(given(card, 4))
    const before = dump(test)
    expect(await refusal(test.client.review.answer(given(card, 1)))).toMatchObject({ code: 'CONFLICT' })
    expect(dump(test)).toEqual(before)
  })

  it('says NOT_FOUND for an answer to a card that is gone', async () => {
    const test = await fresh()
    test.addNotes('Deck', basics(1))
    const card = await ask(test)
    await test.client.notes.remove({ noteId: card.noteId })
    expect(await refusal(test.client.review.answer(given(card, 3)))).toMatchObject({ code: 'NOT_FOUND' })
  })

  it('never asks exam questions that are held', async () => {
    const test = await fresh()
    test.addNotes('Deck', [choice('held-1'), basic('note-1'), choice('held-2')])
    const { card, step } = await rateNext(test, 4)
    expect(card.guid).toBe('test/notes/note-1')
    expect(step).toMatchObject({ card: null, counts: { new: 0 } })
    expect((await test.client.app.today()).newLeft).toBe(0)
  })

  it('keeps what was answered over a restart', async () => {
    const first = await makeApp()
    first.addNotes('Deck', basics(3))
    const { card } = await rateNext(first, 4)
    const saved = await first.client.browse.card({ cardId: card.cardId })
    const test = await reopen(first)
    open.push(test)
    expect(await test.client.browse.card({ cardId: card.cardId })).toEqual(saved)
    const step = await test.client.review.next({ deckId: null })
    expect(step).toMatchObject({ doneToday: 1, savedAt: first.clock.now, undo: 'Answer Easy' })
  })
})

describe('the scope of a session', () => {
  it('is a deck with its subdecks, or all', async () => {
    const test = await fresh()
    test.addNotes('A', [basic('a')])
    test.addNotes('A::Inside', [basic('inside')])
    test.addNotes('B', [basic('b')])
    const counts = async (deckId: number | null): Promise<number> =>
      (await test.client.review.next({ deckId })).counts.new
    expect(await counts(deckAt(test, 'A'))).toBe(2)
    expect(await counts(deckAt(test, 'A::Inside'))).toBe(1)
    expect(await counts(null)).toBe(3)
    const { step } = await rateNext(test, 4, deckAt(test, 'B'))
    expect(step.card).toBeNull()
    expect(await counts(null)).toBe(2)
  })
})

describe('what is done to a card on the way', () => {
  it('suspends, buries until tomorrow, and flags', async () => {
    const test = await fresh()
    test.addNotes('Deck', basics(3))
    const [one, two, three] = test.app.context.collection.cards.ofNotes([1, 2, 3])
    if (!one || !two || !three) throw new Error('three cards were added')
    const afterSuspend = await test.client.review.suspend({ deckId: null, cardId: one.id })
    expect(afterSuspend).toMatchObject({ card: { cardId: two.id }, counts: { new: 2 }, undo: 'Suspend card' })
    const afterBury = await test.client.review.bury({ deckId: null, cardId: two.id })
    expect(afterBury).toMatchObject({ card: { cardId: three.id }, counts: { new: 1 } })
    expect(await test.client.review.flag({ cardId: three.id, flag: 5 })).toEqual({ flag: 5, undo: 'Flag card' })
    expect(await ask(test)).toMatchObject({ cardId: three.id, flag: 5 })
    test.clock.pass(24 * 60 * MINUTE)
    const tomorrow = await test.client.review.next({ deckId: null })
    expect(tomorrow).toMatchObject({ card: { cardId: two.id }, counts: { new: 2 } })
  })

  it('says NOT_FOUND for a card that does not exist', async () => {
    const test = await fresh()
    const { review } = test.client
    const calls = [
      () => review.suspend({ deckId: null, cardId: 99 }),
      () => review.bury({ deckId: null, cardId: 99 }),
      () => review.flag({ cardId: 99, flag: 1 }),
      () => review.check({ cardId: 99, seed: 1, response: 'x' }),
    ]
    for (const call of calls) expect(await refusal(call())).toMatchObject({ code: 'NOT_FOUND', data: { what: 'card' } })
  })
})
