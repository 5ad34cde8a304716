import { niceTicks } from './paths.ts'

/** How a series is drawn: by lightness and texture, so that none is told by hue. */
export type Fill = 'solid' | 'soft' | 'hollow' | 'hatch' | 'dots' | 'accent'

export interface Series {
  readonly name: string
  readonly fill: Fill
}

export interface Bar {
  readonly key: string
  /** Its name on the axis, where there is room for it. */
  readonly label: string
  /** What it says, for the line above the chart. */
  readonly tip: string
  /** One value a series, from the bottom up. */
  readonly values: readonly number[]
}

/** A second measure over the same bars, as a line with its own axis at the right. */
export interface Overlay {
  readonly name: string
  /** Null where there is nothing to say. */
  readonly values: readonly (number | null)[]
  /** The top of its axis; from the values unless given. */
  readonly most?: number
  /** A value on its axis. */
  readonly shown: (value: number) => string
}

export interface SeriesChart {
  readonly series: readonly Series[]
  readonly bars: readonly Bar[]
  /** What the bars count: the words at the vertical axis. */
  readonly unit: string
  /** The words under the horizontal axis; none for dates. */
  readonly across?: string
  readonly overlay?: Overlay
  /** The bar to point out, e.g. today. */
  readonly now?: number
}

export const totalOf = (bar: Bar): number => bar.values.reduce((sum, value) => sum + value, 0)

/** The values on the vertical axis: round ones from 0; at least 0 to 3, so that one card is no skyscraper. */
export function barTicks({ bars }: Pick<SeriesChart, 'bars'>): number[] {
  return niceTicks(Math.max(3, ...bars.map(totalOf)), 3)
}

/** The values on the axis of the line. */
export function overlayTicks(overlay: Overlay): number[] {
  if (overlay.most !== undefined) return [0, overlay.most / 2, overlay.most]
  return niceTicks(Math.max(1, ...overlay.values.map((value) => value ?? 0)), 3)
}

/**
 * Which bars have their name under them: the first and the last, and as many between as fit, evenly.
 * @param letter width of a letter
 */
export function namedBars(bars: readonly Pick<Bar, 'label'>[], width: number, letter: number): number[] {
  if (bars.length === 0) return []
  const widest = Math.max(...bars.map((bar) => bar.label.length)) * letter + 12
  const stride = Math.max(1, Math.ceil((widest * bars.length) / Math.max(1, width)))
  const last = bars.length - 1
  const named: number[] = []
  for (let at = 0; at <= last; at += stride) named.push(at)
  // The last one is named where its neighbour leaves room.
  if (last - (named.at(-1) ?? 0) >= stride * 0.9 && named.at(-1) !== last) named.push(last)
  return named
}

/** Heights of the parts of a bar, from the bottom up, as values from and to. */
export function stacked(values: readonly number[]): { from: number; to: number }[] {
  let sum = 0
  return values.map((value) => {
    const from = sum
    sum += value
    return { from, to: sum }
  })
}

/** A line's points, in pieces where values are missing. */
export function pieces(values: readonly (number | null)[]): { at: number; value: number }[][] {
  const found: { at: number; value: number }[][] = []
  let current: { at: number; value: number }[] | null = null
  for (const [at, value] of values.entries()) {
    if (value === null) current = null
    else if (current === null) found.push((current = [{ at, value }]))
    else current.push({ at, value })
  }
  return found
}
