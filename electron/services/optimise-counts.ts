import { today, type Context } from './context.ts'

/** A piece of this many days takes a few milliseconds at most. */
const DAYS_AT_ONCE = 90

/** Answers to cards in review by preset, from the daily figures; read in pieces, with breathing space between. */
export async function recalledByPreset(context: Context): Promise<Map<number, number>> {
  const { dayCounts, training } = context.collection
  const counts = new Map<number, number>()
  const first = dayCounts.firstDay()
  if (first === null) return counts
  const { day: last } = today(context)
  for (let from = first; from <= last; from += DAYS_AT_ONCE) {
    for (const { presetId, reviews } of training.recalledBetween(from, Math.min(last, from + DAYS_AT_ONCE - 1))) {
      counts.set(presetId, (counts.get(presetId) ?? 0) + reviews)
    }
    await new Promise((resolve) => setImmediate(resolve))
  }
  return counts
}
