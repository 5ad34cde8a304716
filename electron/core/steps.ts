/** Work in short steps: between two of them whoever runs it may do something else. */
export type Steps<T> = Generator<undefined, T, undefined>

/** Runs the work to its end at once. */
export function runSteps<T>(steps: Steps<T>): T {
  for (;;) {
    const step = steps.next()
    if (step.done === true) return step.value
  }
}
