import type { Rating } from '../../../contract/shapes.ts'
import { readHandAct } from '../by-hand.ts'

/** A row of the review log, as far as weights are fitted from it. */
export interface LogLine {
  readonly cardId: number
  /** Epoch milliseconds. */
  readonly at: number
  /** Study day. */
  readonly day: number
  /** Again 1 to Easy 4; 0 for a change by hand. */
  readonly rating: number
  /** 0 review, 2 cramming, 4 change by hand, 6 in an exam; one more when it was brought in from elsewhere. */
  readonly kind: number
  readonly stateBefore: number
  readonly scheduledDays: number
  readonly response: string | null
}

/** An answer as FSRS learns from it. */
export interface PastAnswer {
  readonly at: number
  readonly rating: Rating
  /** Study days since the answer before; 0 on the same day and for the first. */
  readonly elapsed: number
}

/** The answers of a card from its first one on, or from the first after it was made new again. */
export interface CardHistory {
  readonly cardId: number
  readonly answers: readonly PastAnswer[]
}

const CRAMMING: readonly number[] = [2, 3]

/** A card in the making. */
class Open {
  readonly cardId: number
  answers: PastAnswer[] = []
  lastDay = 0
  firstDay = Number.POSITIVE_INFINITY

  constructor(cardId: number) {
    this.cardId = cardId
  }

  take(line: LogLine): void {
    this.firstDay = Math.min(this.firstDay, line.day)
    if (CRAMMING.includes(line.kind)) return
    if (line.rating === 0) {
      if (readHandAct(line.response, line.scheduledDays).act === 'forget') this.answers = []
      return
    }
    // A new card that has a history was made new without a word of it in the log.
    if (line.stateBefore === 0) this.answers = []
    // What was remembered of a card whose log begins in the middle is not known.
    else if (this.answers.length === 0) return
    const elapsed = this.answers.length === 0 ? 0 : Math.max(0, line.day - this.lastDay)
    this.answers.push({ at: line.at, rating: line.rating as Rating, elapsed })
    this.lastDay = line.day
  }
}

/**
 * What there is to learn from, card by card.
 *
 * As in FSRS-6's training: a history begins with the answer to the new card, changes by hand and cramming are no part
 * of it, making a card new again begins it anew, and a log that lacks its beginning is left out. Answers of one day
 * stay in it, since they have weights of their own, but only what is recalled on a later day is forecast.
 * @param lines by card, oldest first
 * @param ignoreBefore a study day: cards that were answered before it are left out; null for none
 */
export function historiesOf(lines: Iterable<LogLine>, ignoreBefore: number | null = null): CardHistory[] {
  const histories: CardHistory[] = []
  let open: Open | null = null
  const close = (): void => {
    if (open === null || open.answers.length === 0) return
    if (ignoreBefore === null || open.firstDay >= ignoreBefore) {
      histories.push({ cardId: open.cardId, answers: open.answers })
    }
  }
  for (const line of lines) {
    if (open === null || open.cardId !== line.cardId) {
      close()
      open = new Open(line.cardId)
    }
    open.take(line)
  }
  close()
  return histories
}
