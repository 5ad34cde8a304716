import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { importInto } from '../../../electron/jobs/import-file.ts'
import { quietPulse } from '../../../electron/jobs/protocol.ts'
import { checkCollection } from '../../../electron/store/check.ts'
import { memFile } from '../../fixtures/pickle.ts'
import { makeApp, NOON, type TestApp } from '../../support/app.ts'

const DAY = 86_400_000
const ORDER = { scheduling: true, update: 'newer', now: NOON, zone: 'UTC', rolloverHour: 4 } as const
/** Day 100 there is today here. */
const BEGUN = (NOON - 100 * DAY - 5 * 3_600_000) / 1000

const learned = (lastDay: number, nextDay: number, more: object = {}) => ({
  grade: 4,
  easiness: 2.5,
  acq_reps: 2,
  ret_reps: 3,
  lapses: 1,
  last_rep: lastDay,
  next_rep: nextDay,
  ...more,
})

const FILE = memFile(
  [
    { id: 'today', q: 'today', a: 'a', learned: learned(70, 100) },
    { id: 'later', q: 'later', a: 'a', learned: learned(90, 110, { easiness: 1.3 }) },
    { id: 'late', q: 'late', a: 'a', learned: learned(10, 20) },
    { id: 'new', q: 'new', a: 'a' },
    { id: 'failed', q: 'failed', a: 'a', learned: learned(90, 100, { grade: 1 }) },
    { id: 'beyond', q: 'beyond', a: 'a', learned: learned(0, 2_000_000_000, { lapses: 99 }) },
  ],
  BEGUN,
)

let test: TestApp
beforeEach(async () => {
  test = await makeApp({ now: NOON, zone: 'UTC' })
})
afterEach(() => test.close())

function cards(): Record<string, Record<string, number | null>> {
  const rows = test.app.context.collection.db
    .prepare<[], Record<string, number | null> & { content: string }>(
      `SELECT content, state, due, stability, difficulty, scheduled_days, reps, lapses, last_review
       FROM card JOIN note ON note.id = note_id`,
    )
    .all()
  return Object.fromEntries(rows.map(({ content, ...card }) => [JSON.parse(content).front, card]))
}

const bring = (order = ORDER as typeof ORDER | (Omit<typeof ORDER, 'scheduling'> & { scheduling: boolean })) =>
  importInto(test.app.context.collection, { name: 'default.mem', bytes: FILE }, false, order, quietPulse)

/** Study days from today; days begin at 4. */
const day = (instant: number | null | undefined) => Math.floor(((instant ?? 0) - 4 * 3_600_000) / DAY) - NOON_DAY
const NOON_DAY = Math.floor((NOON - 4 * 3_600_000) / DAY)

describe('cards that another program had scheduled', () => {
  it('are due on the day they were due there, with the memory that their interval speaks for', async () => {
    expect(await bring()).toMatchObject({ ok: true, value: { notes: { added: 6 } } })
    const { today, later, late, new: fresh, failed, beyond } = cards()
    expect(
      [today, later, late].map((card) => [card?.['state'], day(card?.['due']), day(card?.['last_review'])]),
    ).toEqual([
      [2, 0, -30],
      [2, 10, -10],
      [2, -80, -90],
    ])
    expect(today).toMatchObject({ scheduled_days: 30, stability: expect.closeTo(30, 6), reps: 5, lapses: 1 })
    expect(later?.['difficulty']).toBeGreaterThan(today?.['difficulty'] ?? 10)
    for (const card of [fresh, failed]) expect(card).toMatchObject({ state: 0, due: 0, reps: 0, last_review: null })
    expect(beyond).toMatchObject({ state: 2, scheduled_days: 36_500, reps: 99, lapses: 99 })
    expect(day(beyond?.['due'])).toBe(0)
    expect(await checkCollection(test.app.context.collection, quietPulse)).toEqual({ ok: true, value: [] })
  })

  it('come in as new when that was chosen', async () => {
    await bring({ ...ORDER, scheduling: false })
    expect(Object.values(cards()).map((card) => [card['state'], card['stability']])).toEqual(Array(6).fill([0, null]))
  })

  it('that are here already keep what was learned here', async () => {
    await bring({ ...ORDER, scheduling: false })
    const before = cards()
    expect(await bring()).toMatchObject({ ok: true, value: { notes: { added: 0, unchanged: 6 } } })
    expect(cards()).toEqual(before)
  })
})
