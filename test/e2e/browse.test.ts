import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { openStage, type Stage } from '../support/browser.ts'
import { basic, basics } from '../support/decks.ts'
import { becomes, goTo, press, seesHeading, seesNotice, shows } from '../support/stories.ts'
import { makeFolder } from '../support/stories-folders.ts'

let stage: Stage

beforeAll(async () => {
  const dataDir = await makeFolder((test) => {
    test.addNotes('Networks', [
      ...basics(30, 'layer'),
      { ...basic('pool', 'What pools features?', 'A pooling layer.'), tags: ['vision'] },
      { id: 'both', kind: 'basic-reversed', front: 'Loss', back: 'What training makes small' },
    ])
    test.addNotes('Networks::Losses', [basic('hinge', 'What is a hinge loss?', 'A loss for margins.')])
    return Promise.resolve()
  })
  stage = await openStage({ dataDir, builtin: false })
  await seesHeading(stage.page, 'Today')
  await goTo(stage.page, '/browse')
  await seesHeading(stage.page, 'Browse')
})
afterEach(() => expect(stage.watch.take()).toEqual([]))
afterAll(() => stage.close())

const foot = (words: string | RegExp) => shows(stage.page, '.br-foot', words)

/** Looks for something by the keyboard alone, and goes to the list. */
async function search(text: string): Promise<void> {
  await press(stage.page, 'ControlOrMeta+f')
  await stage.page.keyboard.type(text)
}

describe('the search', () => {
  it('says what is wrong beneath the field, at its place', async () => {
    const { page } = stage
    await search('deck:Networks is:sad')
    await shows(page, '.find-problem', /At character 18: Cards are never “sad”\./)
    await shows(page, '.q-wrong', /^sad$/)
    await press(page, 'ControlOrMeta+a')
    await page.keyboard.type('deck:Networks (loss or tag:vision) -hinge')
    await page.locator('.find-problem').waitFor({ state: 'detached' })
    await foot(/^3 of 34 cards/)
  })

  it('looks for a regular expression in the background', async () => {
    await search('"re:^what (pools|is)"')
    await foot(/^2 of 34 cards/)
  })

  it('tells the two cards of a note apart, and lists notes', async () => {
    const { page } = stage
    await search('kind:basic-reversed')
    await becomes(
      () => page.locator('.cards .which').allInnerTexts(),
      (now) => expect(now).toEqual(['Front', 'Reversed']),
    )
    await press(page, 'Enter', 'v')
    await foot(/^1 of 33 notes/)
    await press(page, 'v')
    await foot(/^2 of 34 cards/)
  })
})

describe('a saved search', () => {
  it('is kept, found in the outline, renamed and deleted, each with its undo', async () => {
    const { page } = stage
    await search('tag:vision')
    await foot(/^1 of /)
    await press(page, 'ControlOrMeta+s')
    await page.getByLabel('Name').fill('Pictures')
    await press(page, 'Enter')
    await seesNotice(page, 'Saved the search Pictures.')
    await search('loss')
    await press(page, 'Enter', 'o')
    await page.locator('[role=treeitem]:focus').waitFor()
    await page.getByRole('treeitem', { name: 'Pictures' }).waitFor()
    await press(page, 'ArrowDown', 'ArrowDown', 'Enter')
    await becomes(
      () => page.locator('.find input').inputValue(),
      (now) => expect(now).toBe('tag:vision'),
    )
    await page.getByRole('button', { name: 'More for Pictures' }).press('Enter')
    await page.getByRole('menuitem', { name: 'Delete' }).press('Enter')
    await seesNotice(page, 'Deleted the saved search.')
    await press(page, 'u')
    await seesNotice(page, /^Taken back: /)
    await page.getByRole('treeitem', { name: 'Pictures' }).waitFor()
    await press(page, 'o', 'Escape')
  })
})

describe('many cards at once', () => {
  it('are chosen by keys, tagged, and the tags taken back', async () => {
    const { page } = stage
    await search('layer-1')
    await foot(/^11 of /)
    await press(page, 'Enter', 'ControlOrMeta+a')
    await foot(/11 chosen/)
    await press(page, 't')
    await page.getByLabel('Add', { exact: true }).fill('first ten')
    await press(page, 'Enter')
    await seesNotice(page, /^Done: Tag 11 notes first, ten\./)
    await search('tag:ten')
    await foot(/^11 of /)
    await press(page, 'Enter', 'u')
    await seesNotice(page, /^Taken back: Tag 11 notes/)
    await seesHeading(page, 'Nothing is found by this search')
  })
})

describe('find and replace', () => {
  it('shows what it will do, does it, and is taken back in one step', async () => {
    const { page } = stage
    await search('loss')
    await foot(/^3 of /)
    await press(page, 'Enter', 'r')
    await page.getByLabel('Find', { exact: true }).fill('loss')
    await page.getByLabel('Replace by').fill('cost')
    await shows(page, '.act-count', /^Found at 3 places in 2 notes\./)
    await shows(page, '.samples', /What is a hinge cost\?/)
    await press(page, 'Enter')
    await seesNotice(page, /^Done: Find and replace in 2 notes\./)
    await seesHeading(page, 'No card has all of these words')
    // The dialog goes by itself, and the keys are the view's again.
    await page.getByRole('dialog').waitFor({ state: 'detached' })
    expect(await page.locator(':is(input, textarea):focus').count()).toBe(0)
    await press(page, 'u')
    await seesNotice(page, /^Taken back: Find and replace/)
    await foot(/^3 of /)
  })
})
