import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { NO_DECK_OPTIONS, type PresetOptions } from '../../../electron/contract/procedures/presets.ts'
import { makeApp, reopen, type TestApp } from '../../support/app.ts'
import { basics } from '../../support/decks.ts'
import { ask, DAY, deckAt, rateNext, refusal, studyAll } from '../../support/study.ts'

let test: TestApp
beforeEach(async () => {
  test = await makeApp()
})
afterEach(() => test.close())

const newIn = async (path: string | null): Promise<number> =>
  (await test.client.review.next({ deckId: path === null ? null : deckAt(test, path) })).counts.new

/** A preset of its own for a deck. */
async function presetFor(path: string, options: Partial<PresetOptions>, subdecks = true): Promise<number> {
  const { presetId } = await test.client.presets.create({ name: `For ${path}`, copyOf: null })
  await test.client.presets.update({ presetId, options })
  await test.client.presets.assign({ deckId: deckAt(test, path), presetId, subdecks })
  return presetId
}

describe('presets', () => {
  it('are shared, copied, renamed and deleted, and each of it can be taken back', async () => {
    test.addNotes('A::B', basics(3))
    const presetId = await presetFor('A', { newPerDay: 7, easyDays: [1, 1, 1, 1, 1, 0.5, 0] })
    const copy = await test.client.presets.create({ name: 'Copy', copyOf: presetId })
    const list = await test.client.presets.list()
    expect(list.map((preset) => [preset.name, preset.decks, preset.isDefault])).toEqual([
      ['Default', 0, true],
      ['For A', 2, false],
      ['Copy', 0, false],
    ])
    expect(list[2]?.options).toEqual(list[1]?.options)
    await test.client.presets.update({ presetId: copy.presetId, name: 'Second' })
    expect(await test.client.presets.remove({ presetId })).toEqual({ undo: 'Delete preset For A', decks: 2 })
    expect((await test.client.decks.options({ deckId: deckAt(test, 'A::B') })).preset.name).toBe('Default')
    expect(await test.client.history.undo()).toEqual({ name: 'Delete preset For A' })
    expect(await test.client.history.undo()).toEqual({ name: 'Rename preset to Second' })
    expect(await test.client.decks.options({ deckId: deckAt(test, 'A::B') })).toMatchObject({
      preset: { presetId, decks: 2, options: { newPerDay: 7 } },
    })
    expect((await test.client.presets.list())[2]?.name).toBe('Copy')
    test = await reopen(test)
    expect((await test.client.presets.list())[1]?.options.easyDays).toEqual([1, 1, 1, 1, 1, 0.5, 0])
  })

  it('refuse a name in use, what is gone, values out of bounds, and to lose the default', async () => {
    const { presets } = test.client
    const [standard] = await presets.list()
    const presetId = standard?.presetId ?? 0
    expect(await refusal(presets.create({ name: 'default', copyOf: null }))).toMatchObject({ code: 'CONFLICT' })
    expect(await refusal(presets.remove({ presetId }))).toMatchObject({ code: 'CONFLICT' })
    expect(await refusal(presets.update({ presetId: 99, name: 'x' }))).toMatchObject({ code: 'NOT_FOUND' })
    expect(await refusal(presets.assign({ deckId: 99, presetId, subdecks: true }))).toMatchObject({ code: 'NOT_FOUND' })
    for (const options of [{ newPerDay: -1 }, { desiredRetention: 1 }, { easyDays: [1] }, { weights: [1, 2] }]) {
      await expect(presets.update({ presetId, options })).rejects.toMatchObject({ code: 'BAD_REQUEST' })
    }
  })

  it('and Settings write the same default preset', async () => {
    const [standard] = await test.client.presets.list()
    await test.client.app.updateSettings({ newPerDay: 3, desiredRetention: 0.85 })
    expect((await test.client.presets.list())[0]?.options).toMatchObject({ newPerDay: 3, desiredRetention: 0.85 })
    await test.client.presets.update({ presetId: standard?.presetId ?? 0, options: { newPerDay: 9 } })
    expect((await test.client.app.hello()).settings.newPerDay).toBe(9)
    await test.client.history.undo()
    expect((await test.client.app.hello()).settings.newPerDay).toBe(3)
  })

  it('of an older program have defaults for what they do not know', async () => {
    test.app.context.collection.db.exec(`UPDATE preset SET options = '{"newPerDay":4,"reviewSort":"by colour"}'`)
    const [standard] = await test.client.presets.list()
    expect(standard?.options).toMatchObject({ newPerDay: 4, reviewSort: 'due', leechThreshold: 8 })
  })

  it('schedule each card under that of its deck', async () => {
    test.addNotes('A', basics(1, 'a'))
    test.addNotes('B', basics(1, 'b'))
    await presetFor('B', { learningSteps: [], desiredRetention: 0.8, fuzz: false })
    const a = await ask(test, deckAt(test, 'A'))
    const b = await ask(test, deckAt(test, 'B'))
    expect(a.previews[2]?.scheduledDays).toBe(0)
    expect(b.previews[2]?.scheduledDays).toBeGreaterThan(2)
    expect([a.desiredRetention, b.desiredRetention]).toEqual([0.9, 0.8])
    await test.client.decks.setOptions({ deckId: deckAt(test, 'B'), options: { desiredRetention: 0.95 } })
    const strict = await ask(test, deckAt(test, 'B'))
    expect(strict.desiredRetention).toBe(0.95)
    expect(strict.previews[2]?.scheduledDays).toBeLessThan(b.previews[2]?.scheduledDays ?? 0)
  })

  it('cap the time of an answer', async () => {
    test.addNotes('A', basics(1))
    await presetFor('A', { answerCapSeconds: 30 })
    const card = await ask(test)
    const { cardId, seed } = card
    await test.client.review.answer({ deckId: null, cardId, seed, rating: 4, durationMs: 90_000, response: null })
    expect((await test.client.app.today()).minutesDone).toBe(0.5)
  })
})

