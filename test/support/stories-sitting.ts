import type { Page } from 'playwright-core'
import { goTo, press, seesHeading } from './stories.ts'
import { answerByKeys, KINDS, kindShown, nextQuestion, questionNumber, type ShownKind } from './stories-exam.ts'
import { view, type ViewState } from './stories-view.ts'

async function toKind(page: Page, kind: ShownKind): Promise<void> {
  const number = await questionNumber(page)
  for (let step = 0; (await kindShown(page)) !== kind; step++) {
    if (step > 65) throw new Error(`no question of the kind ${kind} after ${number}`)
    await nextQuestion(page)
  }
}

/** The page of exams, once it knows which there are. */
async function exams(page: Page): Promise<void> {
  await view(page, '/exams', 'Exams')
  await page.getByRole('button', { name: 'Start a mock exam' }).waitFor()
}

/** A second window, which shows the exam that is sat in this one. */
async function anotherWindow(page: Page): Promise<Page> {
  const token = await page.evaluate(() => sessionStorage.getItem('epoch.token'))
  const { origin, hash } = new URL(page.url())
  const other = await page.context().newPage()
  await other.goto(`${origin}/#token=${token}`)
  await seesHeading(other, 'Today')
  await goTo(other, hash.slice(1))
  await seesHeading(other, /is open in another window/)
  return other
}

/** An exam from its start page to its report. */
export const SITTING: readonly ViewState[] = [
  { name: 'exams', open: exams },
  {
    name: 'exam-rules',
    open: async (page) => {
      await press(page, 's')
      await page.getByRole('button', { name: 'Start the exam' }).waitFor()
    },
  },
  {
    name: 'exam-question',
    open: async (page) => {
      await press(page, 's')
      await page.locator('.ex').waitFor()
      for (let count = 0; count < 12; count++) {
        if (count % 4 === 1) await press(page, 'Alt+f')
        else await answerByKeys(page)
        await nextQuestion(page)
      }
      await toKind(page, 'Multiple choice')
      await press(page, 'b', 'Shift+D')
    },
  },
  ...KINDS.filter((kind) => kind !== 'Multiple choice').map((kind) => ({
    name: `exam-${kind.toLowerCase().replace(' ', '-')}`,
    open: async (page: Page) => {
      await page.locator('.ex-strip').focus()
      await press(page, 'Home')
      await toKind(page, kind)
      if ((await page.locator('.ex-strip').getAttribute('aria-valuetext'))?.includes('no answer'))
        await answerByKeys(page)
    },
  })),
  {
    name: 'exam-pad',
    open: async (page) => {
      await press(page, 'g', 's')
      await page.getByLabel('Scratch pad', { exact: true }).fill('A = batch, C = real time')
    },
  },
  {
    name: 'exam-review',
    open: async (page) => {
      await press(page, 'Escape', 'Alt+r')
      await page.locator('.grid65').waitFor()
    },
  },
  {
    name: 'exam-end',
    open: async (page) => {
      await press(page, 'Alt+e')
      await page.getByRole('dialog').waitFor()
    },
  },
  {
    name: 'exam-elsewhere',
    open: async (page) => {
      const other = await anotherWindow(page)
      await press(other, 'w')
      await other.locator('.ex-strip').waitFor()
      await seesHeading(page, /is open in another window/)
      await goTo(other, '/today')
      await seesHeading(other, 'Today')
      await other.close()
    },
  },
  { name: 'today-exam', open: (page) => view(page, '/today', 'Today') },
  {
    name: 'exams-running',
    open: async (page) => {
      await view(page, '/exams', 'Exams')
      await page.locator('.ex-running').waitFor()
    },
  },
  {
    name: 'exam-report',
    open: async (page) => {
      await page.locator('.ex-past a').first().press('Enter')
      await page.locator('.rp-top').waitFor()
    },
  },
  {
    name: 'exam-answers',
    open: async (page) => {
      await press(page, 'g')
      await page.locator('.wk-col').waitFor()
    },
  },
]

/** Ends the attempt on screen. */
async function endAttempt(page: Page, name: string): Promise<void> {
  await press(page, 'Alt+e')
  await page.getByRole('dialog').getByRole('button', { name }).press('Enter')
  await page.locator('.rp-top').waitFor()
}

/** Practice and quick quiz. */
export const LESSONS: readonly ViewState[] = [
  {
    name: 'exam-practice-rules',
    open: async (page) => {
      await view(page, '/exams', 'Exams')
      await page.getByRole('button', { name: 'Continue' }).press('Enter')
      await page.locator('.ex').waitFor()
      await endAttempt(page, 'End exam')
      await exams(page)
      await press(page, 'p')
      await page.getByRole('button', { name: 'Start the practice' }).waitFor()
    },
  },
  {
    name: 'exam-practice',
    open: async (page) => {
      await press(page, 's')
      await page.locator('.ex').waitFor()
      await toKind(page, 'Multiple response')
      await answerByKeys(page)
    },
  },
  {
    name: 'exam-feedback',
    open: async (page) => {
      await press(page, 'Enter')
      await page.locator('[data-verdict]').waitFor()
    },
  },
  {
    name: 'exam-paused',
    open: async (page) => {
      await press(page, 'p')
      await seesHeading(page, 'Paused')
    },
  },
  {
    name: 'exam-quiz',
    open: async (page) => {
      await endAttempt(page, 'End practice')
      await exams(page)
      await press(page, 'q')
      await page.getByText(/questions fit/).waitFor()
    },
  },
]
