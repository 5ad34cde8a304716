import { afterEach, describe, expect, it } from 'vitest'
import type { FitReport, ReschedulePreview } from '../../../electron/contract/procedures/optimise.ts'
import { createScheduler, DEFAULT_SCHEDULING } from '../../../electron/core/scheduling/fsrs.ts'
import { replayLog } from '../../../electron/core/scheduling/replay.ts'
import { studyDay } from '../../../electron/core/scheduling/study-day.ts'
import { actOnCards } from '../../../electron/jobs/cards/act-on-cards.ts'
import { reschedule, type RescheduleOrder } from '../../../electron/jobs/optimise/reschedule.ts'
import { quietPulse } from '../../../electron/jobs/protocol.ts'
import type { CardRow } from '../../../electron/store/rows.ts'
import { makeApp, type TestApp } from '../../support/app.ts'
import { FORGETFUL, makeLearnt } from '../../support/learnt.ts'

interface Stream<T> {
  next(): Promise<IteratorResult<unknown, T>>
}

async function end<T>(stream: Stream<T>): Promise<T> {
  for (;;) {
    const step = await stream.next()
    if (step.done === true) return step.value
  }
}

const DAY = 86_400_000
let test: TestApp
afterEach(() => test.close())

async function studied(cards: number, days: number): Promise<{ presetId: number; cardIds: number[] }> {
  test = await makeApp()
  const cardIds = await makeLearnt(test, 'Herbs', cards, days)
  const [preset] = await test.client.presets.list()
  return { presetId: preset?.presetId ?? 0, cardIds }
}
const fit = async (presetId: number | null, ignoreBefore: string | null = null): Promise<FitReport[]> =>
  end(await test.client.optimise.fit({ presetId, ignoreBefore }))
const cardsNow = (ids: readonly number[]): CardRow[] => test.app.context.collection.cards.many(ids)
/** Everything of a card that scheduling writes. */
const schedules = (ids: readonly number[]) => cardsNow(ids).map(({ modified_at: _at, ...rest }) => rest)

describe('the offer on Today', () => {
  const offer = async () => (await test.client.optimise.offer()).offer

  it('names one preset a time, the one with most answers first, and none that was put off today', async () => {
    const { presetId } = await studied(150, 120)
    const alone = await offer()
    expect(alone).toMatchObject({ presetId, name: null, offer: 'first' })
    expect(alone?.reviews).toBeGreaterThan(400)
    await makeLearnt(test, 'Networks', 100, 120)
    const deckId = test.app.context.collection.decks.byPath('Networks')?.id ?? 0
    const second = await test.client.presets.create({ name: 'Slow', copyOf: null })
    await test.client.presets.assign({ deckId, presetId: second.presetId, subdecks: false })
    expect(await offer()).toMatchObject({ presetId, name: 'Default' })
    await test.client.optimise.putOff({ presetId })
    expect(await offer()).toMatchObject({ presetId: second.presetId, name: 'Slow', deckId })
    await test.client.optimise.putOff({ presetId: second.presetId })
    expect(await offer()).toBeNull()
    test.clock.pass(DAY)
    expect(await offer()).toMatchObject({ presetId })
  })

  it('is gone once the weights were fitted, and does not come with too few answers', async () => {
    const { presetId } = await studied(150, 120)
    await fit(presetId)
    expect(await offer()).toBeNull()
    await test.close()
    await studied(20, 30)
    expect(await offer()).toBeNull()
  })
})

