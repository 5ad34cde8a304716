import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { dump, makeApp, reopen, type TestApp } from '../../support/app.ts'
import { miniExam } from '../../support/decks.ts'
import {
  answerAll,
  questionAt,
  respond,
  rightAnswer,
  startMini,
  wrongAnswer,
  type Response,
} from '../../support/sitting.ts'
import { readStatistics, refusal } from '../../support/study.ts'

const decks = miniExam()
let test: TestApp
beforeEach(async () => {
  test = await makeApp({ decks })
})
afterEach(() => test.close())

const guidsOf = async (attemptId: number): Promise<string[]> =>
  (await test.client.exam.report({ attemptId })).items.map((item) => item.guid)

/** Sits and submits an attempt without an answer. */
async function sitThrough(seed: number): Promise<number> {
  const attemptId = await startMini(test, seed)
  await test.client.exam.submit({ attemptId })
  return attemptId
}

describe('the list of exams', () => {
  it('says what a form takes and what the bank still has', async () => {
    const [mini] = await test.client.exam.blueprints()
    expect(mini).toMatchObject({ id: 'mini', questions: 10, scored: 8, minutes: 10, freshForms: 2 })
    expect(mini?.domains).toMatchObject([
      { id: '1', perForm: 6, bank: 12, unseen: 12 },
      { id: '2', perForm: 4, bank: 12, unseen: 12 },
    ])
    await sitThrough(1)
    const [after] = await test.client.exam.blueprints()
    expect(after).toMatchObject({ freshForms: 1, domains: [{ unseen: 6 }, { unseen: 8 }] })
  })
})

describe('starting', () => {
  it('gives questions by the blueprint, without keys and without a mark on the unscored ones', async () => {
    const attemptId = await startMini(test)
    const sitting = await test.client.exam.sit({ attemptId })
    expect(sitting.items.map((item) => item.ordinal)).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8, 9])
    expect(sitting).toMatchObject({ title: 'MINI-01 mock exam 1', limitMs: 600_000, remainingMs: 600_000, position: 0 })
    expect(JSON.stringify(sitting)).not.toMatch(/correct|reason|Because|scored|"key"|"answer":\{/)
    expect((await test.client.exam.attempts())[0]).toMatchObject({ state: 'running', right: null, scored: 8 })
  })

  it('gives the same form and the same order of options for the same seed', async () => {
    const questions = async (seed: number) => {
      const other = await makeApp({ decks })
      const attemptId = await startMini(other, seed)
      const { items } = await other.client.exam.sit({ attemptId })
      await other.close()
      return items.map((item) => item.question)
    }
    const [one, again, different] = [await questions(5), await questions(5), await questions(6)]
    expect(again).toEqual(one)
    expect(different).not.toEqual(one)
  })

  it('refuses a second attempt and names the one that is running', async () => {
    const attemptId = await startMini(test)
    expect(await refusal(startMini(test, 2))).toMatchObject({ code: 'CONFLICT', data: { id: attemptId } })
    expect((await test.client.app.today()).runningAttempt).toMatchObject({ attemptId, remainingMs: 600_000 })
  })

  it('refuses an exam that does not exist, and one whose bank is too small, with the domain', async () => {
    const { exam } = test.client
    const unknown = exam.start({ blueprintId: 'none', extraMinutes: 0 })
    expect(await refusal(unknown)).toMatchObject({ code: 'NOT_FOUND' })
    const poor = await makeApp({ decks: miniExam(2) })
    expect(await refusal(startMini(poor))).toMatchObject({
      code: 'CONFLICT',
      message: expect.stringContaining('Domain 1 has 4 of the 6 questions'),
    })
    expect(await poor.client.exam.attempts()).toEqual([])
    await poor.close()
  })

  it('does not repeat a question before the bank is used up, even one of a deleted attempt', async () => {
    const first = await sitThrough(1)
    const firstGuids = await guidsOf(first)
    await test.client.exam.remove({ attemptId: first })
    const secondGuids = await guidsOf(await sitThrough(2))
    expect(new Set([...firstGuids, ...secondGuids]).size).toBe(20)
    const third = await guidsOf(await sitThrough(3))
    expect(new Set(third).size).toBe(10)
  })

  it('gives every attempt a title of its own', async () => {
    const first = await sitThrough(1)
    await sitThrough(2)
    await test.client.exam.remove({ attemptId: first })
    await sitThrough(3)
    await test.client.history.undo()
    const titles = (await test.client.exam.attempts()).map((attempt) => attempt.title)
    expect(new Set(titles).size).toBe(titles.length)
  })
})

