import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { QuizFilter } from '../../../electron/contract/procedures/exam.ts'
import { dump, makeApp, reopen, type TestApp } from '../../support/app.ts'
import { miniExam } from '../../support/decks.ts'
import { answerAll, questionAt, respond, rightAnswer, startMini, wrongAnswer } from '../../support/sitting.ts'
import { HOUR, refusal } from '../../support/study.ts'

const decks = miniExam()
let test: TestApp
beforeEach(async () => {
  test = await makeApp({ decks })
})
afterEach(() => test.close())

const ANY: QuizFilter = {
  blueprintId: 'mini',
  domains: [],
  objectives: [],
  kinds: [],
  services: [],
  difficulties: [],
  past: 'any',
}
const exam = () => test.client.exam
async function practice(): Promise<number> {
  return (await exam().start({ blueprintId: 'mini', mode: 'practice', extraMinutes: 0, seed: 1 })).attemptId
}
async function quiz(filter: Partial<QuizFilter> = {}, size = 5, order: 'mixed' | 'weakest' = 'mixed') {
  return (await exam().startQuiz({ filter: { ...ANY, ...filter }, size, order, seed: 3 })).attemptId
}
const pulse = (attemptId: number, position = 0) => exam().pulse({ attemptId, position })

describe('practice', () => {
  it('is a form by the blueprint without a limit, which shows the key of a question when asked', async () => {
    const attemptId = await practice()
    const sitting = await exam().sit({ attemptId })
    expect(sitting).toMatchObject({ mode: 'practice', title: 'MINI-01 practice 1', limitMs: 0, paused: false })
    expect(sitting.items).toHaveLength(10)
    const first = questionAt(sitting, 0)
    await respond(test, attemptId, 0, rightAnswer(first))
    const told = await exam().reveal({ attemptId, ordinal: 0 })
    expect(told).toMatchObject({ right: true, objective: expect.stringMatching(/^\d\.1\.\d$/) })
    expect(told.key.reasons).not.toHaveLength(0)
    await respond(test, attemptId, 1, wrongAnswer(questionAt(sitting, 1)))
    expect((await exam().reveal({ attemptId, ordinal: 1 })).right).toBe(false)
    const again = await exam().sit({ attemptId })
    expect(again.items[0]?.feedback).toEqual(told)
    expect(again.items[2]?.feedback).toBeNull()
  })

  it('takes no other answer once the key was shown, but still a flag', async () => {
    const attemptId = await practice()
    const { items } = await exam().sit({ attemptId })
    const answer = wrongAnswer(questionAt({ items }, 0))
    await respond(test, attemptId, 0, answer)
    await exam().reveal({ attemptId, ordinal: 0 })
    expect((await refusal(respond(test, attemptId, 0, rightAnswer(questionAt({ items }, 0))))).code).toBe('CONFLICT')
    await exam().respond({ attemptId, ordinal: 0, answer, flagged: true, struck: [] })
    expect((await exam().sit({ attemptId })).items[0]?.response).toMatchObject({ answer, flagged: true })
  })

  it('counts time while it is not paused; a pause or a leave is no interruption', async () => {
    const attemptId = await practice()
    await exam().sit({ attemptId })
    test.clock.pass(2000)
    expect((await exam().pause({ attemptId, paused: true })).spentMs).toBe(2000)
    test.clock.pass(2000)
    expect(await pulse(attemptId)).toMatchObject({ spentMs: 2000, remainingMs: 0, state: 'running' })
    test.clock.pass(HOUR)
    test = await reopen(test, { decks })
    expect(await exam().sit({ attemptId })).toMatchObject({ paused: true, spentMs: 2000 })
    await exam().pause({ attemptId, paused: false })
    test.clock.pass(3000)
    expect((await pulse(attemptId)).spentMs).toBe(5000)
    test.clock.pass(HOUR)
    expect((await pulse(attemptId)).spentMs).toBe(5000)
    await exam().submit({ attemptId })
    expect((await exam().report({ attemptId })).interruptions).toEqual([])
  })

  it('ended early holds what was on screen only, and leaves the rest unseen', async () => {
    const attemptId = await practice()
    const { items } = await exam().sit({ attemptId })
    await pulse(attemptId, 7)
    await respond(test, attemptId, 7, rightAnswer(questionAt({ items }, 7)))
    await exam().reveal({ attemptId, ordinal: 7 })
    expect(await exam().submit({ attemptId })).toMatchObject({ questions: 2, answered: 1, state: 'submitted' })
    const report = await exam().report({ attemptId })
    expect(report.items.map((item) => [item.ordinal, item.right])).toEqual([
      [0, false],
      [1, true],
    ])
    expect(report.items[1]?.question).toEqual(items[7]?.question)
    const [mini] = await exam().blueprints()
    expect(mini?.domains.reduce((sum, domain) => sum + domain.unseen, 0)).toBe(22)
  })

  it('is not a mock exam: Today names no result of it', async () => {
    const attemptId = await practice()
    await exam().submit({ attemptId })
    expect((await test.client.app.today()).latestAttempt).toBeNull()
    expect((await exam().attempts())[0]).toMatchObject({ mode: 'practice' })
  })
})

