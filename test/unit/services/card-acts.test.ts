import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { PresetOptions } from '../../../electron/contract/procedures/presets.ts'
import { createScheduler, DEFAULT_SCHEDULING } from '../../../electron/core/scheduling/fsrs.ts'
import { replayLog } from '../../../electron/core/scheduling/replay.ts'
import { checkNow } from '../../../electron/services/check-now.ts'
import type { CardRow, ReviewRow } from '../../../electron/store/rows.ts'
import { memoryOf } from '../../../electron/store/schedule.ts'
import { makeApp, type TestApp } from '../../support/app.ts'
import { basics, choice } from '../../support/decks.ts'
import { DAY, deckAt, rateNext, refusal, studyAll } from '../../support/study.ts'

let test: TestApp
beforeEach(async () => {
  test = await makeApp()
})
afterEach(() => test.close())

const all = <T>(sql: string): T[] => test.app.context.collection.db.prepare(sql).all() as T[]
const cards = () => all<CardRow>('SELECT * FROM card ORDER BY id')
const ids = () => cards().map((card) => card.id)
const today = () => Math.floor(test.clock.now / DAY)
const withoutTime = (rows: readonly CardRow[]) => rows.map((row) => ({ ...row, modified_at: 0 }))
const rebuilt = (cardId: number) => {
  const log = all<ReviewRow>(
    `SELECT * FROM review WHERE card_id = ${cardId} AND undone_at IS NULL ORDER BY reviewed_at, id`,
  )
  const door = createScheduler(DEFAULT_SCHEDULING, (instant) => Math.floor((instant - 4 * 3_600_000) / DAY))
  return replayLog(
    log.map((row) => ({
      reviewedAt: row.reviewed_at,
      rating: row.rating,
      kind: row.kind,
      scheduledDays: row.scheduled_days,
      due: row.due,
      response: row.response,
    })),
    door,
  )
}

describe('a due date set by hand', () => {
  it('is on that day, is logged, is no answer of the day, and can be taken back', async () => {
    test.addNotes('Deck', basics(3))
    const before = withoutTime(cards())
    const { undo } = await test.client.cards.setDue({ cardIds: ids(), days: '3-5' })
    expect(undo).toBe('Set due date of 3 cards')
    for (const card of cards()) {
      expect(Math.floor(card.due / DAY) - today()).toBeGreaterThanOrEqual(3)
      expect(Math.floor(card.due / DAY) - today()).toBeLessThanOrEqual(5)
      expect(card.state).toBe(2)
      expect(rebuilt(card.id)).toEqual(memoryOf(card))
    }
    expect(all<ReviewRow>('SELECT * FROM review')).toMatchObject(Array(3).fill({ rating: 0, kind: 4, undone_at: null }))
    expect(await test.client.app.today()).toMatchObject({ done: 0, strip: [] })
    expect(await checkNow(test.app.context)).toEqual([])
    await test.client.history.undo()
    expect(withoutTime(cards())).toEqual(before)
    await test.client.history.redo()
    expect(cards().every((card) => card.state === 2)).toBe(true)
  })

  it('of 0 days asks the card today, and a held question enters the reviews by it', async () => {
    test.addNotes('Deck', [choice('held')])
    expect((await test.client.review.next({ deckId: null })).card).toBeNull()
    await test.client.cards.setDue({ cardIds: ids(), days: '0' })
    expect((await test.client.review.next({ deckId: null })).counts).toMatchObject({ review: 1 })
  })

  it('is refused with a word about what fits, and changes nothing', async () => {
    test.addNotes('Deck', basics(1))
    const call = test.client.cards.setDue({ cardIds: ids(), days: 'next week' })
    expect(await refusal(call)).toMatchObject({ code: 'INVALID', data: { issues: [{ code: 'bad-days' }] } })
    expect(cards()[0]?.state).toBe(0)
    expect(await refusal(test.client.cards.setDue({ cardIds: [99], days: '3' }))).toMatchObject({ code: 'NOT_FOUND' })
  })
})

