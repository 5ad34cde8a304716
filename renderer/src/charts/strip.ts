import type { Rating } from '../../../electron/contract/shapes.ts'

export interface StripBar {
  readonly x: number
  readonly y: number
  readonly width: number
  readonly height: number
  /** Missed: the card comes back. */
  readonly hollow: boolean
}

export interface Strip {
  readonly bars: readonly StripBar[]
  /** Path of the marks of cards that are still to come. */
  readonly pending: string
  /** Where now is. */
  readonly now: number
}

const BASE = 38
const HEIGHTS: Readonly<Record<Rating, number>> = { 1: 6, 2: 16, 3: 27, 4: 36 }
const NARROWEST = 2.5

/** Several answers in one bar when there are more than fit: the worst of each group speaks for it. */
function thinned(ratings: readonly Rating[], by: number): Rating[] {
  if (by === 1) return [...ratings]
  return Array.from({ length: Math.ceil(ratings.length / by) }, (_, at) =>
    ratings.slice(at * by, at * by + by).reduce((worst, one) => (one < worst ? one : worst)),
  )
}

/** The day's pass as bars: one a card, answered ones first, over `width` pixels. */
export function stripOf(ratings: readonly Rating[], left: number, width: number): Strip {
  const by = Math.max(1, Math.ceil(((ratings.length + left) * NARROWEST) / width))
  const answered = thinned(ratings, by)
  const waiting = Math.ceil(left / by)
  const cell = width / Math.max(1, answered.length + waiting)
  const bar = Math.max(1.2, Math.min(5, cell * 0.5))
  const at = (index: number) => (index + 0.5) * cell - bar / 2
  const bars = answered.map((rating, index) => {
    const height = HEIGHTS[rating]
    return { x: at(index), y: BASE - height, width: bar, height, hollow: rating === 1 }
  })
  const marks = Array.from({ length: waiting }, (_, index) => {
    const x = at(answered.length + index)
    return `M${x.toFixed(1)} 36.5h${bar.toFixed(1)}`
  })
  return { bars, pending: marks.join(''), now: answered.length * cell }
}
