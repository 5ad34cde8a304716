import type { Histogram } from '../../contract/procedures/statistics.ts'

/** Days at which bars of intervals and stabilities begin: every day at first, then a week, a month, a year or more. */
export const DAY_EDGES: readonly number[] = [0, 1, 2, 3, 4, 7, 14, 21, 30, 60, 90, 180, 365, 730]
/** Difficulty runs from 1 to 10. */
export const DIFFICULTY_EDGES: readonly number[] = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10]
/** Recall in steps of 5 %. */
export const RECALL_EDGES: readonly number[] = Array.from({ length: 21 }, (_, at) => at / 20)

/** Counts values into bars; `edges` are where bars begin, and with `closed` the last edge is the end of the last bar. */
export class HistogramTally {
  readonly #edges: readonly number[]
  readonly #counts: number[]
  readonly #values: number[] = []
  #sum = 0

  constructor(edges: readonly number[], closed: boolean) {
    this.#edges = edges
    this.#counts = Array<number>(closed ? edges.length - 1 : edges.length).fill(0)
  }

  /** Adds a value; those before the first bar count for it, those after the last for that. */
  add(value: number): void {
    let [low, high] = [0, this.#counts.length - 1]
    while (low < high) {
      const middle = (low + high + 1) >> 1
      if (value < (this.#edges[middle] ?? 0)) high = middle - 1
      else low = middle
    }
    this.#counts[low] = (this.#counts[low] ?? 0) + 1
    this.#values.push(value)
    this.#sum += value
  }

  /** The sum of all values. */
  sum(): number {
    return this.#sum
  }

  /** The bars, with mean and median of the values. */
  result(): Histogram {
    const cards = this.#values.length
    return {
      bins: this.#counts.map((count, at) => ({
        from: this.#edges[at] ?? 0,
        to: this.#edges[at + 1] ?? null,
        cards: count,
      })),
      cards,
      mean: cards === 0 ? null : this.#sum / cards,
      median: medianOf(this.#values),
    }
  }
}

/** The value in the middle, the mean of two for an even number, null for none. */
export function medianOf(values: readonly number[]): number | null {
  const copy = Float64Array.from(values)
  const middle = copy.length >> 1
  const upper = select(copy, middle)
  if (upper === undefined) return null
  if (copy.length % 2 === 1) return upper
  // Everything before the middle is not above it by now.
  return (copy.subarray(0, middle).reduce((most, value) => Math.max(most, value), -Infinity) + upper) / 2
}

/** The value at an index if they were in order, by Hoare's quickselect; puts the smaller ones before it. */
function select(values: Float64Array, index: number): number | undefined {
  let [low, high] = [0, values.length - 1]
  while (low < high) {
    const pivot = values[(low + high) >> 1] ?? 0
    let [left, right] = [low, high]
    while (left <= right) {
      while ((values[left] ?? 0) < pivot) left++
      while ((values[right] ?? 0) > pivot) right--
      if (left > right) break
      const held = values[left] ?? 0
      values[left++] = values[right] ?? 0
      values[right--] = held
    }
    if (index <= right) high = right
    else if (index >= left) low = left
    else break
  }
  return values[index]
}
