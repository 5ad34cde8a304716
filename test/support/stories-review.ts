import type { Page } from 'playwright-core'
import { expect } from 'vitest'
import { becomes, press, seesHeading, shows } from './stories.ts'

const PROMPT = '[data-testid="card-prompt"]'
const RATINGS = '[data-testid="ratings"]'

/** Id of the card on screen; null at the end of a session. */
export function cardOnScreen(page: Page): Promise<string | null> {
  return page.locator('.rv').getAttribute('data-card-id')
}

/** What is left, as the head of the review says it: new, being learned, to review. */
export async function countsLeft(page: Page): Promise<number[]> {
  const texts = await page.locator('.rv-top .cnt > [aria-hidden]').filter({ hasText: /\d/ }).allInnerTexts()
  return texts.map(Number)
}

/** Rates the card whose answer is shown, and waits for what comes after it. */
export async function rate(page: Page, key: '1' | '2' | '3' | '4'): Promise<void> {
  await page.locator(RATINGS).waitFor()
  const before = await page.locator('.card').getAttribute('aria-labelledby')
  expect(before).toBeNull()
  await press(page, key)
  await page.locator(`${PROMPT}:not(.past), .rv-end`).first().waitFor()
}

/** The two numbers that a computed card asks to add. */
async function drawn(page: Page): Promise<[number, number]> {
  await page.locator(PROMPT).getByText(/Add/).waitFor()
  const [a = Number.NaN, b = Number.NaN] = (await page.locator(PROMPT).innerText()).match(/\d+/g)?.map(Number) ?? []
  return [a, b]
}

async function answersTyped(page: Page): Promise<void> {
  await shows(page, PROMPT, /Which layer/)
  await expect.poll(() => countsLeft(page)).toEqual([4, 0, 0])
  await page.keyboard.type('dropuot 3')
  await press(page, 'Enter')
  await shows(page, '.verdict', 'Not right')
  await shows(page, '.diff', /You wrote\s*dropuot 3[\s\S]*Expected\s*dropout/)
  await expect.poll(() => page.locator('.diff .extra').allInnerTexts()).toContain(' 3')
  await rate(page, '1')
  await expect.poll(() => countsLeft(page)).toEqual([3, 1, 0])
}

async function answersComputed(page: Page, near: number): Promise<[number, number]> {
  const [a, b] = await drawn(page)
  await page.keyboard.type(String(a + b + near))
  await press(page, 'Enter')
  await shows(page, '.verdict', Math.abs(near) <= 0.5 ? /within ± 0.5/ : /not within ± 0.5/)
  await shows(page, '.answer', new RegExp(`${a} \\+ ${b} = ${a + b}`))
  return [a, b]
}

/** Takes the last answer back with these keys: the card is asked again, as if it had not been answered. */
async function takesBack(page: Page, keys: string, asked: string | null, left: number[]): Promise<void> {
  await expect.poll(() => cardOnScreen(page)).not.toBe(asked)
  await expect.poll(() => countsLeft(page)).not.toEqual(left)
  await press(page, keys)
  await becomes(
    () => cardOnScreen(page),
    (now) => expect(now).toBe(asked),
  )
  await expect.poll(() => countsLeft(page)).toEqual(left)
}

async function answersCloze(page: Page): Promise<void> {
  await shows(page, PROMPT, /reads and the decoder writes/)
  expect(await page.locator(PROMPT).innerText()).not.toContain('encoder')
  const asked = await cardOnScreen(page)
  const left = await countsLeft(page)
  await press(page, 'Space')
  await shows(page, PROMPT, /The encoder reads/)
  await rate(page, '4')
  await takesBack(page, 'u', asked, left)
  await press(page, 'Enter')
  await rate(page, '4')
}

async function answersPlain(page: Page): Promise<void> {
  await shows(page, PROMPT, /What does/)
  const asked = await cardOnScreen(page)
  const left = await countsLeft(page)
  await press(page, 'Space')
  await shows(page, '.answer', /One half/)
  await rate(page, '2')
  // A card with a field is next, in which U would be written.
  await shows(page, PROMPT, /Which layer/)
  await takesBack(page, 'ControlOrMeta+z', asked, left)
  await press(page, 'Space')
  await rate(page, '4')
}

/** A day's reviews from Today to the end of the session, by keyboard alone; the collection is that of `askedFolder`. */
export async function reviewsByKeyboard(page: Page): Promise<void> {
  await seesHeading(page, 'Today')
  await seesHeading(page, /^4 cards in today/)
  await press(page, 'r')
  await answersTyped(page)
  const first = await answersComputed(page, 10)
  await rate(page, '1')
  await answersCloze(page)
  await answersPlain(page)
  // What was not known comes back within the session.
  await shows(page, PROMPT, /Which layer/)
  await page.keyboard.type('Dropout')
  await press(page, 'Enter')
  await shows(page, '.verdict', /You wrote Dropout, right/)
  await rate(page, '4')
  const second = await answersComputed(page, 0.4)
  expect(second).not.toEqual(first)
  await rate(page, '4')
  await seesHeading(page, 'Everything due is done')
  await shows(page, '.rv-end', /You gave 6 answers/)
  await shows(page, '.ahead', /Tomorrow/)
  await press(page, 'Escape')
  await seesHeading(page, 'Today\u2019s pass is done')
}