describe('fitting weights to reviews', () => {
  it('is offered when there is enough, finds weights that forecast better, and offers again when much is new', async () => {
    const { presetId } = await studied(150, 120)
    const [before] = await test.client.optimise.status()
    expect(before).toMatchObject({ presetId, offer: 'first', fitted: false, last: null })
    const [report] = await fit(presetId)
    if (!report?.before || !report.after) throw new Error('no figures')
    expect(report.outcome).toBe('better')
    expect(report.after.logLoss).toBeLessThan(report.before.logLoss)
    expect(report.heldBack / report.reviews).toBeCloseTo(0.2, 1)
    // Nothing is changed by looking.
    expect((await test.client.presets.list())[0]?.options.weights).toBeNull()
    const [after] = await test.client.optimise.status()
    expect(after).toMatchObject({ offer: 'not-yet', last: { outcome: 'better', after: report.after } })
  })

  it('says when there is too little, and gives no weights then', async () => {
    const { presetId } = await studied(20, 30)
    expect(await test.client.optimise.status()).toMatchObject([{ offer: 'too-few' }])
    expect(await fit(presetId)).toMatchObject([{ outcome: 'too-few', weights: null, before: null }])
    await expect(end(await test.client.optimise.apply({ presetIds: [presetId], reschedule: false }))).rejects.toThrow(
      'no better weights',
    )
  })

  it('is stopped on the way, and keeps nothing then', async () => {
    const { presetId } = await studied(150, 120)
    const controller = new AbortController()
    const stream = await test.client.optimise.fit({ presetId, ignoreBefore: null }, { signal: controller.signal })
    expect((await stream.next()).done).toBe(false)
    controller.abort()
    await expect(end(stream)).rejects.toThrow()
    expect(await test.client.optimise.status()).toMatchObject([{ offer: 'first', last: null }])
  })

  it('leaves out cards that were answered before a day', async () => {
    await studied(150, 120)
    const [all] = await fit(null)
    const [some] = await fit(null, '2026-08-20')
    expect(some?.reviews).toBeLessThan(all?.reviews ?? 0)
    expect(some?.reviews).toBeGreaterThan(0)
    expect((await fit(null, '2026-11-20'))[0]?.reviews).toBe(0)
  })

  it('takes weights in one undoable step: memories by replay, due dates untouched', async () => {
    const { presetId, cardIds } = await studied(150, 120)
    const before = schedules(cardIds)
    const [report] = await fit(presetId)
    const done = await end(await test.client.optimise.apply({ presetIds: [presetId], reschedule: false }))
    expect(done).toEqual({ undo: 'Fit Default to my reviews', cards: 150 })
    const [preset] = await test.client.presets.list()
    expect(preset?.options.weights).toEqual(report?.weights)
    const dayOf = (instant: number): number => studyDay(instant, 'UTC', 4)
    const scheduler = createScheduler({ ...DEFAULT_SCHEDULING, weights: report?.weights ?? [] }, dayOf)
    // What was fitted is what is scheduled by, first stabilities below a tenth of a day too.
    expect(scheduler.weights).toEqual(report?.weights)
    for (const [at, card] of cardsNow(cardIds).entries()) {
      const log = test.app.context.collection.reviews.byCard(card.id).map((row) => ({
        reviewedAt: row.reviewed_at,
        rating: row.rating,
        kind: row.kind,
        scheduledDays: row.scheduled_days,
        due: row.due,
        response: row.response,
      }))
      const replayed = replayLog(log, scheduler)
      expect(card.stability).toBeCloseTo(replayed.stability ?? 0, 9)
      expect(card.due).toBe(before[at]?.due)
    }
    await test.client.history.undo()
    expect(schedules(cardIds)).toEqual(before)
    expect((await test.client.presets.list())[0]?.options.weights).toBeNull()
  })

  it('goes back to the default weights, and says how those in use do', async () => {
    const { presetId } = await studied(150, 120)
    const first = await end(await test.client.optimise.evaluate({ presetId }))
    await fit(presetId)
    await end(await test.client.optimise.apply({ presetIds: [presetId], reschedule: false }))
    const fitted = await end(await test.client.optimise.evaluate({ presetId }))
    expect(fitted.logLoss).toBeLessThan(first.logLoss)
    expect(fitted.reviews).toBe(first.reviews)
    await end(await test.client.optimise.reset({ presetId }))
    expect(await end(await test.client.optimise.evaluate({ presetId }))).toEqual(first)
  })
})

/** Other weights, with due dates by them. */
const order = (presetId: number): RescheduleOrder => ({
  changes: [{ presetId, weights: FORGETFUL }],
  moving: true,
  undo: 'Fit',
  moment: { now: test.clock.now, zone: 'UTC', rolloverHour: 4, holidays: [], exam: null, retention: null },
})

