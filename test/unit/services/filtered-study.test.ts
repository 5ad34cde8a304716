import { afterEach, describe, expect, it } from 'vitest'
import type { StudyChoice } from '../../../electron/contract/procedures/study.ts'
import type { Rating } from '../../../electron/contract/shapes.ts'
import { makeApp, reopen, type TestApp } from '../../support/app.ts'
import { basics } from '../../support/decks.ts'
import { ask, DAY, deckAt, given, HOUR, MINUTE, refusal, studyAll } from '../../support/study.ts'

let open: TestApp[] = []
afterEach(async () => {
  for (const test of open) await test.close()
  open = []
})

async function learnt(cards = 6): Promise<TestApp> {
  const test = await makeApp()
  open.push(test)
  test.addNotes('Deck', basics(cards))
  await studyAll(test, 4)
  return test
}

const CRAM: StudyChoice = { title: 'Cram', text: '', deckId: null, order: 'added', limit: 100, reschedule: false }
const STUDY = { deckId: null, study: true }

async function step(test: TestApp) {
  return test.client.review.next(STUDY)
}
async function rate(test: TestApp, rating: Rating) {
  const { card } = await step(test)
  if (!card) throw new Error('the session has no card')
  return { card, step: await test.client.review.answer({ ...given(card, rating), study: true }) }
}
const cardRows = (test: TestApp) => test.app.context.collection.db.prepare('SELECT * FROM card ORDER BY id').all()
const reviews = (test: TestApp) => test.app.context.collection.reviews.after(0)

describe('cramming', () => {
  it('asks every card until it is known and leaves all schedules as they were', async () => {
    const test = await learnt(3)
    const before = cardRows(test)
    expect(await test.client.study.count({ text: '', deckId: null })).toEqual({ cards: 3, problem: null })
    await test.client.study.start(CRAM)
    const first = await rate(test, 1)
    expect(first.step.study).toEqual({ title: 'Cram', reschedule: false, cards: 3, done: 0 })
    await rate(test, 3)
    await rate(test, 3)
    const again = await rate(test, 3)
    expect(again.card.cardId).toBe(first.card.cardId)
    expect(again.card.seed).not.toBe(first.card.seed)
    expect(again.step).toMatchObject({ card: null, study: { done: 3 } })
    expect(cardRows(test)).toEqual(before)
    expect(
      reviews(test)
        .filter((row) => row.kind === 2)
        .map((row) => row.rating),
    ).toEqual([1, 3, 3, 3])
    expect(await test.client.review.summary(STUDY)).toMatchObject({ answered: 4, byRating: [1, 0, 3, 0] })
    expect(await test.client.study.current()).toEqual({ session: null })
  })

  it('is no part of the day: neither its strip nor its figures count it, nor what is done by hand', async () => {
    const test = await learnt(3)
    const before = await test.client.app.today()
    await test.client.study.start(CRAM)
    const { card } = await rate(test, 1)
    await test.client.cards.setDue({ cardIds: [card.cardId], days: '9' })
    const { done, strip, recall, minutesDone } = await test.client.app.today()
    expect({ done, strip, recall, minutesDone }).toEqual({
      done: before.done,
      strip: before.strip,
      recall: before.recall,
      minutesDone: before.minutesDone,
    })
    const day = Math.floor((test.clock.now - 4 * HOUR) / DAY)
    expect(test.app.context.collection.reviews.strip(day)).toEqual(before.strip)
  })

  it('takes back answers by undo and asks the card again', async () => {
    const test = await learnt(3)
    await test.client.study.start(CRAM)
    const { card } = await rate(test, 3)
    expect((await step(test)).undo).toBe('Answer Good')
    await test.client.history.undo()
    expect((await step(test)).card).toMatchObject({ cardId: card.cardId, seed: card.seed })
    expect(reviews(test).filter((row) => row.kind === 2)).toEqual([])
    await test.client.history.redo()
    expect((await step(test)).study).toMatchObject({ done: 1 })
  })

  it('refuses a second answer to the same showing', async () => {
    const test = await learnt(2)
    await test.client.study.start(CRAM)
    const { card } = await step(test)
    const answer = { ...given(card ?? expect.fail(), 3), study: true }
    await test.client.review.answer(answer)
    expect(await refusal(test.client.review.answer(answer))).toMatchObject({ code: 'CONFLICT' })
    expect(await refusal(test.client.review.answer({ ...answer, study: false }))).toMatchObject({ code: 'CONFLICT' })
    expect(reviews(test)).toHaveLength(3)
  })

  it('previews new cards, which stay new and within the day’s limit', async () => {
    const test = await makeApp()
    open.push(test)
    test.addNotes('Deck', basics(4))
    await test.client.study.start({ ...CRAM, text: 'is:new' })
    await rate(test, 3)
    const { counts, doneToday } = await test.client.review.next({ deckId: null })
    expect(counts).toEqual({ new: 4, learning: 0, review: 0 })
    expect(doneToday).toBe((await step(test)).doneToday)
  })
})

