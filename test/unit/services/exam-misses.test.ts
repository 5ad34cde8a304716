import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { makeApp, type TestApp } from '../../support/app.ts'
import { miniExam } from '../../support/decks.ts'
import { answerAll, startMini } from '../../support/sitting.ts'

const decks = miniExam()
let test: TestApp
beforeEach(async () => {
  test = await makeApp({ decks })
})
afterEach(() => test.close())

describe('what was missed in an exam', () => {
  it('comes back in the reviews, and only that', async () => {
    expect((await test.client.review.next({ deckId: null })).counts.new).toBe(0)
    const attemptId = await startMini(test)
    await answerAll(test, await test.client.exam.sit({ attemptId }), 6)
    await test.client.exam.submit({ attemptId })
    const report = await test.client.exam.report({ attemptId })
    expect(report.items.map((item) => item.inReviews)).toEqual(report.items.map((item) => !item.right))
    const step = await test.client.review.next({ deckId: null })
    expect(step.counts.new).toBe(4)
    expect(step.card?.face.type).toBe('question')
    expect(report.items.filter((item) => !item.right).map((item) => item.guid)).toContain(step.card?.guid)
  })

  it('can be taken out of the reviews again, while the attempt stays', async () => {
    const attemptId = await startMini(test)
    await test.client.exam.submit({ attemptId })
    expect(await test.client.history.undo()).toEqual({ name: 'Add missed questions to reviews' })
    expect((await test.client.review.next({ deckId: null })).counts.new).toBe(0)
    expect((await test.client.exam.report({ attemptId })).attempt.state).toBe('submitted')
  })
})
