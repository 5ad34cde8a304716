import fs from 'node:fs'
import path from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { scoreAnswer } from '../../electron/core/cards/question-answer.ts'
import { viewQuestion } from '../../electron/core/cards/question.ts'
import type { ExamContent } from '../../electron/contract/content/note-content.ts'
import { readCatalogue } from '../../electron/importers/catalogue.ts'
import { importFile, type ImportedNote } from '../../electron/importers/index.ts'
import { makeApp, REAL_DECKS, reopen } from '../support/app.ts'
import { bankFolder } from '../support/bank.ts'
import { openStage, type Stage } from '../support/browser.ts'
import { miniExam } from '../support/decks.ts'
import { httpClient, type HttpClient } from '../support/http.ts'
import { questionAt, respond, rightAnswer, startMini, wrongAnswer } from '../support/sitting.ts'
import { goTo, press, sees, seesHeading } from '../support/stories.ts'
import { answerByKeys, answerUntil, endExam, questionNumber, startExam } from '../support/stories-exam.ts'
import { HOUR, refusal } from '../support/study.ts'

/** Eleven defects that people reported of other exam simulators; each test is named after one. */

let stage: Stage
const client = (): HttpClient => httpClient(stage.host().url)
const running = async () => (await client().exam.attempts()).find(({ state }) => state === 'running')

async function sitting() {
  return client().exam.sit({ attemptId: (await running())?.attemptId ?? 0 })
}

/** Ends what runs, so that the next test begins anew. */
async function endRunning(): Promise<void> {
  const attempt = await running()
  if (attempt) await client().exam.submit({ attemptId: attempt.attemptId })
}

describe('with a window', () => {
  beforeAll(async () => {
    stage = await openStage({ dataDir: await bankFolder(), builtin: false })
    await client().app.updateSettings({ firstRunDone: true })
    await stage.page.reload()
    await seesHeading(stage.page, 'Today')
  })
  afterEach(async () => {
    expect(stage.watch.take()).toEqual([])
    await goTo(stage.page, '/today')
    await seesHeading(stage.page, 'Today')
    await endRunning()
  })
  afterAll(() => stage.close())

  it('1: a reload or an exit loses the attempt', async () => {
    const { page } = stage
    await startExam(page)
    await answerUntil(page, 4)
    await expect.poll(async () => (await running())?.answered).toBe(3)
    const before = (await sitting()).items.map(({ response: { answer } }) => answer)
    await page.reload()
    await expect.poll(() => questionNumber(page)).toBe(4)
    const other = await page.context().newPage()
    await page.goto('about:blank')
    await other.goto(stage.host().url)
    await sees(other, /is waiting/)
    await press(other, 'e')
    await expect.poll(() => questionNumber(other)).toBe(4)
    expect((await sitting()).items.map(({ response: { answer } }) => answer)).toEqual(before)
    await other.close()
    await page.goto(stage.host().url)
    await seesHeading(page, 'Today')
  })

  it('2: the clock freezes or drifts when the window is hidden', async () => {
    const { attemptId } = await client().exam.start({ blueprintId: 'aif-c01', extraMinutes: 0 })
    const hidden = await stage.page.context().newPage()
    await hidden.addInitScript(hideForGood)
    await hidden.goto(stage.host().url)
    await seesHeading(hidden, 'Today')
    await goTo(hidden, `/exams/${attemptId}`)
    await hidden.locator('.ex').waitFor()
    const began = Date.now()
    await wait(7_000)
    const { remainingMs, limitMs } = await client().exam.sit({ attemptId })
    // The page's own timers would have left a gap of more than 5 s, which does not count.
    expect(limitMs - remainingMs).toBeGreaterThan(4_000)
    expect(limitMs - remainingMs).toBeLessThan(Date.now() - began + 2_000)
    await hidden.close()
    await client().exam.submit({ attemptId })
    expect((await client().exam.report({ attemptId })).interruptions).toEqual([])
  })

  it('5: attempts under 60 s are not saved, and a stale dialog greets the next one', async () => {
    const { page } = stage
    for (const name of ['first', 'second']) {
      await startExam(page)
      expect(await page.getByRole('dialog').count(), name).toBe(0)
      await answerByKeys(page)
      const { attemptId = 0 } = (await running()) ?? {}
      await endExam(page, /have no answer/)
      const saved = (await client().exam.attempts()).find((one) => one.attemptId === attemptId)
      expect(saved).toMatchObject({ state: 'submitted', answered: 1 })
      expect(saved?.spentMs).toBeLessThan(60_000)
    }
  })

  it('7: all or nothing is not explained', async () => {
    const { page } = stage
    await press(page, 'ControlOrMeta+3')
    await page.getByRole('button', { name: 'Start a mock exam' }).waitFor()
    await press(page, 's')
    await sees(page, /only a complete and exact answer counts/)
    await press(page, 's')
    await page.locator('.ex').waitFor()
    const explained: number[] = []
    const whole: number[] = []
    for (let number = 1; number <= 65 && whole.length < 3; number++) {
      await expect.poll(() => questionNumber(page)).toBe(number)
      if (!(await page.locator('.question .pick').innerText()).includes('Choose one')) whole.push(number)
      if ((await page.getByText('All or nothing from here on.').count()) > 0) explained.push(number)
      await press(page, 'Alt+n')
    }
    expect(whole.length).toBeGreaterThan(1)
    expect(explained).toEqual(whole.slice(0, 1))
  })

  it('9: there is no review of the answers', async () => {
    const { page } = stage
    await startExam(page)
    await answerUntil(page, 3)
    await endExam(page, /have no answer/)
    await press(page, 'g')
    await seesHeading(page, /^Question \d+ of 65$/)
    await page.locator('.question.after').waitFor()
  })
})

