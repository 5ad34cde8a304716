import { afterEach, describe, expect, it } from 'vitest'
import { openStage, type Stage } from '../support/browser.ts'
import { becomes, press, seesHeading, seesNotice, shows } from '../support/stories.ts'
import { DIAGRAM } from '../support/diagram.ts'
import { askedFolder, makeFolder, plainFolder } from '../support/stories-folders.ts'
import { cardOnScreen, countsLeft, rate, reviewsByKeyboard } from '../support/stories-review.ts'

const PROMPT = '[data-testid="card-prompt"]'

let stage: Stage | undefined

async function open(dataDir: string, builtin = false): Promise<Stage> {
  stage = await openStage({ dataDir, builtin })
  return stage
}

afterEach(async () => {
  expect(stage?.watch.take() ?? []).toEqual([])
  await stage?.close()
  stage = undefined
})

describe("a day's reviews", () => {
  it('are done by keyboard alone', async () => {
    const { page } = await open(await askedFolder(), true)
    await reviewsByKeyboard(page)
  })

  it('survive a kill of the host, and go on with the next card', async () => {
    const { page, kill, restart } = await open(await plainFolder(30))
    await seesHeading(page, /^30 cards in today/)
    await press(page, 'r')
    await page.locator('[data-testid="card-prompt"]').waitFor()
    const answered: (string | null)[] = []
    for (let count = 0; count < 12; count++) {
      answered.push(await cardOnScreen(page))
      await press(page, 'Space')
      await rate(page, '4')
    }
    const next = await cardOnScreen(page)
    await kill()
    await page.getByRole('alert').getByText('Epoch has stopped').waitFor()
    await restart()
    await shows(page, '.logline', /^12\/30/)
    await press(page, 'r')
    await page.locator('[data-testid="card-prompt"]').waitFor()
    await expect.poll(() => cardOnScreen(page)).toBe(next)
    expect(answered).not.toContain(next)
    await expect.poll(() => countsLeft(page)).toEqual([18, 0, 0])
  })

  it('cover a label of a drawing where it stands, and show it with the answer', async () => {
    const { page } = await open(await makeFolder((test) => test.addNotes('Drawn', [{ id: 'neuron', ...DIAGRAM }])))
    await seesHeading(page, /^2 cards in today/)
    await press(page, 'r')
    const drawing = page.locator('[data-testid="card-prompt"]').getByRole('img')
    const cover = await drawing.locator('.diagram-cover').boundingBox()
    const asked = (await page.locator('.card').ariaSnapshot()) + (await page.content())
    expect(asked.replaceAll('data-label="weights"', '')).not.toContain('weights')
    await expect.poll(() => drawing.locator('[data-label="inputs"]').textContent()).toBe('inputs')
    await press(page, 'Space')
    await shows(page, '.answer', /weights/)
    const label = await drawing.locator('[data-label="weights"] text').boundingBox()
    if (!cover || !label) expect.fail('nothing is laid out')
    expect([cover.x < label.x, cover.y < label.y]).toEqual([true, true])
    expect(cover.x + cover.width).toBeGreaterThan(label.x + label.width)
    expect(cover.y + cover.height).toBeGreaterThan(label.y + label.height)
    expect(cover.width).toBeLessThan(label.width + 24)
  })

  it('flag, mark and put off by one key each, show what is on record, and take each back by name', async () => {
    const { page } = await open(await plainFolder(2))
    await seesHeading(page, '2 cards in today\u2019s pass')
    await press(page, 'r')
    await page.locator(PROMPT).waitFor()
    const asked = await cardOnScreen(page)
    await press(page, 'Alt+3')
    await page.getByRole('img', { name: 'Flag 3' }).waitFor()
    await press(page, 'u')
    await seesNotice(page, 'Taken back: Flag card.')
    await page.getByRole('img', { name: 'Flag 3' }).waitFor({ state: 'detached' })
    await press(page, 'Shift+U')
    await seesNotice(page, 'Done again: Flag card.')
    await page.getByRole('img', { name: 'Flag 3' }).waitFor()
    await press(page, 'm')
    await page.getByRole('img', { name: 'Marked' }).waitFor()
    await press(page, 'i')
    await seesHeading(page, 'Card info')
    await shows(page, '.card-info', /Added[\s\S]*Preset[\s\S]*Default/)
    await press(page, 'Escape')
    await page.getByRole('dialog').waitFor({ state: 'detached' })
    await press(page, 'Shift+B')
    await seesNotice(page, /^All cards of the note are buried/)
    await becomes(
      () => countsLeft(page),
      (now) => expect(now).toEqual([1, 0, 0]),
    )
    await expect.poll(() => cardOnScreen(page)).not.toBe(asked)
    await press(page, 'u')
    await seesNotice(page, 'Taken back: Bury card.')
    await becomes(
      () => cardOnScreen(page),
      (now) => expect(now).toBe(asked),
    )
    await press(page, 'Delete')
    await seesNotice(page, /^Deleted the note/)
    await becomes(
      () => countsLeft(page),
      (now) => expect(now).toEqual([1, 0, 0]),
    )
    await press(page, 'u')
    await seesNotice(page, /^Taken back: Delete note/)
    await becomes(
      () => countsLeft(page),
      (now) => expect(now).toEqual([2, 0, 0]),
    )
    await page.getByRole('img', { name: 'Marked' }).waitFor()
  })

  it('can be stopped and gone on with, deck by deck', async () => {
    const { page } = await open(await plainFolder(3))
    await seesHeading(page, /^3 cards in today/)
    await press(page, 'ControlOrMeta+2', 'ArrowDown')
    await shows(page, 'tr.sel', /Plain/)
    await press(page, 'Enter')
    await page.locator('[data-testid="card-prompt"]').waitFor()
    await press(page, 'Space')
    await rate(page, '4')
    await press(page, 'Escape')
    await seesHeading(page, 'Stopped here')
    await press(page, 'Space')
    await expect.poll(() => countsLeft(page)).toEqual([2, 0, 0])
    await page.reload()
    await page.locator('[data-testid="card-prompt"]').waitFor()
    await expect.poll(() => countsLeft(page)).toEqual([2, 0, 0])
  })
})
