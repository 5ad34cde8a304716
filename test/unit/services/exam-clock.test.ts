import Database from 'better-sqlite3'
import path from 'node:path'
import { setTimeout } from 'node:timers/promises'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { makeApp, reopen, type TestApp } from '../../support/app.ts'
import { miniExam } from '../../support/decks.ts'
import { questionAt, respond, rightAnswer, startMini } from '../../support/sitting.ts'
import { HOUR, MINUTE, refusal } from '../../support/study.ts'

const decks = miniExam()
const LIMIT = 10 * MINUTE
let test: TestApp
let attemptId: number
beforeEach(async () => {
  test = await makeApp({ decks })
  attemptId = await startMini(test)
})
afterEach(() => test.close())

const pulse = (position = 0) => test.client.exam.pulse({ attemptId, position })

/** Time at work: a beat every two seconds. */
async function work(ms: number): Promise<void> {
  for (let left = ms; left > 0; left -= 2000) {
    test.clock.pass(Math.min(2000, left))
    await pulse()
  }
}

describe('the clock of an attempt', () => {
  it('goes with the beats, and what is left is the limit less that', async () => {
    await test.client.exam.sit({ attemptId })
    await work(30_000)
    expect((await pulse()).remainingMs).toBe(LIMIT - 30_000)
    test.clock.pass(5000)
    expect((await pulse()).remainingMs).toBe(LIMIT - 35_000)
    test.clock.pass(3000)
    expect((await respond(test, attemptId, 0, null)).remainingMs).toBe(LIMIT - 38_000)
    expect((await test.client.exam.sit({ attemptId })).remainingMs).toBe(LIMIT - 38_000)
  })

  it('does not count a gap of more than five seconds, and the report names it', async () => {
    await test.client.exam.sit({ attemptId })
    await work(10_000)
    const at = test.clock.now
    test.clock.pass(5001)
    expect((await pulse()).remainingMs).toBe(LIMIT - 10_000)
    test.clock.pass(HOUR)
    expect((await pulse()).remainingMs).toBe(LIMIT - 10_000)
    await test.client.exam.submit({ attemptId })
    const { interruptions } = await test.client.exam.report({ attemptId })
    expect(interruptions).toEqual([
      { at, gapMs: 5001 },
      { at: at + 5001, gapMs: HOUR },
    ])
  })

  it('follows the time that never jumps, not the wall clock', async () => {
    await test.client.exam.sit({ attemptId })
    test.clock.monotonic += 2000
    test.clock.now += 24 * HOUR
    expect((await pulse()).remainingMs).toBe(LIMIT - 2000)
    test.clock.monotonic += 2000
    test.clock.now -= 48 * HOUR
    expect((await pulse()).remainingMs).toBe(LIMIT - 4000)
    await test.client.exam.submit({ attemptId })
    expect((await test.client.exam.report({ attemptId })).interruptions).toEqual([])
  })

  it('neither loses nor gains time by a restart', async () => {
    await test.client.exam.sit({ attemptId })
    await work(20_000)
    const stopped = test.clock.now
    test.clock.pass(3 * HOUR)
    // The monotonic clock of another process starts anywhere.
    test.clock.monotonic = 5
    test = await reopen(test, { decks })
    expect((await test.client.app.today()).runningAttempt?.remainingMs).toBe(LIMIT - 20_000)
    expect((await test.client.exam.sit({ attemptId })).remainingMs).toBe(LIMIT - 20_000)
    await work(4000)
    expect((await pulse()).remainingMs).toBe(LIMIT - 24_000)
    await test.client.exam.submit({ attemptId })
    expect((await test.client.exam.report({ attemptId })).interruptions).toEqual([{ at: stopped, gapMs: 3 * HOUR }])
  })

  it('does not start before the first question is on screen', async () => {
    test.clock.pass(HOUR)
    expect((await test.client.exam.sit({ attemptId })).remainingMs).toBe(LIMIT)
    await test.client.exam.submit({ attemptId })
    expect((await test.client.exam.report({ attemptId })).interruptions).toEqual([])
  })

  it('gives each question the time that it was on screen', async () => {
    await test.client.exam.sit({ attemptId })
    test.clock.pass(3000)
    await pulse(1)
    test.clock.pass(4000)
    await pulse(7)
    test.clock.pass(1000)
    await pulse(7)
    const { items } = await test.client.exam.sit({ attemptId })
    const spent = items.map((item) => item.response.spentMs)
    expect([spent[0], spent[1], spent[7]]).toEqual([3000, 4000, 1000])
    expect(spent.reduce((sum, ms) => sum + ms, 0)).toBe(8000)
  })

  it('counts every second once while an import holds the collection', async () => {
    const { items } = await test.client.exam.sit({ attemptId })
    const other = new Database(path.join(test.dataDir, 'collection.db'))
    other.exec('BEGIN IMMEDIATE')
    const waiting: Promise<unknown>[] = []
    for (let beats = 0; beats < 4; beats += 1) {
      test.clock.pass(2000)
      waiting.push(beats === 2 ? respond(test, attemptId, 3, rightAnswer(questionAt({ items }, 3))) : pulse())
      await setTimeout(10)
    }
    other.exec('ROLLBACK')
    other.close()
    await Promise.all(waiting)
    const { remainingMs, items: after } = await test.client.exam.sit({ attemptId })
    expect(remainingMs).toBe(LIMIT - 8000)
    expect(after[3]?.response.answer).not.toBeNull()
    await test.client.exam.submit({ attemptId })
    expect((await test.client.exam.report({ attemptId })).interruptions).toEqual([])
  })

  it('has the extra minutes that were given', async () => {
    await test.client.exam.submit({ attemptId })
    const longer = await startMini(test, 2, 30)
    expect(await test.client.exam.sit({ attemptId: longer })).toMatchObject({ limitMs: 40 * MINUTE })
  })
})

