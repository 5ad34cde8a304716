import type { Page } from 'playwright-core'
import { expect } from 'vitest'
import { becomes, press, sees, seesHeading, shows } from './stories.ts'

const NUMBERS = ['none', 'one', 'two', 'three', 'four', 'five', 'six', 'seven', 'eight']
const LETTERS = ['a', 'b', 'c', 'd', 'e', 'f']

export const KINDS = ['Matching', 'Multiple choice', 'Multiple response', 'Ordering'] as const
export type ShownKind = (typeof KINDS)[number]

/** Starts a mock exam from wherever the navigation is, by keys. */
export async function startExam(page: Page): Promise<void> {
  await press(page, 'ControlOrMeta+3')
  await page.getByRole('button', { name: 'Start a mock exam' }).waitFor()
  await press(page, 's')
  await page.getByRole('button', { name: 'Start the exam' }).waitFor()
  await press(page, 's')
  await page.locator('.ex').waitFor()
}

/** Number of the question on screen, from 1. */
export async function questionNumber(page: Page): Promise<number> {
  return Number(await page.locator('.ex-strip').getAttribute('aria-valuenow'))
}

/** How many questions are answered, as the strip says it. */
export async function answeredSoFar(page: Page): Promise<number> {
  const words = (await page.locator('.ex-strip').getAttribute('aria-valuetext')) ?? ''
  return Number(/(\d+) of \d+ answered/.exec(words)?.[1] ?? Number.NaN)
}

/** Kind of the question on screen. */
export async function kindShown(page: Page): Promise<ShownKind> {
  const words = await page.locator('.ex-tools h1').innerText()
  const kind = KINDS.find((one) => words.includes(one))
  if (!kind) throw new Error(`no kind in "${words}"`)
  return kind
}

async function answerChoices(page: Page): Promise<void> {
  const ask = await page.locator('.question .pick').innerText()
  const choose = NUMBERS.findIndex((word) => new RegExp(`Choose ${word}`, 'i').test(ask))
  await press(page, ...LETTERS.slice(0, choose))
  await becomes(
    () => page.locator('.opt.on').count(),
    (now) => expect(now).toBe(choose),
  )
}

async function answerOrder(page: Page): Promise<void> {
  const [, choose = 0] = (await page.locator('.ord h2 span').allInnerTexts()).map((text) =>
    Number(text.split(' of ').at(-1)),
  )
  await press(page, 'ArrowDown', ...Array.from({ length: choose }, () => 'Enter'))
  await shows(page, '.ord section:last-child h2', `${choose} of ${choose}`)
}

async function answerPairs(page: Page): Promise<void> {
  const lists = await page.locator('.match select').count()
  for (let list = 0; list < lists; list++) {
    const one = page.locator('.match select').nth(list)
    while (!(await one.evaluate((element) => element === document.activeElement))) await press(page, 'Tab')
    await press(page, 'ArrowDown')
    await becomes(
      () => one.inputValue(),
      (now) => expect(now).not.toBe('Choose'),
    )
  }
}

/** Answers the question on screen completely, by the keys of its kind, and gives the kind. */
export async function answerByKeys(page: Page): Promise<ShownKind> {
  const kind = await kindShown(page)
  if (kind === 'Ordering') await answerOrder(page)
  else if (kind === 'Matching') await answerPairs(page)
  else await answerChoices(page)
  return kind
}

/** To the next question, by keys; after the last one comes the review screen. */
export async function nextQuestion(page: Page): Promise<void> {
  const number = await questionNumber(page)
  await press(page, 'Alt+n')
  await page
    .locator(`.ex-strip[aria-valuenow="${number + 1}"], .grid65`)
    .first()
    .waitFor()
}

/** Answers question after question until the one with the given number is on screen; the kinds that were met. */
export async function answerUntil(page: Page, number: number): Promise<Set<ShownKind>> {
  const kinds = new Set<ShownKind>()
  while ((await questionNumber(page)) < number) {
    kinds.add(await answerByKeys(page))
    await nextQuestion(page)
  }
  return kinds
}

/** Flags the question on screen, strikes out its option B where there are options, hides and shows the clock. */
export async function usesTools(page: Page): Promise<void> {
  // Where there are six options, F chooses the last one.
  const six = (await page.locator('.opt').count()) > 5
  await press(page, six ? 'Alt+f' : 'f')
  await page.getByRole('button', { name: 'Flagged', pressed: true }).waitFor()
  await press(page, 'Shift+B')
  await page.locator('.opt.out').getByText('struck out').waitFor({ state: 'attached' })
  await press(page, 't')
  await sees(page, 'Clock hidden')
  await press(page, 't')
  await page.getByRole('timer').waitFor()
}

/** Numbers of the questions that the review screen shows. */
export function cells(page: Page): Promise<number[]> {
  return page.locator('.grid65 .g').evaluateAll((all) => all.map((one) => Number(one.getAttribute('data-question'))))
}

/** The review screen with its filters, for an exam in which these questions are open and flagged. */
export async function looksAtReview(page: Page, open: readonly number[], flagged: readonly number[]): Promise<void> {
  await press(page, 'Alt+r', '2')
  await becomes(
    () => cells(page),
    (now) => expect(now).toEqual(open),
  )
  await press(page, '3')
  await becomes(
    () => cells(page),
    (now) => expect(now).toEqual(flagged),
  )
  await press(page, '4')
  await becomes(
    () => cells(page),
    (now) => expect(now).not.toEqual(flagged),
  )
  await expect.poll(() => cells(page)).toHaveLength(65 - open.length)
  await press(page, '1')
  await becomes(
    () => cells(page),
    (now) => expect(now).toHaveLength(65),
  )
}

/** Ends the exam; the dialog must say this about what is open. */
export async function endExam(page: Page, about: string | RegExp): Promise<void> {
  await press(page, 'Alt+e')
  await page.getByRole('dialog').getByText(about).waitFor()
  const end = page.getByRole('dialog').getByRole('button', { name: 'End exam' })
  while (!(await end.evaluate((one) => one === document.activeElement))) await press(page, 'Tab')
  await press(page, 'Enter')
  await page.getByRole('button', { name: 'Go through the answers' }).waitFor()
}

export interface Expected {
  readonly right: number
  readonly domains: readonly { readonly title: string; readonly right: number; readonly of: number }[]
}

/** The report: the score of the scored questions, every domain, and the answers with their reasons. */
export async function readsReport(page: Page, expected: Expected): Promise<void> {
  await shows(page, '.rp-top .fig', `${expected.right} of 50`)
  const rows = await page.locator('.rp-domains tbody tr').allInnerTexts()
  expect(rows).toHaveLength(expected.domains.length)
  for (const [index, { title, right, of }] of expected.domains.entries()) {
    expect(rows[index]).toContain(title)
    expect(rows[index]?.replace(/\s+/g, ' ')).toContain(`${right} of ${of}`)
  }
  await press(page, 'g')
  await seesHeading(page, /^Question \d+ of 65$/)
  await press(page, 'm')
  const first = Number(/\d+/.exec(await page.locator('.wk-line h1').innerText())?.[0])
  await press(page, ...Array.from({ length: first - 1 }, () => 'k'))
  const reasons = new Set<string>()
  for (let number = 1; number <= 65; number++) {
    await seesHeading(page, `Question ${number} of 65`)
    reasons.add(await page.locator('.wk-col .after').innerText())
    await press(page, 'j')
  }
  expect(reasons.size).toBe(65)
}