describe('rescheduling', () => {
  const most = (days: ReschedulePreview['days'], of: 'before' | 'after'): number =>
    Math.max(...days.map((day) => day[of]))

  it('shows what it would do, does that, and makes no wall', async () => {
    const { presetId, cardIds } = await studied(300, 120)
    await test.client.presets.update({ presetId, options: { desiredRetention: 0.97 } })
    const before = schedules(cardIds)
    const preview = await end(await test.client.optimise.preview({ presetId, fitted: false }))
    expect(preview.sooner).toBeGreaterThan(50)
    expect(preview.days).toHaveLength(30)
    expect(most(preview.days, 'after')).toBeLessThanOrEqual(Math.max(preview.perDay, most(preview.days, 'before')))
    expect(schedules(cardIds)).toEqual(before)
    const done = await end(await test.client.optimise.reschedule({ presetId }))
    expect(done.undo).toBe('Reschedule cards of Default')
    const again = await end(await test.client.optimise.preview({ presetId, fitted: false }))
    expect(again.days.map((day) => day.before)).toEqual(preview.days.map((day) => day.after))
    await test.client.history.undo()
    expect(schedules(cardIds)).toEqual(before)
  })

  it('is logged as a change by hand that a replay of the log follows', async () => {
    const { presetId, cardIds } = await studied(60, 120)
    await test.client.presets.update({ presetId, options: { desiredRetention: 0.8 } })
    await end(await test.client.optimise.reschedule({ presetId }))
    const { collection } = test.app.context
    const moved = cardIds.filter((id) => collection.reviews.byCard(id).at(-1)?.kind === 4)
    expect(moved.length).toBeGreaterThan(10)
    for (const id of moved) {
      const log = collection.reviews.byCard(id)
      const card = collection.cards.get(id)
      expect(log.at(-1)).toMatchObject({ rating: 0, due: card?.due, scheduled_days: card?.scheduled_days })
      expect(JSON.parse(log.at(-1)?.response ?? '')).toMatchObject({ act: 'due', by: 'reschedule' })
    }
    // It is no answer: what can be learned from stays the same.
    const [status] = await test.client.optimise.status()
    const [report] = await fit(presetId)
    expect(status?.reviews).toBeGreaterThan(0)
    expect(report?.reviews).toBeGreaterThan(0)
  })

  it('changes nothing when it is cancelled', async () => {
    const { presetId, cardIds } = await studied(150, 120)
    await test.client.presets.update({ presetId, options: { desiredRetention: 0.97 } })
    const before = schedules(cardIds)
    const controller = new AbortController()
    controller.abort()
    const stream = test.client.optimise.reschedule({ presetId }, { signal: controller.signal })
    await expect(stream.then(end)).rejects.toThrow()
    expect(schedules(cardIds)).toEqual(before)
  })

  it('can be cancelled half way through writing', async () => {
    const { presetId, cardIds } = await studied(300, 60)
    const before = schedules(cardIds)
    let asked = 0
    const pulse = { ...quietPulse, cancelled: () => (asked += 1) > 2 }
    const done = reschedule(test.app.context.collection, order(presetId), pulse)
    expect(done).toMatchObject({ ok: false, error: { code: 'cancelled' } })
    expect(schedules(cardIds)).toEqual(before)
  })

  it('keeps the due date of an answer that was given while it was reckoned, and takes its memory along', async () => {
    const { presetId, cardIds } = await studied(510, 40)
    const { collection } = test.app.context
    const [id = 0] = cardIds
    let answered: CardRow | undefined
    const progress = (stage: string, done: number): void => {
      if (stage !== 'Going through your cards' || done !== 500) return
      const moment = { now: test.clock.now, zone: 'UTC', rolloverHour: 4 }
      if (!actOnCards(collection, { act: 'grade', rating: 3 }, [id], moment).ok) throw new Error('not answered')
      answered = collection.cards.get(id)
    }
    expect(reschedule(collection, order(presetId), { cancelled: () => false, progress }).ok).toBe(true)
    const card = collection.cards.get(id)
    expect(card).toMatchObject({ due: answered?.due, scheduled_days: answered?.scheduled_days, reps: answered?.reps })
    expect(collection.reviews.byCard(id).at(-1)).toMatchObject({ rating: 3 })
    expect(card?.stability).not.toBe(answered?.stability)
  })
})

describe('why', () => {
  it('tells each rating of a card by the weights in use, new cards too', async () => {
    const { cardIds } = await studied(3, 60)
    await test.addNotes('New', [{ id: 'n', kind: 'basic', front: 'F', back: 'B' }])
    const [cardId = 0] = cardIds
    const known = await test.client.optimise.why({ cardId })
    expect(known.memory?.retrievability).toBeGreaterThan(0)
    expect(known.decay).toBeCloseTo(0.1542, 6)
    const fresh = test.app.context.collection.db.prepare<[], number>('SELECT max(id) FROM card').pluck().get() ?? 0
    const why = await test.client.optimise.why({ cardId: fresh })
    expect(why).toMatchObject({ state: 'new', memory: null })
    expect(why.previews.map((preview) => preview.scheduledDays > 0)).toEqual([false, false, false, true])
  })
})
