/** Calls of which one runs at a time and may be cancelled. */
export interface Cancellable {
  /** The value of the call; null when it was cancelled. Throws what the call throws, after `onLost`. */
  readonly run: <T>(call: (signal: AbortSignal) => Promise<T>) => Promise<T | null>
  readonly abort: () => void
}

/** `onLost` is told when a call fails in a way that no answer of the host explains. */
export function cancellable(onLost: () => void): Cancellable {
  let controller = new AbortController()
  return {
    async run(call) {
      const mine = new AbortController()
      controller = mine
      try {
        const value = await call(mine.signal)
        return mine.signal.aborted ? null : value
      } catch (error) {
        if (mine.signal.aborted) return null
        onLost()
        throw error
      }
    },
    abort: () => controller.abort(),
  }
}
