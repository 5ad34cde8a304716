import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { weightOf, type GivenAnswer } from '../../../../../electron/core/insight/readiness/evidence.ts'
import { READINESS_METHOD as METHOD } from '../../../../../electron/core/insight/readiness/method.ts'
import { neededToPass, readinessOf } from '../../../../../electron/core/insight/readiness/readiness.ts'
import {
  masteryOf,
  recallByObjective,
  recallOnDay,
  type ForecastCard,
  type ObjectiveCards,
} from '../../../../../electron/core/insight/readiness/recall.ts'
import { studyNext } from '../../../../../electron/core/insight/readiness/study-next.ts'
import { BLUEPRINT } from '../../exam/sample-blueprint.ts'

const NOW = Date.UTC(2026, 10, 20)
const DAY = 86_400_000
const ANSWER: GivenAnswer = { domain: '1', objective: '1.1.1', right: true, at: NOW, mode: 'exam', earlier: 0 }

/** A mock exam: so many right of 65, spread over the domains. */
function mock(right: number, more: Partial<GivenAnswer> = {}): GivenAnswer[] {
  const domains = [13, 16, 18, 9, 9].flatMap((count, index) => Array.from({ length: count }, () => `${index + 1}`))
  // Every third place first, so that what is wrong is spread too.
  const order = [0, 1, 2].flatMap((rest) => domains.filter((_, at) => at % 3 === rest))
  return order.map((domain, at) => ({ ...ANSWER, domain, objective: `${domain}.1.1`, right: at < right, ...more }))
}

const cards = (objective: string, more: Partial<ObjectiveCards> = {}): ObjectiveCards => ({
  objective,
  cards: 10,
  learned: 10,
  recall: 9,
  weak: 1,
  ...more,
})

const about = (answers: readonly GivenAnswer[], known: readonly ObjectiveCards[] = []) =>
  readinessOf({ blueprint: BLUEPRINT, answers, cards: known, cardsLeftAlone: known, now: NOW }, METHOD)

describe('the weight of an answer', () => {
  it('is largest for a new question in an exam today, and halves with age', () => {
    expect(weightOf(ANSWER, NOW, METHOD)).toBe(0.8)
    expect(weightOf({ ...ANSWER, at: NOW - METHOD.halfLifeDays * DAY }, NOW, METHOD)).toBeCloseTo(0.4, 9)
    expect(weightOf({ ...ANSWER, at: NOW + DAY }, NOW, METHOD)).toBe(0.8)
  })

  it('is small for a question that was seen before, and less in practice and quizzes', () => {
    expect(weightOf({ ...ANSWER, earlier: 1 }, NOW, METHOD)).toBeCloseTo(0.08, 9)
    expect(weightOf({ ...ANSWER, earlier: 2 }, NOW, METHOD)).toBeCloseTo(0.008, 9)
    expect(weightOf({ ...ANSWER, mode: 'practice' }, NOW, METHOD)).toBe(0.65)
    expect(weightOf({ ...ANSWER, mode: 'quiz' }, NOW, METHOD)).toBe(0.5)
  })
})

