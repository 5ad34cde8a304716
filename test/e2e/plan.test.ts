import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { openStage, type Stage } from '../support/browser.ts'
import { axeFindings } from '../support/browser-axe.ts'
import { basics } from '../support/decks.ts'
import { goTo, press, sees, seesHeading, seesNotice } from '../support/stories.ts'
import { makeFolder } from '../support/stories-folders.ts'

const DAY = 86_400_000
let stage: Stage

/** A folder with new cards, and as many that were left alone for a month. */
function folder(): Promise<string> {
  return makeFolder((test) => {
    test.addNotes('Networks', basics(120, 'layer'))
    test.addNotes('Left alone', basics(300, 'left'))
    const { db, decks } = test.app.context.collection
    db.prepare(
      `UPDATE card SET state = 2, reps = 3, stability = 4 + id % 40, difficulty = 5, scheduled_days = 9,
         due = ? - (id % 20) * ?, last_review = ? WHERE deck_id = ?`,
    ).run(test.clock.now - 5 * DAY, DAY, test.clock.now - 40 * DAY, decks.byPath('Left alone')?.id ?? 0)
    db.exec('UPDATE collection SET revision = revision + 1')
  })
}

beforeAll(async () => {
  stage = await openStage({ dataDir: await folder(), builtin: false })
  await seesHeading(stage.page, 'Today')
})
afterEach(() => expect(stage.watch.take()).toEqual([]))
afterAll(() => stage.close())

const inDays = (days: number): string => new Date(Date.now() + days * DAY).toISOString().slice(0, 10)

describe('the days ahead', () => {
  it('after a break what piled up is spread by itself, with its end, and at the pace one likes', async () => {
    const { page } = stage
    const region = page.getByRole('region', { name: 'After a break' })
    await region.getByText(/a day until \d+ \w+/).waitFor()
    await region.getByText('no new cards meanwhile').waitFor()
    await press(page, 'p')
    await seesHeading(page, 'Plan')
    await page.getByLabel('Reviews a day while catching up').fill('40')
    await press(page, 'Enter')
    await sees(page, /They are spread: 40 a day until/)
    await press(page, 'ControlOrMeta+1')
    await seesHeading(page, /^40 cards in today/)
    await press(page, 'p')
    await seesHeading(page, 'Plan')
    await page.getByRole('button', { name: 'Ask all of them' }).waitFor()
    await press(page, 's')
    await sees(page, /All that is due is asked. Spread them/)
    await seesNotice(page, 'All that is due is asked from now on.')
    await press(page, 'u')
    await seesNotice(page, 'Taken back: Ask all reviews that piled up.')
    await sees(page, /They are spread: 40 a day until/)
    await press(page, 'Shift+U')
    await sees(page, /All that is due is asked. Spread them/)
  })

  it('with the date of the exam there is a plan, with its curve, and it decides the new cards of the day', async () => {
    const { page } = stage
    await press(page, '3')
    await page.getByLabel('Date of the exam').fill(inDays(40))
    await sees(page, /Everything is learned by .* expected on the day/)
    await page.getByRole('img', { name: /^Expected recall and share learned/ }).waitFor()
    await page.getByRole('img', { name: /^Minutes a day to the exam/ }).waitFor()
    await sees(page, 'If you skip the next days')
    const perDay = await page.locator('.pl-figs .fig').first().innerText()
    expect(await axeFindings(page)).toEqual([])
    await press(page, 'ControlOrMeta+1')
    await page.getByRole('region', { name: 'Plan' }).getByText(`${perDay} new a day`).waitFor()
    await page
      .getByRole('region', { name: 'Plan' })
      .getByText(/on track/)
      .waitFor()
  })

  it('minutes bound the day when they are to', async () => {
    const { page } = stage
    await press(page, 'p')
    await seesHeading(page, 'Plan')
    await press(page, '2')
    await page.getByRole('textbox', { name: 'Minutes a day' }).fill('5')
    await press(page, 'Enter')
    await sees(page, /A review takes you about/)
    await press(page, 'ControlOrMeta+1')
    await seesHeading(page, /^\d\d cards in today/)
  })
})

describe('few settings first', () => {
  it('five stand first, a search finds the rest, and two buttons are enough', async () => {
    const { page } = stage
    await goTo(page, '/settings')
    await seesHeading(page, 'Settings')
    expect(await page.getByLabel('A study day begins at').isVisible()).toBe(false)
    await press(page, '/')
    await page.keyboard.type('study day')
    await page.getByLabel('A study day begins at').waitFor()
    expect(await page.getByRole('radiogroup', { name: 'Theme' }).isVisible()).toBe(false)
    await page.getByRole('searchbox', { name: 'Find a setting' }).fill('buttons')
    await page.getByRole('radio', { name: 'Again and Good' }).click()
    await page.getByRole('button', { name: 'Rating buttons: back to the default, all four' }).waitFor()
    expect(await axeFindings(page)).toEqual([])
    await goTo(page, '/review')
    await page.locator('[data-testid="card-prompt"]').waitFor()
    await press(page, 'Space')
    await page.locator('.rb').first().waitFor()
    await expect.poll(() => page.locator('.rb').count()).toBe(2)
    const card = page.locator('.rv[data-card-id]')
    const before = await card.getAttribute('data-card-id')
    await press(page, '2')
    await expect.poll(() => card.getAttribute('data-card-id')).not.toBe(before)
  })
})
