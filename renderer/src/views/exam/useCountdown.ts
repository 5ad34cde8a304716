import { computed, onScopeDispose, ref } from 'vue'
import { clock, warningBetween } from './time.ts'

const TICK_MS = 250
const SHOWN_MS = 20_000
const LAST_MINUTES = 5 * 60_000

/** What the host says about the clock of an attempt, in milliseconds. */
export interface Reading {
  readonly remainingMs: number
  readonly spentMs: number
}

/**
 * Goes on by the monotonic clock between two readings of the host, which keeps the time: down to zero, or, without a
 * limit, up from what was spent.
 * @param limited whether there is an end
 * @param onZero called when the time is over by this clock; once, unless the host says that some is left
 */
export function useCountdown(limited: boolean, onZero: () => void) {
  const none = limited ? Number.POSITIVE_INFINITY : 0
  let base = { ms: none, at: performance.now() }
  let over = false
  let frozen = false
  let warnedAt = 0
  /** Time left, or time spent when there is no limit. */
  const ms = ref(none)
  const hidden = ref(false)
  /** What was said about the time lately: minutes, or null. */
  const warning = ref<number | null>(null)

  function now(): number {
    const passed = frozen ? 0 : performance.now() - base.at
    return limited ? Math.max(0, base.ms - passed) : base.ms + passed
  }
  function tick(): void {
    const before = ms.value
    ms.value = now()
    if (!limited) return
    const due = Number.isFinite(before) ? warningBetween(before, ms.value) : null
    if (due !== null) {
      warning.value = due
      warnedAt = performance.now()
    } else if (performance.now() - warnedAt > SHOWN_MS) warning.value = null
    if (before > LAST_MINUTES && ms.value <= LAST_MINUTES) hidden.value = false
    if (ms.value > 0 || over || !Number.isFinite(base.ms)) return
    over = true
    onZero()
  }

  function sync({ remainingMs, spentMs }: Reading): void {
    base = { ms: limited ? remainingMs : spentMs, at: performance.now() }
    frozen = false
    if (base.ms > 0) over = false
    tick()
  }
  /** The host is away or the clock was stopped; the next reading sets this one going again. */
  function freeze(): void {
    base = { ms: ms.value, at: performance.now() }
    frozen = true
  }

  const timer = setInterval(tick, TICK_MS)
  onScopeDispose(() => clearInterval(timer))
  const shown = computed(() => clock(ms.value, limited))
  const toggle = () => void (hidden.value = !hidden.value)
  return { ms, shown, hidden, warning, sync, freeze, toggle, limited }
}