describe('limits of decks', () => {
  it('bound all decks below, up to the deck that is studied', async () => {
    test.addNotes('A', basics(10, 'a'))
    test.addNotes('A::B', basics(10, 'b'))
    await test.client.decks.setOptions({ deckId: deckAt(test, 'A'), options: { newPerDay: 6 } })
    await test.client.decks.setOptions({ deckId: deckAt(test, 'A::B'), options: { newPerDay: 4 } })
    expect([await newIn('A'), await newIn('A::B')]).toEqual([6, 4])
    const asked = await studyAll(test, 4, deckAt(test, 'A'))
    expect(asked).toHaveLength(6)
    expect(asked.filter((card) => card.deck === 'A::B').length).toBeLessThanOrEqual(4)
    // By itself the subdeck has what its own limit leaves.
    expect(await newIn('A::B')).toBe(4 - asked.filter((card) => card.deck === 'A::B').length)
    await test.client.app.updateSettings({ limitsFromTop: true })
    expect(await newIn('A::B')).toBe(0)
  })

  it('are shared by decks of the default preset; a deck with its own stands by itself', async () => {
    test.addNotes('A', basics(30, 'a'))
    test.addNotes('B', basics(30, 'b'))
    test.addNotes('C', basics(30, 'c'))
    await test.client.app.updateSettings({ newPerDay: 10 })
    expect(await newIn(null)).toBe(10)
    await presetFor('C', { newPerDay: 4 })
    expect(await newIn(null)).toBe(14)
    const asked = await studyAll(test, 4)
    expect(asked.filter((card) => card.deck === 'C')).toHaveLength(4)
    expect((await test.client.app.today()).counts.new).toBe(0)
  })

  it('of today are taken back by their name', async () => {
    test.addNotes('A', basics(9))
    const deckId = deckAt(test, 'A')
    await test.client.app.updateSettings({ newPerDay: 1 })
    const options = { today: { newPerDay: 4, reviewsPerDay: 200 } }
    expect(await test.client.decks.setOptions({ deckId, options })).toMatchObject({
      undo: 'Change today’s limits of A',
    })
    expect((await test.client.app.today()).counts.new).toBe(4)
    expect(await test.client.history.undo()).toEqual({ name: 'Change today’s limits of A' })
    expect((await test.client.app.today()).counts.new).toBe(1)
  })

  it('of today hold today only', async () => {
    test.addNotes('A', basics(30))
    const deckId = deckAt(test, 'A')
    const { own } = await test.client.decks.setOptions({
      deckId,
      options: { today: { newPerDay: 2, reviewsPerDay: null } },
    })
    expect(own.today).toEqual({ day: '2026-11-20', newPerDay: 2, reviewsPerDay: null })
    expect([await newIn('A'), await newIn(null)]).toEqual([2, 2])
    test.clock.pass(DAY)
    expect(await newIn('A')).toBe(20)
    expect((await test.client.decks.options({ deckId })).own).toEqual(NO_DECK_OPTIONS)
  })

  it('of reviews take new cards along where the preset says so', async () => {
    test.addNotes('A', basics(12))
    await presetFor('A', { newPerDay: 6, reviewsPerDay: 8 })
    await studyAll(test, 4)
    test.clock.pass(30 * DAY)
    const deckId = deckAt(test, 'A')
    expect((await test.client.review.next({ deckId })).counts).toEqual({ new: 6, learning: 0, review: 6 })
    const { preset } = await test.client.decks.options({ deckId })
    await test.client.presets.update({ presetId: preset.presetId, options: { newIgnoreReviewLimit: false } })
    const { counts } = await test.client.review.next({ deckId })
    expect(counts).toEqual({ new: 2, learning: 0, review: 6 })
    expect((await test.client.decks.tree()).find((row) => row.deckId === deckId)?.due).toEqual(counts)
    for (let round = 0; round < 3; round++) await rateNext(test, 4, deckId)
    const left = (await test.client.review.next({ deckId })).counts
    expect(left.new + left.review).toBe(5)
  })

  it('show each deck its part of today’s pass, and what it has by itself', async () => {
    test.addNotes('A', basics(5, 'a'))
    test.addNotes('B', basics(5, 'b'))
    await test.client.app.updateSettings({ newPerDay: 4 })
    await studyAll(test, 4)
    const rows = await test.client.decks.tree()
    expect(rows.map((row) => [row.due.new, row.pass.new])).toEqual([
      [2, 0],
      [2, 0],
    ])
  })
})
