import fs from 'node:fs'
import { afterEach, describe, expect, it } from 'vitest'
import { importFile } from '../../electron/importers/index.ts'
import { openAnkiPackage } from '../../electron/importers/anki-package/index.ts'
import { openStage, type Stage } from '../support/browser.ts'
import { basics } from '../support/decks.ts'
import { press, seesHeading } from '../support/stories.ts'
import { makeFolder } from '../support/stories-folders.ts'

let stage: Stage
afterEach(() => stage.close())

async function saved(act: () => Promise<void>): Promise<{ name: string; bytes: Buffer }> {
  const [download] = await Promise.all([stage.page.waitForEvent('download'), act()])
  return { name: download.suggestedFilename(), bytes: fs.readFileSync(await download.path()) }
}

describe('the way out', () => {
  it('writes a package of everything and a deck file of one deck, and says first what stays behind', async () => {
    const dataDir = await makeFolder((test) => {
      test.addNotes('Networks', basics(3, 'layer'))
      test.addNotes('Other', basics(2, 'other'))
    })
    stage = await openStage({ dataDir, builtin: false })
    const { page } = stage
    await seesHeading(page, 'Today')
    await press(page, 'Shift+I')
    const dialog = page.getByRole('dialog', { name: 'Export the whole collection' })
    await dialog.getByText('5 notes, 5 cards').waitFor()
    await dialog.getByText('Mock exams that you sat are not part of a package.').waitFor()
    const all = await saved(() => dialog.getByRole('button', { name: 'Export' }).press('Enter'))
    expect(all.name).toMatch(/^Collection \d{4}-\d\d-\d\d\.apkg$/)
    const opened = await openAnkiPackage(all)
    expect(opened.ok && opened.value.counts).toEqual({ notes: 5, cards: 5, reviews: 0 })
    await dialog.getByRole('status').filter({ hasText: 'was written' }).waitFor()
    await page.keyboard.press('Escape')
    await press(page, 'ControlOrMeta+2')
    await seesHeading(page, 'Decks')
    await page.getByRole('row', { name: /Networks/ }).click()
    await press(page, 'Shift+E')
    const deck = page.getByRole('dialog', { name: 'Export Networks' })
    await deck.getByLabel('Format').selectOption('Deck file (YAML)')
    await deck.getByText('3 notes', { exact: true }).waitFor()
    const file = await saved(() => page.keyboard.press('ControlOrMeta+Enter'))
    const read = importFile(file)
    expect(read.ok && read.value.notes.map(({ deck: path }) => path)).toEqual(['Networks', 'Networks', 'Networks'])
    expect(stage.watch.take()).toEqual([])
  })
})
