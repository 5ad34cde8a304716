import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { makeApp, reopen, type TestApp } from '../../support/app.ts'
import { miniExam } from '../../support/decks.ts'
import { questionAt, rightAnswer, startMini, wrongAnswer, type Sitting } from '../../support/sitting.ts'
import { MINUTE, refusal } from '../../support/study.ts'

const decks = miniExam()
const LIMIT = 10 * MINUTE
let test: TestApp
let attemptId: number
beforeEach(async () => {
  test = await makeApp({ decks })
  attemptId = await startMini(test)
})
afterEach(() => test.close())

const exam = () => test.client.exam
const sit = (window: string, take?: boolean) => exam().sit({ attemptId, window, take })
const pulse = (window: string, position = 0, watch?: boolean) => exam().pulse({ attemptId, window, position, watch })
function give(window: string, sitting: Sitting, ordinal: number, right = true) {
  const question = questionAt(sitting, ordinal)
  const answer = right ? rightAnswer(question) : wrongAnswer(question)
  return exam().respond({ attemptId, window, ordinal, answer, flagged: false, struck: [] })
}
/** The windows beat in turn every two seconds, each where it stands. */
async function together(ms: number, beats: readonly (() => Promise<unknown>)[]): Promise<void> {
  for (let left = ms; left > 0; left -= 2000) {
    test.clock.pass(2000)
    for (const beat of beats) await beat()
  }
}

describe('an attempt that is open in two windows', () => {
  it('is held by the first; the second sees it, is told, and moves neither clock nor place', async () => {
    const first = await sit('one')
    expect(first.elsewhere).toBe(false)
    await give('one', first, 3)
    const second = await sit('two')
    expect(second).toMatchObject({ elsewhere: true, position: 3, remainingMs: LIMIT })
    expect(second.items[3]?.response.answer).toEqual(rightAnswer(questionAt(first, 3)))
    await together(20_000, [() => pulse('one', 3), () => pulse('two', 9, true), () => pulse('two', 9)])
    expect(await pulse('one', 3)).toMatchObject({ state: 'running', remainingMs: LIMIT - 20_000 })
    expect(await pulse('two', 9)).toMatchObject({ state: 'elsewhere', remainingMs: LIMIT - 20_000 })
    const { items, position } = await sit('one')
    expect(position).toBe(3)
    expect(items.map(({ response }) => response.spentMs)).toEqual([0, 0, 0, 20_000, 0, 0, 0, 0, 0, 0])
  })

  it('is taken over when the second asks for it, with everything that was given, and time counts once', async () => {
    const first = await sit('one')
    await give('one', first, 0)
    test.clock.pass(1500)
    const second = await sit('two', true)
    expect(second).toMatchObject({ elsewhere: false, remainingMs: LIMIT - 1500 })
    expect(second.items[0]?.response.answer).not.toBeNull()
    await together(10_000, [() => pulse('one', 0), () => pulse('two', 5)])
    expect(await pulse('one', 0)).toMatchObject({ state: 'elsewhere', remainingMs: LIMIT - 11_500 })
    expect(await sit('two')).toMatchObject({ position: 5, elsewhere: false })
    expect((await sit('one', true)).elsewhere).toBe(false)
    expect((await pulse('two', 5)).state).toBe('elsewhere')
    await exam().submit({ attemptId })
    expect((await exam().report({ attemptId })).interruptions).toEqual([])
  })

  it('loses no answer that was on its way when it was taken over, and the holder is told to look again', async () => {
    const first = await sit('one')
    const second = await sit('two', true)
    await give('two', second, 1)
    expect(await give('one', first, 0)).toMatchObject({ state: 'elsewhere' })
    expect(await exam().scratch({ attemptId, window: 'one', text: 'late' })).toMatchObject({ state: 'elsewhere' })
    expect(await pulse('two', 1)).toMatchObject({ state: 'running', stale: true })
    expect((await pulse('two', 1)).stale).toBeUndefined()
    const now = await sit('two')
    expect(now).toMatchObject({ scratch: 'late', position: 1 })
    expect(now.items.slice(0, 2).map(({ response }) => response.answer)).toEqual(
      [0, 1].map((ordinal) => rightAnswer(questionAt(first, ordinal))),
    )
  })

  it('is free at once when its window is left, and after fifteen seconds when the window died', async () => {
    await sit('one')
    await exam().leave({ attemptId, window: 'one' })
    expect((await sit('two')).elsewhere).toBe(false)
    await exam().leave({ attemptId, window: 'one' })
    expect((await sit('three')).elsewhere).toBe(true)
    test.clock.pass(15_000)
    expect((await sit('three')).elsewhere).toBe(true)
    test.clock.pass(1)
    expect((await sit('three')).elsewhere).toBe(false)
    expect((await pulse('two')).state).toBe('elsewhere')
  })

  it('keeps the question that was on screen when its window is left, unless another window holds it', async () => {
    await sit('one')
    await exam().leave({ attemptId, window: 'one', position: 4 })
    expect(await sit('two')).toMatchObject({ elsewhere: false, position: 4 })
    await exam().leave({ attemptId, window: 'one', position: 2 })
    expect(await sit('two')).toMatchObject({ position: 4 })
    await exam().submit({ attemptId })
    expect(await exam().leave({ attemptId, window: 'two', position: 1 })).toEqual({})
  })

  it('is not taken by a window that only looks on, even when it is free', async () => {
    await sit('one')
    await exam().leave({ attemptId, window: 'one' })
    test.clock.pass(2000)
    expect(await pulse('two', 0, true)).toMatchObject({ state: 'elsewhere', remainingMs: LIMIT })
    test.clock.pass(60_000)
    expect(await pulse('two', 0, true)).toMatchObject({ state: 'elsewhere', remainingMs: LIMIT })
    expect((await sit('two')).elsewhere).toBe(false)
  })

  it('is gone on with by the window that had it when Epoch was started again', async () => {
    await sit('one')
    test = await reopen(test, { decks })
    expect((await pulse('one')).state).toBe('running')
    expect((await sit('two')).elsewhere).toBe(true)
  })

  it('tells a window that looks on when it is over', async () => {
    await sit('one')
    await sit('two')
    await exam().submit({ attemptId })
    expect(await refusal(pulse('two', 0, true))).toMatchObject({ code: 'CONFLICT', data: { id: attemptId } })
  })
})
