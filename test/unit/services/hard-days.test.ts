import { afterEach, describe, expect, it } from 'vitest'
import { checkNow } from '../../../electron/services/check-now.ts'
import { watchDay } from '../../../electron/services/day-watch.ts'
import { FIXTURE_NOW, makeCollection } from '../../fixtures/collection.ts'
import { makeApp, type TestApp, type TestAppOptions } from '../../support/app.ts'
import { basics } from '../../support/decks.ts'
import { temporaryFolder } from '../../support/host.ts'
import { ask, DAY, deckAt, given, HOUR, noteWith, rateNext, refusal, studyAll } from '../../support/study.ts'

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

const next = (test: TestApp, deckId: number | null = null) => test.client.review.next({ deckId })
const reviews = (test: TestApp) =>
  test.app.context.collection.db.prepare('SELECT * FROM review').all() as { id: number }[]
const dueOf = (test: TestApp, cardId: number) => test.app.context.collection.cards.get(cardId)?.due ?? 0

describe('a clock that was set back', () => {
  it('lets a session go on: no card is lost, none is due before its answer, nothing counts twice', async () => {
    const test = await fresh()
    test.addNotes('Deck', basics(6))
    await rateNext(test, 4)
    test.clock.now -= 3 * DAY
    const { card } = await rateNext(test, 4)
    expect(dueOf(test, card.cardId)).toBeGreaterThan(test.clock.now)
    expect((await studyAll(test, 4)).length).toBe(4)
    expect(reviews(test)).toHaveLength(6)
    expect(await checkNow(test.app.context)).toEqual([])
  })

  it('takes an answer after the last one as an answer of the same day', async () => {
    const test = await fresh()
    test.addNotes('Deck', basics(1))
    await rateNext(test, 4)
    test.clock.now += 9 * DAY
    const { card } = await rateNext(test, 3)
    test.clock.now -= 2 * DAY
    await test.client.cards.setDue({ cardIds: [card.cardId], days: '0' })
    const again = await ask(test)
    expect(again.memory?.retrievability).toBe(1)
    await test.client.review.answer(given(again, 3))
    expect(dueOf(test, card.cardId)).toBeGreaterThan(test.clock.now)
    expect(await checkNow(test.app.context)).toEqual([])
  })
})

describe('a clock that was set forward', () => {
  it('and back again leaves what was answered meanwhile, each answer once', async () => {
    const test = await fresh()
    test.addNotes('Deck', basics(4))
    await test.client.app.updateSettings({ newPerDay: 2 })
    await studyAll(test, 4)
    test.clock.now += 365 * DAY
    expect((await next(test)).counts).toEqual({ new: 2, learning: 0, review: 2 })
    await rateNext(test, 3)
    test.clock.now -= 365 * DAY
    // The limit of the day that it really is was reached before.
    expect((await next(test)).counts).toEqual({ new: 0, learning: 0, review: 0 })
    expect(reviews(test)).toHaveLength(3)
    expect((await test.client.app.today()).done).toBe(2)
  })
})

describe('a change of the clocks', () => {
  // In Berlin the clocks go back on 2026-10-25 and forward on 2027-03-28.
  it.each([
    ['back', Date.UTC(2026, 9, 24, 10), '2026-10-25'],
    ['forward', Date.UTC(2027, 2, 27, 10), '2027-03-28'],
  ])('%s: the next day begins at 04:00 on the wall, with its own limit', async (_way, now, tomorrow) => {
    const test = await fresh({ now, zone: 'Europe/Berlin' })
    test.addNotes('Deck', basics(10))
    await test.client.app.updateSettings({ newPerDay: 3 })
    expect(await studyAll(test, 4)).toHaveLength(3)
    const wall = (): string =>
      new Date(test.clock.now).toLocaleTimeString('en-GB', {
        timeZone: 'Europe/Berlin',
        hour: '2-digit',
        minute: '2-digit',
      })
    while (wall() !== '03:59') test.clock.pass(60_000)
    expect((await next(test)).counts.new).toBe(0)
    test.clock.pass(60_000)
    expect(wall()).toBe('04:00')
    expect((await next(test)).counts.new).toBe(3)
    expect((await test.client.app.today()).day).toBe(tomorrow)
  })
})

describe('a journey', () => {
  it('to another zone asks no card twice and keeps the limit of the day', async () => {
    let zone = 'Europe/Berlin'
    const test = await fresh({ now: Date.UTC(2026, 10, 20, 16) })
    Object.assign(test.app.context, { zone: () => zone })
    test.addNotes('Deck', basics(10))
    await test.client.app.updateSettings({ newPerDay: 4 })
    await rateNext(test, 4)
    await rateNext(test, 4)
    // Nine hours back: it is the same study day there.
    zone = 'America/Los_Angeles'
    expect((await next(test)).counts.new).toBe(2)
    expect(await studyAll(test, 4)).toHaveLength(2)
    // To Tokyo it is the day after: a new pass, with new cards, and none of those that were answered.
    zone = 'Asia/Tokyo'
    test.clock.now = Date.UTC(2026, 10, 20, 20)
    expect((await test.client.app.today()).day).toBe('2026-11-21')
    const asked = await studyAll(test, 4)
    expect(asked).toHaveLength(4)
    expect(new Set(reviews(test).map((row) => (row as { card_id?: number }).card_id)).size).toBe(8)
    expect(await checkNow(test.app.context)).toEqual([])
  })
})

