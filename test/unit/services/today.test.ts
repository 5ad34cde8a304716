import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { makeApp, type TestApp } from '../../support/app.ts'
import { basic, basics, choice, deckText, MINI_SERVICES, writeDecks } from '../../support/decks.ts'
import { DAY, given, rateNext, readStatistics, studyAll } from '../../support/study.ts'

let test: TestApp
beforeEach(async () => {
  test = await makeApp()
})
afterEach(() => test.close())

describe('today', () => {
  it('of an empty collection has nothing to do and does not fail', async () => {
    const today = await test.client.app.today()
    expect(today).toMatchObject({ day: '2026-11-20', epoch: 1, left: 0, done: 0, newLeft: 0, strip: [], recall: null })
    expect(today).toMatchObject({ firstDay: '2026-11-20', latestAttempt: null, savedAt: null, daysToExam: null })
    expect(today.lastDays).toHaveLength(14)
  })

  it('follows the answers: strip, recall, minutes, passes', async () => {
    test.addNotes('Deck', basics(4))
    await studyAll(test, 4)
    expect(await test.client.app.today()).toMatchObject({ epoch: 1, done: 4, left: 0, strip: [4, 4, 4, 4] })
    test.clock.pass(30 * DAY)
    await rateNext(test, 1)
    await rateNext(test, 3)
    await rateNext(test, 2)
    const today = await test.client.app.today()
    expect(today).toMatchObject({ epoch: 2, done: 3, strip: [1, 3, 2], firstDay: '2026-11-20', counts: { review: 1 } })
    expect(today.recall).toBeCloseTo(2 / 3)
    expect(today.minutesDone).toBeCloseTo((3 * 4) / 60)
    expect(today.minutesLeft).toBeGreaterThan(0)
    expect(today.savedAt).toBe(test.clock.now)
    const summary = await test.client.review.summary({ deckId: null })
    expect(summary).toMatchObject({
      answered: 3,
      byRating: [1, 1, 1, 0],
      recall: today.recall,
      tomorrow: today.tomorrow,
    })
  })

  it('says what tomorrow brings, and tomorrow brings it', async () => {
    test.addNotes('Deck', basics(30))
    await test.client.app.updateSettings({ newPerDay: 10 })
    await studyAll(test, 4)
    await test.client.app.updateSettings({ newPerDay: 12 })
    await studyAll(test, 4)
    const { tomorrow } = await test.client.app.today()
    expect(tomorrow).toEqual({ new: 12, learning: 0, review: 0 })
    test.clock.pass(DAY)
    expect((await test.client.app.today()).counts).toEqual(tomorrow)
    await studyAll(test, 4)
    test.clock.pass(6 * DAY)
    const later = await test.client.app.today()
    test.clock.pass(DAY)
    expect((await test.client.app.today()).counts.review).toBe(later.counts.review + later.tomorrow.review)
  })

  it('does not count an answer that stayed open over lunch as an hour', async () => {
    test.addNotes('Deck', basics(1))
    const { card } = await test.client.review.next({ deckId: null })
    if (!card) throw new Error('a card was added')
    await test.client.review.answer({ ...given(card, 4), durationMs: 3_600_000 })
    expect((await test.client.app.today()).minutesDone).toBe(1)
  })

  it('counts cards that name a service which is closed', async () => {
    const notes = [
      { ...basic('ended'), services: ['ended'] },
      { ...basic('alive'), services: ['alive'] },
    ]
    const decks = writeDecks({ 'services.yaml': MINI_SERVICES, 'x/deck.yaml': deckText({ id: 'x', deck: 'X', notes }) })
    const other = await makeApp({ decks })
    expect((await other.client.app.today()).cardsOnClosedServices).toBe(1)
    await other.close()
  })
})

describe('insight', () => {
  it('gives each day’s answers and misses, and the cards by state', async () => {
    test.addNotes('Deck', [...basics(3), choice('held')])
    await rateNext(test, 1)
    await rateNext(test, 4)
    test.clock.pass(DAY)
    await rateNext(test, 4)
    await test.client.browse.suspend({ cardIds: [3], suspended: true })
    const insight = await readStatistics(test)
    expect(insight.loss.days).toMatchObject([
      { day: '2026-11-20', answers: 2, wrong: 1 },
      { day: '2026-11-21', answers: 1, wrong: 0 },
    ])
    expect(insight.counts).toMatchObject({ suspended: 1, held: 1 })
  })

  it('and diagnostics hold no word of a card', async () => {
    test.addNotes('Deck', [basic('secret', 'a secret question', 'a secret answer')])
    await rateNext(test, 4)
    const { text } = await test.client.app.diagnostics()
    expect(text).not.toMatch(/secret/)
    expect(JSON.parse(text)).toMatchObject({ collection: { notes: 1, cards: 1, reviews: 1 }, dataDir: test.dataDir })
  })
})