describe('answering', () => {
  it('saves answer, flag, struck options and place as they are made, over a restart', async () => {
    const attemptId = await startMini(test)
    const { items } = await test.client.exam.sit({ attemptId })
    const answer = rightAnswer(questionAt({ items }, 3))
    await test.client.exam.respond({ attemptId, ordinal: 3, answer, flagged: true, struck: [0, 2] })
    await respond(test, attemptId, 4, rightAnswer(questionAt({ items }, 4)))
    await respond(test, attemptId, 4, null)
    test.clock.pass(1000)
    await test.client.exam.pulse({ attemptId, position: 5 })
    test = await reopen(test, { decks })
    const again = await test.client.exam.sit({ attemptId })
    expect(again.position).toBe(5)
    expect(again.items.map((item) => item.question)).toEqual(items.map((item) => item.question))
    expect(again.items[3]?.response).toMatchObject({ answer, flagged: true, struck: [0, 2], seen: true })
    expect(again.items[4]?.response).toMatchObject({ answer: null, flagged: false, seen: true })
    expect(again.items[5]?.response).toMatchObject({ answer: null, seen: true })
    expect(again.items[6]?.response.seen).toBe(false)
    expect((await test.client.exam.attempts())[0]?.answered).toBe(1)
  })

  it('refuses an answer that the question cannot have and keeps the one before', async () => {
    const attemptId = await startMini(test)
    const { items } = await test.client.exam.sit({ attemptId })
    const item = items.find(({ question }) => question.kind === 'multiple-choice')
    const ordinal = item?.ordinal ?? 0
    await respond(test, attemptId, ordinal, { type: 'choices', choices: [1] })
    const before = dump(test)
    const impossible: Response[] = [
      { type: 'choices', choices: [0, 1] },
      { type: 'choices', choices: [4] },
      { type: 'order', order: [0] },
    ]
    for (const answer of impossible) {
      expect((await refusal(respond(test, attemptId, ordinal, answer))).code).toBe('CONFLICT')
    }
    expect(dump(test)).toEqual(before)
  })

  it('refuses a question or an attempt that does not exist', async () => {
    const attemptId = await startMini(test)
    const { exam } = test.client
    const calls = [
      () => respond(test, attemptId, 10, null),
      () => respond(test, 99, 0, null),
      () => exam.pulse({ attemptId, position: 10 }),
      () => exam.pulse({ attemptId: 99, position: 0 }),
      () => exam.sit({ attemptId: 99 }),
      () => exam.submit({ attemptId: 99 }),
      () => exam.report({ attemptId: 99 }),
      () => exam.remove({ attemptId: 99 }),
    ]
    for (const call of calls) expect((await refusal(call())).code).toBe('NOT_FOUND')
  })

  it('is over once the attempt was submitted', async () => {
    const attemptId = await sitThrough(1)
    const before = dump(test)
    const { exam } = test.client
    const calls = [
      () => respond(test, attemptId, 0, null),
      () => exam.pulse({ attemptId, position: 0 }),
      () => exam.sit({ attemptId }),
      () => exam.submit({ attemptId }),
    ]
    for (const call of calls) expect((await refusal(call())).code).toBe('CONFLICT')
    expect(dump(test)).toEqual(before)
  })
})

