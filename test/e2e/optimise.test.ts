import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { axeFindings } from '../support/browser-axe.ts'
import { layoutFaults } from '../support/browser-focus.ts'
import { openStage, type Stage } from '../support/browser.ts'
import { makeLearnt } from '../support/learnt.ts'
import { becomes, goTo, press, sees, seesHeading, seesNotice, shows } from '../support/stories.ts'
import { makeFolder } from '../support/stories-folders.ts'
import { settled } from '../support/stories-views.ts'

let stage: Stage

beforeAll(async () => {
  const dataDir = await makeFolder(async (test) => {
    test.clock.now = Date.now() - 3_600_000
    await makeLearnt(test, 'Networks', 200, 120)
    await makeLearnt(test, 'Losses', 150, 120)
    const deckId = test.app.context.collection.decks.byPath('Losses')?.id ?? 0
    const { presetId } = await test.client.presets.create({ name: 'Slow', copyOf: null })
    await test.client.presets.assign({ deckId, presetId, subdecks: false })
  })
  stage = await openStage({ dataDir, builtin: false })
  await stage.page.emulateMedia({ reducedMotion: 'reduce' })
  await seesHeading(stage.page, 'Today')
})
afterEach(() => expect(stage.watch.take()).toEqual([]))
afterAll(() => stage.close())

async function isSound(): Promise<void> {
  await settled(stage.page)
  expect(await axeFindings(stage.page)).toEqual([])
  expect(await layoutFaults(stage.page)).toEqual([])
}

describe('a schedule for one’s own memory', () => {
  it('is offered on Today in a line, gone for the day when put off, and begun by a key', async () => {
    const { page } = stage
    const line = page.getByRole('region', { name: 'Schedule' })
    await line.getByText('Schedule of Default').waitFor()
    await isSound()
    await press(page, 'Shift+F')
    await line.getByText('Schedule of Slow').waitFor()
    await line.getByText(/^[\d,]+ reviews are enough to fit it to your memory$/).waitFor()
    await press(page, 'f')
    await seesHeading(page, 'Options of Losses')
    await shows(page, '.fits', /Your reviews are forecast .* better/)
    await page.getByRole('button', { name: 'Leave it' }).click()
    await page.reload()
    await seesHeading(page, 'Options of Losses')
    await page.getByRole('button', { name: 'Compare' }).waitFor()
    expect(await page.locator('.fits').count()).toBe(0)
    await goTo(page, '/today')
    await page.locator('.today-tree').waitFor()
    await becomes(
      () => line.count(),
      (found) => expect(found).toBe(0),
    )
  })

  it('is fitted to the reviews by a key, taken when it forecasts better, and taken back', async () => {
    const { page } = stage
    await goTo(page, '/decks/1/options')
    await seesHeading(page, 'Options of Networks')
    await sees(page, 'reviews are enough to fit it to your memory')
    await press(page, 'f')
    await shows(page, '.fits', /Your reviews are forecast .* better/)
    await isSound()
    await page.getByRole('button', { name: 'Use it', exact: true }).click()
    await seesNotice(page, 'Done: Fit Default to my reviews.')
    await sees(page, 'The schedule follows weights of its own.')
    await press(page, 'u')
    await sees(page, 'The schedule follows the average of many learners.')
  })

  it('moves due dates after a look at the next 30 days, without a wall', async () => {
    const { page } = stage
    await page.getByLabel('Desired retention', { exact: true }).fill('96')
    await press(page, 'Enter')
    await page.getByRole('button', { name: 'Look' }).click()
    const dialog = page.locator('.dialog')
    await dialog.getByText('would come sooner').waitFor()
    await dialog.getByRole('img').waitFor()
    await settled(page)
    expect(await axeFindings(page)).toEqual([])
    await dialog.getByRole('button', { name: 'Move due dates' }).click()
    await seesNotice(page, 'Done: Reschedule cards of Default.')
    await press(page, 'u')
  })

  it('is explained in a review and beside the list of cards', async () => {
    const { page } = stage
    await goTo(page, '/review/1')
    await page.locator('.rv[data-card-id]').waitFor()
    await press(page, 'Space')
    await page.locator('.rv-foot.back').waitFor()
    await press(page, 'w')
    await shows(page, '.why-note', /What each rating would do/)
    await isSound()
    await goTo(page, '/browse')
    await page.locator('.insp-why .unfold').waitFor()
    await press(page, 'w')
    await shows(page, '.insp .why-note', /Stability/)
    await isSound()
  })
})
