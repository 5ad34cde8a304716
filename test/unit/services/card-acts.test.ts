import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { createScheduler, DEFAULT_SCHEDULING } from '../../../electron/core/scheduling/fsrs.ts'
import { replayLog } from '../../../electron/core/scheduling/replay.ts'
import { checkNow } from '../../../electron/services/check-now.ts'
import type { CardRow, ReviewRow } from '../../../electron/store/rows.ts'
import { memoryOf } from '../../../electron/store/schedule.ts'
import { makeApp, type TestApp } from '../../support/app.ts'
import { basics, choice } from '../../support/decks.ts'
import { DAY, rateNext, refusal, studyAll } from '../../support/study.ts'

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
})