describe('when time is up', () => {
  beforeEach(async () => {
    await test.client.exam.sit({ attemptId })
    await work(LIMIT - 1000)
  })

  it('a beat submits the attempt, and says so', async () => {
    test.clock.pass(2000)
    expect(await pulse()).toMatchObject({ state: 'submitted', remainingMs: 0 })
    const [attempt] = await test.client.exam.attempts()
    expect(attempt).toMatchObject({ state: 'submitted', timedOut: true, spentMs: LIMIT, right: 0 })
    expect((await test.client.exam.report({ attemptId })).items).toHaveLength(10)
  })

  it('a window that counted down to it may end the attempt first', async () => {
    test.clock.pass(1000)
    const summary = await test.client.exam.submit({ attemptId })
    expect(summary).toMatchObject({ state: 'submitted', timedOut: true, spentMs: LIMIT })
  })

  it('an answer given in the last moment still counts', async () => {
    const { items } = await test.client.exam.sit({ attemptId })
    test.clock.pass(2000)
    const saved = await respond(test, attemptId, 0, rightAnswer(questionAt({ items }, 0)))
    expect(saved.state).toBe('submitted')
    expect((await test.client.exam.report({ attemptId })).items[0]).toMatchObject({ right: true })
    expect((await refusal(respond(test, attemptId, 1, null))).code).toBe('CONFLICT')
  })

  it('while nobody was looking: opening the attempt submits it, with what was answered', async () => {
    const { items } = await test.client.exam.sit({ attemptId })
    await respond(test, attemptId, 0, rightAnswer(questionAt({ items }, 0)))
    // The process died between the last beat and the submission.
    test.app.context.collection.transact(null, (writes) =>
      writes.attempts.pulse(attemptId, { position: 0, addMs: 1000, onOrdinal: 0 }),
    )
    test = await reopen(test, { decks })
    const refused = await refusal(test.client.exam.sit({ attemptId }))
    expect(refused).toMatchObject({ code: 'CONFLICT', data: { id: attemptId } })
    const report = await test.client.exam.report({ attemptId })
    expect(report.attempt).toMatchObject({ state: 'submitted', timedOut: true })
    expect(report.items[0]?.right).toBe(true)
  })
})
