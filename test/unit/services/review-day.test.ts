import { afterEach, describe, expect, it } from 'vitest'
import { FIXTURE_NOW, makeCollection } from '../../fixtures/collection.ts'
import { makeApp, type TestApp, type TestAppOptions } from '../../support/app.ts'
import { basics } from '../../support/decks.ts'
import { temporaryFolder } from '../../support/host.ts'
import { ask, DAY, given, HOUR, MINUTE, rateNext, studyAll } from '../../support/study.ts'

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

const countsOf = async (test: TestApp) => (await test.client.review.next({ deckId: null })).counts

describe('daily limits', () => {
  it('asks no more new cards than a day allows, over all decks and sessions', async () => {
    const test = await fresh()
    test.addNotes('A', basics(8, 'a'))
    test.addNotes('B', basics(8, 'b'))
    await test.client.app.updateSettings({ newPerDay: 5 })
    expect(await countsOf(test)).toEqual({ new: 5, learning: 0, review: 0 })
    expect(await studyAll(test, 4)).toHaveLength(5)
    expect((await test.client.app.today()).counts.new).toBe(0)
    test.clock.pass(DAY)
    expect(await countsOf(test)).toMatchObject({ new: 5 })
  })

  it('takes new cards of every deck in turn', async () => {
    const test = await fresh()
    test.addNotes('A', basics(8, 'a'))
    test.addNotes('B', basics(8, 'b'))
    await test.client.app.updateSettings({ newPerDay: 6 })
    const asked = await studyAll(test, 4)
    expect(Object.groupBy(asked, (card) => card.deck)).toMatchObject({ A: { length: 3 }, B: { length: 3 } })
  })

  it('asks no more reviews than a day allows, and the rest the day after', async () => {
    const test = await fresh()
    test.addNotes('Deck', basics(6))
    await studyAll(test, 4)
    await test.client.app.updateSettings({ reviewsPerDay: 4, newPerDay: 0 })
    test.clock.pass(30 * DAY)
    expect(await countsOf(test)).toEqual({ new: 0, learning: 0, review: 4 })
    expect(await studyAll(test, 4)).toHaveLength(4)
    test.clock.pass(DAY)
    expect(await countsOf(test)).toEqual({ new: 0, learning: 0, review: 2 })
  })

  it('holds at once when it is changed in the middle of a session', async () => {
    const test = await fresh()
    test.addNotes('Deck', basics(10))
    await test.client.app.updateSettings({ newPerDay: 2 })
    await studyAll(test, 4)
    await test.client.app.updateSettings({ newPerDay: 3 })
    expect(await studyAll(test, 4)).toHaveLength(1)
    await test.client.app.updateSettings({ newPerDay: 0 })
    expect(await countsOf(test)).toMatchObject({ new: 0 })
  })

  it('does not count learning steps of the same card as new cards or reviews', async () => {
    const test = await fresh()
    test.addNotes('Deck', basics(3))
    await test.client.app.updateSettings({ newPerDay: 2, reviewsPerDay: 1 })
    const asked = await studyAll(test, 3)
    expect(new Set(asked.map((card) => card.cardId)).size).toBe(2)
    expect(asked).toHaveLength(4)
    expect((await test.client.app.today()).strip).toEqual([3, 3, 3, 3])
  })
})

