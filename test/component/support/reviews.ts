import type { CardFace, ReviewCard, ReviewStep, SessionSummary } from '../../../electron/contract/procedures/review.ts'
import type { Answers } from './fake-client.ts'

const DAY = 86_400_000

export const TEXT: CardFace = { type: 'text', prompt: 'What is a token?', answer: 'A piece of text.', extra: null }
export const TYPED: CardFace = { type: 'typed', prompt: 'Which service?', answer: 'Amazon Kendra', extra: null }
export const COMPUTED: CardFace = {
  type: 'computed',
  prompt: 'ReLU of $-2$?',
  answer: '0.0',
  unit: null,
  tolerance: 0.01,
  steps: ['A negative input becomes zero.', 'So it is 0.'],
  plot: {
    label: 'ReLU',
    points: [
      [-4, 0],
      [0, 0],
      [4, 4],
    ],
    at: [-2, 0],
  },
}
export const CLOZE: CardFace = {
  type: 'cloze',
  prompt: 'The lungs hold \uE000\uE001.',
  answer: 'The lungs hold \uE000air\uE001.',
  extra: 'Mostly nitrogen.',
}
export const CHOICE: CardFace = {
  type: 'question',
  question: { kind: 'multiple-choice', stem: 'Which state?', options: ['Under', 'Over', 'Drift'], choose: 1 },
  key: {
    answer: { type: 'choices', choices: [1] },
    reasons: ['Too weak.', 'Too close.', null],
    explanation: 'Look at both.',
  },
}

/** A card that was learned before. */
export function card(face: CardFace, more: Partial<ReviewCard> = {}): ReviewCard {
  const now = Date.now()
  return {
    cardId: 7,
    noteId: 70,
    guid: 'note-70',
    kind: 'basic',
    deckId: 4,
    deck: 'AIF-C01::Networks',
    state: 'review',
    flag: 0,
    seed: 11,
    face,
    previews: [
      { rating: 1, due: now + 600_000, scheduledDays: 0, stability: 1.2, difficulty: 6.4 },
      { rating: 2, due: now + 7 * DAY, scheduledDays: 7, stability: 9.6, difficulty: 5.6 },
      { rating: 3, due: now + 11 * DAY, scheduledDays: 11, stability: 11, difficulty: 5.1 },
      { rating: 4, due: now + 22 * DAY, scheduledDays: 22, stability: 21.9, difficulty: 4.3 },
    ],
    memory: { stability: 8.2, difficulty: 5.1, retrievability: 0.87, lastReview: now - 9 * DAY },
    desiredRetention: 0.9,
    decay: 0.1542,
    objective: '1.1.1',
    tags: [],
    badges: [],
    references: [{ title: 'Guide', url: 'https://example.org/guide' }],
    verifiedOn: '2026-11-20',
    ...more,
  }
}

export function step(shown: ReviewCard | null, more: Partial<ReviewStep> = {}): ReviewStep {
  const counts = { new: 1, learning: 0, review: shown ? 4 : 0 }
  const day = '2026-11-20'
  return { card: shown, day, counts, doneToday: 5, nextLearningAt: null, undo: null, savedAt: null, ...more }
}

export const SUMMARY: SessionSummary = {
  answered: 12,
  minutes: 3.2,
  byRating: [2, 1, 8, 1],
  recall: 0.83,
  tomorrow: { new: 20, learning: 0, review: 31 },
}

/** A host that asks the given cards in order; `answer` and the like go on to the next. */
export function session(cards: readonly ReviewCard[], more: Answers = {}): Answers {
  let at = 0
  const next = () => step(cards[at] ?? null)
  const go = () => {
    at++
    return next()
  }
  return {
    'review.next': next,
    'review.answer': go,
    'review.bury': go,
    'review.suspend': go,
    'review.flag': ({ flag }: { flag: number }) => ({ flag, undo: flag === 0 ? 'Remove flag' : 'Flag card' }),
    'review.summary': () => SUMMARY,
    'review.check': () => ({ right: true, typed: [], expected: [] }),
    ...more,
  }
}
