import type { CardReading } from '../core/insight/card-point.ts'
import { DEFAULT_DECAY } from '../store/search/env.ts'
import type { Context } from './context.ts'
import { searchSetting } from './search.ts'

/** What cards are read with now: the day, the zone, and how fast recall falls under each deck's preset. */
export function cardReading(context: Context, today: number): CardReading {
  const { presets } = context.collection.search.env(searchSetting(context))
  const decays = presets.flatMap(({ decay, deckIds }) => deckIds.map((deckId) => [deckId, decay] as const))
  return {
    today,
    zone: context.zone(),
    rolloverHour: context.settings.get().rolloverHour,
    decays: new Map(decays),
    decay: DEFAULT_DECAY,
  }
}
