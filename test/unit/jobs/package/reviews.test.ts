import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { createScheduler, DEFAULT_SCHEDULING } from '../../../../electron/core/scheduling/fsrs.ts'
import type { PackageParts, ReviewParts } from '../../../fixtures/anki-package.ts'
import type { TestApp } from '../../../support/app.ts'
import { anApp, bring, checkNow, DAY, ELAPSED, NOW, rows, TODAY } from './support.ts'

let test: TestApp
beforeEach(async () => {
  test = await anApp()
})
afterEach(async () => {
  expect(await checkNow(test.app.context)).toEqual([])
  await test.close()
})

const at = (daysAgo: number): number => NOW - daysAgo * DAY

function parts(reviews: readonly ReviewParts[], conf = {}): PackageParts {
  return {
    conf,
    notes: [{ id: 10, fields: ['a', 'b'] }],
    cards: [{ id: 20, note: 10, type: 2, due: ELAPSED, ivl: 4, reps: 3 }],
    reviews,
  }
}

const log = () => rows(test, 'SELECT * FROM review ORDER BY id')

describe('the review log', () => {
  it('comes in whole, each entry as what it was', async () => {
    const report = await bring(
      test,
      parts([
        { id: at(9), card: 20, type: 0, ease: 1, ivl: -60, lastIvl: -60, time: 5000 },
        { id: at(9) + 60_000, card: 20, type: 0, ease: 3, ivl: 2, lastIvl: -60 },
        { id: at(7), card: 20, type: 1, ease: 3, ivl: 30, lastIvl: 2 },
        { id: at(5), card: 20, type: 3, ease: 2, ivl: 30, lastIvl: 30, factor: 0 },
        { id: at(4), card: 20, type: 1, ease: 1, ivl: -600, lastIvl: 30 },
        { id: at(4) + 600_000, card: 20, type: 2, ease: 4, ivl: 4, lastIvl: -600 },
        { id: at(3), card: 20, type: 4, ease: 0, ivl: 9, lastIvl: 4 },
      ]),
    )
    expect(report.reviews).toEqual({ added: 7, orphaned: 0, known: 0 })
    expect(log()).toMatchObject([
      {
        rating: 1,
        kind: 1,
        state_before: 0,
        elapsed_days: 0,
        scheduled_days: 0,
        interval_before: 0,
        duration_ms: 5000,
        due: at(9) + 60_000,
        day: TODAY - 9,
        hour: 12,
      },
      { rating: 3, kind: 1, state_before: 1, elapsed_days: 0, scheduled_days: 2, due: at(9) + 60_000 + 2 * DAY },
      { rating: 3, kind: 1, state_before: 2, elapsed_days: 2, scheduled_days: 30, interval_before: 2 },
      { rating: 2, kind: 3, state_before: 2 },
      { rating: 1, kind: 1, state_before: 2, elapsed_days: 3, scheduled_days: 0, interval_before: 30 },
      { rating: 4, kind: 1, state_before: 3, elapsed_days: 0, scheduled_days: 4 },
      { rating: 0, kind: 5 },
    ])
  })

  it('keeps with each entry the memory that it met, by replaying the log', async () => {
    const learned = [
      { id: at(9), card: 20, type: 0, ease: 3, ivl: 3, lastIvl: -60 },
      { id: at(6), card: 20, type: 1, ease: 3, ivl: 9, lastIvl: 3 },
      { id: at(3), card: 20, type: 3, ease: 3, ivl: 9, lastIvl: 9, factor: 0 },
      { id: at(2), card: 20, type: 1, ease: 1, ivl: 1, lastIvl: 9 },
      { id: at(1), card: 20, type: 4, ease: 0, ivl: 0, lastIvl: 1, factor: 0 },
      { id: at(0), card: 20, type: 0, ease: 3, ivl: 3, lastIvl: -60 },
    ]
    await bring(test, parts(learned))
    const scheduler = createScheduler(DEFAULT_SCHEDULING, () => 0)
    const first = scheduler.nextMemory(null, 0, 3)
    const second = scheduler.nextMemory(first, 3, 3)
    const third = scheduler.nextMemory(second, 4, 1)
    const met = log().map(({ stability_before, difficulty_before }) => [stability_before, difficulty_before])
    const memory = ({ stability, difficulty }: { stability: number; difficulty: number }) => [stability, difficulty]
    expect(met).toEqual([[null, null], memory(first), memory(second), memory(second), memory(third), [null, null]])
  })

  it('does not guess what came before a log that begins in the middle', async () => {
    await bring(
      test,
      parts([
        { id: at(9), card: 20, type: 1, ease: 3, ivl: 30, lastIvl: 12 },
        { id: at(2), card: 20, type: 1, ease: 3, ivl: 60, lastIvl: 30 },
      ]),
    )
    const [cut, known] = log()
    expect(cut).toMatchObject({ stability_before: null, difficulty_before: null, interval_before: 12 })
    expect(Number(known?.['stability_before'])).toBeGreaterThan(15)
  })

  it('gives true retention and a rebuilt memory that an answer given here would give', async () => {
    await bring(
      test,
      parts([
        { id: at(9), card: 20, type: 0, ease: 3, ivl: 3, lastIvl: -60 },
        { id: at(6), card: 20, type: 1, ease: 1, ivl: 1, lastIvl: 3 },
        { id: at(2), card: 20, type: 1, ease: 3, ivl: 4, lastIvl: 25 },
      ]),
    )
    const [day] = rows(test, `SELECT sum(young_again) AS young, sum(mature_good) AS mature FROM day_count`)
    expect(day).toEqual({ young: 1, mature: 1 })
    const [card] = rows(test, 'SELECT stability, difficulty FROM card')
    const [, , last] = log()
    const scheduler = createScheduler(DEFAULT_SCHEDULING, () => 0)
    const before = { stability: Number(last?.['stability_before']), difficulty: Number(last?.['difficulty_before']) }
    const after = scheduler.nextMemory(before, 4, 3)
    expect(card?.['stability']).toBeCloseTo(after.stability, 6)
    expect(card?.['difficulty']).toBeCloseTo(after.difficulty, 6)
  })

  it('keeps reviews of cards that are gone apart, and counts them', async () => {
    const gone = { id: at(2), card: 999, ease: 2, ivl: 3, lastIvl: 1, factor: 2100, time: 7000, type: 1 }
    const report = await bring(test, parts([{ id: at(3), card: 20 }, gone, { id: at(1), card: 998 }]))
    expect(report.reviews).toMatchObject({ added: 1, orphaned: 2 })
    expect(rows(test, 'SELECT * FROM orphan_review ORDER BY id')[0]).toMatchObject({
      source_card: 999,
      reviewed_at: at(2),
      rating: 2,
      type: 1,
      interval: 3,
      last_interval: 1,
      factor: 2100,
      duration_ms: 7000,
    })
  })

  it('reads the buttons of the first scheduler', async () => {
    const reviews = [1, 2, 3].map((ease) => ({ id: at(9) + ease * 60_000, card: 20, type: 0, ease }))
    await bring(test, parts([...reviews, { id: at(2), card: 20, type: 1, ease: 2 }], { schedVer: 1 }))
    expect(log().map(({ rating }) => rating)).toEqual([1, 3, 4, 2])
  })

  it('leaves out entries that are none, and says so', async () => {
    const report = await bring(
      test,
      parts([
        { id: at(3), card: 20 },
        { id: at(2), card: 20, ease: 9 },
        { id: -5, card: 20 },
      ]),
    )
    expect(report.reviews).toMatchObject({ added: 1, orphaned: 0 })
    expect(report.issues.map(({ code }) => code)).toEqual(['review-unreadable', 'review-unreadable'])
  })

  it('counts for its days, in the deck of its card', async () => {
    await bring(
      test,
      parts([
        { id: at(1), card: 20, type: 0 },
        { id: at(0), card: 20, ease: 1, lastIvl: 30 },
      ]),
    )
    const { dayCounts } = test.app.context.collection
    expect(dayCounts.total(TODAY - 1)).toMatchObject({ answers: 1, new_cards: 1, wrong: 0 })
    expect(dayCounts.total(TODAY)).toMatchObject({ answers: 1, new_cards: 0, review_cards: 1, wrong: 1 })
  })

  it('comes in once, however often the package does, and later entries are added to cards that are here', async () => {
    const first = [
      { id: at(3), card: 20 },
      { id: at(2), card: 999 },
    ]
    await bring(test, parts(first))
    expect((await bring(test, parts(first))).reviews).toEqual({ added: 0, orphaned: 1, known: 1 })
    const later = [...first, { id: at(1), card: 20 }]
    expect((await bring(test, parts(later))).reviews).toEqual({ added: 1, orphaned: 1, known: 1 })
    expect(log()).toHaveLength(2)
    expect(rows(test, 'SELECT 1 FROM orphan_review')).toHaveLength(1)
  })
})
