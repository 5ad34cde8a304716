import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { forgotten, readDueSpec, withDue } from '../../../../electron/core/scheduling/by-hand.ts'
import { createScheduler, DEFAULT_SCHEDULING } from '../../../../electron/core/scheduling/fsrs.ts'
import { isLeechNow } from '../../../../electron/core/scheduling/leech.ts'
import { newMemoryCard } from '../../../../electron/core/scheduling/memory-card.ts'
import type { MemoryCard } from '../../../../electron/core/scheduling/memory-card.ts'
import { inGivenOrder, replayLog } from '../../../../electron/core/scheduling/replay.ts'
import type { LoggedReview } from '../../../../electron/core/scheduling/replay.ts'
import type { Rating } from '../../../../electron/contract/shapes.ts'

const DAY = 86_400_000
const NOW = Date.parse('2026-11-20T10:00:00Z')
const utcDay = (instant: number): number => Math.floor(instant / DAY)
const door = createScheduler(DEFAULT_SCHEDULING, utcDay)
const moment = (now: number, seed = 1) => ({ now, seed, dueAt: (days: number) => now + days * DAY })
const spec = (text: string) => {
  const read = readDueSpec(text)
  if (!read.ok) throw new Error(read.error.message)
  return read.value
}

describe('days written by hand', () => {
  it.each([
    ['0', { from: 0, to: 0, setInterval: false }],
    [' 3-7 ', { from: 3, to: 7, setInterval: false }],
    ['10!', { from: 10, to: 10, setInterval: true }],
    ['1 - 2 !', { from: 1, to: 2, setInterval: true }],
  ])('%s is read', (text, value) => expect(readDueSpec(text)).toEqual({ ok: true, value }))

  it.each(['', 'soon', '-3', '7-3', '1.5', '99999', '3!!'])('“%s” is refused with a word about what fits', (text) => {
    const read = readDueSpec(text)
    expect(read).toMatchObject({ ok: false, error: { code: 'bad-days' } })
    expect(!read.ok && read.error.message).toMatch(/Write days/)
  })
})

describe('another due date', () => {
  it('brings a new card into review with the memory that such an interval speaks for', () => {
    const card = withDue(newMemoryCard(0), spec('5'), moment(NOW), 5)
    expect(card).toMatchObject({ state: 2, due: NOW + 5 * DAY, scheduledDays: 5, stability: 5, difficulty: 5 })
    expect(door.recallAfter(5, card.stability ?? 0)).toBeCloseTo(0.9, 6)
  })

  it('leaves memory and interval of a review card, unless the interval is set as well', () => {
    const card: MemoryCard = { ...newMemoryCard(0), state: 2, stability: 40, difficulty: 6, scheduledDays: 38, reps: 4 }
    const kept = withDue({ ...card, lastReview: NOW - DAY }, spec('3'), moment(NOW), 5)
    expect(kept).toMatchObject({ stability: 40, difficulty: 6, scheduledDays: 38, due: NOW + 3 * DAY, reps: 4 })
    expect(withDue(card, spec('3!'), moment(NOW), 5)).toMatchObject({ stability: 40, scheduledDays: 3 })
    expect(withDue(card, spec('0'), moment(NOW), 5).due).toBe(NOW)
  })

  it('takes a day of the range, each with its chance', () => {
    const days = new Set(
      Array.from({ length: 60 }, (_, seed) => withDue(newMemoryCard(0), spec('3-7'), moment(NOW, seed), 5).due),
    )
    expect([...days].map((due) => (due - NOW) / DAY).sort()).toEqual([3, 4, 5, 6, 7])
  })
})

describe('a leech', () => {
  it('is told at the threshold and each half of it later', () => {
    const told = (threshold: number) =>
      Array.from({ length: 20 }, (_, lapses) => lapses).filter((n) => isLeechNow(n, threshold))
    expect(told(8)).toEqual([8, 12, 16])
    expect(told(5)).toEqual([5, 8, 11, 14, 17])
    expect(told(1)).toEqual(Array.from({ length: 19 }, (_, at) => at + 1))
  })
})

/** One thing that happens to a card, after some days. */
const event = fc.record({
  wait: fc.double({ min: 0, max: 200, noNaN: true }),
  what: fc.oneof(
    fc.record({
      act: fc.constant('rate' as const),
      rating: fc.constantFrom<Rating>(1, 2, 3, 4),
      shift: fc.nat({ max: 5 }),
    }),
    fc.record({ act: fc.constant('due' as const), days: fc.nat({ max: 90 }), set: fc.boolean() }),
    fc.record({ act: fc.constant('forget' as const), keepCounts: fc.boolean() }),
    fc.record({ act: fc.constant('cram' as const) }),
  ),
})
type Event = typeof event extends fc.Arbitrary<infer T> ? T : never