describe('a session', () => {
  it('goes on where it was after the process has gone', async () => {
    const first = await learnt(5)
    await first.client.study.start({ ...CRAM, order: 'random' })
    await rate(first, 1)
    await rate(first, 3)
    const before = await step(first)
    const test = await reopen(first)
    open = [test]
    expect(await test.client.study.current()).toMatchObject({ session: { title: 'Cram', cards: 5, done: 1, left: 4 } })
    const after = await step(test)
    expect({ ...after, undo: null }).toEqual({ ...before, undo: null })
    expect(after.undo).toBe('Answer Good')
  })

  it('drops what is suspended, buried or deleted meanwhile', async () => {
    const test = await learnt(4)
    test.addNotes('Other', basics(2, 'other'))
    await test.client.study.start(CRAM)
    const { card } = await step(test)
    const cardId = card?.cardId ?? 0
    expect((await test.client.review.suspend({ ...STUDY, cardId })).counts.review).toBe(3)
    const next = (await step(test)).card?.cardId ?? 0
    expect((await test.client.review.bury({ ...STUDY, cardId: next })).counts.review).toBe(2)
    await test.client.decks.remove({ deckId: deckAt(test, 'Deck') })
    expect((await step(test)).counts).toEqual({ new: 2, learning: 0, review: 0 })
    await test.client.study.end()
    expect(await step(test)).toMatchObject({ card: null })
  })

  it('keeps to a deck, an order and a limit', async () => {
    const test = await learnt(4)
    test.addNotes('Other', basics(3, 'other'))
    const deckId = deckAt(test, 'Other')
    expect(await test.client.study.start({ ...CRAM, deckId, limit: 2, order: 'added-desc' })).toMatchObject({
      cards: 2,
    })
    expect((await step(test)).card?.deck).toBe('Other')
    expect(await refusal(test.client.study.start({ ...CRAM, text: 'is:nonsense' }))).toMatchObject({ code: 'INVALID' })
    expect(await refusal(test.client.study.start({ ...CRAM, text: 'flag:7' }))).toMatchObject({ code: 'CONFLICT' })
    expect((await test.client.study.count({ text: 'is:nonsense', deckId })).problem).toMatchObject({ from: 3 })
    expect((await step(test)).study?.cards).toBe(2)
  })

  it('knows eleven orders', async () => {
    const test = await learnt(5)
    const orders = ['due', 'overdue', 'recall-asc', 'recall-desc', 'random', 'oldest-seen', 'interval-asc'] as const
    const more = ['interval-desc', 'lapses', 'added', 'added-desc'] as const
    for (const order of [...orders, ...more]) {
      expect(await test.client.study.start({ ...CRAM, order })).toMatchObject({ cards: 5 })
    }
    const { db } = test.app.context.collection
    db.exec('UPDATE card SET lapses = 7 WHERE id = (SELECT max(id) FROM card)')
    await test.client.study.start({ ...CRAM, order: 'lapses' })
    expect((await step(test)).card?.cardId).toBe(db.prepare('SELECT max(id) FROM card').pluck().get())
  })
})

describe('studying ahead', () => {
  it('schedules from the days that have really passed, and takes the cards out of the days to come', async () => {
    const test = await learnt(3)
    test.clock.pass(3 * DAY)
    expect((await test.client.review.next({ deckId: null })).card).toBeNull()
    const ahead = { ...CRAM, title: 'Ahead', text: 'prop:due>0 prop:due<=30', order: 'due', reschedule: true } as const
    expect(await test.client.study.start(ahead)).toMatchObject({ cards: 3, reschedule: true })
    const { card, step: after } = await rate(test, 3)
    const row = test.app.context.collection.cards.get(card.cardId)
    expect(reviews(test).at(-1)).toMatchObject({ kind: 0, elapsed_days: 3, card_id: card.cardId })
    expect(row).toMatchObject({ last_review: test.clock.now, reps: 2 })
    expect(after.study).toMatchObject({ done: 1 })
    expect(await refusal(test.client.review.answer({ ...given(card, 3), study: true }))).toMatchObject({
      code: 'CONFLICT',
    })
  })

  it('leaves nothing of what it asked in the day’s queue, and counts no answer twice', async () => {
    const test = await learnt(4)
    test.clock.pass(60 * DAY)
    expect((await test.client.review.next({ deckId: null })).counts.review).toBe(4)
    await test.client.study.start({ ...CRAM, reschedule: true })
    const { card } = await rate(test, 3)
    const { counts, doneToday } = await test.client.review.next({ deckId: null })
    expect(counts.review).toBe(3)
    expect(doneToday).toBe(1)
    const asked = await ask(test)
    expect(asked.cardId).not.toBe(card.cardId)
    await test.client.review.answer(given(asked, 3))
    expect((await step(test)).study).toMatchObject({ done: 2 })
    await test.client.history.undo()
    expect((await step(test)).study).toMatchObject({ done: 1 })
  })

  it('brings a forgotten card back within the session', async () => {
    const test = await learnt(2)
    test.clock.pass(60 * DAY)
    await test.client.study.start({ ...CRAM, reschedule: true })
    const { card } = await rate(test, 1)
    await rate(test, 3)
    test.clock.pass(10 * MINUTE)
    expect((await step(test)).card?.cardId).toBe(card.cardId)
  })
})

