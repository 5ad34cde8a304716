import type {
  AttemptReport,
  AttemptSitting,
  ReportItem,
  ResponseState,
} from '../../../electron/contract/procedures/exam.ts'
import type { Answer, QuestionKey, QuestionView } from '../../../electron/contract/shapes.ts'

export const CHOICE: QuestionView = {
  kind: 'multiple-choice',
  stem: 'Which one?',
  options: ['Alpha', 'Beta', 'Gamma', 'Delta'],
  choose: 1,
}
export const RESPONSE: QuestionView = {
  kind: 'multiple-response',
  stem: 'Which TWO?',
  options: ['Alpha', 'Beta', 'Gamma', 'Delta', 'Epsilon'],
  choose: 2,
}
export const SIX: QuestionView = { ...RESPONSE, stem: 'Which of six?', options: [...RESPONSE.options, 'Zeta'] }
export const ORDER: QuestionView = {
  kind: 'ordering',
  stem: 'In which order?',
  items: ['Store', 'Split', 'Embed', 'Retrain'],
  choose: 3,
}
export const MATCH: QuestionView = {
  kind: 'matching',
  stem: 'Match them.',
  prompts: ['Speech to text', 'Text to speech'],
  responses: ['Polly', 'Transcribe', 'Lex'],
}
export const FIVE = [CHOICE, RESPONSE, ORDER, MATCH, SIX] as const

const KEYS: Readonly<Record<QuestionView['kind'], Answer>> = {
  'multiple-choice': { type: 'choices', choices: [1] },
  'multiple-response': { type: 'choices', choices: [0, 2] },
  ordering: { type: 'order', order: [1, 2, 0] },
  matching: { type: 'pairs', pairs: [1, 0] },
}

export function keyOf(question: QuestionView): QuestionKey {
  const shown = 'options' in question ? question.options : 'items' in question ? question.items : question.responses
  return {
    answer: KEYS[question.kind],
    reasons: shown.map((text) => `Because of ${text}.`),
    explanation: 'That is how it is.',
  }
}

export const BLANK: ResponseState = {
  answer: null,
  flagged: false,
  guessed: false,
  struck: [],
  highlights: [],
  seen: false,
  spentMs: 0,
}

export function sitting(questions: readonly QuestionView[] = FIVE, more: Partial<AttemptSitting> = {}): AttemptSitting {
  const items = questions.map((question, ordinal) => ({ ordinal, question, response: { ...BLANK }, feedback: null }))
  const limitMs = 90 * 60_000
  const clock = { limitMs, remainingMs: limitMs, spentMs: 0, paused: false }
  const about = { attemptId: 9, mode: 'exam' as const, title: 'AIF-C01 mock exam 4', scratch: '' }
  return { ...about, ...clock, position: 0, elsewhere: false, items, ...more }
}

/** A report in which every second question was missed, and the last question is not scored. */
export function report(questions: readonly QuestionView[] = FIVE): AttemptReport {
  const items = questions.map((question, ordinal): ReportItem => {
    const right = ordinal % 2 === 0
    const key = keyOf(question)
    return {
      ordinal,
      noteId: 100 + ordinal,
      guid: `q-${ordinal}`,
      domain: '1',
      objective: '1.1.1',
      scored: ordinal < questions.length - 1,
      right,
      inReviews: !right,
      question,
      key,
      response: { ...BLANK, answer: right ? key.answer : null, flagged: ordinal === 2, seen: true, spentMs: 60_000 },
      badges: [],
      references: [{ title: 'Guide', url: 'https://example.org/guide' }],
      verifiedOn: '2026-11-20',
      task: '1.1',
      objectiveLabel: 'Terms',
      since: 'same',
      seenBefore: false,
      replaced: [],
    }
  })
  const total = { right: 37, of: 50, low: 0.62, high: 0.83 }
  return {
    attempt: {
      attemptId: 9,
      mode: 'exam',
      title: 'AIF-C01 mock exam 4',
      blueprintId: 'aif-c01',
      state: 'submitted',
      startedAt: new Date('2026-11-21T10:00').getTime(),
      submittedAt: new Date('2026-11-21T11:24').getTime(),
      timedOut: false,
      limitMs: 90 * 60_000,
      spentMs: 84 * 60_000,
      answered: 60,
      questions: 65,
      right: 37,
      scored: 50,
    },
    total,
    passShare: 0.7,
    passed: true,
    scaled: { value: 780, low: 631, high: 870, min: 100, pass: 700, max: 1000 },
    domains: [{ id: '1', title: 'Fundamentals', estimate: { right: 8, of: 10, low: 0.55, high: 0.95 } }],
    tasks: [{ id: '1.1', title: 'Concepts', domain: '1', estimate: { right: 3, of: 4, low: 0.3, high: 0.97 } }],
    again: 0.72,
    evenPaceMs: 83_000,
    pace: { medianMs: 60_000, rightMs: 60_000, wrongMs: 60_000, lastQuarterMs: 60_000, overPace: 0, notSeen: 0 },
    changes: { wrongToRight: 0, rightToWrong: 0, wrongToWrong: 0, back: 0 },
    interruptions: [],
    items,
  }
}