/** Runs in the page: it is hidden, and its timers of a tenth of a second and more never fire. */
function hideForGood(): void {
  Object.defineProperty(document, 'visibilityState', { get: () => 'hidden' })
  Object.defineProperty(document, 'hidden', { get: () => true })
  const { setInterval: every, setTimeout: once } = window
  const slow = (ms?: number) => (ms !== undefined && ms >= 100 ? 2 ** 30 : ms)
  window.setInterval = ((run: () => void, ms?: number) => every(run, slow(ms))) as typeof window.setInterval
  window.setTimeout = ((run: () => void, ms?: number) => once(run, slow(ms))) as typeof window.setTimeout
}

describe('on the host', () => {
  const decks = miniExam()

  it('3: sleep or a jump of the clock inflates the time or discards the attempt', async () => {
    let test = await makeApp({ decks })
    const attemptId = await startMini(test)
    const { items } = await test.client.exam.sit({ attemptId })
    await respond(test, attemptId, 0, rightAnswer(questionAt({ items }, 0)))
    test.clock.pass(9 * HOUR)
    await test.client.exam.pulse({ attemptId, position: 0 })
    test.clock.now -= 40 * HOUR
    test.clock.monotonic += 2_000
    expect((await test.client.exam.pulse({ attemptId, position: 0 })).remainingMs).toBe(598_000)
    test = await reopen(test, { decks })
    const again = await test.client.exam.sit({ attemptId })
    expect(again).toMatchObject({
      remainingMs: 598_000,
      items: [{ response: { answer: expect.anything() } }, ...items.slice(1).map(() => ({}))],
    })
    await test.close()
  })

  it('4: at zero the exam does not end, or cannot be submitted', async () => {
    const test = await makeApp({ decks })
    const attemptId = await startMini(test)
    const { items } = await test.client.exam.sit({ attemptId })
    await respond(test, attemptId, 0, rightAnswer(questionAt({ items }, 0)))
    let state = 'running'
    for (let beats = 0; beats < 200 && state === 'running'; beats++) {
      test.clock.pass(4_700)
      state = (await test.client.exam.pulse({ attemptId, position: 0 })).state
    }
    expect(state).toBe('submitted')
    expect(await test.client.exam.report({ attemptId })).toMatchObject({
      attempt: { timedOut: true, spentMs: 600_000, answered: 1 },
    })
    expect((await refusal(test.client.exam.submit({ attemptId }))).code).toBe('CONFLICT')
    await test.close()
  })

  it('6: an ordering counts as right whenever it is answered', async () => {
    const test = await makeApp({ decks })
    const attemptId = await startMini(test)
    const { items } = await test.client.exam.sit({ attemptId })
    expect(new Set(items.map(({ question }) => question.kind)).size).toBe(4)
    for (const { ordinal, question } of items) await respond(test, attemptId, ordinal, wrongAnswer(question))
    expect(await test.client.exam.submit({ attemptId })).toMatchObject({ answered: 10, right: 0 })
    await test.close()
  })
})

