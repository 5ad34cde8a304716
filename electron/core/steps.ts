/** Work in short steps: between two of them whoever runs it may do something else. */
export type Steps<T> = Generator<undefined, T, undefined>

/** Runs the work to its end at once. */
export function runSteps<T>(steps: Steps<T>): T {
  for (;;) {
    const step = steps.next()
    if (step.done === true) return step.value
  }
}

/** Items sorted at a step, and items merged in one. */
const SORTED_A_STEP = 512
const MERGED_A_STEP = 4096

type Compare<T> = (a: T, b: T) => number

/** As `items.toSorted(compare)`: runs that are sorted by themselves and then merged, two and two. */
export function* sortSteps<T>(items: readonly T[], compare: Compare<T>): Steps<readonly T[]> {
  let runs: T[][] = []
  for (let at = 0; at < items.length; at += SORTED_A_STEP) {
    runs.push(items.slice(at, at + SORTED_A_STEP).sort(compare))
    yield
  }
  while (runs.length > 1) {
    const merged: T[][] = []
    for (let at = 0; at < runs.length; at += 2) {
      merged.push(yield* mergeSteps(runs[at] ?? [], runs[at + 1] ?? [], compare))
      yield
    }
    runs = merged
  }
  return runs[0] ?? []
}

/** One sorted list of two; of equals those of the first go first. */
function* mergeSteps<T>(first: readonly T[], second: readonly T[], compare: Compare<T>): Steps<T[]> {
  const merged: T[] = []
  let at = 0
  for (const item of second) {
    for (let next = first[at]; at < first.length && compare(next as T, item) <= 0; next = first[at]) {
      merged.push(next as T)
      at += 1
      if (merged.length % MERGED_A_STEP === 0) yield
    }
    merged.push(item)
    if (merged.length % MERGED_A_STEP === 0) yield
  }
  for (; at < first.length; at += 1) merged.push(first[at] as T)
  return merged
}
