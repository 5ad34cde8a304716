import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { openStage, type Stage } from '../support/browser.ts'
import { basics } from '../support/decks.ts'
import { httpClient } from '../support/http.ts'
import { clipboard, press, sees, seesHeading, seesNotice, shows, tabTo } from '../support/stories.ts'
import { makeFolder } from '../support/stories-folders.ts'

let stage: Stage

beforeAll(async () => {
  const dataDir = await makeFolder((test) => test.addNotes('Secret deck', basics(30, 'secret')))
  stage = await openStage({ dataDir, builtin: false })
  await seesHeading(stage.page, 'Today')
})
afterEach(() => expect(stage.watch.take()).toEqual([]))
afterAll(() => stage.close())

async function openSettings(): Promise<void> {
  await press(stage.page, 'ControlOrMeta+6')
  await seesHeading(stage.page, 'Settings')
  await stage.page.getByRole('button', { name: 'All settings' }).press('Enter')
  await stage.page.getByRole('heading', { name: 'Keys' }).waitFor()
}

/** Chooses another entry of a strip by holding an arrow, as with any radio group. */
async function choose(strip: string, arrow: 'ArrowLeft' | 'ArrowRight', name: string): Promise<void> {
  const { page } = stage
  await tabTo(page, `[aria-label="${strip}"] [role="radio"]`)
  await page.keyboard.down(arrow)
  await page.getByRole('radiogroup', { name: strip }).getByRole('radio', { name, checked: true }).waitFor()
  await page.keyboard.up(arrow)
}

const look = () =>
  stage.page.evaluate(() => ({
    dark: document.documentElement.classList.contains('dark'),
    size: Number.parseFloat(getComputedStyle(document.documentElement).fontSize),
  }))

/** The settings as the host has them. */
const kept = async () => (await httpClient(stage.host().url).app.hello()).settings

describe('settings', () => {
  it('change the look at once and for the next start', async () => {
    const { page } = stage
    expect(await look()).toEqual({ dark: false, size: 16 })
    await openSettings()
    await choose('Theme', 'ArrowLeft', 'Dark')
    await choose('Text size', 'ArrowRight', '115 %')
    await expect.poll(look).toEqual({ dark: true, size: 18.4 })
    await expect.poll(kept).toMatchObject({ theme: 'dark', textSize: 1.15 })
    await page.reload()
    await seesHeading(page, 'Settings')
    expect(await look()).toEqual({ dark: true, size: 18.4 })
    await choose('Text size', 'ArrowLeft', '100 %')
    await choose('Theme', 'ArrowLeft', 'Light')
    await expect.poll(look).toEqual({ dark: false, size: 16 })
  })

  it('give an action another key, and switch keys of one character off', async () => {
    const { page } = stage
    await page.getByText('Everywhere').press('Enter')
    await page.getByRole('button', { name: 'Change the key for New card' }).press('Enter')
    await page.getByRole('button', { name: 'Press a key' }).press('z')
    await page.getByRole('button', { name: 'Default key for New card' }).waitFor()
    await press(page, 'z')
    await seesHeading(page, 'New card')
    await press(page, 'Escape')
    await page.getByRole('dialog').waitFor({ state: 'detached' })
    await page.getByRole('switch', { name: 'Keys of a single character' }).press('Space')
    await page.getByRole('switch', { name: 'Keys of a single character', checked: false }).waitFor()
    await press(page, 'ControlOrMeta+1')
    await seesHeading(page, 'Today')
    await press(page, 'z', 'n', 'r', 'i')
    await seesHeading(page, 'Today')
    expect(await page.getByRole('dialog').count()).toBe(0)
    await openSettings()
    await page.getByRole('switch', { name: 'Keys of a single character' }).press('Space')
    await page.getByRole('switch', { name: 'Keys of a single character', checked: true }).waitFor()
  })

  it("of the day and its limits change today's numbers", async () => {
    const { page } = stage
    await press(page, 'ControlOrMeta+1')
    await seesHeading(page, /^20 cards in today/)
    const today = await page.locator('.head').innerText()
    await openSettings()
    await page.getByLabel('New cards a day').fill('7')
    await press(page, 'Enter')
    await sees(page, 'Saved')
    await tabTo(page, 'select')
    await page.keyboard.type('23:00')
    await press(page, 'ControlOrMeta+1')
    await seesHeading(page, /^7 cards in today/)
    await expect.poll(() => page.locator('.head').innerText()).not.toBe(today)
  })
})

describe('reports', () => {
  it('copy the facts about the program without a word of a card', async () => {
    const { page } = stage
    await openSettings()
    await page.getByRole('link', { name: 'Version, licenses and diagnostics' }).press('Enter')
    await seesHeading(page, 'About')
    await shows(page, '.folder', stage.dataDir)
    await sees(page, /\d+ parts by other people/)
    await page.getByRole('button', { name: 'Copy diagnostics' }).press('Enter')
    await seesNotice(page, /They hold no card text/)
    const text = await clipboard(page)
    expect(JSON.parse(text)).toMatchObject({ host: 'loopback', collection: { notes: 30 } })
    expect(text).not.toMatch(/secret/i)
  })

  it('name the card that something is wrong with', async () => {
    const { page } = stage
    await press(page, 'ControlOrMeta+1', 'r')
    await page.locator('[data-testid="card-prompt"]').waitFor()
    await press(page, 'Shift+W')
    await seesNotice(page, /on the clipboard/)
    const [, guid] = /^Note: (\S+) \(basic\)$/m.exec(await clipboard(page)) ?? []
    expect(guid).toMatch(/secret-\d+/)
  })
})
