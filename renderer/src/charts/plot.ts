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

/** The middle of a step. */
export function middleOf({ from, cell }: Pick<PlotArea, 'from' | 'cell'>, at: number): number {
  return from + (at + 0.5) * cell
}