/** Does it, and writes the row of the log that it leaves. */
function happen(card: MemoryCard, at: number, { what }: Event, difficulty: number): [MemoryCard, LoggedReview] {
  const row = (next: MemoryCard, more: Partial<LoggedReview>): [MemoryCard, LoggedReview] => [
    next,
    { reviewedAt: at, rating: 0, kind: 4, scheduledDays: next.scheduledDays, due: next.due, response: null, ...more },
  ]
  if (what.act === 'cram') return row(card, { rating: 1, kind: 2 })
  if (what.act === 'forget') return row(forgotten(card, what.keepCounts), { response: JSON.stringify(what) })
  if (what.act === 'due') {
    const next = withDue(card, spec(`${what.days}${what.set ? '!' : ''}`), moment(at), difficulty)
    return row(next, { response: JSON.stringify({ act: 'due', difficulty }) })
  }
  // The day was chosen by what was due then, which the log does not know.
  const choose = ({ from, to }: { from: number; to: number }) => Math.min(to, from + what.shift)
  return row(door.rate(card, what.rating, at, 1, choose).next, { rating: what.rating, kind: 0 })
}

describe('the log of a card', () => {
  it('gives the same state back, whatever was answered, set by hand, forgotten or crammed', () => {
    const { difficulty } = door.nextMemory(null, 0, 3)
    fc.assert(
      fc.property(fc.array(event, { minLength: 1, maxLength: 25 }), (events) => {
        let card = newMemoryCard(0)
        let at = NOW
        const log: LoggedReview[] = []
        for (const one of events) {
          at += Math.round(one.wait * DAY)
          const [next, row] = happen(card, at, one, difficulty)
          log.push(row)
          card = next
          expect(card.difficulty ?? 5).toBeGreaterThanOrEqual(1)
          expect(card.difficulty ?? 5).toBeLessThanOrEqual(10)
          expect(card.stability ?? 1).toBeGreaterThan(0)
          expect(card.stability ?? 1).toBeLessThanOrEqual(36_500)
          expect(card.lapses).toBeLessThanOrEqual(card.reps)
          if (card.state !== 0 && one.what.act !== 'cram') expect(card.due).toBeGreaterThanOrEqual(at)
        }
        expect(replayLog(log, door)).toEqual(card)
      }),
      { numRuns: 200 },
    )
  })

  it('from elsewhere says by its interval whether a change by hand forgot the card', () => {
    const row = { reviewedAt: NOW, rating: 0, kind: 5, response: null }
    const set = replayLog([{ ...row, scheduledDays: 12, due: NOW + 12 * DAY }], door)
    expect(set).toMatchObject({ state: 2, stability: 12, due: NOW + 12 * DAY })
    expect(replayLog([{ ...row, scheduledDays: 0, due: 0 }], door)).toEqual(newMemoryCard(0))
  })
})

describe('a learning step of a day or longer', () => {
  const slow = createScheduler(
    { ...DEFAULT_SCHEDULING, learningSteps: [10, 1440, 4320], relearningSteps: [1440] },
    utcDay,
  )

  it('keeps the card in learning until its steps are done', () => {
    const first = slow.rate(newMemoryCard(NOW), 3, NOW, 1)
    expect(first.next).toMatchObject({ state: 1, step: 1, due: NOW + DAY })
    const second = slow.rate(first.next, 3, NOW + DAY, 1)
    expect(second.next).toMatchObject({ state: 1, step: 2, due: NOW + 4 * DAY })
    expect(slow.rate(second.next, 3, NOW + 4 * DAY, 1).next.state).toBe(2)
  })

  it('is the same after a lapse', () => {
    const card: MemoryCard = {
      ...newMemoryCard(0),
      state: 2,
      stability: 30,
      difficulty: 5,
      reps: 3,
      lastReview: NOW - 30 * DAY,
    }
    const lapsed = slow.rate(card, 1, NOW, 1).next
    expect(lapsed).toMatchObject({ state: 3, step: 0, due: NOW + DAY, lapses: 1 })
    expect(slow.rate(lapsed, 3, NOW + DAY, 1).next.state).toBe(2)
  })

  it('may be left out: without steps FSRS gives the first days', () => {
    const none = createScheduler({ ...DEFAULT_SCHEDULING, learningSteps: [], relearningSteps: [], fuzz: false }, utcDay)
    expect(none.preview(newMemoryCard(NOW), NOW, 1).map((one) => [one.next.state, one.scheduledDays])).toEqual([
      [2, 1],
      [2, 1],
      [2, 2],
      [2, 8],
    ])
  })
})

describe('the order of a log', () => {
  const place = (id: number, reviewedAt: number, kind = 0) => ({ id, reviewed_at: reviewedAt, kind })
  const ids = (rows: readonly { id: number }[]) => inGivenOrder(rows as ReturnType<typeof place>[]).map((row) => row.id)

  it('is that in which answers were given, also where the clock was set back between them', () => {
    expect(ids([place(2, 50), place(1, 100), place(3, 60)])).toEqual([1, 2, 3])
  })

  it('has what came from elsewhere in its place by time', () => {
    expect(ids([place(1, 100), place(2, 200), place(3, 50, 1), place(4, 150, 1), place(5, 250, 1)])).toEqual([
      3, 1, 4, 2, 5,
    ])
  })
})