describe('the rollover while reviewing', () => {
  const zone = 'UTC'
  const beforeFour = Date.UTC(2026, 10, 21, 3, 50)

  it('counts the answer for the day on which it is given, and the session goes on with the new day', async () => {
    const test = await fresh({ zone, now: beforeFour })
    test.addNotes('Deck', basics(10))
    await test.client.app.updateSettings({ newPerDay: 2 })
    await rateNext(test, 4)
    const card = await ask(test)
    test.clock.pass(15 * 60_000)
    const step = await test.client.review.answer(given(card, 4))
    expect(step.doneToday).toBe(1)
    expect(step.counts.new).toBe(1)
    expect((await test.client.app.today()).lastDays.slice(-2)).toMatchObject([{ answers: 1 }, { answers: 1 }])
    await test.client.history.undo()
    expect(await ask(test)).toMatchObject({ cardId: card.cardId, seed: card.seed })
    expect(reviews(test)).toHaveLength(2)
  })

  it('reaches a window that was left open: it hears that something changed', async () => {
    const test = await fresh({ zone, now: beforeFour })
    const heard: string[] = []
    test.app.context.events.emit = (event) => void heard.push(event.type)
    const stop = watchDay(test.app.context, 1)
    const beats = (count: number) => new Promise((resolve) => setTimeout(resolve, count))
    await beats(20)
    expect(heard).toEqual([])
    test.clock.pass(15 * 60_000)
    while (heard.length === 0) await beats(2)
    await beats(20)
    expect(heard).toEqual(['changed'])
    stop()
    test.clock.pass(DAY)
    await beats(20)
    expect(heard).toHaveLength(1)
  })
})

describe('ten thousand due cards', () => {
  it.each(['due', 'retrievability-asc', 'difficulty-desc', 'random'] as const)(
    'by %s are cut by the limit, and each is asked once',
    async (reviewSort) => {
      const dataDir = temporaryFolder('many')
      makeCollection(dataDir, { cards: 12_000, reviewsPerCard: 1, seed: 3 })
      const test = await fresh({ dataDir, now: FIXTURE_NOW + 400 * DAY })
      const [standard] = await test.client.presets.list()
      const options = { reviewsPerDay: 320, newPerDay: 0, reviewSort }
      await test.client.presets.update({ presetId: standard?.presetId ?? 0, options })
      const { counts } = await next(test)
      expect(counts.review).toBe(320)
      const asked: number[] = []
      for (let step = await next(test); step.card;) {
        if (step.card.state === 'review') asked.push(step.card.cardId)
        step = await test.client.review.answer(given(step.card, 4))
      }
      expect(asked).toHaveLength(320)
      expect(new Set(asked).size).toBe(320)
      expect((await test.client.app.today()).counts.review).toBe(0)
    },
  )
})

describe('a deck that is deleted during review', () => {
  it('takes its cards along, refuses the answer to one of them, and comes back by undo', async () => {
    const test = await fresh()
    test.addNotes('A', basics(2, 'a'))
    test.addNotes('B', basics(2, 'b'))
    const card = await ask(test, deckAt(test, 'A'))
    await test.client.decks.remove({ deckId: deckAt(test, 'A') })
    expect(await refusal(test.client.review.answer(given(card, 3)))).toMatchObject({ code: 'NOT_FOUND' })
    expect(reviews(test)).toEqual([])
    expect((await next(test)).card?.deck).toBe('B')
    await test.client.history.undo()
    expect((await next(test)).counts.new).toBe(4)
    const again = await ask(test, deckAt(test, 'A'))
    expect(again).toMatchObject({ cardId: card.cardId, seed: card.seed })
    await test.client.review.answer(given(again, 3))
    expect(reviews(test)).toHaveLength(1)
  })
})

describe('a note whose kind is changed under its cards', () => {
  it('keeps the schedule of the cards it still has; those that are gone leave the session', async () => {
    const test = await fresh()
    test.addNotes('Deck', [{ id: 'gaps', kind: 'cloze', text: '{{c1::one}} {{c2::two}}' }, ...basics(1)])
    const noteId = noteWith(test, 'test/notes/gaps')
    const [first, second] = test.app.context.collection.cards.ofNote(noteId)
    await test.client.cards.grade({ cardIds: [first?.id ?? 0], rating: 4 })
    const due = dueOf(test, first?.id ?? 0)
    const shown = await ask(test)
    const content = { kind: 'basic', front: 'one?', back: 'two' } as const
    await test.client.notes.update({ noteId, note: { content, tags: [] } })
    expect(test.app.context.collection.cards.ofNote(noteId)).toMatchObject([{ id: first?.id, due }])
    if (shown.cardId === second?.id) {
      expect(await refusal(test.client.review.answer(given(shown, 3)))).toMatchObject({ code: 'NOT_FOUND' })
    }
    const asked = await studyAll(test, 4)
    expect(asked.map((card) => card.cardId)).not.toContain(second?.id)
    test.clock.pass(30 * DAY + HOUR)
    const later = (await next(test)).counts
    expect(later.review).toBe(2)
    expect(await checkNow(test.app.context)).toEqual([])
  })
})
