import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { openStage, type Stage } from '../support/browser.ts'
import { httpClient, type HttpClient } from '../support/http.ts'
import { becomes, goTo, press, sees, seesHeading, seesNotice, tabTo } from '../support/stories.ts'
import { answerByKeys, answeredSoFar, nextQuestion, questionNumber } from '../support/stories-exam.ts'
import { builtinFolder } from '../support/stories-folders.ts'
import { chooseFiles, runImport, textFile } from '../support/stories-import.ts'
import { secondExam } from '../fixtures/second-exam.ts'

let stage: Stage
const client = (): HttpClient => httpClient(stage.host().url)

beforeAll(async () => {
  stage = await openStage({ dataDir: await builtinFolder() })
  await seesHeading(stage.page, 'Today')
})
afterEach(() => expect(stage.watch.take()).toEqual([]))
afterAll(() => stage.close())

async function toExams(): Promise<void> {
  await press(stage.page, 'ControlOrMeta+3')
  await stage.page.getByRole('button', { name: 'Practice' }).first().waitFor()
}

/** Answers the question on screen, has it checked, and goes on; Enter does both. */
async function learn(): Promise<void> {
  const { page } = stage
  const number = await questionNumber(page)
  await answerByKeys(page)
  await press(page, 'ControlOrMeta+Enter')
  await page.locator('[data-verdict]:focus').waitFor()
  await expect.poll(() => page.locator('.question.after .why').count()).toBeGreaterThan(1)
  await press(page, 'Enter')
  await page
    .locator(`.ex-strip[aria-valuenow="${number + 1}"], .grid65`)
    .first()
    .waitFor()
}

async function end(name: string): Promise<void> {
  const { page } = stage
  await press(page, 'Alt+e')
  const button = page.getByRole('dialog').getByRole('button', { name })
  while (!(await button.evaluate((one) => one === document.activeElement))) await press(page, 'Tab')
  await press(page, 'Enter')
  await page.getByRole('button', { name: 'Go through the answers' }).waitFor()
}

describe('by keyboard alone', () => {
  it('a practice of 65 questions tells after each, is paused, left and gone on with, and is reported', async () => {
    const { page } = stage
    await toExams()
    await press(page, 'p')
    await page.getByRole('button', { name: 'Start the practice' }).waitFor()
    await press(page, 's')
    await page.locator('.ex').waitFor()
    for (let number = 1; number <= 5; number++) await learn()
    await press(page, 'p')
    await seesHeading(page, 'Paused')
    expect(await page.locator('.stem').count()).toBe(0)
    await page.reload()
    await seesHeading(page, 'Paused')
    await press(page, 'p')
    await expect.poll(() => questionNumber(page)).toBe(6)
    await press(page, 'Alt+p')
    await page.locator('[data-verdict]').waitFor()
    await press(page, 'Alt+n')
    await expect.poll(() => questionNumber(page)).toBe(6)
    for (let number = 6; number <= 65; number++) await learn()
    await seesHeading(page, 'Every question has an answer')
    await end('End practice')
    const [attempt] = await client().exam.attempts()
    expect(attempt).toMatchObject({ mode: 'practice', state: 'submitted', questions: 65, answered: 65 })
  })

  it('a quiz is drawn from what was chosen, with the count shown before, and ends in its report', async () => {
    const { page } = stage
    await toExams()
    await press(page, 'q')
    await page.getByText(/questions fit/).waitFor()
    const all = await page.getByText(/questions fit/).innerText()
    await tabTo(page, '.ex-checks input')
    await press(page, 'Space')
    await expect.poll(() => page.getByText(/questions fit/).innerText()).not.toBe(all)
    await sees(page, /The quiz asks 10/)
    await press(page, 's')
    await page.locator('.ex').waitFor()
    for (let number = 1; number <= 10; number++) await learn()
    await seesHeading(page, /has no answer|have no answer|Every question has an answer/)
    await end('End quiz')
    const [attempt] = await client().exam.attempts()
    const report = await client().exam.report({ attemptId: attempt?.attemptId ?? 0 })
    expect(attempt).toMatchObject({ mode: 'quiz', questions: 10 })
    expect(report.items.every(({ domain }) => domain === '1')).toBe(true)
  })

  it('a guess, words of the stem, notes and hidden figures are kept', async () => {
    const { page } = stage
    await client().exam.start({ blueprintId: 'aif-c01', extraMinutes: 0 })
    await toExams()
    await press(page, 'Enter')
    await page.locator('.ex').waitFor()
    await press(page, 'g')
    await page.getByRole('button', { name: 'A guess', pressed: true }).waitFor()
    await press(page, 'h', 'ArrowRight', 'Shift+ArrowRight', 'Enter')
    await page.getByRole('button', { name: 'Clear marks' }).waitFor()
    await press(page, 'q')
    await sees(page, 'Number hidden')
    await press(page, 's')
    await page.locator('.ex-pad textarea:focus').waitFor()
    await page.keyboard.type('look at 12 again')
    await press(page, 'Escape')
    await expect.poll(async () => (await sitting()).scratch).toBe('look at 12 again')
    const first = async () => (await sitting()).items[0]?.response
    await becomes(first, (now) => expect(now).toMatchObject({ guessed: true, highlights: [expect.anything()] }))
    await page.reload()
    await page.getByRole('button', { name: 'A guess', pressed: true }).waitFor()
    expect((await first())?.highlights).toHaveLength(1)
    expect(await page.evaluate(() => [...(CSS.highlights.get('exam-marks') ?? [])].length)).toBe(1)
    await press(page, 's')
    await expect.poll(() => page.getByLabel('Scratch pad', { exact: true }).inputValue()).toBe('look at 12 again')
    await press(page, 'Escape', 'Alt+r', '5')
    await expect.poll(() => page.locator('.grid65 .g').count()).toBe(1)
    await press(page, 'x')
    await expect.poll(() => page.evaluate(() => document.fullscreenElement !== null)).toBe(true)
    await press(page, 'x')
    await expect.poll(() => page.evaluate(() => document.fullscreenElement)).toBeNull()
    await end('End exam')
  })
})

