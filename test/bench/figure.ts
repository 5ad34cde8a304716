/** One measured figure beside its limit. */
export interface Figure {
  readonly name: string
  readonly value: number
  readonly unit: 'ratio' | 'ms' | 'points' | 'MB'
  readonly limit: number
  /** What it was measured against, or how. */
  readonly note: string
}

/** Wall time of some work in milliseconds. */
export function timed(work: () => void): number {
  const started = performance.now()
  work()
  return performance.now() - started
}

/** As `timed`, for work that is awaited. */
export async function timedAsync(work: () => Promise<unknown>): Promise<number> {
  const started = performance.now()
  await work()
  return performance.now() - started
}

/** The value below which a share of the samples lies (nearest rank). */
export function quantile(samples: readonly number[], share: number): number {
  const sorted = [...samples].sort((a, b) => a - b)
  return sorted[Math.min(sorted.length - 1, Math.ceil(share * sorted.length) - 1)] ?? Number.NaN
}

export function median(samples: readonly number[]): number {
  return quantile(samples, 0.5)
}

/** One line for people: value, limit, verdict. */
export function line({ name, value, unit, limit, note }: Figure): string {
  const measure = unit === 'ms' || unit === 'MB' ? ` ${unit}` : ''
  const shown = `${value.toFixed(2)}${measure}`
  const bound = `${limit}${measure}`
  return `${value <= limit ? 'ok    ' : 'MISSED'}  ${name}: ${shown} (limit ${bound})  ${note}`
}