describe('the study day', () => {
  // In New York the day begins at 04:00, which is 09:00 in UTC in winter.
  const zone = 'America/New_York'
  const beforeFour = Date.UTC(2026, 10, 20, 8, 50)

  it('begins at 04:00 on the wall clock of the zone', async () => {
    const test = await fresh({ zone, now: beforeFour })
    test.addNotes('Deck', basics(10))
    await test.client.app.updateSettings({ newPerDay: 3 })
    expect((await test.client.app.today()).day).toBe('2026-11-19')
    await studyAll(test, 4)
    expect(await countsOf(test)).toMatchObject({ new: 0 })
    test.clock.now = Date.UTC(2026, 10, 20, 9)
    expect((await test.client.app.today()).day).toBe('2026-11-20')
    expect(await countsOf(test)).toMatchObject({ new: 3 })
    const { step } = await rateNext(test, 4)
    expect(step.doneToday).toBe(1)
    const { lastDays } = await test.client.app.today()
    expect(lastDays.slice(-2)).toEqual([
      { day: '2026-11-19', answers: 3 },
      { day: '2026-11-20', answers: 1 },
    ])
  })

  it('ends during a session without mixing up the days', async () => {
    const test = await fresh({ zone, now: beforeFour })
    test.addNotes('Deck', basics(10))
    await test.client.app.updateSettings({ newPerDay: 1 })
    const card = await ask(test)
    test.clock.pass(15 * MINUTE)
    const step = await test.client.review.answer(given(card, 4))
    expect(step).toMatchObject({ doneToday: 1, counts: { new: 0 } })
    expect((await test.client.app.today()).lastDays.at(-2)?.answers).toBe(0)
  })

  it('follows another rollover hour at once', async () => {
    const test = await fresh({ zone, now: beforeFour })
    test.addNotes('Deck', basics(4))
    await test.client.app.updateSettings({ newPerDay: 1 })
    await studyAll(test, 4)
    await test.client.app.updateSettings({ rolloverHour: 0 })
    expect((await test.client.app.today()).day).toBe('2026-11-20')
    await test.client.app.updateSettings({ rolloverHour: 4 })
    expect(await countsOf(test)).toMatchObject({ new: 0 })
  })

  it('asks a review from the beginning of its day, not from the minute of its due time', async () => {
    const test = await fresh({ zone, now: Date.UTC(2026, 10, 20, 23) })
    test.addNotes('Deck', basics(1))
    const { card } = await rateNext(test, 4)
    const due = (await test.client.browse.card({ cardId: card.cardId })).row.due ?? 0
    test.clock.now = due - 13 * HOUR
    expect(await ask(test)).toMatchObject({ cardId: card.cardId, state: 'review' })
    test.clock.now = due - 15 * HOUR
    expect((await test.client.review.next({ deckId: null })).card).toBeNull()
  })
})

describe('a large backlog', () => {
  it('is served to the end, each card once, with counts that fall by one', async () => {
    const dataDir = temporaryFolder('backlog')
    makeCollection(dataDir, { cards: 4400, reviewsPerCard: 1, seed: 7 })
    const test = await fresh({ dataDir, now: FIXTURE_NOW })
    await test.client.app.updateSettings({ reviewsPerDay: 9999, newPerDay: 0 })
    let step = await test.client.review.next({ deckId: null })
    const { review } = step.counts
    expect(review).toBeGreaterThan(310)
    expect(step.counts).toEqual((await test.client.app.today()).counts)
    const asked = new Set<number>()
    let last = 0
    while (step.card) {
      const { card } = step
      last = card.cardId
      if (card.state === 'review') {
        expect(asked.has(card.cardId)).toBe(false)
        asked.add(card.cardId)
        expect(step.counts.review).toBe(review - asked.size + 1)
      }
      step = await test.client.review.answer(given(card, 4))
    }
    expect(asked.size).toBe(review)
    expect(step.counts).toEqual({ new: 0, learning: 0, review: 0 })
    await test.client.history.undo()
    expect((await ask(test)).cardId).toBe(last)
  })
})

describe('learning ahead', () => {
  it('asks a learning card early when nothing else is left, by as many minutes as the settings say', async () => {
    const test = await fresh()
    test.addNotes('Deck', basics(1))
    const { card } = await rateNext(test, 3)
    const early = async () => (await test.client.review.next({ deckId: null })).card?.cardId ?? null
    // Good brings it back in ten minutes.
    expect(await early()).toBe(card.cardId)
    await test.client.app.updateSettings({ learnAhead: 5 })
    expect(await early()).toBeNull()
    test.clock.pass(4 * MINUTE)
    expect(await early()).toBeNull()
    test.clock.pass(MINUTE)
    expect(await early()).toBe(card.cardId)
    await test.client.app.updateSettings({ learnAhead: 0 })
    expect(await early()).toBeNull()
    test.clock.pass(5 * MINUTE)
    expect(await early()).toBe(card.cardId)
  })
})
