import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { beat, isTimedOut, openClock, remainingMs } from '../../../../electron/core/exam/clock.ts'
import type { AttemptClock } from '../../../../electron/core/exam/clock.ts'

const AT = Date.parse('2026-11-20T10:00:00Z')
const fresh = openClock({ limitMs: 60_000, spentMs: 0, interruptions: [] }, null)
const run = (clock: AttemptClock, beats: readonly number[]): AttemptClock =>
  beats.reduce((now, monotonicMs) => beat(now, { monotonicMs, at: AT + monotonicMs }), clock)

describe('the clock of an attempt', () => {
  it('starts with its first beat and adds what lies between beats', () => {
    expect(run(fresh, [1000]).spentMs).toBe(0)
    expect(run(fresh, [1000, 3000, 5000, 10_000]).spentMs).toBe(9000)
    expect(remainingMs(run(fresh, [1000, 3000]))).toBe(58_000)
  })

  it('adds nothing for a gap above 5 s and writes it down', () => {
    const clock = run(fresh, [0, 2000, 7001, 9001])
    expect(clock.spentMs).toBe(4000)
    expect(clock.interruptions).toEqual([{ at: AT + 2000, gapMs: 5001 }])
  })

  it('goes on after a restart without counting the time between', () => {
    const before = run(fresh, [0, 2000, 4000])
    const opened = openClock(before, AT + 4000)
    const after = beat(opened, { monotonicMs: 12, at: AT + 94_000 })
    expect(after.spentMs).toBe(4000)
    expect(after.interruptions).toEqual([{ at: AT + 4000, gapMs: 90_000 }])
    expect(beat(after, { monotonicMs: 2012, at: AT + 96_000 }).spentMs).toBe(6000)
  })

  it('does not mind a wall clock that is set while it runs', () => {
    const one = beat(fresh, { monotonicMs: 0, at: AT })
    const two = beat(one, { monotonicMs: 2000, at: AT - 3_600_000 })
    expect(two.spentMs).toBe(2000)
    expect(two.interruptions).toEqual([])
  })

  it('is out of time at the limit and stays there', () => {
    const clock = run({ ...fresh, spentMs: 58_000 }, [0, 1999])
    expect(isTimedOut(clock)).toBe(false)
    const over = run(clock, [4000])
    expect([isTimedOut(over), remainingMs(over), over.spentMs]).toEqual([true, 0, 60_000])
  })

  it('never gives time back, nor takes more than has passed', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 20_000 }), { minLength: 1 }), (gaps) => {
        let monotonicMs = 0
        let clock = beat(fresh, { monotonicMs, at: AT })
        for (const gap of gaps) {
          monotonicMs += gap
          const next = beat(clock, { monotonicMs, at: AT + monotonicMs })
          expect(next.spentMs).toBeGreaterThanOrEqual(clock.spentMs)
          clock = next
        }
        const missed = clock.interruptions.reduce((sum, { gapMs }) => sum + gapMs, 0)
        expect(clock.spentMs).toBe(Math.min(60_000, monotonicMs - missed))
      }),
    )
  })
})
