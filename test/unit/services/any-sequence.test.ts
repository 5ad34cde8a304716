import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Rating } from '../../../electron/contract/shapes.ts'
import { createScheduler, DEFAULT_SCHEDULING } from '../../../electron/core/scheduling/fsrs.ts'
import { inGivenOrder, replayLog } from '../../../electron/core/scheduling/replay.ts'
import { checkNow } from '../../../electron/services/check-now.ts'
import type { CardRow, ReviewRow } from '../../../electron/store/rows.ts'
import { memoryOf } from '../../../electron/store/schedule.ts'
import { makeApp, type TestApp } from '../../support/app.ts'
import { basics } from '../../support/decks.ts'
import { DAY, given, HOUR, MINUTE } from '../../support/study.ts'

type Step =
  | { readonly do: 'rate'; readonly rating: Rating }
  | { readonly do: 'undo' | 'redo' }
  | { readonly do: 'time'; readonly ms: number }

const CARDS = 3
/** Days; FSRS-6 lets no memory fall or grow beyond these. */
const STABILITY = { least: 0.001, most: 36_500 }

const step: fc.Arbitrary<Step> = fc.oneof(
  {
    weight: 6,
    arbitrary: fc.record({ do: fc.constant('rate' as const), rating: fc.constantFrom<Rating>(1, 2, 3, 4) }),
  },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('undo' as const) }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('redo' as const) }) },
  {
    weight: 4,
    arbitrary: fc.record({
      do: fc.constant('time' as const),
      // Also backwards, as when the clock is set; and so far that memories fade to nothing.
      ms: fc.oneof(
        fc.integer({ min: 0, max: 30 * MINUTE }),
        fc.integer({ min: -3 * DAY, max: 40 * DAY }),
        fc.integer({ min: DAY, max: 3000 * DAY }),
      ),
    }),
  },
)

const rows = <T>(test: TestApp, sql: string): T[] => test.app.context.collection.db.prepare(sql).all() as T[]
const cardsOf = (test: TestApp) => rows<CardRow>(test, 'SELECT * FROM card ORDER BY id')
const logOf = (test: TestApp) => rows<ReviewRow>(test, 'SELECT * FROM review ORDER BY id')
const schedules = (test: TestApp) => cardsOf(test).map(({ modified_at: _, ...columns }) => columns)
const counted = (test: TestApp) => logOf(test).filter((row) => row.undone_at === null)

/** What must hold whatever has happened. */
function expectBounds(test: TestApp): void {
  for (const { stability, difficulty } of cardsOf(test)) {
    if (stability === null || difficulty === null) continue
    expect(stability).toBeGreaterThanOrEqual(STABILITY.least)
    expect(stability).toBeLessThanOrEqual(STABILITY.most)
    expect(difficulty).toBeGreaterThanOrEqual(1)
    expect(difficulty).toBeLessThanOrEqual(10)
  }
  for (const { due, reviewed_at: at } of logOf(test)) expect(due).toBeGreaterThan(at)
  for (const { due, last_review: at } of cardsOf(test)) if (at !== null) expect(due).toBeGreaterThan(at)
}

/** Every card is what its log leaves behind. */
function expectReplayed(test: TestApp): void {
  const door = createScheduler(DEFAULT_SCHEDULING, (instant) => Math.floor((instant - 4 * HOUR) / DAY))
  for (const card of cardsOf(test)) {
    const log = inGivenOrder(test.app.context.collection.reviews.byCard(card.id)).map((row) => ({
      reviewedAt: row.reviewed_at,
      rating: row.rating,
      kind: row.kind,
      scheduledDays: row.scheduled_days,
      due: row.due,
      response: row.response,
    }))
    if (log.length > 0) expect(replayLog(log, door)).toEqual(memoryOf(card))
    else expect(card).toMatchObject({ state: 0, stability: null, reps: 0, last_review: null })
  }
}

/** A moment that undo or redo leads back to: every schedule, and how many answers counted. */
interface Known {
  readonly schedules: unknown
  readonly answers: number
}

/** Does a sequence on a fresh collection, and looks at it after every step. */
class Walk {
  readonly #test: TestApp
  readonly #before: Known[] = []
  readonly #undone: Known[] = []

  constructor(test: TestApp) {
    this.#test = test
  }

  #now(): Known {
    return { schedules: schedules(this.#test), answers: counted(this.#test).length }
  }

  async take(what: Step): Promise<void> {
    if (what.do === 'time') this.#test.clock.now += what.ms
    if (what.do === 'rate') await this.#rate(what.rating)
    if (what.do === 'undo') await this.#back(this.#before, this.#undone, () => this.#test.client.history.undo())
    if (what.do === 'redo') await this.#back(this.#undone, this.#before, () => this.#test.client.history.redo())
    expectBounds(this.#test)
  }

  async #rate(rating: Rating): Promise<void> {
    const { card } = await this.#test.client.review.next({ deckId: null })
    if (card === null) return
    this.#before.push(this.#now())
    this.#undone.length = 0
    await this.#test.client.review.answer(given(card, rating))
    expect(counted(this.#test)).toHaveLength((this.#before.at(-1)?.answers ?? 0) + 1)
  }

  async #back(from: Known[], to: Known[], call: () => Promise<unknown>): Promise<void> {
    const goal = from.pop()
    if (goal === undefined) return
    to.push(this.#now())
    const rowsBefore = logOf(this.#test).length
    await call()
    expect(this.#now()).toEqual(goal)
    // The row stays in the log, marked.
    expect(logOf(this.#test)).toHaveLength(rowsBefore)
  }
}

describe('whatever the sequence of ratings, undo, redo and time', () => {
  it('memories stay within bounds, nothing is due before its review, undo is exact, and the log gives the same state', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 1, maxLength: 30 }), async (steps) => {
        const test = await makeApp()
        try {
          test.addNotes('Deck', basics(CARDS))
          const walk = new Walk(test)
          for (const what of steps) await walk.take(what)
          expectReplayed(test)
          expect(await checkNow(test.app.context)).toEqual([])
        } finally {
          await test.close()
        }
      }),
      { numRuns: 25 },
    )
  })
})
