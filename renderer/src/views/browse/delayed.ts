/** A function that runs `run` once its calls have come to rest for `ms()` milliseconds. */
export function delayed(run: () => void, ms: () => number): () => void {
  let timer: ReturnType<typeof setTimeout> | undefined
  return () => {
    clearTimeout(timer)
    timer = setTimeout(run, ms())
  }
}