describe('a mock exam', () => {
  it('tells no key and cannot be paused', async () => {
    const attemptId = await startMini(test)
    const before = dump(test)
    expect((await refusal(exam().reveal({ attemptId, ordinal: 0 }))).code).toBe('CONFLICT')
    expect((await refusal(exam().pause({ attemptId, paused: true }))).code).toBe('CONFLICT')
    expect(dump(test)).toEqual(before)
  })

  it('has its minutes multiplied, with more on top', async () => {
    const { attemptId } = await exam().start({ blueprintId: 'mini', extraMinutes: 30, timeFactor: 1.25 })
    expect((await exam().sit({ attemptId })).limitMs).toBe(42.5 * 60_000)
  })

  it('keeps guesses, highlights and the scratch pad as they are made, over a restart', async () => {
    const attemptId = await startMini(test)
    const marks = { guessed: true, highlights: [[0, 4]] as [number, number][] }
    await exam().respond({ attemptId, ordinal: 2, answer: null, flagged: false, struck: [], ...marks })
    await exam().scratch({ attemptId, text: 'batch = all at once' })
    // Left out: stays as it is.
    await exam().respond({ attemptId, ordinal: 2, answer: null, flagged: true, struck: [] })
    test = await reopen(test, { decks })
    const sitting = await exam().sit({ attemptId })
    expect(sitting.scratch).toBe('batch = all at once')
    expect(sitting.items[2]?.response).toMatchObject({ ...marks, flagged: true })
  })

  it('remembers whole answers that were replaced, with the time spent by then', async () => {
    const attemptId = await startMini(test)
    const { items } = await exam().sit({ attemptId })
    const view = questionAt({ items }, 0)
    const [first, second] = [wrongAnswer(view), rightAnswer(view)]
    test.clock.pass(2000)
    await respond(test, attemptId, 0, first)
    test.clock.pass(3000)
    await respond(test, attemptId, 0, second)
    const [item] = test.app.context.collection.attempts.items(attemptId)
    expect(JSON.parse(item?.history ?? '')).toEqual([{ answer: first, spentMs: 5000 }])
  })

  it('can be sat again with the same questions in the same order', async () => {
    const attemptId = await startMini(test, 4)
    const first = await exam().sit({ attemptId })
    await answerAll(test, first)
    await exam().submit({ attemptId })
    const repeated = await exam().start({ blueprintId: 'mini', extraMinutes: 0, again: attemptId })
    const second = await exam().sit(repeated)
    expect(second.items.map((item) => item.question)).toEqual(first.items.map((item) => item.question))
    expect(second.items.every((item) => item.response.answer === null)).toBe(true)
  })
})

