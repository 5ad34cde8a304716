import { ref, type Ref } from 'vue'
import type { Answer } from '../../../../electron/contract/shapes.ts'

/** A response as it stands now. */
export interface Draft {
  readonly ordinal: number
  readonly answer: Answer | null
  readonly flagged: boolean
  readonly guessed: boolean
  readonly struck: number[]
  readonly highlights: [number, number][]
}

/** Something to be saved, of which the newest for each ordinal counts. */
export interface Saveable {
  readonly ordinal: number
}

export interface Saver<D extends Saveable = Draft> {
  /** `late`: the last try failed, and another one follows by itself. */
  readonly state: Readonly<Ref<'saved' | 'saving' | 'late'>>
  /** Saves a response. A newer one for the same question takes the place of one that still waits. */
  readonly put: (draft: D) => void
  /** Resolves when nothing waits any more. */
  readonly settled: () => Promise<void>
  /** Nothing more is sent. */
  readonly stop: () => void
}

/**
 * Saves responses one after the other in the order in which they were made. A failed call is tried again until it
 * succeeds.
 * @param send `false` when the attempt takes no more responses; throws when the host could not be reached
 * @param pause waits before try number `tries` (1 for the first repetition)
 */
export function createSaver<D extends Saveable = Draft>(
  send: (draft: D) => Promise<boolean>,
  pause: (tries: number) => Promise<void>,
): Saver<D> {
  const waiting = new Map<number, D>()
  const state = ref<'saved' | 'saving' | 'late'>('saved')
  let running: Promise<void> | null = null
  let stopped = false

  async function sendFirst(draft: D): Promise<void> {
    for (let tries = 1; !stopped; tries++) {
      const newest = waiting.get(draft.ordinal) ?? draft
      const result = await send(newest).catch(() => null)
      if (result === false) waiting.clear()
      if (result !== null) {
        if (waiting.get(draft.ordinal) === newest) waiting.delete(draft.ordinal)
        return
      }
      state.value = 'late'
      await pause(tries)
    }
  }

  async function run(): Promise<void> {
    for (;;) {
      const [first] = waiting.values()
      if (!first || stopped) break
      await sendFirst(first)
      if (waiting.size > 0) state.value = 'saving'
    }
    state.value = 'saved'
    running = null
  }

  function put(draft: D): void {
    if (stopped) return
    waiting.set(draft.ordinal, draft)
    if (state.value === 'saved') state.value = 'saving'
    running ??= run()
  }

  return { state, put, settled: () => running ?? Promise.resolve(), stop: () => void (stopped = true) }
}
