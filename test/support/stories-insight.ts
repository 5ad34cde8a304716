import type { Page } from 'playwright-core'
import fs from 'node:fs/promises'
import { expect } from 'vitest'
import { becomes, press, sees, seesHeading } from './stories.ts'

/** The sentence under the figures that says what was counted. */
export async function counts(page: Page, words: string): Promise<void> {
  await becomes(
    () => page.locator('.ins-foot').innerText(),
    (now) => expect(now).toContain(words),
  )
}

/** Chooses what is counted, from the keyboard: F, then the letters of its name. */
export async function narrows(page: Page, words: string): Promise<void> {
  await press(page, 'f')
  await page.locator('select[aria-label="What is counted"]:focus').waitFor()
  await page.keyboard.type(words)
  await press(page, 'Tab')
}

/** Saves a figure in one of its forms and gives the file's name and bytes. */
export async function savesFigure(page: Page, title: string, form: string): Promise<{ name: string; bytes: Buffer }> {
  await page.getByRole('button', { name: `Save ${title}` }).focus()
  await press(page, 'Enter')
  const item = page.getByRole('menuitem', { name: form })
  await item.waitFor()
  const [download] = await Promise.all([page.waitForEvent('download'), item.press('Enter')])
  return { name: download.suggestedFilename(), bytes: await fs.readFile(await download.path()) }
}

/** Opens Insight, and sees the figures of all answers. */
export async function opensInsight(page: Page, answers: string): Promise<void> {
  await press(page, 'ControlOrMeta+5')
  await seesHeading(page, 'Insight')
  await counts(page, answers)
}

/** Reads the bars of a figure one by one with the arrows. */
export async function readsBars(page: Page, figure: string, words: RegExp): Promise<void> {
  await page.getByRole('group', { name: figure }).focus()
  await press(page, 'End')
  await sees(page, words)
}
