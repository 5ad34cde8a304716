/**
 * Calls again and again, also while the page is hidden: the beat comes from a worker. Where there is none, or it does
 * not load, from a timer of the page.
 * @param everyMs milliseconds between two calls
 * @returns how to stop
 */
export function startTicker(everyMs: number, tick: () => void): () => void {
  let timer: ReturnType<typeof setInterval> | undefined
  const byTimer = () => void (timer ??= setInterval(tick, everyMs))
  if (typeof Worker === 'undefined') {
    byTimer()
    return () => clearInterval(timer)
  }
  const worker = new Worker(new URL('./ticker.worker.ts', import.meta.url), { type: 'module' })
  worker.onmessage = tick
  worker.onerror = byTimer
  worker.postMessage(everyMs)
  return () => {
    worker.terminate()
    clearInterval(timer)
  }
}
