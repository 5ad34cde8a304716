import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { PresetOptions } from '../../../electron/contract/procedures/presets.ts'
import type { Rating } from '../../../electron/contract/shapes.ts'
import { makeApp, type TestApp } from '../../support/app.ts'
import { basics, type DeckNoteInput } from '../../support/decks.ts'
import { ask, DAY, given, MINUTE, rateNext, studyAll } from '../../support/study.ts'

let test: TestApp
beforeEach(async () => {
  test = await makeApp()
})
afterEach(() => test.close())

const REVERSED: DeckNoteInput[] = [1, 2, 3].map((n) => ({
  id: `both-${n}`,
  kind: 'basic-reversed',
  front: `front ${n}`,
  back: `back ${n}`,
}))

async function setOptions(options: Partial<PresetOptions>): Promise<void> {
  const [standard] = await test.client.presets.list()
  await test.client.presets.update({ presetId: standard?.presetId ?? 0, options })
}

const rows = () =>
  test.app.context.collection.db
    .prepare(
      'SELECT id, note_id, state, due, stability, buried_until, buried_by, suspended, lapses, reps FROM card ORDER BY id',
    )
    .all() as { id: number; note_id: number; buried_until: number; buried_by: number; suspended: number }[]

const counts = async () => (await test.client.review.next({ deckId: null })).counts

describe('the other cards of a note', () => {
  it('rest until tomorrow once one was asked, and undo takes that back with the answer', async () => {
    test.addNotes('Deck', REVERSED)
    await setOptions({ buryNew: true })
    expect(await counts()).toMatchObject({ new: 3 })
    const before = rows()
    const { card } = await rateNext(test, 4)
    const sibling = rows().find((row) => row.note_id === card.noteId && row.id !== card.cardId)
    expect(sibling).toMatchObject({ buried_by: 1, buried_until: Math.floor(test.clock.now / DAY) + 1 })
    expect(await counts()).toMatchObject({ new: 2 })
    expect(await test.client.history.undo()).toEqual({ name: 'Answer Easy' })
    expect(rows()).toEqual(before)
    expect((await ask(test)).cardId).toBe(card.cardId)
    await test.client.history.redo()
    expect(await studyAll(test, 4)).toHaveLength(2)
    test.clock.pass(DAY)
    expect(await counts()).toMatchObject({ new: 3 })
  })

  it('are not asked twice a day when both are due', async () => {
    test.addNotes('Deck', REVERSED)
    await studyAll(test, 4)
    test.clock.pass(60 * DAY)
    expect(await counts()).toMatchObject({ review: 6 })
    await setOptions({ buryReview: true })
    expect(await counts()).toMatchObject({ review: 3 })
    const asked = await studyAll(test, 4)
    expect(new Set(asked.map((card) => card.noteId)).size).toBe(3)
    expect(asked).toHaveLength(3)
  })

  it('stay where the preset does not let them rest', async () => {
    test.addNotes('Deck', REVERSED)
    await setOptions({ buryReview: true })
    await rateNext(test, 4)
    expect(rows().every((row) => row.buried_until === 0)).toBe(true)
  })

  it('are let go on by hand', async () => {
    test.addNotes('Deck', REVERSED)
    await setOptions({ buryNew: true })
    await rateNext(test, 4)
    const resting = rows().filter((row) => row.buried_by === 1)
    await test.client.cards.bury({ cardIds: resting.map((row) => row.id), buried: false })
    expect(rows().every((row) => row.buried_until === 0 && row.buried_by === 0)).toBe(true)
  })

  it('come back on days apart from each other', async () => {
    const many = Array.from({ length: 20 }, (_, n): DeckNoteInput => ({
      id: `both-${n}`,
      kind: 'basic-reversed',
      front: `f${n}`,
      back: `b${n}`,
    }))
    test.addNotes('Deck', many)
    await setOptions({ newPerDay: 40 })
    await studyAll(test, 4)
    const due = new Map<number, number[]>()
    for (const row of test.app.context.collection.db.prepare('SELECT note_id, due FROM card').all() as {
      note_id: number
      due: number
    }[]) {
      due.set(row.note_id, [...(due.get(row.note_id) ?? []), Math.floor(row.due / DAY)])
    }
    const same = [...due.values()].filter(([a, b]) => a === b).length
    expect(same).toBeLessThan(4)
  })
})

