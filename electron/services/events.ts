import type { AppEvent } from '../contract/procedures/app.ts'
import type { z } from 'zod'

export type Event = z.infer<typeof AppEvent>

/** Tells every open window what happened; a slow listener loses the oldest events, never memory. */
export class EventHub {
  private readonly listeners = new Set<(event: Event) => void>()

  emit(event: Event): void {
    for (const listener of this.listeners) listener(event)
  }

  /** Calls `listener` with every event from now on. @returns ends it */
  listen(listener: (event: Event) => void): () => void {
    this.listeners.add(listener)
    return () => void this.listeners.delete(listener)
  }

  /** Events from now on, until the signal aborts. */
  async *subscribe(signal: AbortSignal | undefined): AsyncGenerator<Event, void, void> {
    const waiting: Event[] = []
    let wake: (() => void) | null = null
    const push = (event: Event): void => {
      waiting.push(event)
      if (waiting.length > 100) waiting.shift()
      wake?.()
    }
    const stop = (): void => wake?.()
    const unlisten = this.listen(push)
    signal?.addEventListener('abort', stop)
    try {
      while (!signal?.aborted) {
        const next = waiting.shift()
        if (next) yield next
        else await new Promise<void>((resolve) => (wake = resolve))
      }
    } finally {
      unlisten()
      signal?.removeEventListener('abort', stop)
    }
  }
}
