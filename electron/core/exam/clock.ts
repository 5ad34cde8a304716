/** A gap between two beats longer than this is an interruption, not time at work. */
export const LONGEST_GAP_MS = 5_000

export interface Interruption {
  /** When the clock was last heard of before the gap, in epoch milliseconds. */
  readonly at: number
  readonly gapMs: number
}

/** The clock of a running attempt. It goes only while a window shows the attempt and beats. */
export interface AttemptClock {
  readonly limitMs: number
  readonly spentMs: number
  /** The last beat; null before the first. Its `monotonicMs` is null when another process made it. */
  readonly last: { readonly monotonicMs: number | null; readonly at: number } | null
  readonly interruptions: readonly Interruption[]
}

export interface Beat {
  /** From a clock that nobody can set, e.g. performance.now(). */
  readonly monotonicMs: number
  /** Epoch milliseconds; only ever written down, never reckoned with while the monotonic clock goes on. */
  readonly at: number
}

/**
 * The clock of an attempt that is read from the store.
 * @param lastAt when it was last saved while running, in epoch milliseconds; null when it never was
 */
export function openClock(
  stored: Pick<AttemptClock, 'limitMs' | 'spentMs' | 'interruptions'>,
  lastAt: number | null,
): AttemptClock {
  return { ...stored, last: lastAt === null ? null : { monotonicMs: null, at: lastAt } }
}

/**
 * One beat. Time spent grows by the time since the last beat when that is at most 5,000 ms; otherwise, and after a
 * restart, the gap is recorded as an interruption and nothing is added. Spent time never exceeds the limit.
 */
export function beat(clock: AttemptClock, { monotonicMs, at }: Beat): AttemptClock {
  const last = { monotonicMs, at }
  if (clock.last === null) return { ...clock, last }
  const gap = clock.last.monotonicMs === null ? -1 : monotonicMs - clock.last.monotonicMs
  if (gap >= 0 && gap <= LONGEST_GAP_MS) {
    return { ...clock, last, spentMs: Math.min(clock.limitMs, clock.spentMs + gap) }
  }
  const gapMs = Math.max(0, Math.round(gap >= 0 ? gap : at - clock.last.at))
  return { ...clock, last, interruptions: [...clock.interruptions, { at: clock.last.at, gapMs }] }
}

/** Milliseconds left, never below 0. */
export function remainingMs(clock: Pick<AttemptClock, 'limitMs' | 'spentMs'>): number {
  return Math.max(0, clock.limitMs - clock.spentMs)
}

/** True once no time is left. */
export function isTimedOut(clock: Pick<AttemptClock, 'limitMs' | 'spentMs'>): boolean {
  return remainingMs(clock) === 0
}
