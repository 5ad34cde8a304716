import type { Mix, NewGather, NewSort, ReviewSort } from '../../contract/procedures/presets.ts'
import { MIX, NEW_GATHER, NEW_SORT, REVIEW_SORT } from '../../importers/anki-package/preset-values.ts'

/** What Anki gives where we have nothing to say. */
export const USUAL = { font: 'Arial', fontSize: 20, ease: 2.5, easyFactor: 1.3, hardFactor: 1.2 } as const

function numbersOf<T extends string>(names: Readonly<Record<number, T>>): Record<T, number> {
  return Object.fromEntries(Object.entries<T>(names).map(([number, name]) => [name, Number(number)])) as Record<
    T,
    number
  >
}

/** Anki's numbers of our choices. Taking new cards of the decks in turn is ours alone; Anki takes deck by deck. */
export const NEW_GATHER_NUMBER: Readonly<Record<NewGather, number>> = { ...numbersOf(NEW_GATHER), 'in-turn': 0 }
export const NEW_SORT_NUMBER: Readonly<Record<NewSort, number>> = numbersOf(NEW_SORT)
export const MIX_NUMBER: Readonly<Record<Mix, number>> = numbersOf(MIX)
export const REVIEW_SORT_NUMBER: Readonly<Record<ReviewSort, number>> = numbersOf(REVIEW_SORT)
