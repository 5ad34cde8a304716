import fs from 'node:fs'
import path from 'node:path'
import { afterEach, describe, expect, it } from 'vitest'
import { openStage, type Stage } from '../support/browser.ts'
import { basics } from '../support/decks.ts'
import { press, seesHeading, seesNotice } from '../support/stories.ts'
import { makeFolder } from '../support/stories-folders.ts'

let stage: Stage
afterEach(() => stage.close())

describe('backups', () => {
  it('are made, compared, restored and taken back by keyboard', async () => {
    const dataDir = await makeFolder((test) => test.addNotes('Deck', basics(3)))
    stage = await openStage({ dataDir, builtin: false })
    const { page } = stage
    await seesHeading(page, 'Today')
    await press(page, 'ControlOrMeta+8')
    await seesHeading(page, 'Backups')
    await press(page, 'b')
    await seesNotice(page, 'The backup is made.')
    await press(page, 'ControlOrMeta+2')
    await seesHeading(page, 'Decks')
    await press(page, 'Shift+N')
    await page.keyboard.type('Made later')
    await page.keyboard.press('Enter')
    await page.getByText('Made later').first().waitFor()
    await press(page, 'ControlOrMeta+8')
    await page
      .getByRole('button', { name: /^Look at the backup/ })
      .last()
      .press('Enter')
    await page.getByRole('dialog').waitFor()
    await page.getByRole('button', { name: 'Restore this backup' }).press('Enter')
    await seesNotice(page, 'Your collection is as it was on')
    await press(page, 'ControlOrMeta+2')
    await seesHeading(page, 'Decks')
    await expect.poll(() => page.getByText('Made later').count()).toBe(0)
    await press(page, 'ControlOrMeta+8')
    await page.getByRole('table', { name: 'Backups' }).waitFor()
    await press(page, 'Shift+B')
    await seesNotice(page, 'Your collection is as it was on')
    await press(page, 'ControlOrMeta+2')
    await page.getByText('Made later').first().waitFor()
    expect(stage.watch.take()).toEqual([])
  })

  it('stand in for a damaged collection, which is kept', async () => {
    const dataDir = await makeFolder(async (test) => {
      test.addNotes('Deck', basics(3))
      await test.app.services.backups.make('hand')
    })
    const file = path.join(dataDir, 'collection.db')
    fs.writeFileSync(file, fs.readFileSync(file).fill(0, 0, 4096))
    stage = await openStage({ dataDir, builtin: false })
    const { page } = stage
    await seesHeading(page, 'Your collection is damaged')
    await page.getByRole('button', { name: 'Restore the backup' }).press('Enter')
    await seesHeading(page, 'Today')
    expect(fs.readdirSync(path.join(dataDir, 'damaged'))).toHaveLength(1)
    expect(stage.watch.take()).toEqual([])
  })
})