describe('forgetting', () => {
  it('makes cards new again; the log stays, and the counts if they are kept', async () => {
    test.addNotes('Deck', basics(2))
    await studyAll(test, 4)
    const [first, second] = ids()
    const studied = withoutTime(cards())
    await test.client.cards.forget({ cardIds: [first ?? 0], keepCounts: false })
    await test.client.cards.forget({ cardIds: [second ?? 0], keepCounts: true })
    expect(cards()).toMatchObject([
      { state: 0, stability: null, reps: 0, last_review: null },
      { state: 0, stability: null, reps: 1, last_review: null },
    ])
    for (const card of cards()) expect(rebuilt(card.id)).toEqual(memoryOf(card))
    expect(await checkNow(test.app.context)).toEqual([])
    expect((await test.client.review.next({ deckId: null })).counts.new).toBe(2)
    expect(all('SELECT 1 FROM review')).toHaveLength(4)
    await test.client.history.undo()
    await test.client.history.undo()
    expect(withoutTime(cards())).toEqual(studied)
  })
})

describe('what is on record of a card', () => {
  it('says of each row of its log what it was, and by which preset it is scheduled', async () => {
    test.addNotes('Deck', basics(1))
    const [cardId = 0] = ids()
    const { presetId } = await test.client.presets.create({ name: 'Gentle', copyOf: null })
    await test.client.presets.assign({ deckId: deckAt(test, 'Deck'), presetId, subdecks: false })
    await test.client.cards.grade({ cardIds: [cardId], rating: 4 })
    for (const rating of [3, 1, 3] as const) {
      test.clock.pass(60 * DAY)
      await test.client.cards.grade({ cardIds: [cardId], rating })
    }
    test.clock.pass(1000)
    await test.client.cards.setDue({ cardIds: [cardId], days: '4' })
    test.clock.pass(1000)
    await test.client.cards.forget({ cardIds: [cardId], keepCounts: false })
    const { reviews, preset } = await test.client.browse.card({ cardId })
    expect(reviews.map((row) => row.type)).toEqual(['learning', 'review', 'review', 'relearning', 'due', 'forget'])
    expect(preset).toBe('Gentle')
  })
})

describe('new places', () => {
  const places = () => cards().map((card) => card.position)

  it('are given note by note, and others make room', async () => {
    test.addNotes('Deck', [...basics(3), { id: 'both', kind: 'basic-reversed', front: 'a', back: 'b' }])
    const [, , third, ...both] = ids()
    const order = { start: 1, step: 2, random: false, shift: true }
    await test.client.cards.reposition({ cardIds: [...both, third ?? 0], ...order })
    const now = places()
    expect(now.slice(2)).toEqual([1, 3, 3])
    expect(Math.min(...now.slice(0, 2))).toBeGreaterThanOrEqual(4)
    await test.client.history.undo()
    expect(places()).toEqual([...places()].sort((a, b) => a - b))
  })

  it('are for new cards only', async () => {
    test.addNotes('Deck', basics(2))
    await rateNext(test, 4)
    const order = { start: 7, step: 1, random: true, shift: false }
    expect(await test.client.cards.reposition({ cardIds: ids(), ...order })).toMatchObject({ cards: 1 })
    await studyAll(test, 4)
    expect(await refusal(test.client.cards.reposition({ cardIds: ids(), ...order }))).toMatchObject({
      code: 'CONFLICT',
    })
  })
})

describe('grading now', () => {
  it('answers cards without asking them; it counts as an answer', async () => {
    test.addNotes('Deck', basics(3))
    await test.client.cards.grade({ cardIds: ids(), rating: 3 })
    expect(await test.client.app.today()).toMatchObject({ done: 3, strip: [3, 3, 3] })
    expect(cards().every((card) => card.state === 1 && card.reps === 1)).toBe(true)
    expect(await test.client.history.undo()).toEqual({ name: 'Grade 3 cards Good' })
    expect(await test.client.app.today()).toMatchObject({ done: 0, counts: { new: 3 } })
  })
})

