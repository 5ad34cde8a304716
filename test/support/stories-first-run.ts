import type { Page } from 'playwright-core'
import { expect } from 'vitest'
import { press, seesHeading, tabTo } from './stories.ts'

const PROMPT = '[data-testid="card-prompt"]'

async function welcome(page: Page): Promise<string> {
  await seesHeading(page, 'Welcome to Epoch')
  const front = page.getByRole('dialog').locator('.face-front')
  await front.waitFor()
  return (await front.textContent()) ?? ''
}

/** The first start on an empty folder, all three questions skipped: the card that is shown is the first to be asked. */
export async function firstCardAtOnce(page: Page): Promise<void> {
  const shown = await welcome(page)
  await press(page, 'Enter')
  await page.locator(PROMPT).waitFor()
  await expect.poll(() => page.locator(`${PROMPT} .rt`).first().textContent()).toBe(shown)
  await press(page, 'Escape')
  await seesHeading(page, 'Today')
}

/** The first start with all three questions answered, by keyboard alone; `date` as YYYY-MM-DD. */
export async function firstQuestions(page: Page, date: string): Promise<void> {
  await welcome(page)
  await tabTo(page, 'input[type="date"]')
  // In which order day, month and year are typed is the browser's affair.
  await page.locator('input[type="date"]:focus').fill(date)
  await tabTo(page, '[role="radio"]')
  await press(page, 'Space')
  // A radio group chooses while the arrow is held.
  await page.keyboard.down('ArrowRight')
  await page.getByRole('radio', { name: '20', checked: true }).waitFor()
  await page.keyboard.up('ArrowRight')
  await tabTo(page, '[aria-label="How well do you know AI on AWS?"] [role="radio"]')
  await press(page, 'Space')
  await tabTo(page, '.first-go .btn.quiet')
  await press(page, 'Enter')
  await seesHeading(page, 'Today')
  await page.getByRole('dialog').waitFor({ state: 'detached' })
}
