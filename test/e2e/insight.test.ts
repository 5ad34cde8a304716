import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { openStage, type Stage } from '../support/browser.ts'
import { basics } from '../support/decks.ts'
import { press, sees } from '../support/stories.ts'
import { makeFolder } from '../support/stories-folders.ts'
import { counts, narrows, opensInsight, readsBars, savesFigure } from '../support/stories-insight.ts'
import { rateNext, studyAll } from '../support/study.ts'

const PNG = [0x89, 0x50, 0x4e, 0x47]

let stage: Stage

beforeAll(async () => {
  const dataDir = await makeFolder(async (test) => {
    test.addNotes('Networks', basics(3, 'layer'))
    test.addNotes('Verbs', basics(2, 'verb'))
    await rateNext(test, 1)
    await studyAll(test, 4)
  })
  stage = await openStage({ dataDir, builtin: false })
})
afterEach(() => expect(stage.watch.take()).toEqual([]))
afterAll(() => stage.close())

describe('insight', () => {
  it('counts all cards, a deck and a search', async () => {
    const { page } = stage
    await opensInsight(page, 'Counted from 6 answers.')
    await readsBars(page, 'Reviews by day', /: 6 answers/)
    await narrows(page, 'Deck Verbs')
    await counts(page, 'Counted from 2 answers.')
    await narrows(page, 'What a search finds')
    await page.getByRole('searchbox', { name: 'Search' }).fill('deck:Networks')
    await press(page, 'Enter')
    await counts(page, 'Counted from 4 answers.')
    await page.getByRole('searchbox', { name: 'Search' }).fill('(deck:Networks')
    await press(page, 'Enter')
    await page.locator('.ins-problem').waitFor()
    await page.getByRole('searchbox', { name: 'Search' }).fill('deck:Networks')
    await press(page, 'Enter', 'Tab')
    await narrows(page, 'All cards')
    await counts(page, 'Counted from 6 answers.')
  })

  it('saves a figure as picture, drawing and numbers', async () => {
    const { page } = stage
    const picture = await savesFigure(page, 'Reviews', 'Picture')
    expect(picture.name).toMatch(/^epoch-reviews-\d{4}-\d\d-\d\d\.png$/)
    expect([...picture.bytes.subarray(0, 4)]).toEqual(PNG)
    expect(picture.bytes.length).toBeGreaterThan(5000)
    const drawing = (await savesFigure(page, 'Reviews', 'Drawing')).bytes.toString()
    expect(drawing).toContain('<svg')
    expect(drawing).toContain('font/woff2;base64')
    expect(drawing).not.toMatch(/var\(--|class=|<script/)
    const numbers = (await savesFigure(page, 'Reviews', 'Numbers')).bytes.toString()
    expect(numbers).toMatch(/^\uFEFFDay,mature,young,relearning,learning,crammed,all\r\n/)
    expect(numbers).toMatch(/,6\r\n/)
  })

  it('shows every figure as a table by T, and counts again', async () => {
    const { page } = stage
    await page.getByRole('menu').waitFor({ state: 'detached' })
    await press(page, 't')
    await expect.poll(() => page.locator('svg[role=img]').count()).toBe(0)
    await expect.poll(() => page.locator('.chart-table').count()).toBeGreaterThan(9)
    await press(page, 'Shift+C')
    await sees(page, 'All figures were right.')
  })
})
