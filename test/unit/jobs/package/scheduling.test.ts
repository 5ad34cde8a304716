import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { memoryFromSm2 } from '../../../../electron/core/scheduling/sm2.ts'
import { DEFAULT_WEIGHTS } from '../../../../electron/core/scheduling/weights.ts'
import type { CardParts, PackageParts, ReviewParts } from '../../../fixtures/anki-package.ts'
import type { TestApp } from '../../../support/app.ts'
import { anApp, bring, checkNow, DAY, ELAPSED, NOW, row, rows, TODAY } from './support.ts'

let test: TestApp
beforeEach(async () => {
  test = await anApp()
})
afterEach(async () => {
  expect(await checkNow(test.app.context)).toEqual([])
  await test.close()
})

/** One card with its past, and what became of it. */
async function card(
  parts: Omit<CardParts, 'id' | 'note'>,
  reviews: readonly Omit<ReviewParts, 'card'>[] = [],
  more: PackageParts = {},
) {
  const report = await bring(test, {
    decks: [{ id: 5, name: 'Home' }, ...(parts.odid ? [{ id: 6, name: 'Filtered', filtered: true }] : [])],
    notes: [{ id: 10, fields: ['a', 'b'] }],
    cards: [{ id: 20, note: 10, deck: 5, ...parts }],
    reviews: reviews.map((review) => ({ card: 20, ...review })),
    ...more,
  })
  expect(report.refused).toBe(false)
  return { report, card: row(test, 'SELECT * FROM card') }
}

const day = (instant: unknown): number => Math.floor((Number(instant) - 4 * 3_600_000) / DAY)
const at = (daysAgo: number): number => NOW - daysAgo * DAY

describe('due dates', () => {
  it('of cards in review are laid on our days, whatever the day the collection was begun on', async () => {
    for (const [due, expected] of [
      [ELAPSED, TODAY],
      [ELAPSED + 3, TODAY + 3],
      [ELAPSED - 40, TODAY - 40],
    ] as const) {
      const { card: found } = await card({ type: 2, due, ivl: 50, reps: 2, factor: 2500 })
      expect(day(found['due'])).toBe(expected)
      await test.client.history.undo()
    }
  })

  it('follow the zone and hour in which the collection began its days', async () => {
    // Begun at 04:00 in Tokyo, which was the evening before in UTC.
    const crt = Date.UTC(2026, 9, 31, 19) / 1000
    const { card: found } = await card({ type: 2, due: ELAPSED, ivl: 5, reps: 1 }, [], {
      crt,
      conf: { creationOffset: -540 },
    })
    expect(day(found['due'])).toBe(TODAY)
  })

  it('of a collection of the first scheduler count 24 hours each', async () => {
    const { card: found } = await card({ type: 2, due: 19, ivl: 5, reps: 1 }, [], {
      conf: { creationOffset: null, schedVer: 1 },
    })
    expect(day(found['due'])).toBe(TODAY)
  })

  it('of cards in learning are instants, or days', async () => {
    const soon = NOW / 1000 + 600
    const learning = await card({ type: 1, due: soon, left: 1001, reps: 1 }, [
      { id: at(0) - 60_000, type: 0, ivl: -600 },
    ])
    expect(learning.card).toMatchObject({ state: 1, due: soon * 1000, step: 1 })
    await test.client.history.undo()
    const tomorrow = await card({
      type: 3,
      queue: 3,
      due: ELAPSED + 1,
      ivl: 4,
      left: 1,
      reps: 5,
      lapses: 1,
      factor: 2100,
    })
    expect(tomorrow.card).toMatchObject({ state: 3, reps: 5, lapses: 1, step: 0, scheduled_days: 4 })
    expect(day(tomorrow.card['due'])).toBe(TODAY + 1)
  })

  it('of cards that the first scheduler was teaching again make them relearning', async () => {
    const due = NOW / 1000 + 300
    const { card: found } = await card({
      type: 2,
      queue: 1,
      due,
      odue: ELAPSED + 1,
      ivl: 3,
      reps: 9,
      lapses: 2,
      left: 1001,
    })
    expect(found).toMatchObject({ state: 3, due: due * 1000 })
  })

  it('beyond reason are today, and told of', async () => {
    const { card: found, report } = await card({ type: 2, due: 3_000_000, ivl: 1, reps: 1 })
    expect(day(found['due'])).toBe(TODAY)
    expect(report.issues).toMatchObject([
      { code: 'due-date', message: expect.stringMatching(/^Card 1 of “.+” \(Basic\): its due date/), found: '3000000' },
    ])
  })
})

describe('cards that rest', () => {
  it.each([
    [-1, { suspended: 1, buried_until: 0, buried_by: 0 }],
    [-2, { suspended: 0, buried_until: TODAY + 1, buried_by: 1 }],
    [-3, { suspended: 0, buried_until: TODAY + 1, buried_by: 0 }],
  ])('in queue %i stay so', async (queue, expected) => {
    const { card: found } = await card({ type: 2, queue, due: ELAPSED + 2, ivl: 9, reps: 2 })
    expect(found).toMatchObject({ state: 2, ...expected })
    expect(day(found['due'])).toBe(TODAY + 2)
  })
})

