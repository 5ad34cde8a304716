import { namedBars } from './series.ts'

/** Width of a letter at the browser's default text size, pixels. */
export const LETTER = 6.3
/** The values begin here, under the words of the axis. */
export const TOP = 24

/** Where the values of a plot stand, in pixels. */
export interface PlotArea {
  readonly left: number
  readonly right: number
  /** The bottom of the values. */
  readonly base: number
  /** Of the whole picture. */
  readonly height: number
  /** The left edge of the first step, and how wide each is. */
  readonly from: number
  readonly cell: number
}

/** A name under a plot, where it stands in pixels. */
export interface PlacedName {
  readonly place: number
  readonly words: string
  readonly x: number
  readonly anchor: 'start' | 'middle' | 'end'
}

/** Names that stand side by side are this far apart at least, pixels. */
const APART = 8

/**
 * The names under a plot, as many as fit. Those at the very ends stay inside the picture, so that they move towards
 * their neighbours; a name that would touch one before it is left out, but the last one has its place before all but
 * the first.
 * @param width of the whole picture, pixels
 * @param letter width of a letter, pixels
 */
export function placedNames(
  points: readonly { readonly label: string }[],
  area: PlotArea,
  width: number,
  letter: number,
): PlacedName[] {
  const names = namedBars(points, area.right - area.left, letter).map((place): PlacedName => {
    const words = points[place]?.label ?? ''
    const middle = middleOf(area, place)
    const half = (words.length * letter) / 2
    if (middle + half > width) return { place, words, x: width, anchor: 'end' }
    if (middle - half < 0) return { place, words, x: 0, anchor: 'start' }
    return { place, words, x: middle, anchor: 'middle' }
  })
  const clears = (name: PlacedName, before: PlacedName): boolean =>
    startOf(name, letter) - startOf(before, letter) - before.words.length * letter >= APART
  const kept: PlacedName[] = []
  for (const name of names) {
    const isLast = name === names.at(-1)
    while (isLast && kept.length > 1 && !clears(name, kept[kept.length - 1] ?? name)) kept.pop()
    const before = kept.at(-1)
    if (before === undefined || clears(name, before)) kept.push(name)
  }
  return kept
}

function startOf({ words, x, anchor }: PlacedName, letter: number): number {
  if (anchor === 'start') return x
  return x - words.length * letter * (anchor === 'end' ? 1 : 0.5)
}

/** The middle of a step. */
export function middleOf({ from, cell }: Pick<PlotArea, 'from' | 'cell'>, at: number): number {
  return from + (at + 0.5) * cell
}
