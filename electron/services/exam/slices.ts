import { setImmediate } from 'node:timers/promises'
import type { Steps } from '../../core/steps.ts'

/** The thread answers the interface: nothing holds it longer than 10 ms, so others get their turn well before. */
const SLICE_MS = 2

/** Runs work to its end in short slices, between which the thread does what else there is. */
export async function inSlices<T>(steps: Steps<T>): Promise<T> {
  let started = performance.now()
  for (;;) {
    const step = steps.next()
    if (step.done === true) return step.value
    if (performance.now() - started < SLICE_MS) continue
    await setImmediate()
    started = performance.now()
  }
}
