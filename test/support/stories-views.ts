import type { Page } from 'playwright-core'
import { makeHistory } from '../fixtures/history.ts'
import { makeApp, TestClock } from './app.ts'
import { deckText, type DeckNoteInput } from './decks.ts'
import { temporaryFolder } from './host.ts'
import { goTo, press, seesHeading } from './stories.ts'
import { BROWSE_STATES } from './stories-browse.ts'
import { AFTERWARDS } from './stories-after.ts'
import { ASKED } from './stories-folders.ts'
import { PLANNING } from './stories-plan.ts'
import { LESSONS, SITTING } from './stories-sitting.ts'
import { view, type ViewState } from './stories-view.ts'
import { chooseFiles, dropFiles, runImport, TABLE, textFile, type GivenFile } from './stories-import.ts'

/** Enough for all the new cards that are left. */
const DAYS_TO_EXAM = 68

/** A folder of a person who has studied for some days and sat exams, and is on track for the real one; ends now. */
export async function viewsFolder(days: number, exams: number): Promise<string> {
  const dataDir = temporaryFolder('views')
  await makeHistory(dataDir, { until: Date.now(), days, exams, today: 26, seed: 7 })
  const test = await makeApp({ dataDir, clock: new TestClock(Date.now()) })
  const examDate = new Date(Date.now() + DAYS_TO_EXAM * 86_400_000).toISOString().slice(0, 10)
  await test.client.app.updateSettings({ examDate })
  await test.close()
  return dataDir
}

/** A deck file with one card, so that the card is the first of its deck. */
function deckOf(note: DeckNoteInput): GivenFile {
  return textFile(`${note.id}.yaml`, deckText({ id: `views/${note.id}`, deck: `Views::${note.id}`, notes: [note] }))
}

/** Starts the reviews of one deck by its link on Today. */
async function reviewOf(page: Page, deck: string): Promise<void> {
  await view(page, '/decks', 'Decks')
  const row = page.locator('.deck-tree tr', { has: page.getByText(deck, { exact: true }) })
  const id = await row.getAttribute('data-deck')
  await goTo(page, `/review/${id}`)
  await page.locator('[data-testid="card-prompt"]').waitFor()
}

/** Brings in a deck of one card for each way of asking. */
async function importAsked(page: Page): Promise<void> {
  await dropFiles(page, ...ASKED.map(deckOf))
  for (const _note of ASKED) {
    await page.locator('.imp-plan').waitFor()
    await runImport(page, '1 note added')
    await press(page, 'ControlOrMeta+Enter')
  }
}

const reveal = (page: Page) => page.locator('[data-testid="ratings"]').waitFor()

const reviews: readonly ViewState[] = [
  {
    name: 'review-front',
    open: async (page) => {
      await importAsked(page)
      await reviewOf(page, 'basic')
    },
  },
  { name: 'review-typed', open: (page) => reviewOf(page, 'typed') },
  {
    name: 'review-typed-wrong',
    open: async (page) => {
      await page.locator('.field-line').fill('dropuot')
      await press(page, 'Enter')
      await reveal(page)
    },
  },
  {
    name: 'review-computed',
    open: async (page) => {
      await reviewOf(page, 'computed')
      await page.locator('.field-line').fill('12')
      await press(page, 'Enter')
      await reveal(page)
    },
  },
  {
    name: 'review-cloze',
    open: async (page) => {
      await reviewOf(page, 'cloze')
      await press(page, 'Space')
      await reveal(page)
    },
  },
  {
    name: 'review-why',
    open: async (page) => {
      await goTo(page, '/review')
      await page.locator('[data-testid="card-prompt"]').waitFor()
      await press(page, (await page.locator('.field-line').count()) ? 'Enter' : 'Space')
      await reveal(page)
      await press(page, 'w')
      await page.locator('.why-note').waitFor()
    },
  },
  {
    name: 'review-end',
    open: async (page) => {
      await press(page, 'w')
      await press(page, '4')
      await page.locator('[data-testid="card-prompt"]:not(.past)').waitFor()
      await press(page, 'Escape')
      await page.locator('.rv-end').waitFor()
    },
  },
]

