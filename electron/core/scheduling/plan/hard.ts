/** What was seen of Hard being used for what was forgotten, in study days. */
export interface HardUse {
  /** Days of such answers, oldest first. */
  readonly marks: readonly number[]
  /** When a word was last said about it, or null. */
  readonly saidDay: number | null
}

const WINDOW_DAYS = 14
const ENOUGH = 3
/** A word at most this often. */
const EVERY_DAYS = 7

/** An answer with what speaks for Hard having been meant as Again. */
export interface HardSign {
  readonly rating: number
  /** The rating of the card's answer before; null for the first. */
  readonly before: number | null
  /** What was typed or chosen was wrong; null when nothing was. */
  readonly wrong: boolean | null
}

/** Hard for an answer that was wrong, or Again right after Hard: the card had not been known. */
export function isHardAsFail({ rating, before, wrong }: HardSign): boolean {
  return (rating === 2 && wrong === true) || (rating === 1 && before === 2)
}

/** Counts one more such answer, and says whether it is time for a word. */
export function afterHardAsFail(use: HardUse, day: number): { readonly use: HardUse; readonly say: boolean } {
  const marks = [...use.marks.filter((mark) => mark > day - WINDOW_DAYS), day]
  const rested = use.saidDay === null || use.saidDay <= day - EVERY_DAYS
  if (marks.length < ENOUGH || !rested) return { use: { ...use, marks: marks.slice(-ENOUGH) }, say: false }
  return { use: { marks: [], saidDay: day }, say: true }
}