describe('grading now, as an answer', () => {
  const setOptions = async (options: Partial<PresetOptions>) => {
    const [standard] = await test.client.presets.list()
    await test.client.presets.update({ presetId: standard?.presetId ?? 0, options })
  }
  const days = () => cards().map((card) => Math.floor(card.due / DAY) - today())

  it('evens the days out, keeps off easy days and holidays', async () => {
    test.addNotes('Deck', basics(60))
    // Easy gives 6 to 10 days: 2026-11-26 (Thursday) to 2026-11-30 (Monday).
    await setOptions({ learningSteps: [] })
    await test.client.cards.grade({ cardIds: ids(), rating: 4 })
    const perDay = [...Map.groupBy(days(), (day) => day).values()].map((some) => some.length)
    expect(perDay.length).toBeGreaterThan(3)
    expect(Math.max(...perDay)).toBeLessThanOrEqual(2 * Math.min(...perDay))
    await test.client.history.undo()
    await setOptions({ easyDays: [1, 1, 1, 1, 1, 0, 0] })
    await test.client.app.updateSettings({ holidays: ['2026-11-27'] })
    await test.client.cards.grade({ cardIds: ids(), rating: 4 })
    expect([...new Set(days())].sort((a, b) => a - b)).toEqual([6, 10])
  })

  it('passes no exam day on which the card would not be known', async () => {
    test.addNotes('Deck', basics(20))
    await test.client.app.updateSettings({ examDate: '2026-11-27', targetRecall: 0.97, paceBy: 'exam' })
    await test.client.plan.get()
    await setOptions({ learningSteps: [] })
    await test.client.cards.grade({ cardIds: ids(), rating: 4 })
    expect(Math.max(...days())).toBeLessThan(7)
  })

  it('makes a leech of what was forgotten once too often, and undo takes that back with it', async () => {
    test.addNotes('Deck', basics(1))
    await setOptions({ leechThreshold: 2, leechAction: 'suspend', learningSteps: [], relearningSteps: [] })
    const forgets = async () => {
      test.clock.pass(400 * DAY)
      await test.client.cards.grade({ cardIds: ids(), rating: 1 })
    }
    await test.client.cards.grade({ cardIds: ids(), rating: 4 })
    await forgets()
    expect(cards()).toMatchObject([{ lapses: 1, suspended: 0 }])
    await forgets()
    expect(cards()).toMatchObject([{ lapses: 2, suspended: 1 }])
    expect(all<{ tags: string }>('SELECT tags FROM note')).toEqual([{ tags: '["leech"]' }])
    expect(await test.client.history.undo()).toEqual({ name: 'Grade card Again' })
    expect(cards()).toMatchObject([{ lapses: 1, suspended: 0 }])
    expect(all<{ tags: string }>('SELECT tags FROM note')).toEqual([{ tags: '[]' }])
    expect(await checkNow(test.app.context)).toEqual([])
  })

  it('lets the other cards of the note rest where the preset says so, but none that is graded with it', async () => {
    const both = (id: string) => ({ id, kind: 'basic-reversed', front: `${id} a`, back: `${id} b` }) as const
    test.addNotes('Deck', [both('one'), both('two')])
    await setOptions({ buryNew: true })
    const [first = 0, , third = 0, fourth = 0] = ids()
    await test.client.cards.grade({ cardIds: [first, third, fourth], rating: 4 })
    expect(cards().map((card) => card.buried_until > 0)).toEqual([false, true, false, false])
    await test.client.history.undo()
    expect(cards().every((card) => card.buried_until === 0 && card.state === 0)).toBe(true)
  })
})

describe('many cards', () => {
  it('are done in the worker, in one action', async () => {
    test.addNotes('Deck', basics(450))
    const done = await test.client.cards.setDue({ cardIds: ids(), days: '2' })
    expect(done).toEqual({ undo: 'Set due date of 450 cards', cards: 450 })
    expect(cards().every((card) => card.state === 2)).toBe(true)
    expect(await test.client.history.undo()).toEqual({ name: 'Set due date of 450 cards' })
    expect(cards().every((card) => card.state === 0)).toBe(true)
    expect(await refusal(test.client.cards.setDue({ cardIds: ids(), days: '?' }))).toMatchObject({ code: 'INVALID' })
    await test.client.cards.suspend({ cardIds: ids(), suspended: true })
    expect((await test.client.review.next({ deckId: null })).card).toBeNull()
    expect(await checkNow(test.app.context)).toEqual([])
  })

  it('are graded there by the same rules', async () => {
    test.addNotes('Deck', basics(210))
    const [standard] = await test.client.presets.list()
    await test.client.presets.update({ presetId: standard?.presetId ?? 0, options: { learningSteps: [] } })
    expect(await test.client.cards.grade({ cardIds: ids(), rating: 4 })).toMatchObject({ cards: 210 })
    const perDay = [...Map.groupBy(cards(), (card) => Math.floor(card.due / DAY)).values()].map((some) => some.length)
    expect(perDay.length).toBeGreaterThan(3)
    expect(Math.max(...perDay)).toBeLessThanOrEqual(2 * Math.min(...perDay))
  })
})