const managing: readonly ViewState[] = [
  { name: 'today', open: (page) => view(page, '/today', 'Today') },
  {
    name: 'palette',
    open: async (page) => {
      await press(page, 'ControlOrMeta+k')
      await page.getByRole('combobox', { name: 'Find or do' }).fill('model')
      await page.getByRole('group', { name: 'Cards' }).waitFor()
    },
  },
  {
    name: 'keys',
    open: async (page) => {
      await view(page, '/today', 'Today')
      await press(page, 'Shift+?')
      await seesHeading(page, 'All keys')
    },
  },
  { name: 'deck-options', open: (page) => view(page, '/decks/1/options', 'Options of AIF-C01') },
  { name: 'decks', open: (page) => view(page, '/decks', 'Decks') },
  {
    name: 'deck-menu',
    open: async (page) => {
      await page.getByRole('button', { name: 'Actions for AIF-C01' }).press('Enter')
      await page.getByRole('menu').waitFor()
    },
  },
  {
    name: 'deck-move',
    open: async (page) => {
      await press(page, 'Escape', 'm')
      await page.getByRole('dialog').waitFor()
    },
  },
  {
    name: 'new-card',
    open: async (page) => {
      await view(page, '/today', 'Today')
      await press(page, 'n')
      await page.locator('textarea:focus').waitFor()
      await page.keyboard.type('What is the loss of a **perfect** classifier?')
      await press(page, 'Tab', 'Tab')
      await page.keyboard.type('Zero: $-\\log 1 = 0$.')
      await page.locator('.note-preview .katex').waitFor()
    },
  },
  {
    name: 'browse',
    open: async (page) => {
      await view(page, '/browse', 'Browse')
      await page.locator('.insp .insp-figures').waitFor()
    },
  },
  {
    name: 'browse-nothing',
    open: async (page) => {
      await page.getByLabel('Words in cards').fill('zzzz')
      await seesHeading(page, 'No card has all of these words')
    },
  },
  ...BROWSE_STATES,
  { name: 'insight', open: (page) => view(page, '/insight', 'Insight') },
  { name: 'insight-tables', open: (page) => press(page, 't') },
  { name: 'settings', open: (page) => view(page, '/settings', 'Settings') },
  {
    name: 'settings-keys',
    open: async (page) => {
      await view(page, '/settings?all=1', 'Settings')
      await page.locator('.key-set summary').first().press('Enter')
      await page.getByRole('button', { name: 'Change the key for New card' }).press('Enter')
      await page.getByRole('button', { name: 'Press a key' }).press('r')
      await page.locator('.clash').waitFor()
    },
  },
  { name: 'backups', open: (page) => view(page, '/backups', 'Backups') },
  { name: 'about', open: (page) => view(page, '/about', 'About') },
]

const importing: readonly ViewState[] = [
  { name: 'import', open: (page) => view(page, '/import', 'Import') },
  {
    name: 'import-issues',
    open: async (page) => {
      await view(page, '/today', 'Today')
      await chooseFiles(page, TABLE)
      await page.locator('.imp-issues').waitFor()
    },
  },
  {
    name: 'import-done',
    open: async (page) => {
      await press(page, 'l')
      await runImport(page, '4 notes added')
    },
  },
  {
    name: 'import-refused',
    open: async (page) => {
      await view(page, '/today', 'Today')
      await chooseFiles(page, textFile('broken.yaml', 'format: epoch-deck/1\nid: views/broken\ndeck: [Trial\n'))
      await page.locator('.imp-refused').waitFor()
    },
  },
]

/** Every view and important state, each starting from the one before; the folder is that of `viewsFolder`. */
export const VIEWS: readonly ViewState[] = [
  ...managing,
  ...PLANNING,
  ...reviews,
  ...importing,
  ...SITTING,
  ...AFTERWARDS,
  ...LESSONS,
]

/** What an empty collection shows; the folder has neither decks nor a first start behind it. */
export const EMPTY_VIEWS: readonly ViewState[] = [
  { name: 'first-run-empty', open: (page) => seesHeading(page, 'Welcome to Epoch') },
  {
    name: 'today-empty',
    open: async (page) => {
      await press(page, 'Escape')
      await seesHeading(page, 'There are no decks yet')
    },
  },
  { name: 'decks-empty', open: (page) => view(page, '/decks', 'There are no decks yet') },
  { name: 'browse-empty', open: (page) => view(page, '/browse', 'There are no cards yet') },
  { name: 'exams-empty', open: (page) => view(page, '/exams', 'Exams') },
  { name: 'insight-empty', open: (page) => view(page, '/insight', 'Insight') },
]

/** Waits until what was opened has come to rest: fonts, fades, and what is still being read. */
export async function settled(page: Page): Promise<void> {
  await page.waitForFunction(async () => {
    await document.fonts.ready
    // Two frames: the first tells the page of a new size, the second shows what it makes of it.
    await new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve)))
    return document.getAnimations().every((one) => one.playState !== 'running')
  })
}
