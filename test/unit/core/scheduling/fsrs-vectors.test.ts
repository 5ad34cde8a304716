import { describe, expect, it } from 'vitest'
import type { Rating } from '../../../../electron/contract/shapes.ts'
import { createScheduler } from '../../../../electron/core/scheduling/fsrs.ts'
import type { Scheduler, SchedulingOptions } from '../../../../electron/core/scheduling/fsrs.ts'
import { newMemoryCard } from '../../../../electron/core/scheduling/memory-card.ts'
import type { Memory, RatingOutcome } from '../../../../electron/core/scheduling/memory-card.ts'
import { memoryFromSm2 } from '../../../../electron/core/scheduling/sm2.ts'
import { DEFAULT_WEIGHTS, migrateWeights } from '../../../../electron/core/scheduling/weights.ts'
import vectors from '../../../fixtures/fsrs-vectors.json' with { type: 'json' }

const DAY = 86_400_000
const [year = 0, month = 0, day = 0, hour = 0, minute = 0] = vectors.start_local
const START = Date.UTC(year, month, day, hour, minute)
/** How far fsrs-rs, which computes in single precision, may lie from ts-fsrs: one part in ten thousand. */
const SINGLE = 1e-4
const EIGHT_DECIMALS = 1e-8

interface Parameters {
  w?: number[]
  enable_short_term?: boolean
}

function scheduler(
  { w, enable_short_term: shortTerm }: Parameters = {},
  options: Partial<SchedulingOptions> = {},
): Scheduler {
  const base = {
    weights: w ?? vectors.w_fsrs6,
    desiredRetention: 0.9,
    maximumInterval: 36_500,
    learningSteps: [1, 10],
    relearningSteps: [10],
    fuzz: false,
    shortTerm: shortTerm ?? true,
  }
  return createScheduler({ ...base, ...options }, (instant) => Math.floor(instant / DAY))
}

function ratedWhenDue(door: Scheduler, ratings: readonly number[]): RatingOutcome[] {
  let card = newMemoryCard(START)
  return ratings.map((rating) => {
    const outcome = door.rate(card, rating as Rating, card.due, 0)
    card = outcome.next
    return outcome
  })
}

const within = (actual: number, expected: number, part: number): void =>
  expect(Math.abs(actual - expected)).toBeLessThanOrEqual(part * Math.max(1, Math.abs(expected)))