describe('learning ahead', () => {
  it('asks a forgotten card early by as many minutes as the settings say, as in the day’s own session', async () => {
    const test = await learnt(1)
    test.clock.pass(60 * DAY)
    await test.client.study.start({ ...CRAM, reschedule: true })
    // Again brings it back in ten minutes.
    const { card } = await rate(test, 1)
    const early = async () => (await step(test)).card?.cardId ?? null
    expect(await early()).toBe(card.cardId)
    await test.client.app.updateSettings({ learnAhead: 5 })
    expect(await early()).toBeNull()
    test.clock.pass(5 * MINUTE)
    expect(await early()).toBe(card.cardId)
    await test.client.app.updateSettings({ learnAhead: 0 })
    expect(await early()).toBeNull()
    test.clock.pass(5 * MINUTE)
    expect(await early()).toBe(card.cardId)
  })
})

describe('a regular expression', () => {
  const query = (text: string) => ({ text, deckId: null, mode: 'cards', sort: 'created', descending: false }) as const
  async function search(test: TestApp, text: string): Promise<void> {
    const steps = await test.client.browse.search(query(text))
    while (!(await steps.next()).done);
  }

  it('is counted once the search was done, until anything changes, and never with what is suspended', async () => {
    const test = await learnt(12)
    const text = 're:note-1[0-2]'
    const count = () => test.client.study.count({ text, deckId: null })
    expect(await count()).toMatchObject({ cards: 0, problem: { code: 'regex' } })
    await search(test, text)
    expect(await count()).toEqual({ cards: 3, problem: null })
    const { rows } = await test.client.browse.cards({ ...query('note-11'), offset: 0, limit: 1 })
    await test.client.browse.suspend({ cardIds: [rows[0]?.cardId ?? 0], suspended: true })
    expect(await count()).toMatchObject({ problem: { code: 'regex' } })
    await search(test, text)
    expect(await count()).toEqual({ cards: 2, problem: null })
    expect(await test.client.study.count({ text: 're:[', deckId: null })).toMatchObject({ problem: { from: 3 } })
  })

  it('begins a session, whether or not the search was done before', async () => {
    const test = await learnt(12)
    const choice = { ...CRAM, text: 're:note-1[0-2] -note-11' }
    expect(await test.client.study.start(choice)).toMatchObject({ cards: 2 })
    await search(test, choice.text)
    expect(await test.client.study.start(choice)).toMatchObject({ cards: 2 })
    expect(await refusal(test.client.study.start({ ...choice, text: 're:nowhere' }))).toMatchObject({
      code: 'CONFLICT',
    })
    expect((await step(test)).study?.cards).toBe(2)
  })

  it('goes by the clock of the moment, not by that of the search', async () => {
    const test = await learnt(12)
    const text = 're:note-1[0-2] is:due'
    await search(test, text)
    expect(await test.client.study.count({ text, deckId: null })).toEqual({ cards: 0, problem: null })
    const due = test.app.context.collection.db.prepare<[], number>('SELECT max(due) FROM card').pluck().get() ?? 0
    test.clock.now = due + DAY
    await search(test, text)
    expect(await test.client.study.count({ text, deckId: null })).toEqual({ cards: 3, problem: null })
  })
})

describe('the summary', () => {
  it('keeps to the deck that was studied', async () => {
    const test = await learnt(2)
    test.addNotes('Other', basics(3, 'other'))
    await studyAll(test, 3, deckAt(test, 'Other'))
    const answered = async (deckId: number | null) => (await test.client.review.summary({ deckId })).answered
    expect(await answered(deckAt(test, 'Deck'))).toBe(2)
    expect(await answered(null)).toBeGreaterThan(4)
    expect(await answered(null)).toBe(2 + (await answered(deckAt(test, 'Other'))))
  })
})
