import { goTo, seesHeading } from './stories.ts'
import type { ViewState } from './stories-view.ts'

/** What there is to see after an exam, besides its report. */
export const AFTERWARDS: readonly ViewState[] = [
  {
    name: 'exam-history',
    open: async (page) => {
      await goTo(page, '/exams/history')
      await page.locator('.hy-charts').waitFor()
    },
  },
  {
    name: 'exam-compare',
    open: async (page) => {
      await page.keyboard.press('c')
      await seesHeading(page, 'Two attempts')
      await page.getByText('All scored questions').waitFor()
    },
  },
  {
    name: 'exam-whole',
    open: async (page) => {
      await goTo(page, '/exams/history')
      await page.locator('.hy-past tbody a').first().waitFor()
      await page.locator('.hy-past tbody a').first().press('Enter')
      await page.locator('.rp-top').waitFor()
      await page.keyboard.press('w')
      await page.locator('.wr-item').last().waitFor()
    },
  },
  {
    name: 'exam-readiness',
    open: async (page) => {
      await goTo(page, '/readiness')
      await page.locator('.rd-method').waitFor()
      await page.keyboard.press('w')
      await page.locator('.rd-method ul').waitFor()
    },
  },
]
