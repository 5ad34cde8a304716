import type { ExamHistory, PastAttempt } from '../../../electron/contract/procedures/report.ts'
import type { ReadinessView } from '../../../electron/contract/procedures/readiness.ts'

/** Readiness for the exam in 23 days, with enough data. */
export function readiness(more: Partial<ReadinessView> = {}): ReadinessView {
  const scores = Array.from({ length: 51 }, (_, right) => Math.exp(-(((right - 37) / 5) ** 2) / 2))
  const sum = scores.reduce((all, one) => all + one, 0)
  return {
    blueprints: [{ id: 'aif-c01', code: 'AIF-C01', name: 'AWS Certified AI Practitioner' }],
    blueprintId: 'aif-c01',
    code: 'AIF-C01',
    name: 'AWS Certified AI Practitioner',
    day: '2026-12-12',
    examDate: '2026-12-12',
    daysToExam: 23,
    needed: 35,
    outOf: 50,
    passShare: 0.7,
    estimate: {
      chance: { value: 0.74, low: 0.29, high: 0.98 },
      share: { value: 0.742, low: 0.65, high: 0.82 },
      leftAlone: 0.61,
      domains: [
        { id: '1', title: 'Fundamentals', questions: 10, share: { value: 0.74, low: 0.6, high: 0.86 }, answers: 24.2 },
      ],
      scores: scores.map((one) => one / sum),
    },
    data: { answers: 130, firstSeen: 120, weighted: 88.4, missing: 0, cards: 905, learned: 623 },
    next: [
      {
        objective: '3.1.2',
        label: 'Choose inference parameters',
        domain: '3',
        share: 0.52,
        minutes: 14,
        questions: 0.42,
        chance: 0.03,
        answers: 3.1,
        missed: 4,
        cards: 20,
        unlearned: 12,
        weak: 1,
      },
    ],
    numbers: {
      prior: { right: 4.2, wrong: 1.8 },
      kinship: 30,
      halfLifeDays: 21,
      repeatWeight: 0.1,
      modeWeights: { exam: 0.8, practice: 0.65, quiz: 0.5 },
      cardAnswers: 15,
      cardShare: { none: 0.4, all: 0.9 },
      leastAnswers: 20,
      closes: 0.5,
    },
    ...more,
  }
}

/** A mock exam that is over. */
export function pastAttempt(attemptId: number, right: number, more: Partial<PastAttempt> = {}): PastAttempt {
  const total = { right, of: 50, low: right / 50 - 0.1, high: Math.min(1, right / 50 + 0.1) }
  return {
    attemptId,
    mode: 'exam',
    title: `AIF-C01 mock exam ${attemptId}`,
    blueprintId: 'aif-c01',
    submittedAt: new Date('2026-11-01T10:00').getTime() + attemptId * 7 * 86_400_000,
    timedOut: false,
    questions: 65,
    total,
    passShare: 0.7,
    passed: right >= 35,
    domains: [{ id: '1', title: 'Fundamentals', estimate: { right: 7, of: 10, low: 0.44, high: 0.88 } }],
    medianMs: 71_000,
    evenPaceMs: 83_000,
    ...more,
  }
}

/** Three mock exams and a quiz. */
export function examHistory(more: Partial<ExamHistory> = {}): ExamHistory {
  return {
    blueprints: [{ id: 'aif-c01', code: 'AIF-C01', name: 'AWS Certified AI Practitioner' }],
    attempts: [
      pastAttempt(1, 30),
      pastAttempt(2, 34),
      pastAttempt(3, 4, { mode: 'quiz', title: 'Quick quiz 1', evenPaceMs: null }),
      pastAttempt(4, 39),
    ],
    objectives: [{ objective: '3.1.2', label: 'Inference parameters', domain: '3', asked: 6, missed: 4, open: 3 }],
    confusions: [
      {
        chosen: '**Amazon Kendra**',
        right: 'Amazon Bedrock Knowledge Bases',
        times: 2,
        lastAt: 1,
        objective: '3.1.3',
        attemptId: 4,
        ordinal: 11,
        stem: 'A firm has documents. Which service answers from them?',
      },
    ],
    ...more,
  }
}