describe('a quiz', () => {
  it('says how many questions match before it starts', async () => {
    expect(await exam().quizMatches(ANY)).toEqual({ questions: 24 })
    expect(await exam().quizMatches({ ...ANY, blueprintId: null })).toEqual({ questions: 24 })
    expect(await exam().quizMatches({ ...ANY, domains: ['1'] })).toEqual({ questions: 12 })
    expect(await exam().quizMatches({ ...ANY, objectives: ['2.1.2'], kinds: ['matching'] })).toEqual({ questions: 1 })
    expect(await exam().quizMatches({ ...ANY, difficulties: [3] })).toEqual({ questions: 0 })
    expect(await exam().quizMatches({ ...ANY, services: ['alive'] })).toEqual({ questions: 0 })
    const choices = await exam().quizChoices({ blueprintId: 'mini' })
    expect(choices).toMatchObject({ questions: 24, missed: 0, unseen: 24 })
    expect(choices.domains[0]).toMatchObject({ id: '1', questions: 12, objectives: [{ questions: 6 }, {}] })
    expect(choices.kinds.map(({ questions }) => questions)).toEqual([8, 8, 4, 4])
  })

  it('asks only what was chosen, at most as many as were wanted, and is reported', async () => {
    const attemptId = await quiz({ domains: ['2'] }, 6)
    const sitting = await exam().sit({ attemptId })
    expect(sitting).toMatchObject({ mode: 'quiz', title: 'Quick quiz 1', limitMs: 0 })
    expect(sitting.items).toHaveLength(6)
    await answerAll(test, sitting, 4)
    expect(await exam().submit({ attemptId })).toMatchObject({ right: 4, scored: 6, mode: 'quiz' })
    const report = await exam().report({ attemptId })
    expect(report.domains.map(({ id, estimate }) => [id, estimate.of])).toEqual([['2', 6]])
    expect(report.scaled).toBeNull()
  })

  it('asks what was missed before, and what was never seen', async () => {
    const first = await quiz({ objectives: ['1.1.1'] }, 6)
    const sitting = await exam().sit({ attemptId: first })
    await answerAll(test, sitting, 4)
    await exam().submit({ attemptId: first })
    expect(await exam().quizMatches({ ...ANY, past: 'missed' })).toEqual({ questions: 2 })
    expect(await exam().quizMatches({ ...ANY, past: 'unseen' })).toEqual({ questions: 18 })
    const missed = await quiz({ past: 'missed' })
    const { items } = await exam().sit({ attemptId: missed })
    const stems = (list: typeof items) => list.map(({ question }) => question.stem).sort()
    expect(stems(items)).toEqual(stems(sitting.items.slice(4)))
  })

  it('asks the weakest first', async () => {
    const first = await quiz({ objectives: ['1.1.1'] }, 6)
    const sitting = await exam().sit({ attemptId: first })
    await answerAll(test, sitting, 3)
    await exam().submit({ attemptId: first })
    const { items } = await exam().sit({ attemptId: await quiz({}, 5, 'weakest') })
    const wrong = sitting.items.slice(3).map(({ question }) => question.stem)
    expect(
      items
        .slice(0, 3)
        .map(({ question }) => question.stem)
        .sort(),
    ).toEqual(wrong.sort())
  })

  it('is refused when nothing matches, and while another attempt is running', async () => {
    expect((await refusal(quiz({ difficulties: [1] }))).message).toContain('No question fits')
    const attemptId = await quiz()
    expect(await refusal(startMini(test))).toMatchObject({ code: 'CONFLICT', data: { id: attemptId } })
    expect(await refusal(quiz())).toMatchObject({
      code: 'CONFLICT',
      data: { id: attemptId },
      message: 'Quick quiz 1 is still running. Go on with it, or end it first.',
    })
  })

  it('over the whole collection asks what belongs to no exam, too', async () => {
    test.importText(
      'own.yaml',
      `format: epoch-deck/1
id: my/own
deck: My own
notes:
  - id: loose
    kind: multiple-choice
    difficulty: 3
    stem: Which one?
    options:
      - { text: right, correct: true }
      - { text: wrong one }
      - { text: wrong two }
`,
    )
    expect(await exam().quizMatches(ANY)).toEqual({ questions: 24 })
    const wide = { blueprintId: null, difficulties: [3] }
    expect(await exam().quizMatches({ ...ANY, ...wide })).toEqual({ questions: 1 })
    const attemptId = await quiz(wide)
    await exam().submit({ attemptId })
    expect((await exam().report({ attemptId })).domains).toMatchObject([{ title: 'All questions' }])
  })
})

describe('an attempt whose time ran out while the program stopped', () => {
  it('is submitted at the next start, whoever asks', async () => {
    const attemptId = await startMini(test)
    await exam().sit({ attemptId })
    test.app.context.collection.transact(null, (writes) =>
      writes.attempts.pulse(attemptId, { position: 0, addMs: 600_000, onOrdinal: 0 }),
    )
    test = await reopen(test, { decks })
    expect((await exam().attempts())[0]).toMatchObject({ state: 'submitted', timedOut: true, spentMs: 600_000 })
    expect((await test.client.app.today()).runningAttempt).toBeNull()
  })
})
