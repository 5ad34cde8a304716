import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { openStage, type Stage } from '../support/browser.ts'
import { basics } from '../support/decks.ts'
import { goTo, press, sees, seesHeading, seesNotice, shows, tabTo } from '../support/stories.ts'
import { settled } from '../support/stories-views.ts'
import { makeFolder } from '../support/stories-folders.ts'

let stage: Stage

beforeAll(async () => {
  const dataDir = await makeFolder((test) => {
    test.addNotes('Networks', basics(8, 'layer'))
    test.addNotes('Networks::Deep', basics(8, 'deep'))
    return Promise.resolve()
  })
  stage = await openStage({ dataDir, builtin: false })
  await seesHeading(stage.page, 'Today')
})
afterEach(() => expect(stage.watch.take()).toEqual([]))
afterAll(() => stage.close())

describe('the options of a deck', () => {
  it('are opened, copied to a preset of its own and changed by keys; the session follows at once', async () => {
    const { page } = stage
    await press(page, 'ControlOrMeta+2')
    await page.locator('.deck-tree tr.sel').waitFor()
    await press(page, 'o')
    await seesHeading(page, 'Options of Networks')
    await press(page, 'c')
    await page.getByLabel('Name').waitFor()
    await page.keyboard.type('Three a day')
    await press(page, 'Enter')
    await seesNotice(page, 'Created Three a day for this deck.')
    await shows(page, 'main', /Three a day/)
    await settled(page)
    await tabTo(page, '[aria-label="New cards a day"]')
    await press(page, 'ControlOrMeta+a')
    await page.keyboard.type('3')
    await press(page, 'Enter')
    await page.getByLabel('New cards a day: back to the default, 20').waitFor()
    await press(page, 'Escape')
    await seesHeading(page, 'Decks')
    await shows(page, '.deck-tree tr.sel td:nth-child(2)', /^3$/)
    await press(page, 'Enter')
    await shows(page, '.rv-top .right', /3/)
    await press(page, 'Escape')
  })

  it('for today only raise the limit until tomorrow', async () => {
    const { page } = stage
    await goTo(page, '/decks/1/options')
    await seesHeading(page, 'Options of Networks')
    await page.getByLabel('New cards today').fill('5')
    await press(page, 'Enter')
    await page.getByRole('button', { name: 'As on other days' }).waitFor()
    await goTo(page, '/review/1')
    await shows(page, '.rv-top .right', /5/)
  })
})

describe('the schedule of a card', () => {
  it('is set by hand in a review, with its undo', async () => {
    const { page } = stage
    await goTo(page, '/review/1')
    const card = page.locator('.rv[data-card-id]')
    await card.waitFor()
    const before = await card.getAttribute('data-card-id')
    await press(page, 'd')
    await page.getByLabel('Days from today').waitFor()
    await press(page, 'ControlOrMeta+a')
    await page.keyboard.type('soon')
    await press(page, 'Enter')
    await sees(page, /Write days from today/)
    await press(page, 'ControlOrMeta+a')
    await page.keyboard.type('3-7')
    await press(page, 'Enter')
    await seesNotice(page, /The due date is set/)
    await expect.poll(() => card.getAttribute('data-card-id')).not.toBe(before)
    await press(page, 'u')
    await seesNotice(page, 'Taken back: Set due date of card.')
  })
})
