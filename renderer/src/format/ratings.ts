import type { Rating } from '../../../electron/contract/shapes.ts'

export const RATINGS = [1, 2, 3, 4] as const satisfies readonly Rating[]
export const RATING_WORDS: Readonly<Record<Rating, string>> = { 1: 'Again', 2: 'Hard', 3: 'Good', 4: 'Easy' }
/** Class that sets the hue of a rating (`--c`) and its tint (`--cs`). */
export const RATING_CLASS: Readonly<Record<Rating, string>> = { 1: 'again', 2: 'hard', 3: 'good', 4: 'easy' }
