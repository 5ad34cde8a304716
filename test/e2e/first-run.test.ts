import type { Browser } from 'playwright-core'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { openStage, type Stage } from '../support/browser.ts'
import { launchChromium } from '../support/chromium.ts'
import { temporaryFolder } from '../support/host.ts'
import { httpClient } from '../support/http.ts'
import { seesHeading } from '../support/stories.ts'
import { firstCardAtOnce, firstQuestions } from '../support/stories-first-run.ts'

let browser: Browser
let stage: Stage

beforeAll(async () => {
  browser = await launchChromium()
})
afterEach(async () => {
  expect(stage.watch.take()).toEqual([])
  await stage.close()
})
afterAll(() => browser.close())

/** Decks that Today lists. */
function decks(): Promise<string[]> {
  return stage.page.locator('.today-tree tbody a').allInnerTexts()
}

const hello = () => httpClient(stage.host().url).app.hello()

describe('the first start', () => {
  it('shows a card at once and asks three things, all of which can be skipped', async () => {
    stage = await openStage({ dataDir: temporaryFolder('first'), browser })
    await firstCardAtOnce(stage.page)
    await expect.poll(decks, { timeout: 15_000 }).toContain('AIF-C01')
    expect(await hello()).toMatchObject({
      settings: { firstRunDone: true, examDate: null, minutesPerDay: null, experience: null },
    })
  })

  it('keeps what was answered and asks nothing on the second start', async () => {
    stage = await openStage({ dataDir: temporaryFolder('first'), browser })
    const exam = new Date(Date.now() + 30 * 86_400_000).toISOString().slice(0, 10)
    await firstQuestions(stage.page, exam)
    await seesHeading(stage.page, /cards in today/)
    await expect.poll(decks, { timeout: 15_000 }).toEqual(expect.arrayContaining(['AIF-C01', 'Exam questions']))
    const listed = await decks()
    await expect.poll(async () => (await hello()).settings.firstRunDone).toBe(true)
    await stage.kill()
    await stage.restart()
    await seesHeading(stage.page, /cards in today/)
    expect(await decks()).toEqual(listed)
    expect(await stage.page.getByRole('dialog').count()).toBe(0)
    await stage.page.getByText('Exam in 30 days').waitFor()
    expect(await hello()).toMatchObject({
      settings: { examDate: exam, minutesPerDay: 20, experience: 'new' },
    })
  })
})
