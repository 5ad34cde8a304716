import Database from 'better-sqlite3'
import fs from 'node:fs'
import path from 'node:path'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { openStage, type Stage } from '../support/browser.ts'
import { httpClient, type HttpClient } from '../support/http.ts'
import { goTo, press, sees, seesHeading } from '../support/stories.ts'
import {
  answerByKeys,
  answeredSoFar,
  answerUntil,
  endExam,
  kindShown,
  KINDS,
  looksAtReview,
  nextQuestion,
  questionNumber,
  readsReport,
  startExam,
  usesTools,
  type ShownKind,
} from '../support/stories-exam.ts'
import { builtinFolder } from '../support/stories-folders.ts'

let stage: Stage
const client = (): HttpClient => httpClient(stage.host().url)

beforeAll(async () => {
  stage = await openStage({ dataDir: await builtinFolder() })
  await seesHeading(stage.page, 'Today')
})
afterEach(() => expect(stage.watch.take()).toEqual([]))
afterAll(() => stage.close())

/** The attempt as the host has it. */
async function sitting() {
  const [attempt] = await client().exam.attempts()
  return client().exam.sit({ attemptId: attempt?.attemptId ?? 0 })
}

/** Goes on until a question with one right option is on screen: a second choice would take B, and with it its strike. */
async function toOptions(kinds: Set<ShownKind>): Promise<void> {
  while ((await kindShown(stage.page)) !== 'Multiple choice') {
    kinds.add(await answerByKeys(stage.page))
    await nextQuestion(stage.page)
  }
}

describe('a mock exam', () => {
  it('is sat by keyboard alone, outlives a kill, and ends in its report', async () => {
    const { page } = stage
    await startExam(page)
    const kinds = new Set<ShownKind>()
    await toOptions(kinds)
    const tooled = await questionNumber(page)
    await usesTools(page)
    for (const kind of await answerUntil(page, 20)) kinds.add(kind)
    await expect.poll(async () => (await sitting()).position).toBe(19)
    const before = await sitting()

    await stage.kill()
    await sees(page, /does not answer/)
    await stage.restart()
    await page.getByText(/is waiting/).waitFor()
    await press(page, 'e')
    await expect.poll(() => questionNumber(page)).toBe(20)
    await expect.poll(() => answeredSoFar(page)).toBe(19)
    expect(
      (await sitting()).items.map(({ response: { answer, flagged, struck } }) => ({ answer, flagged, struck })),
    ).toEqual(before.items.map(({ response: { answer, flagged, struck } }) => ({ answer, flagged, struck })))
    for (let back = 20; back > tooled; back--) await press(page, 'Alt+p')
    await page.getByRole('button', { name: 'Flagged', pressed: true }).waitFor()
    await expect.poll(() => page.locator('.opt.out').count()).toBe(1)

    await page.reload()
    await expect.poll(() => questionNumber(page)).toBe(tooled)
    await press(page, 'Alt+u')
    await expect.poll(() => questionNumber(page)).toBe(20)
    for (const kind of await answerUntil(page, 64)) kinds.add(kind)
    expect([...kinds].sort()).toEqual(KINDS)
    await looksAtReview(page, [64, 65], [tooled])
    await press(page, 'Alt+e')
    await page.getByRole('dialog').getByText('2 questions have no answer').waitFor()
    await press(page, 'Enter')
    await page.getByRole('dialog').waitFor({ state: 'detached' })
    await press(page, 'Alt+u')
    await expect.poll(() => questionNumber(page)).toBe(64)
    await answerByKeys(page)
    await nextQuestion(page)
    await answerByKeys(page)
    await press(page, 'Alt+n')
    await seesHeading(page, 'Every question has an answer')
    await endExam(page, 'Every question has an answer.')
  })

  it('is scored on fifty questions, by domain, with reasons', async () => {
    const [attempt] = await client().exam.attempts()
    const report = await client().exam.report({ attemptId: attempt?.attemptId ?? 0 })
    expect(report.total.of).toBe(50)
    expect(report.domains).toHaveLength(5)
    await readsReport(stage.page, {
      right: report.total.right,
      domains: report.domains.map(({ title, estimate }) => ({ title, right: estimate.right, of: estimate.of })),
    })
  })

  it('ends by itself when its time is over', async () => {
    const { attemptId } = await client().exam.start({ blueprintId: 'aif-c01', extraMinutes: 0 })
    await stage.kill()
    const file = fs.readdirSync(stage.dataDir).find((name) => name.endsWith('.db')) ?? ''
    const database = new Database(path.join(stage.dataDir, file))
    database.prepare('UPDATE attempt SET limit_ms = spent_ms + 2500 WHERE id = ?').run(attemptId)
    database.close()
    await stage.restart()
    await goTo(stage.page, `/exams/${attemptId}`)
    await answerByKeys(stage.page)
    await stage.page.getByRole('button', { name: 'Go through the answers' }).waitFor()
    await sees(stage.page, /time ran out/)
    const summary = (await client().exam.attempts()).find((one) => one.attemptId === attemptId)
    expect(summary).toMatchObject({ state: 'submitted', timedOut: true, answered: 1 })
  })
})
