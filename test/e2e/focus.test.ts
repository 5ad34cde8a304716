import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openStage, type Stage } from '../support/browser.ts'
import { becomes, goTo, press, seesHeading, seesNotice } from '../support/stories.ts'
import { viewsFolder } from '../support/stories-views.ts'

let stage: Stage
beforeAll(async () => {
  stage = await openStage({ dataDir: await viewsFolder(4, 2), builtin: true })
})
afterAll(() => stage.close())

/** Waits until the focus is on what bears this name or these words. */
async function focusIsOn(page: Page, words: string | RegExp): Promise<void> {
  const read = () =>
    page.evaluate(() => {
      const at = document.activeElement
      if (!(at instanceof HTMLElement) || at === document.body) return ''
      return (at.getAttribute('aria-label') ?? at.innerText).trim()
    })
  await becomes(read, (now) => expect(now).toMatch(words))
}

describe('the focus', () => {
  it('goes to what stands in the place of a row that was deleted, and stays where it is when the row comes back', async () => {
    const { page } = stage
    await goTo(page, '/exams')
    await seesHeading(page, 'Exams')
    await page.getByRole('button', { name: /^Delete .* mock exam 2/ }).press('Enter')
    await seesNotice(page, /mock exam 2 is deleted/)
    await focusIsOn(page, /mock exam 1$/)
    await press(page, 'u')
    await page.getByRole('link', { name: /mock exam 2$/ }).waitFor()
    await focusIsOn(page, /mock exam 1$/)
  })

  it('goes to the next thing on the page when a button was for once only', async () => {
    const { page } = stage
    await goTo(page, '/today')
    await seesHeading(page, 'Today')
    await page.getByRole('button', { name: 'Don’t explain' }).press('Enter')
    await page.getByRole('button', { name: 'Don’t explain' }).waitFor({ state: 'detached' })
    await focusIsOn(page, /reviewing/)
    expect(stage.watch.take()).toEqual([])
  })
})
