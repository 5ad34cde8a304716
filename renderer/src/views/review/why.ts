import type { RatingPreview, ReviewCard } from '../../../../electron/contract/procedures/review.ts'
import type { Rating } from '../../../../electron/contract/shapes.ts'
import { recallAfter } from '../../charts/forgetting.ts'
import { RATING_WORDS } from '../../format/ratings.ts'
import { share } from '../../format/words.ts'
import { daysWords, dueDate, dueDateSpelled, intervalSpelled } from './intervals.ts'

/** What the words need to know of a card. */
export type WhyCard = Pick<ReviewCard, 'state' | 'previews' | 'desiredRetention' | 'decay'> & {
  readonly memory: Omit<NonNullable<ReviewCard['memory']>, 'lastReview'> | null
}

export interface Why {
  readonly title: string
  readonly sentence: string
  /** Null for steps within the day, which the curve says nothing about. */
  readonly curve: {
    readonly stability: number
    readonly days: number
    readonly labels: readonly [string, string, string]
  } | null
  readonly facts: readonly (readonly [string, string])[]
}

const DAY = 86_400_000
/** Recall this near the aim is the aim: intervals are whole days. */
const NEAR = 0.015

/** What each figure says. */
export const FACT_WORDS: Readonly<Record<string, string>> = {
  'Recall now': 'The chance that you know it at this moment.',
  Stability: 'Days until that chance has fallen to 0.90.',
  Difficulty: 'The higher, the slower stability grows.',
}

function recallThen(card: WhyCard, preview: RatingPreview): number {
  return recallAfter(preview.scheduledDays, preview.stability, card.decay)
}

function sentenceOf(card: WhyCard, preview: RatingPreview, now: number): string {
  const rating = RATING_WORDS[preview.rating]
  if (preview.scheduledDays < 1) {
    return `After ${rating}, this card comes back in ${intervalSpelled(preview, now)}. It is still being learned, and a first review soon makes it stick.`
  }
  const recall = recallThen(card, preview)
  const level = share(Math.abs(recall - card.desiredRetention) < NEAR ? card.desiredRetention : recall)
  return `After ${rating}, your recall of this card should fall to ${level} on ${dueDateSpelled(preview.due, now)}.`
}

/** Why a rating leads to its interval: what is remembered of the card, in a sentence and three figures. */
export function whyOf(card: WhyCard, preview: RatingPreview, now: number): Why {
  const days = preview.scheduledDays
  const then = daysWords(preview.stability)
  const memory = card.memory
  return {
    title: `Why ${intervalSpelled(preview, now)}`,
    sentence: sentenceOf(card, preview, now),
    curve:
      days < 1
        ? null
        : {
            stability: preview.stability,
            days,
            labels: ['today', dueDate(preview.due, now), dueDate(now + days * 2.1 * DAY, now)],
          },
    facts: [
      ...(memory ? [['Recall now', share(memory.retrievability)] as const] : []),
      ['Stability', memory ? `${daysWords(memory.stability)}, then ${then}` : `new, then ${then}`],
      ['Difficulty', `${(memory?.difficulty ?? preview.difficulty).toFixed(1)} of 10`],
    ],
  }
}

function memoryWords({ memory }: WhyCard, { stability }: RatingPreview): string {
  const then = daysWords(stability).replace(' d', stability === 1 ? ' day' : ' days')
  if (memory === null) return `It begins with a stability of ${then}.`
  const before = daysWords(memory.stability).replace(' d', '')
  if (stability > memory.stability * 1.005) return `Stability grows from ${before} to ${then}.`
  if (stability < memory.stability * 0.995) return `Stability falls from ${before} to ${then}.`
  return `Stability stays at ${then}.`
}

function reasonWords(card: WhyCard, preview: RatingPreview): string {
  if (preview.scheduledDays < 1) {
    return card.state === 'review' ? 'a step to learn it again' : 'a step of learning, before there are days between'
  }
  const recall = recallThen(card, preview)
  const off = recall - card.desiredRetention
  if (Math.abs(off) < NEAR) return `when your recall should be down to ${share(card.desiredRetention)}`
  // A whole day is the least there is; otherwise the day was moved within its range, to the exam, or to the longest.
  if (off < 0 && preview.scheduledDays <= 1)
    return `the least between two days; recall should be ${share(recall)} by then`
  return `when recall should be ${share(recall)}; the day was chosen by your limits, even load or exam`
}

/** What each rating would do, and why, in a sentence or two each. */
export function ratingsOf(card: WhyCard, now: number): { rating: Rating; word: string; words: string }[] {
  return card.previews.map((preview) => ({
    rating: preview.rating,
    word: RATING_WORDS[preview.rating],
    words: `in ${intervalSpelled(preview, now)}, ${reasonWords(card, preview)}. ${memoryWords(card, preview)}`,
  }))
}

/** The forgetting curve after each rating that leads to days, and the words under the ends of the picture. */
export function curvesOf(card: WhyCard, now: number) {
  const curves = card.previews
    .filter(({ scheduledDays, stability }) => scheduledDays >= 1 && stability > 0)
    .map(({ rating, stability, scheduledDays }) => ({ rating, stability, days: scheduledDays }))
  const last = card.previews.filter(({ scheduledDays }) => scheduledDays >= 1).map(({ due }) => due)
  return { curves, labels: ['today', dueDate(Math.max(now, ...last), now)] as const }
}
