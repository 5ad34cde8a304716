import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { makeApp, type TestApp } from '../../support/app.ts'
import { basic, miniExam } from '../../support/decks.ts'
import { answerAll, questionAt, rightAnswer, startMini } from '../../support/sitting.ts'
import { refusal, studyAll } from '../../support/study.ts'

const decks = miniExam(12)
const DAY = 86_400_000
let test: TestApp
beforeEach(async () => {
  test = await makeApp({ decks })
})
afterEach(() => test.close())

/** Sits a form; right below an ordinal. Gives its id. */
async function sit(seed: number, rightBelow = Infinity, again?: number): Promise<number> {
  const given = again === undefined ? { seed } : { again }
  const { attemptId } = await test.client.exam.start({ blueprintId: 'mini', extraMinutes: 0, ...given })
  await answerAll(test, await test.client.exam.sit({ attemptId }), rightBelow)
  test.clock.pass(1000)
  await test.client.exam.submit({ attemptId })
  return attemptId
}
const readiness = () => test.client.readiness.get({ blueprintId: 'mini' })

describe('readiness', () => {
  it('says that there is too little data, and what would do', async () => {
    const none = await readiness()
    expect(none).toMatchObject({ estimate: null, needed: 6, outOf: 8, data: { answers: 0, missing: 40 } })
    await sit(1)
    expect((await readiness()).data).toMatchObject({ answers: 10, firstSeen: 10, missing: 24 })
    expect(await test.client.readiness.line()).toBeNull()
  })

  it('is there after enough unseen questions, and is the same in the line on Today', async () => {
    for (const seed of [1, 2, 3]) await sit(seed, 8)
    const view = await readiness()
    expect(view.data).toMatchObject({ answers: 30, firstSeen: 30, missing: 0 })
    expect(view.estimate?.chance.value).toBeGreaterThan(0.5)
    expect(view.estimate?.domains.map(({ id, questions }) => [id, questions])).toEqual([
      ['1', 5],
      ['2', 3],
    ])
    expect(await test.client.readiness.line()).toMatchObject({ code: 'MINI-01', chance: view.estimate?.chance })
    expect(view.next[0]?.questions).toBeGreaterThan(0)
  })

  it('counts a question that was asked again as a repeat, also after its attempt was deleted', async () => {
    const first = await sit(1)
    await sit(1, Infinity, first)
    expect((await readiness()).data).toMatchObject({ answers: 20, firstSeen: 10 })
    await test.client.exam.remove({ attemptId: first })
    expect((await readiness()).data).toMatchObject({ answers: 10, firstSeen: 0 })
  })

  it('leaves out what was never on screen in an exam that was ended early', async () => {
    const attemptId = await startMini(test, 1)
    const sitting = await test.client.exam.sit({ attemptId })
    for (const ordinal of [0, 1, 2]) {
      const answer = rightAnswer(questionAt(sitting, ordinal))
      await test.client.exam.respond({ attemptId, ordinal, answer, flagged: false, struck: [] })
    }
    await test.client.exam.submit({ attemptId })
    expect((await readiness()).data.answers).toBe(3)
  })

  it('loses weight with time, until there is too little again', async () => {
    for (const seed of [1, 2, 3, 4]) await sit(seed)
    const before = await readiness()
    test.clock.pass(60 * DAY)
    const after = await readiness()
    expect(after.data.weighted).toBeLessThan(before.data.weighted / 4)
    expect(after.estimate).toBeNull()
  })

  it('joins in the cards of the objectives, and says what leaving them alone would cost', async () => {
    for (const seed of [1, 2, 3]) await sit(seed, 7)
    const without = await readiness()
    const objectives = ['1.1.1', '1.1.2', '2.1.1', '2.1.2']
    const notes = objectives.flatMap((objective) =>
      [1, 2, 3].map((number) => ({ ...basic(`${objective}-${number}`), objective })),
    )
    test.addNotes('Cards', notes)
    expect((await readiness()).data).toMatchObject({ cards: 12, learned: 0 })
    await test.client.app.updateSettings({ newPerDay: 100 })
    await studyAll(test, 4)
    const known = await readiness()
    expect(known.data.learned).toBe(12)
    expect(known.estimate?.chance.value).toBeGreaterThan(without.estimate?.chance.value ?? 1)
    await test.client.app.updateSettings({ examDate: '2027-06-01' })
    const far = await readiness()
    expect(far).toMatchObject({ day: '2027-06-01', examDate: '2027-06-01' })
    expect(far.estimate?.leftAlone).toBeLessThan((far.estimate?.chance.value ?? 0) - 0.02)
  })

  it('forecasts today when the exam date has passed', async () => {
    await test.client.app.updateSettings({ examDate: '2026-11-01' })
    expect(await readiness()).toMatchObject({ day: '2026-11-20', daysToExam: -19 })
  })

  it('takes the exam that was sat last unless told, and refuses one that is not there', async () => {
    expect((await test.client.readiness.get({ blueprintId: null })).blueprintId).toBe('mini')
    expect(await refusal(test.client.readiness.get({ blueprintId: 'none' }))).toMatchObject({ code: 'NOT_FOUND' })
  })
})