describe('FSRS reference vectors', () => {
  it('starts from the default weights of FSRS-6', () => {
    expect(DEFAULT_WEIGHTS).toEqual(vectors.w_fsrs6)
  })

  it.each(vectors.interval_histories)('intervals of $name', (vector) => {
    const outcomes = ratedWhenDue(scheduler(vector.params), vector.ratings)
    expect(outcomes.map((outcome) => outcome.scheduledDays)).toEqual(vector.intervals)
    vector.stability?.forEach((expected, i) => within(outcomes[i]?.next.stability ?? 0, expected, EIGHT_DECIMALS))
    vector.difficulty?.forEach((expected, i) => within(outcomes[i]?.next.difficulty ?? 0, expected, EIGHT_DECIMALS))
  })

  it.each(vectors.memory_states)('memory after a history: $name', (vector) => {
    let at = START
    const history = vector.ratings.map((rating, i) => {
      at += (vector.intervals[i] ?? 0) * DAY
      return { rating: rating as Rating, at, seed: 0 }
    })
    const card = scheduler(vector.params).replay(history)
    const part = 'rs' in vector && vector.rs === true ? SINGLE : EIGHT_DECIMALS * 100
    within(card.stability ?? 0, vector.stability, part)
    within(card.difficulty ?? 0, vector.difficulty, part)
  })

  it('the state that Good leads to, as fsrs-rs has it', () => {
    const { w, from, elapsed, good } = vectors.next_states_rs
    const [stability = 0, difficulty = 0] = from
    const after = scheduler({ w }).nextMemory({ stability, difficulty }, elapsed, 3)
    within(after.stability, good[0] ?? 0, SINGLE)
    within(after.difficulty, good[1] ?? 0, SINGLE)
  })

  it.each([0, 1, 2, 3])('first answer, rating %i from the left', (i) => {
    const first = scheduler().preview(newMemoryCard(START), START, 0)[i]
    within(first?.next.stability ?? 0, vectors.first_review.stability[i] ?? 0, EIGHT_DECIMALS)
    within(first?.next.difficulty ?? 0, vectors.first_review.difficulty[i] ?? 0, EIGHT_DECIMALS)
    expect(first?.scheduledDays).toBe(vectors.first_review.scheduled_days[i])
    expect(first?.next.state).toBe(vectors.first_review.state[i])
  })

  it.each(vectors.forgetting_curve_s1.map((recall, days) => ({ days, recall })))(
    'recall after $days days at a stability of 1',
    ({ days, recall }) => within(scheduler().recallAfter(days, 1), recall, EIGHT_DECIMALS),
  )

  it.each(vectors.curve_rs.t.map((days, i) => ({ days, i })))(
    'recall after $days days, as fsrs-rs has it',
    ({ days, i }) =>
      within(scheduler().recallAfter(days, vectors.curve_rs.s[i] ?? 0), vectors.curve_rs.r[i] ?? 0, SINGLE),
  )

  it.each([1, 2, 3, 4] as const)('difficulty 5 after rating %i', (rating) => {
    const after = scheduler().nextMemory({ stability: 10, difficulty: 5 }, 10, rating)
    within(after.difficulty, vectors.next_difficulty_from_5[rating - 1] ?? 0, EIGHT_DECIMALS)
  })

  it.each([1, 2, 3, 4] as const)('stability after recall, lapse and a same-day answer, row %i', (rating) => {
    const { s, d, r, recall, forget, short } = vectors.next_stability
    const i = rating - 1
    const memory: Memory = { stability: s, difficulty: d[i] ?? 0 }
    const door = scheduler()
    // The formula of recall has no term for Again, so its row is the one of Good.
    const remembered = door.nextMemory(memory, 5, rating === 1 ? 3 : rating, r[i])
    within(remembered.stability, recall[i] ?? 0, EIGHT_DECIMALS)
    within(door.nextMemory(memory, 5, 1, r[i]).stability, forget[i] ?? 0, EIGHT_DECIMALS)
    within(door.nextMemory(memory, 0, rating).stability, short[i] ?? 0, EIGHT_DECIMALS)
  })

  it.each(
    vectors.next_interval.retention.map((retention, i) => ({ retention, days: vectors.next_interval.days_ts[i] })),
  )('interval for a retention of $retention', ({ retention, days }) => {
    const door = scheduler({}, { desiredRetention: retention, maximumInterval: Number.MAX_SAFE_INTEGER })
    expect(door.intervalFor(vectors.next_interval.stability)).toBe(days)
  })

  it.each([0, 1, 2, 3])('retrievability when due after the first answer, rating %i from the left', (i) => {
    const door = scheduler()
    const card = door.preview(newMemoryCard(START), START, 0)[i]?.next ?? newMemoryCard(START)
    within(door.retrievability(card, card.due) ?? -1, vectors.retrievability_at_due[i] ?? 0, EIGHT_DECIMALS)
  })

  it.each(vectors.migrate)('weights of an earlier FSRS ($in.length)', (vector) => {
    expect(migrateWeights(vector.in, 0, true)).toEqual(vector.out)
  })

  it.each(vectors.memory_state_from_sm2.in.map((from, i) => ({ from, i })))(
    'memory from SM-2: $from',
    ({ from, i }) => {
      const [ease = 0, interval = 0, retention = 0] = from
      const [stability = 0, difficulty = 0] = vectors.memory_state_from_sm2.out[i] ?? []
      const memory = memoryFromSm2(vectors.w_fsrs6, ease, interval, retention)
      within(memory.stability, stability, SINGLE)
      within(memory.difficulty, difficulty, SINGLE)
    },
  )
})
