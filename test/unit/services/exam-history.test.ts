import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { makeApp, type TestApp } from '../../support/app.ts'
import { choice, deckText, miniExam } from '../../support/decks.ts'
import { answerAll, questionAt, respond, rightAnswer, startMini, wrongAnswer } from '../../support/sitting.ts'
import { refusal } from '../../support/study.ts'

const decks = miniExam()
let test: TestApp
beforeEach(async () => {
  test = await makeApp({ decks })
})
afterEach(() => test.close())

async function sit(seed: number, rightBelow: number): Promise<number> {
  const attemptId = await startMini(test, seed)
  await answerAll(test, await test.client.exam.sit({ attemptId }), rightBelow)
  test.clock.pass(60_000)
  await test.client.exam.submit({ attemptId })
  return attemptId
}

describe('the report', () => {
  it('shows what was asked then, although the question was edited or deleted since', async () => {
    const attemptId = await sit(1, 0)
    const before = await test.client.exam.report({ attemptId })
    expect(before.items.map((item) => item.since)).toEqual(before.items.map(() => 'same'))
    const place = before.items.findIndex((item) => item.question.kind === 'multiple-choice')
    const gone = place === 0 ? 1 : 0
    const [edited, deleted] = [before.items[place], before.items[gone]]
    const file = { id: 'mini/questions', deck: 'Mini::Exam questions' }
    const note = { ...choice(edited?.guid.split('/').at(-1) ?? '', edited?.objective ?? ''), stem: 'Changed?' }
    test.importText('newer.yaml', deckText({ ...file, notes: [note] }))
    await test.client.notes.remove({ noteId: deleted?.noteId ?? 0 })
    const after = await test.client.exam.report({ attemptId })
    expect(after.items[place]).toEqual({ ...edited, since: 'edited' })
    expect(after.items[gone]).toEqual({ ...deleted, since: 'deleted', noteId: null, inReviews: false })
  })

  it('tells changes of answer, tasks, pace and what was seen before', async () => {
    const first = await sit(1, 10)
    const { attemptId } = await test.client.exam.start({ blueprintId: 'mini', extraMinutes: 0, again: first })
    const sitting = await test.client.exam.sit({ attemptId })
    const [one, two, three] = [0, 1, 2].map((ordinal) => questionAt(sitting, ordinal))
    if (!one || !two || !three) throw new Error('there are ten questions')
    await respond(test, attemptId, 0, wrongAnswer(one))
    await respond(test, attemptId, 0, rightAnswer(one))
    await respond(test, attemptId, 1, rightAnswer(two))
    await respond(test, attemptId, 1, wrongAnswer(two))
    test.clock.pass(2000)
    await respond(test, attemptId, 2, rightAnswer(three))
    await test.client.exam.submit({ attemptId })
    const report = await test.client.exam.report({ attemptId })
    expect(report.changes).toEqual({ wrongToRight: 1, rightToWrong: 1, wrongToWrong: 0, back: 0 })
    expect(report.items[0]?.replaced).toMatchObject([{ answer: wrongAnswer(one), right: false }])
    expect(report.items[0]).toMatchObject({ seenBefore: true, task: '1.1', objectiveLabel: expect.any(String) })
    expect(report.tasks.map(({ id }) => id)).toEqual(['1.1', '2.1'])
    expect(report.tasks.reduce((sum, task) => sum + task.estimate.of, 0)).toBe(8)
    expect(report.pace.notSeen).toBe(7)
    expect((await test.client.exam.report({ attemptId: first })).items.some((item) => item.seenBefore)).toBe(false)
    expect(report.again).toBeGreaterThan(0)
  })

  it('comes as CSV with formulas defused, and as JSON with everything', async () => {
    const bad = { ...choice('evil', '1.1.1'), stem: '=HYPERLINK("https://example.org","a, b")' }
    const fresh = await makeApp({ decks: miniExam(3) })
    fresh.importText('evil.yaml', deckText({ id: 'e', deck: 'Mini::Exam questions', notes: [bad] }))
    let found = ''
    for (let seed = 1; seed < 30 && !found.includes('HYPERLINK'); seed++) {
      const { attemptId } = await fresh.client.exam.start({ blueprintId: 'mini', seed, extraMinutes: 0 })
      await fresh.client.exam.submit({ attemptId })
      found = (await fresh.client.report.file({ attemptId, format: 'csv' })).text
    }
    expect(found).toContain(`"'=HYPERLINK(""https://example.org"",""a, b"")"`)
    expect(found).not.toMatch(/(^|[\n,])"?[=+@-]/m)
    const [attempt] = await fresh.client.exam.attempts()
    const file = await fresh.client.report.file({ attemptId: attempt?.attemptId ?? 0, format: 'json' })
    expect(JSON.parse(file.text)).toEqual({
      format: 'epoch-report/1',
      ...(await fresh.client.exam.report({ attemptId: attempt?.attemptId ?? 0 })),
    })
    await fresh.close()
  })
})

describe('the report of a quiz', () => {
  it('is set against the pace of the real exam, and foretells nothing', async () => {
    const filter = { domains: ['1'], objectives: [], kinds: [], services: [], difficulties: [], past: 'any' as const }
    const { attemptId } = await test.client.exam.startQuiz({
      filter: { blueprintId: 'mini', ...filter },
      size: 5,
      order: 'mixed',
    })
    await answerAll(test, await test.client.exam.sit({ attemptId }), 3)
    await test.client.exam.submit({ attemptId })
    const report = await test.client.exam.report({ attemptId })
    expect(report).toMatchObject({ evenPaceMs: 60_000, scaled: null, again: null, total: { right: 3, of: 5 } })
    expect(report.domains.map(({ id }) => id)).toEqual(['1'])
  })
})

describe('the history', () => {
  it('has every attempt by domain, what was missed and what was taken for what', async () => {
    await sit(1, 10)
    await sit(2, 3)
    const { attempts, objectives, confusions, blueprints } = await test.client.report.history({ blueprintId: null })
    expect(blueprints).toEqual([{ id: 'mini', code: 'MINI-01', name: 'A small exam' }])
    expect(attempts.map(({ total }) => total.right)[0]).toBe(8)
    expect(attempts[0]).toMatchObject({ mode: 'exam', passed: true, evenPaceMs: 60_000, questions: 10 })
    expect(attempts[1]?.domains.map(({ estimate }) => estimate.of)).toEqual([5, 3])
    expect(objectives.reduce((sum, one) => sum + one.missed, 0)).toBe(7)
    expect(objectives.every((one) => one.open === one.missed)).toBe(true)
    expect(confusions.find((one) => one.right === 'right')).toMatchObject({ chosen: 'wrong one' })
  })

  it('leaves deleted attempts out, and takes them back by undo', async () => {
    const attemptId = await sit(1, 5)
    await test.client.exam.remove({ attemptId })
    expect((await test.client.report.history({ blueprintId: null })).attempts).toEqual([])
    await test.client.history.undo()
    expect((await test.client.report.history({ blueprintId: 'mini' })).attempts).toHaveLength(1)
    expect((await test.client.report.history({ blueprintId: 'none' })).attempts).toEqual([])
  })

  it('compares two attempts, with the questions that were in both', async () => {
    const first = await sit(1, 4)
    const { attemptId: second } = await test.client.exam.start({ blueprintId: 'mini', extraMinutes: 0, again: first })
    await answerAll(test, await test.client.exam.sit({ attemptId: second }), 8)
    const early = await refusal(test.client.report.compare({ first, second }))
    expect(early).toMatchObject({ code: 'CONFLICT' })
    await test.client.exam.submit({ attemptId: second })
    const compared = await test.client.report.compare({ first, second })
    expect(compared.shared).toEqual({ questions: 10, bothRight: 4, learned: 4, lost: 0, bothWrong: 2 })
    expect(compared.total.value).toBeGreaterThan(0)
    expect(compared.domains).toHaveLength(2)
    expect(await refusal(test.client.report.compare({ first, second: 99 }))).toMatchObject({ code: 'NOT_FOUND' })
  })
})
