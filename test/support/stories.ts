import type { Page } from 'playwright-core'
import { expect } from 'vitest'

/** Presses keys one after the other, as a person without a mouse does. */
export async function press(page: Page, ...keys: readonly string[]): Promise<void> {
  for (const key of keys) await page.keyboard.press(key)
}

/** Waits for a heading with exactly these words. */
export async function seesHeading(page: Page, words: string | RegExp): Promise<void> {
  await page.getByRole('heading', { name: words, exact: true }).waitFor()
}

/** Waits until these words stand in the page. */
export async function sees(page: Page, words: string | RegExp): Promise<void> {
  await page.getByText(words).first().waitFor()
}

/** Waits for a notice at the foot of the page. */
export async function seesNotice(page: Page, words: string | RegExp): Promise<void> {
  await page.locator('.notice').getByText(words).waitFor()
}

const PATIENCE_MS = 10_000
const LOOK_MS = 25

/** Reads again and again until the check passes; throws what the check threw when patience is over. */
export async function becomes<T>(read: () => Promise<T>, check: (value: T) => void): Promise<void> {
  for (const until = Date.now() + PATIENCE_MS; ;) {
    const value = await read()
    try {
      return check(value)
    } catch (error) {
      if (Date.now() > until) throw error
    }
    await new Promise((resolve) => setTimeout(resolve, LOOK_MS))
  }
}

/** Waits until a locator shows these words. */
export async function shows(page: Page, selector: string, words: string | RegExp): Promise<void> {
  await becomes(
    () => page.locator(selector).first().innerText(),
    (now) => expect(now).toMatch(words),
  )
}

/** Opens a view by its place in the address, without a reload. */
export async function goTo(page: Page, path: string): Promise<void> {
  await page.evaluate((hash) => (location.hash = hash), `#${path}`)
}

/** Moves the focus by Tab until it is on what the selector names; throws when a whole round does not meet it. */
export async function tabTo(page: Page, selector: string, most = 120): Promise<void> {
  for (let step = 0; step < most; step++) {
    await page.keyboard.press('Tab')
    const there = await page.evaluate((wanted) => document.activeElement?.matches(wanted) === true, selector)
    if (there) return
  }
  throw new Error(`Tab does not reach ${selector}`)
}

/** Words in the clipboard. */
export function clipboard(page: Page): Promise<string> {
  return page.evaluate(() => navigator.clipboard.readText())
}
