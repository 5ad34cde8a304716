import type { Retention } from '../../../electron/contract/procedures/statistics.ts'

/** Fewer answers than this make no point: one miss would throw it by a third. */
export const ENOUGH = 5

export interface Rates {
  readonly young: number | null
  readonly mature: number | null
  readonly all: number | null
}

const rate = ({ right, total }: { right: number; total: number }) => (total >= ENOUGH ? right / total : null)

/** Young and mature answers together. */
export function bothOf({ young, mature }: Retention): { right: number; total: number } {
  return { right: young.right + mature.right, total: young.total + mature.total }
}

/** The share right of each kind; null where there were too few answers. */
export function ratesOf(retention: Retention): Rates {
  return { young: rate(retention.young), mature: rate(retention.mature), all: rate(bothOf(retention)) }
}

/** The values on the axis: up to 1, from a round one under the lowest, so that the difference that matters shows. */
export function rateTicks(rates: readonly Rates[], aim: number): number[] {
  const values = rates.flatMap(({ young, mature, all }) => [young, mature, all]).filter((value) => value !== null)
  const lowest = Math.min(aim, ...values)
  const step = lowest >= 0.8 ? 0.05 : lowest >= 0.6 ? 0.1 : 0.25
  const from = Math.max(0, Math.floor(lowest / step - 1e-9) * step)
  const steps = Math.round((1 - from) / step)
  return Array.from({ length: steps + 1 }, (_, at) => Math.round((from + at * step) * 100) / 100)
}
