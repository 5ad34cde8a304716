import type { Progress } from '../contract/shapes.ts'

/**
 * Work that tells how far it is, as a stream: its progress while it runs (the newest where several came at once), its
 * value at the end. Ending the stream early, or aborting `signal`, aborts the signal that the work is given.
 */
export async function* withProgress<T>(
  work: (signal: AbortSignal, onProgress: (progress: Progress) => void) => Promise<T>,
  signal: AbortSignal | undefined,
): AsyncGenerator<Progress, T, void> {
  const controller = new AbortController()
  const abort = (): void => controller.abort()
  if (signal?.aborted) abort()
  signal?.addEventListener('abort', abort)
  let latest: Progress | null = null
  let done = false
  let wake: () => void = () => undefined
  const running = work(controller.signal, (progress) => {
    latest = progress
    wake()
  })
  const ended = (): void => {
    done = true
    wake()
  }
  running.then(ended, ended)
  try {
    while (!done) {
      await new Promise<void>((resolve) => {
        wake = resolve
        if (done || latest !== null) resolve()
      })
      const step: Progress | null = latest
      latest = null
      if (step !== null) yield step
    }
    return await running
  } finally {
    signal?.removeEventListener('abort', abort)
    controller.abort()
  }
}