describe('readiness', () => {
  it('takes 35 of 50 to pass at 70 %, and rounds up elsewhere', () => {
    expect(neededToPass(BLUEPRINT)).toBe(35)
    expect(neededToPass({ questions: { total: 40, scored: 33 }, passShare: 0.65 })).toBe(22)
  })

  it('says that there is too little data, and how many questions would do', () => {
    const little = about(mock(8).slice(0, 10))
    expect(little.estimate).toBeNull()
    expect(little.data).toMatchObject({ answers: 10, firstSeen: 10, missing: 24 })
    expect(about([]).data.missing).toBe(40)
    expect(about(mock(46)).data.missing).toBe(0)
  })

  it('rises with the share right, and lies near the plain rule with one mock exam', () => {
    const chances = [35, 42, 46, 52, 58].map((right) => about(mock(right)).estimate?.chance.value ?? 0)
    expect(chances).toEqual([...chances].sort((a, b) => a - b))
    expect(chances[1]).toBeGreaterThan(0.2)
    expect(chances[1]).toBeLessThan(0.42)
    expect(chances[3]).toBeGreaterThan(0.8)
    expect(about(mock(46)).estimate?.share.value).toBeCloseTo(46 / 65, 1)
  })

  it('believes repeats little and old answers less', () => {
    const good = mock(60)
    const before = about(mock(40)).estimate?.chance.value ?? 0
    const repeated = about([...mock(40), ...good.map((one) => ({ ...one, earlier: 1 }))]).estimate?.chance.value ?? 0
    const fresh = about([...mock(40), ...good]).estimate?.chance.value ?? 0
    const old = about([...mock(40), ...good.map((one) => ({ ...one, at: NOW - 90 * DAY }))]).estimate?.chance.value ?? 0
    expect(repeated - before).toBeLessThan((fresh - before) / 3)
    expect(old - before).toBeLessThan((fresh - before) / 3)
    expect(about(good.map((one) => ({ ...one, earlier: 2 }))).estimate).toBeNull()
  })

  it('joins in what is remembered of the cards, up and down', () => {
    const all = BLUEPRINT.domains.flatMap(({ tasks }) => tasks.flatMap((task) => task.objectives.map(({ id }) => id)))
    const without = about(mock(46)).estimate?.chance.value ?? 0
    const known =
      about(
        mock(46),
        all.map((id) => cards(id, { recall: 9.8 })),
      ).estimate?.chance.value ?? 0
    const forgotten =
      about(
        mock(46),
        all.map((id) => cards(id, { recall: 3 })),
      ).estimate?.chance.value ?? 0
    const unlearned = about(
      mock(46),
      all.map((id) => cards(id, { learned: 0, recall: 0 })),
    ).estimate?.chance.value
    expect(known).toBeGreaterThan(without + 0.05)
    expect(forgotten).toBeLessThan(without - 0.05)
    expect(unlearned).toBeCloseTo(without, 9)
  })

  it('is a probability with its interval around it, whatever was answered', () => {
    const given = fc.record({
      domain: fc.constantFrom('1', '2', '3', '4', '5', 'gone'),
      objective: fc.constantFrom('1.1.1', '3.2.1', null),
      right: fc.boolean(),
      at: fc.integer({ min: NOW - 400 * DAY, max: NOW + DAY }),
      mode: fc.constantFrom('exam' as const, 'practice' as const, 'quiz' as const),
      earlier: fc.integer({ min: 0, max: 3 }),
    })
    fc.assert(
      fc.property(fc.array(given, { maxLength: 120 }), (answers) => {
        const { estimate, data } = about(answers)
        expect(data.weighted).toBeLessThanOrEqual(answers.length)
        if (!estimate) return
        const { low, value, high } = estimate.chance
        expect(0 <= low && low <= value && value <= high && high <= 1).toBe(true)
        expect(estimate.scores.reduce((sum, one) => sum + one, 0)).toBeCloseTo(1, 6)
      }),
      { numRuns: 60 },
    )
  })
})

describe('recall on the day of the exam', () => {
  const recallAfter = (days: number, stability: number): number => 0.9 ** (days / stability)
  const options = { recallAfter, desiredRetention: 0.9, keptUp: true }
  const card: ForecastCard = { objective: '1.1.1', stability: 10, daysToExam: 40, daysToDue: 10 }

  it('is what the curve says when nothing is reviewed, and at least the aim when reviews are kept up', () => {
    expect(recallOnDay(card, { ...options, keptUp: false })).toBeCloseTo(0.9 ** 4, 9)
    expect(recallOnDay(card, options)).toBe(0.9)
    expect(recallOnDay({ ...card, daysToDue: 60, stability: 60 }, options)).toBeCloseTo(0.9 ** (40 / 60), 9)
    expect(recallOnDay({ ...card, stability: null }, options)).toBeNull()
  })

  it('is added up by objective, cards that were never asked counted as not remembered', () => {
    const found = recallByObjective(
      [card, { ...card, stability: null }, { ...card, objective: '2.1.1' }],
      () => options,
    )
    expect(found).toEqual([
      { objective: '1.1.1', cards: 2, learned: 1, recall: 0.9, weak: 0 },
      { objective: '2.1.1', cards: 1, learned: 1, recall: 0.9, weak: 0 },
    ])
    expect(masteryOf(found)).toEqual({ learned: 0.75, remembered: (0.45 + 0.9) / 2 })
    expect(masteryOf([])).toEqual({ learned: 0, remembered: 0 })
  })
})

describe('what to study next', () => {
  const input = { blueprint: BLUEPRINT, cards: [], missed: new Map<string, number>(), msPerAnswer: 10_000, now: NOW }

  it('puts first where the least time gains the most', () => {
    const wrong = Array.from({ length: 6 }, () => ({ ...ANSWER, objective: '3.1.2', domain: '3', right: false }))
    const known = [cards('3.1.2'), cards('3.1.3', { cards: 400, learned: 0, recall: 0, weak: 0 })]
    const steps = studyNext({ ...input, answers: [...mock(46), ...wrong], cards: known }, METHOD)
    expect(steps).toHaveLength(45)
    expect(steps[0]?.objective).toBe('3.1.2')
    expect(steps.at(-1)?.objective).toBe('3.1.3')
    expect(steps[0]?.share).toBeLessThan(0.5)
    expect(steps.at(-1)?.minutes).toBeCloseTo(200, 6)
  })

  it('tells in questions and in chance what each brings, and never less than nothing', () => {
    const steps = studyNext({ ...input, answers: mock(42), missed: new Map([['1.1.1', 4]]) }, METHOD)
    for (const step of steps) {
      expect(step.questions).toBeGreaterThanOrEqual(0)
      expect(step.chance).toBeGreaterThanOrEqual(0)
    }
    expect(steps.find(({ objective }) => objective === '1.1.1')).toMatchObject({ missed: 4, minutes: 8 })
    const all = steps.reduce((sum, step) => sum + step.questions, 0)
    expect(all).toBeLessThan(15)
  })
})
