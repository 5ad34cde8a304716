import { afterEach, describe, expect, it } from 'vitest'
import { openStage, type Stage } from '../support/browser.ts'
import { goTo, press, sees, seesHeading, seesNotice, shows } from '../support/stories.ts'
import { plainFolder } from '../support/stories-folders.ts'
import { cardOnScreen, countsLeft, rate } from '../support/stories-review.ts'

let stage: Stage | undefined

afterEach(async () => {
  expect(stage?.watch.take() ?? []).toEqual([])
  await stage?.close()
  stage = undefined
})

describe('study of chosen cards', () => {
  it('crams by keyboard, goes on after a kill, is undone, and leaves the day as it was', async () => {
    stage = await openStage({ dataDir: await plainFolder(3), builtin: false })
    const { page, kill, restart } = stage
    await seesHeading(page, /^3 cards in today/)
    await press(page, 'Shift+S')
    await shows(page, '.study-said', '3 cards.')
    await press(page, 'Control+Enter')
    await page.locator('[data-testid="card-prompt"]').waitFor()
    await expect.poll(() => countsLeft(page)).toEqual([3, 0, 0])
    const place = await page.locator('[data-testid="card-prompt"]').boundingBox()
    expect(place?.y).toBeLessThan(100)
    await press(page, 'Space')
    await shows(page, '.rb.good .iv', 'known')
    await rate(page, '2')
    const next = await cardOnScreen(page)
    await kill()
    await page.getByRole('alert').getByText('Epoch has stopped').waitFor()
    await restart()
    await goTo(page, '/today')
    await sees(page, '2 of 3 cards left')
    await press(page, 'g')
    await page.locator('[data-testid="card-prompt"]').waitFor()
    await expect.poll(() => cardOnScreen(page)).toBe(next)
    await press(page, 'u')
    await seesNotice(page, 'Taken back: Answer Good.')
    await page.locator('.rv-top .cnt:has-text("3")').first().waitFor()
    for (let left = 3; left > 0; left--) {
      await press(page, 'Space')
      await rate(page, '2')
    }
    await seesHeading(page, 'Cram is done')
    await press(page, 'Escape')
    await seesHeading(page, /^3 cards in today/)
    expect(await page.getByText('cards left').count()).toBe(0)
  })

  it('studies what Browse has found', async () => {
    stage = await openStage({ dataDir: await plainFolder(4), builtin: false })
    const { page } = stage
    await seesHeading(page, /^4 cards in today/)
    await goTo(page, '/browse?search=is:new')
    await page.getByRole('button', { name: 'Study these' }).click()
    await shows(page, '.study-said', '4 cards.')
    await page.getByRole('button', { name: 'Start' }).click()
    await shows(page, '.rv-top .ell', 'is:new')
  })
})

describe('a regular expression', () => {
  it('chooses what is studied, after it was looked for in the background', async () => {
    stage = await openStage({ dataDir: await plainFolder(12), builtin: false })
    const { page } = stage
    await seesHeading(page, /^12 cards in today/)
    await press(page, 'Shift+S')
    await page.getByLabel('What', { exact: true }).selectOption({ label: 'What a search finds' })
    await page.getByRole('textbox', { name: 'Search' }).fill('re:[')
    await shows(page, '.study-form .err', /./)
    await page.getByRole('textbox', { name: 'Search' }).fill('re:1[0-2]')
    await shows(page, '.study-said', '3 cards.')
    await press(page, 'Control+Enter')
    await page.locator('[data-testid="card-prompt"]').waitFor()
    await expect.poll(() => countsLeft(page)).toEqual([3, 0, 0])
  })
})

describe('the history', () => {
  it('names what was done, outlives a restart, and goes back to a point', async () => {
    stage = await openStage({ dataDir: await plainFolder(3), builtin: false })
    const { page, kill, restart } = stage
    await seesHeading(page, /^3 cards in today/)
    await press(page, 'r')
    await page.locator('[data-testid="card-prompt"]').waitFor()
    for (let card = 0; card < 2; card++) {
      await press(page, 'Space')
      await rate(page, '4')
    }
    await kill()
    await restart()
    await goTo(page, '/today')
    await shows(page, '.logline', /^2\/3/)
    await press(page, 'Shift+H')
    await page.getByRole('button', { name: /^Take back to Answer Easy: note-\d\?, 2 actions$/ }).click()
    await seesNotice(page, 'Taken back: 2 actions.')
    await page.getByRole('button', { name: /^Do again to Answer Easy: note-\d\?, 2 actions$/ }).waitFor()
    await press(page, 'Escape')
    await seesHeading(page, /^3 cards in today/)
  })
})
