import type { Timing } from './model.ts'

/** Answers of the log by kind, as they were counted. */
export interface TimedAnswers {
  readonly newCards: number
  readonly learningAgain: number
  readonly learning: { readonly answers: number; readonly ms: number }
  readonly review: { readonly answers: number; readonly again: number; readonly ms: number }
  readonly relearning: { readonly answers: number; readonly ms: number }
}

/** What is assumed of someone without a past: seconds an answer, and Agains for each new card. */
const PRIOR = { learning: 11, review: 9, relearning: 9, againPerNew: 0.4, recall: 0.9 }
/** The assumption weighs as much as this many answers, or new cards. */
const PRIOR_WEIGHT = 30

export const NO_ANSWERS: TimedAnswers = {
  newCards: 0,
  learningAgain: 0,
  learning: { answers: 0, ms: 0 },
  review: { answers: 0, again: 0, ms: 0 },
  relearning: { answers: 0, ms: 0 },
}

/** Seconds an answer of each kind takes, drawn towards the assumption while there are few. */
export function timingOf(log: TimedAnswers): Timing {
  const seconds = (kind: 'learning' | 'review' | 'relearning'): number =>
    (log[kind].ms / 1000 + PRIOR[kind] * PRIOR_WEIGHT) / (log[kind].answers + PRIOR_WEIGHT)
  const again = (log.learningAgain + PRIOR.againPerNew * PRIOR_WEIGHT) / (log.newCards + PRIOR_WEIGHT)
  return {
    learning: seconds('learning'),
    review: seconds('review'),
    relearning: seconds('relearning'),
    firstRight: 1 / (1 + again),
  }
}

/** Seconds that one card of each kind takes until it rests for the day. */
export interface CardSeconds {
  readonly new: number
  readonly learning: number
  readonly review: number
}

/**
 * Seconds a card takes today, its steps and what is forgotten included.
 * @param steps learning and relearning steps of the preset
 */
export function cardSeconds(
  log: TimedAnswers,
  steps: { readonly learning: number; readonly relearning: number },
): CardSeconds {
  const timing = timingOf(log)
  const lapses = (log.review.again + (1 - PRIOR.recall) * PRIOR_WEIGHT) / (log.review.answers + PRIOR_WEIGHT)
  const answersOfNew = Math.max(1, steps.learning) + (1 - timing.firstRight) / timing.firstRight
  return {
    new: answersOfNew * timing.learning,
    learning: timing.learning * 1.3,
    review: timing.review + lapses * Math.max(1, steps.relearning) * timing.relearning,
  }
}