describe('in two windows', () => {
  const elsewhere = 'This exam is open in another window'

  it('an exam is told to be open in the other, taken over with every answer, and taken back', async () => {
    const { page } = stage
    const { attemptId } = await client().exam.start({ blueprintId: 'aif-c01', extraMinutes: 0 })
    await goTo(page, `/exams/${attemptId}`)
    await page.locator('.ex-strip').waitFor()
    await answerByKeys(page)
    await nextQuestion(page)
    await keptAt(2)
    const other = await page.context().newPage()
    await other.goto(stage.host().url)
    await seesHeading(other, 'Today')
    await goTo(other, `/exams/${attemptId}`)
    await seesHeading(other, elsewhere)
    await press(other, 'w')
    await expect.poll(() => questionNumber(other)).toBe(2)
    await expect.poll(() => answeredSoFar(other)).toBe(1)
    await seesHeading(page, elsewhere)
    await answerByKeys(other)
    await nextQuestion(other)
    await keptAt(3)
    await press(page, 'w')
    await expect.poll(() => questionNumber(page)).toBe(3)
    await expect.poll(() => answeredSoFar(page)).toBe(2)
    await seesHeading(other, elsewhere)
    await other.close()
    await end('End exam')
    expect((await client().exam.report({ attemptId })).attempt.answered).toBe(2)
  })
})

/** Waits until the host was told which question is on screen, counted from 1. */
async function keptAt(number: number): Promise<void> {
  await expect.poll(async () => (await sitting()).position).toBe(number - 1)
}

async function sitting() {
  const [attempt] = await client().exam.attempts()
  return client().exam.sit({ attemptId: attempt?.attemptId ?? 0 })
}

describe('an exam of one’s own', () => {
  it('is imported with its bank, sat, and taken out', async () => {
    const { page } = stage
    await chooseFiles(page, textFile('network-exam.yaml', secondExam()))
    await page.locator('.imp-plan').waitFor()
    await runImport(page, '48 notes added')
    await toExams()
    await sees(page, 'Network basics')
    const row = page.locator('.ex-blueprint', { hasText: 'NET-02' })
    await row.getByRole('button', { name: 'Start a mock exam' }).press('Enter')
    await sees(page, /12 questions in 15 minutes/)
    await press(page, 's')
    await page.locator('.ex').waitFor()
    await sees(page, 'NET-02 mock exam 1')
    await end('End exam')
    await toExams()
    await row.getByRole('button', { name: 'Take this exam out' }).press('Enter')
    await seesNotice(page, /was taken out/)
    await row.waitFor({ state: 'detached' })
  })
})
