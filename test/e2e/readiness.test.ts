import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { openStage, type Stage } from '../support/browser.ts'
import { axeFindings } from '../support/browser-axe.ts'
import { httpClient } from '../support/http.ts'
import { goTo, press, sees, seesHeading } from '../support/stories.ts'
import { viewsFolder } from '../support/stories-views.ts'

let stage: Stage
beforeAll(async () => {
  stage = await openStage({ dataDir: await viewsFolder(12, 3) })
  await seesHeading(stage.page, 'Today')
})
afterEach(() => expect(stage.watch.take()).toEqual([]))
afterAll(() => stage.close())

const hash = () => stage.page.evaluate(() => window.location.hash)

describe('after some exams', () => {
  it('Today says in a line how ready one is, and leads to what it rests on and what to study next', async () => {
    const { page } = stage
    await page
      .getByRole('region', { name: 'Readiness' })
      .getByText(/chance of at least 35 of 50 right/)
      .waitFor()
    await press(page, 'Shift+R')
    await seesHeading(page, 'Readiness')
    const line = await httpClient(stage.host().url).readiness.line()
    await page
      .getByText(`${Math.round((line?.share.value ?? 0) * 100)} %`)
      .first()
      .waitFor()
    await sees(page, /A model’s estimate/)
    await press(page, 'w')
    await sees(page, /half of that after 21 days/)
    await press(page, 'Enter')
    await expect.poll(hash).toMatch(/quiz=aif-c01&objective=/)
  })

  it('the history shows them all, and two side by side', async () => {
    const { page } = stage
    await goTo(page, '/exams')
    await page.locator('.ex-past').waitFor()
    await press(page, 'h')
    await seesHeading(page, 'Exams over time')
    await expect.poll(() => page.locator('.hy-past tbody tr').count()).toBe(3)
    await press(page, 'c')
    await seesHeading(page, 'Two attempts')
    await sees(page, 'All scored questions')
    expect(await axeFindings(page)).toEqual([])
  })

  it('a report is saved as a table, and printed with every question on white paper', async () => {
    const { page } = stage
    await goTo(page, '/exams/history')
    await page.locator('.hy-past tbody a').first().press('Enter')
    await page.locator('.rp-top').waitFor()
    const [download] = await Promise.all([page.waitForEvent('download'), press(page, 'c')])
    expect(download.suggestedFilename()).toMatch(/^aif-c01-mock-exam-\d-\d{4}-\d\d-\d\d\.csv$/)
    await press(page, 'w')
    await expect.poll(() => page.locator('.wr-item').count()).toBe(65)
    await page.emulateMedia({ colorScheme: 'dark', media: 'print' })
    const paper = await page.evaluate(() => getComputedStyle(document.documentElement).getPropertyValue('--ink').trim())
    expect(paper).toBe('#171d19')
    expect(await page.locator('.side').isVisible()).toBe(false)
    expect((await page.pdf({ format: 'A4' })).length).toBeGreaterThan(50_000)
    await page.emulateMedia({ colorScheme: 'light', media: null })
  })
})