describe('the report', () => {
  it('counts right answers of scored items only, by domain, with the key of every question', async () => {
    const attemptId = await startMini(test)
    const sitting = await test.client.exam.sit({ attemptId })
    await answerAll(test, sitting, 6)
    const summary = await test.client.exam.submit({ attemptId })
    const report = await test.client.exam.report({ attemptId })
    const right = report.items.filter((item) => item.scored && item.ordinal < 6).length
    expect(report.items.map((item) => item.right)).toEqual(sitting.items.map((item) => item.ordinal < 6))
    expect(report.items.filter((item) => item.scored)).toHaveLength(8)
    expect(report.total).toMatchObject({ right, of: 8 })
    expect(report.passed).toBe(right / 8 >= 0.7)
    expect(report.domains.map((domain) => domain.estimate.of)).toEqual([5, 3])
    expect(report.domains.reduce((sum, domain) => sum + domain.estimate.right, 0)).toBe(right)
    expect(summary).toEqual(report.attempt)
    expect(summary).toMatchObject({ state: 'submitted', right, scored: 8, answered: 10, timedOut: false })
    for (const item of report.items) expect(item.key.answer).toEqual(normal(rightAnswer(item.question)))
    expect((await test.client.app.today()).latestAttempt).toMatchObject({ attemptId, right, scored: 8 })
    expect((await readStatistics(test)).loss.exams).toMatchObject([{ right, scored: 8 }])
  })

  it('is not there while the attempt runs', async () => {
    const attemptId = await startMini(test)
    expect(await refusal(test.client.exam.report({ attemptId }))).toMatchObject({
      code: 'CONFLICT',
      data: { id: attemptId },
    })
  })

  it('shows what was asked, whatever happens to the notes later', async () => {
    const attemptId = await startMini(test)
    await answerAll(test, await test.client.exam.sit({ attemptId }))
    const running = (await test.client.exam.sit({ attemptId })).items
    const [first, second] = dump(test).attempt_item as { note_id: number }[]
    const yaml = 'kind: basic\nfront: changed\nback: changed\n'
    await test.client.notes.update({ noteId: first?.note_id ?? 0, note: { yaml } })
    await test.client.notes.remove({ noteId: second?.note_id ?? 0 })
    expect((await test.client.exam.sit({ attemptId })).items).toEqual(running)
    await test.client.exam.submit({ attemptId })
    const report = await test.client.exam.report({ attemptId })
    expect(report.items.map((item) => item.question)).toEqual(running.map((item) => item.question))
    expect(report.total).toMatchObject({ right: 8, of: 8 })
    expect(report.items[0]?.noteId).toBe(first?.note_id)
    expect(report.items[1]?.noteId).toBeNull()
  })

  it('can be deleted and come back; a running attempt can not', async () => {
    const attemptId = await startMini(test)
    expect((await refusal(test.client.exam.remove({ attemptId }))).code).toBe('CONFLICT')
    await test.client.exam.submit({ attemptId })
    const report = await test.client.exam.report({ attemptId })
    expect(await test.client.exam.remove({ attemptId })).toEqual({ undo: 'Delete MINI-01 mock exam 1' })
    expect(await test.client.exam.attempts()).toEqual([])
    expect((await refusal(test.client.exam.report({ attemptId }))).code).toBe('NOT_FOUND')
    await test.client.history.undo()
    expect(await test.client.exam.report({ attemptId })).toEqual(report)
  })

  it('counts an unanswered question as wrong', async () => {
    const attemptId = await startMini(test)
    const { items } = await test.client.exam.sit({ attemptId })
    await respond(test, attemptId, 0, wrongAnswer(questionAt({ items }, 0)))
    const summary = await test.client.exam.submit({ attemptId })
    expect(summary).toMatchObject({ right: 0, answered: 1 })
  })
})

/** Keys name choices in the order of the options. */
function normal(answer: ReturnType<typeof rightAnswer>): unknown {
  return answer.type === 'choices' ? { ...answer, choices: [...answer.choices].sort((a, b) => a - b) } : answer
}
