import type { Forecast } from './forecast.ts'

/** How far forecasts were from what happened; both 0 when they were perfect. */
export interface Fit {
  /** Forecasts that were compared. */
  readonly reviews: number
  readonly logLoss: number
  readonly rmse: number
}

/** A forecast that was certain and wrong would cost infinitely much; fsrs-rs bounds it in the same way. */
const LEAST = 0.0001

/**
 * Log loss: the mean of `-ln p` where p is the probability that was given to what happened, 0 for no forecasts.
 * A forecast of 50 % for everything gives ln 2, about 0.69.
 * Source: fsrs-rs, src/inference.rs, `evaluate`.
 */
export function logLoss(forecasts: readonly Forecast[]): number {
  if (forecasts.length === 0) return 0
  let sum = 0
  for (const { recall, recalled } of forecasts) {
    const given = Math.min(1 - LEAST, Math.max(LEAST, recall))
    sum -= Math.log(recalled ? given : 1 - given)
  }
  return sum / forecasts.length
}

/**
 * RMSE(bins): forecasts of alike reviews are put together, by days elapsed, number of the review and lapses, each on
 * a scale of powers; the root of the mean squared difference between forecast and share recalled, each bin by its size.
 * Source: fsrs-rs, src/inference.rs, `get_bin` and `evaluate`; described on
 * https://github.com/open-spaced-repetition/fsrs4anki/wiki/The-Metric
 */
export function rmseBins(forecasts: readonly Forecast[]): number {
  if (forecasts.length === 0) return 0
  const bins = new Map<string, { forecast: number; recalled: number; count: number }>()
  for (const forecast of forecasts) {
    const key = binOf(forecast)
    const bin = bins.get(key) ?? { forecast: 0, recalled: 0, count: 0 }
    bin.forecast += forecast.recall
    bin.recalled += forecast.recalled ? 1 : 0
    bin.count += 1
    bins.set(key, bin)
  }
  let sum = 0
  for (const { forecast, recalled, count } of bins.values()) sum += (forecast - recalled) ** 2 / count
  return Math.sqrt(sum / forecasts.length)
}

/** Both measures of the same forecasts. */
export function fitOf(forecasts: readonly Forecast[]): Fit {
  return { reviews: forecasts.length, logLoss: logLoss(forecasts), rmse: rmseBins(forecasts) }
}

function binOf({ elapsed, number, lapses }: Forecast): string {
  const days = Math.round(onScale(2.48, 3.62, elapsed) * 100)
  const length = Math.round(onScale(1.99, 1.89, number + 1))
  const lapse = lapses === 0 ? 0 : Math.round(onScale(1.65, 1.73, lapses))
  return `${days} ${length} ${lapse}`
}

function onScale(start: number, base: number, value: number): number {
  return start * base ** Math.floor(Math.log(value) / Math.log(base))
}