describe('load', () => {
  it('is even over the days that cards may come back on', async () => {
    test.addNotes('Deck', basics(60))
    await setOptions({ newPerDay: 60, learningSteps: [] })
    await studyAll(test, 4)
    const perDay = new Map<number, number>()
    for (const due of test.app.context.collection.db.prepare('SELECT due FROM card').pluck().all() as number[]) {
      const day = Math.floor(due / DAY)
      perDay.set(day, (perDay.get(day) ?? 0) + 1)
    }
    expect(perDay.size).toBeGreaterThan(3)
    expect(Math.max(...perDay.values())).toBeLessThanOrEqual(2 * Math.min(...perDay.values()))
  })

  it('keeps away from easy days and holidays, and the interval shown is the one that comes', async () => {
    test.addNotes('Deck', basics(30))
    // Easy gives 6 to 10 days: 2026-11-26 (Thursday) to 2026-11-30 (Monday).
    await setOptions({ newPerDay: 30, easyDays: [1, 1, 1, 1, 1, 0, 0] })
    await test.client.app.updateSettings({ holidays: ['2026-11-27'] })
    const days = new Set<string>()
    for (let step = await test.client.review.next({ deckId: null }); step.card;) {
      const shown = step.card.previews[3]?.due ?? 0
      days.add(new Date(shown).toISOString().slice(0, 10))
      const { cardId } = step.card
      step = await test.client.review.answer(given(step.card, 4))
      expect(test.app.context.collection.cards.get(cardId)?.due).toBe(shown)
    }
    for (const free of ['2026-11-27', '2026-11-28', '2026-11-29']) expect(days).not.toContain(free)
    expect(days.size).toBeGreaterThan(1)
  })
})

/** Brings a card into review and fails it again and again; gives each step after a lapse. */
async function lapse(times: number) {
  const steps = []
  for (let round = 0; round < times; round++) {
    test.clock.pass(400 * DAY)
    steps.push((await rateNext(test, 1)).step)
    test.clock.pass(11 * MINUTE)
    await rateNext(test, 4 as Rating)
  }
  return steps
}

const tags = (): string[] =>
  JSON.parse(String(test.app.context.collection.db.prepare('SELECT tags FROM note').pluck().get()))

describe('a leech', () => {
  it('gets its tag at the threshold and is told again each half later', async () => {
    test.addNotes('Deck', basics(1))
    await setOptions({ leechThreshold: 4 })
    await studyAll(test, 4)
    const steps = await lapse(6)
    expect(steps.map((step) => step.leech?.lapses ?? 0)).toEqual([0, 0, 0, 4, 0, 6])
    expect(steps[3]?.leech).toEqual({ lapses: 4, suspended: false })
    expect(tags()).toEqual(['leech'])
    expect(rows()[0]?.suspended).toBe(0)
  })

  it('is suspended where the preset says so, in one action with the answer', async () => {
    test.addNotes('Deck', basics(1))
    await setOptions({ leechThreshold: 2, leechAction: 'suspend' })
    await studyAll(test, 4)
    await lapse(1)
    test.clock.pass(400 * DAY)
    const before = rows()
    const { step } = await rateNext(test, 1)
    expect(step).toMatchObject({ card: null, leech: { lapses: 2, suspended: true }, counts: { learning: 0 } })
    expect(rows()[0]?.suspended).toBe(1)
    expect(tags()).toEqual(['leech'])
    expect(await test.client.history.undo()).toEqual({ name: 'Answer Again' })
    expect(rows()).toEqual(before)
    expect(tags()).toEqual([])
    expect((await ask(test)).state).toBe('review')
    await test.client.history.redo()
    expect(rows()[0]?.suspended).toBe(1)
    expect((await test.client.browse.card({ cardId: rows()[0]?.id ?? 0 })).tags).toEqual(['leech'])
  })
})