describe('in the built-in bank', () => {
  const folder = path.join(REAL_DECKS, 'aif-c01', 'questions')
  const byFile = new Map<string, readonly ImportedNote[]>()
  const all = () => [...byFile.values()].flat()
  const texts = ({ content }: ImportedNote) => content as ExamContent
  beforeAll(() => {
    for (const name of fs.readdirSync(folder)) {
      const read = importFile({ name, bytes: fs.readFileSync(path.join(folder, name)) })
      if (!read.ok) throw new Error(JSON.stringify(read.error))
      expect(read.value.issues).toEqual([])
      byFile.set(name, read.value.notes)
    }
  })

  it('8: a domain has one ordering question among eighty', () => {
    expect(byFile.size).toBe(5)
    for (const [name, notes] of byFile) {
      const count = notes.filter(({ content }) => content.kind === 'ordering').length
      expect(count / notes.length, name).toBeGreaterThan(0.04)
    }
  })

  it('10: questions ask for definitions, with no answer that is plausible but wrong', () => {
    const scenes = all().filter((note) => texts(note).stem.split(/\s+/).length >= 20)
    expect(scenes.length / all().length).toBeGreaterThan(0.75)
    for (const note of all()) {
      const content = texts(note)
      const wrong = 'options' in content ? content.options.filter(({ correct }) => correct !== true) : []
      if ('options' in content) expect(wrong.length, note.guid).toBeGreaterThanOrEqual(3)
      // Whoever fell for an option is told why it looked right and is not.
      for (const { reason } of wrong) expect(reason, note.guid).toBeTruthy()
    }
  })

  it('11: outdated content, wrong keys, the wrong form of exam', () => {
    const { blueprints, services } = readCatalogue(REAL_DECKS)
    const [exam] = blueprints
    expect(exam).toMatchObject({
      questions: { total: 65, scored: 50 },
      minutes: 90,
      scale: { min: 100, pass: 700, max: 1000 },
      guide: { version: '1.1' },
    })
    expect(Object.keys(exam?.kinds ?? {}).sort()).toEqual([
      'matching',
      'multiple-choice',
      'multiple-response',
      'ordering',
    ])
    const gone = services.filter(({ state }) => state === 'shutdown').map(({ name }) => name)
    for (const note of all()) {
      expect(note.verifiedOn, note.guid).not.toBeNull()
      expect(note.references, note.guid).not.toEqual([])
      const content = texts(note)
      const { key } = viewQuestion(content, 1)
      expect(scoreAnswer(key, key.answer), note.guid).toBe(true)
      const right = 'options' in content ? content.options.filter(({ correct }) => correct === true) : []
      for (const { text } of right) for (const name of gone) expect(text, note.guid).not.toContain(name)
      expect(content.stem).not.toMatch(/\bAUC\b/)
    }
  })
})
