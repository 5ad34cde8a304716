/**
 * Whether a lapse makes a card a leech: at the threshold, and again each half of it later (8, 12, 16 …), as Anki does.
 * @param lapses with the one just now
 */
export function isLeechNow(lapses: number, threshold: number): boolean {
  if (lapses < threshold) return false
  return (lapses - threshold) % Math.max(1, Math.ceil(threshold / 2)) === 0
}

/** The tag of the notes of leeches. */
export const LEECH_TAG = 'leech'