describe('cards in a filtered deck', () => {
  it.each([
    ['a review', { type: 2, queue: 2, due: -100_000, ivl: 8, reps: 3 }, { state: 2 }],
    ['a preview', { type: 2, queue: 4, due: NOW / 1000, ivl: 8, reps: 3 }, { state: 2 }],
  ])('%s goes home with its due date', async (_what, parts, expected) => {
    const { card: found, report } = await card({ ...parts, deck: 6, odid: 5, odue: ELAPSED + 4 })
    expect(found).toMatchObject(expected)
    expect(day(found['due'])).toBe(TODAY + 4)
    expect(row(test, 'SELECT name FROM deck WHERE id = ?', Number(found['deck_id']))).toEqual({ name: 'Home' })
    expect(rows(test, `SELECT 1 FROM deck WHERE name = 'Filtered'`)).toEqual([])
    expect(report.issues).toMatchObject([{ code: 'filtered-deck' }])
  })

  it('a new card goes home to its place', async () => {
    const { card: found } = await card({ type: 0, due: -99_999, deck: 6, odid: 5, odue: 12 })
    expect(found).toMatchObject({ state: 0, position: 12 })
  })
})

describe('what cannot be', () => {
  it('is set right, so that the check finds nothing', async () => {
    const { card: found, report } = await card({ type: 2, due: ELAPSED, ivl: -5, reps: 1, lapses: 4, factor: 0 })
    expect(found).toMatchObject({ state: 2, reps: 4, lapses: 4, scheduled_days: 0 })
    expect(report.issues).toMatchObject([{ code: 'card-counts', found: '4 lapses, 1 answers' }])
  })

  it('is kept out of cards that are new again', async () => {
    const { card: found } = await card({ type: 0, due: 7, reps: 12, lapses: 3, ivl: 30 }, [{ id: at(3) }])
    expect(found).toMatchObject({ state: 0, position: 7, reps: 0, lapses: 0, last_review: null, stability: null })
  })
})

describe('the memory of a card', () => {
  const REVIEWED = { type: 2, due: ELAPSED + 5, ivl: 10, reps: 3, factor: 2300 }
  const LOG = [
    { id: at(12), type: 0, ease: 3, ivl: -600, factor: 0 },
    { id: at(12) + 600_000, type: 0, ease: 3, ivl: 2 },
    { id: at(10), type: 1, ease: 3, ivl: 5, lastIvl: 2 },
    { id: at(5), type: 1, ease: 2, ivl: 10, lastIvl: 5 },
  ]

  it('is the file’s, where the file says it', async () => {
    const data = JSON.stringify({ s: 21.5, d: 6.25, lrt: at(4) / 1000 })
    const { card: found } = await card({ ...REVIEWED, data }, LOG)
    expect(found).toMatchObject({ stability: 21.5, difficulty: 6.25, last_review: at(4), scheduled_days: 10 })
  })

  it('is rebuilt from the log otherwise', async () => {
    const { card: found } = await card(REVIEWED, LOG)
    // Golden: FSRS-6 with its default weights over Good, Good the same day, Good after 2 days, Hard after 5.
    expect(Number(found['stability'])).toBeCloseTo(GOLDEN.stability, 6)
    expect(Number(found['difficulty'])).toBeCloseTo(GOLDEN.difficulty, 6)
    expect(found['last_review']).toBe(at(5))
  })

  it('begins anew where the card was forgotten, with a word in the log or without', async () => {
    const fresh = await card(REVIEWED, LOG)
    await test.client.history.undo()
    const old = [
      { id: at(90), type: 0 },
      { id: at(80), type: 1 },
    ]
    const reset = await card(REVIEWED, [...old, { id: at(20), type: 4, ease: 0, factor: 0, ivl: 0 }, ...LOG])
    await test.client.history.undo()
    const silent = await card(REVIEWED, [...old, ...LOG])
    for (const { card: found } of [reset, silent]) {
      expect(found).toMatchObject({ stability: fresh.card['stability'], difficulty: fresh.card['difficulty'] })
    }
  })

  it('starts from SM-2 where the log lacks its beginning', async () => {
    const { card: found } = await card(REVIEWED, [
      { id: at(30), type: 1, ivl: 20, factor: 2500 },
      { id: at(5), type: 1, ivl: 40 },
    ])
    const start = memoryFromSm2(DEFAULT_WEIGHTS, 2.5, 20, 0.9)
    expect(Number(found['stability'])).toBeGreaterThan(start.stability)
    expect(Number(found['stability'])).toBeLessThan(start.stability * 6)
  })

  it('is that of interval and ease where the log says nothing', async () => {
    const { card: found } = await card(REVIEWED)
    const memory = memoryFromSm2(DEFAULT_WEIGHTS, 2.3, 10, 0.9)
    expect(Number(found['stability'])).toBeCloseTo(memory.stability, 9)
    expect(Number(found['difficulty'])).toBeCloseTo(memory.difficulty, 9)
    expect(day(found['last_review'])).toBe(TODAY - 5)
  })

  it('takes no part in cramming, and changes by hand', async () => {
    const plain = await card(REVIEWED, LOG)
    await test.client.history.undo()
    const extra = [
      { id: at(4), type: 3, ease: 1, factor: 0 },
      { id: at(3), type: 5, ease: 0, factor: 2000, ivl: 10 },
    ]
    const crammed = await card(REVIEWED, [...LOG, ...extra])
    expect(crammed.card).toMatchObject({ stability: plain.card['stability'], last_review: plain.card['last_review'] })
  })

  it('follows the weights of its preset', async () => {
    const weights = DEFAULT_WEIGHTS.map((weight, index) => (index === 2 ? weight * 3 : weight))
    const usual = await card(
      { ...REVIEWED },
      [LOG[0] ?? LOG[1]].filter((entry) => entry !== undefined),
    )
    await test.client.history.undo()
    const presets = [{ id: 1, name: 'Default', weights }]
    const own = await card({ ...REVIEWED }, LOG.slice(0, 1), { presets })
    expect(Number(own.card['stability'])).toBeCloseTo(Number(usual.card['stability']) * 3, 3)
  })
})

/** Computed once with `Scheduler.nextMemory` over the log above; the core's own tests compare it with FSRS's vectors. */
const GOLDEN = { stability: 22.50817116, difficulty: 4.74371562 }
