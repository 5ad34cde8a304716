import type { ExportReader } from '../../store/export-reads.ts'

/** Below every number that Anki gives by the clock. */
const OLDEST = 1_000_000_000_000

/**
 * Anki's ids of notes: the instant at which each was made, and the next free one where several share it. They follow
 * from the whole collection, so that a note has the same one whatever it goes out with.
 */
export function noteNumbers(reader: ExportReader): Map<number, number> {
  const numbers = new Map<number, number>()
  let last = OLDEST
  for (const [id, createdAt] of reader.noteNumbers()) {
    last = Math.max(createdAt, last + 1)
    numbers.set(id, last)
  }
  return numbers
}

/** Ids one after the other, each at least the one that is wished for. */
export class Rising {
  #last = OLDEST

  take(wished: number): number {
    this.#last = Math.max(wished, this.#last + 1)
    return this.#last
  }
}
