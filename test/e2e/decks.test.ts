import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { openStage, type Stage } from '../support/browser.ts'
import { basics } from '../support/decks.ts'
import { press, seesHeading, seesNotice, shows } from '../support/stories.ts'
import { makeFolder } from '../support/stories-folders.ts'
import {
  changesDeck,
  createsDeck,
  deckNames,
  findOrDo,
  findsCard,
  takesBack,
  writesCard,
} from '../support/stories-manage.ts'

let stage: Stage

beforeAll(async () => {
  const dataDir = await makeFolder((test) => {
    test.addNotes('Networks', basics(3, 'layer'))
    return test.client.notes.create({
      deckId: 1,
      note: { content: { kind: 'basic', front: 'What pools features?', back: 'A pooling layer.' }, tags: [] },
    })
  })
  stage = await openStage({ dataDir, builtin: false })
  await seesHeading(stage.page, 'Today')
})
afterEach(() => expect(stage.watch.take()).toEqual([]))
afterAll(() => stage.close())

describe('decks', () => {
  it('are created, renamed, moved and deleted by keys, each with its undo', async () => {
    const { page } = stage
    await press(page, 'ControlOrMeta+2')
    await expect.poll(() => deckNames(page)).toEqual(['Networks'])
    await createsDeck(page, 'Transformers')
    await changesDeck(page, 'Transformers', 'Networks')
  })
})

describe('a card', () => {
  it('is written with a preview, changed, deleted and brought back', async () => {
    const { page } = stage
    await writesCard(page, 'What is dropout against?', 'Overfitting')
    await findsCard(page, 'dropout')
    await press(page, 'e')
    await seesHeading(page, 'Edit card')
    await page.locator('textarea:focus').waitFor()
    await press(page, 'End')
    await page.keyboard.type(' Say it in a word.')
    await press(page, 'ControlOrMeta+Enter')
    await seesNotice(page, 'Saved the card.')
    await shows(page, '.insp', /Say it in a word/)
    await press(page, 'Delete')
    await seesNotice(page, 'Deleted the note with all its cards.')
    await shows(page, '.br-foot', /^0 of /)
    await takesBack(page)
    await shows(page, '.insp', /Say it in a word/)
  })
})

describe('the palette', () => {
  it('finds a deck, a card, a view and an action', async () => {
    const { page } = stage
    await findOrDo(page, 'netw', 'Networks')
    await page.locator('[data-testid="card-prompt"]').waitFor()
    await findOrDo(page, 'pooling', 'What pools features?')
    await shows(page, '.insp', 'A pooling layer.')
    await findOrDo(page, 'insight', 'Insight')
    await seesHeading(page, 'Insight')
    await findOrDo(page, 'new card', 'New card')
    await seesHeading(page, 'New card')
    await press(page, 'Escape')
  })
})
