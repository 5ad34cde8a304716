/** Points as an SVG path, to a tenth of a pixel. */
export function linePath(points: Iterable<readonly [number, number]>): string {
  const round = (value: number) => Math.round(value * 10) / 10
  return Array.from(points, ([x, y], index) => `${index === 0 ? 'M' : 'L'}${round(x)} ${round(y)}`).join('')
}

/** A linear scale from one range to another. */
export function scale(from: readonly [number, number], to: readonly [number, number]): (value: number) => number {
  const span = from[1] - from[0] || 1
  return (value) => to[0] + ((value - from[0]) / span) * (to[1] - to[0])
}

/** Round steps from 0 to at least `most`, about `wanted` of them. */
export function niceTicks(most: number, wanted: number): number[] {
  if (most <= 0) return [0, 1]
  const rough = most / wanted
  const power = 10 ** Math.floor(Math.log10(rough))
  const step = ([1, 2, 5, 10].find((one) => one * power >= rough) ?? 10) * power
  return Array.from({ length: Math.ceil(most / step - 1e-9) + 1 }, (_, index) => index * step)
}
