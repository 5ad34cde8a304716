import { press, seesHeading, shows } from './stories.ts'
import { view, type ViewState } from './stories-view.ts'

/** The days ahead, all options of a deck, and study of chosen cards from its dialog to its end. */
export const PLANNING: readonly ViewState[] = [
  {
    name: 'plan',
    open: async (page) => {
      await view(page, '/plan', 'Plan')
      await page.locator('.pl-figs').waitFor()
    },
  },
  {
    name: 'deck-options-more',
    open: async (page) => {
      await view(page, '/decks/1/options', 'Options of AIF-C01')
      await press(page, 'm')
      await seesHeading(page, 'For all decks')
    },
  },
  {
    name: 'study-choose',
    open: async (page) => {
      await view(page, '/today', 'Today')
      await press(page, 'Shift+S')
      await page.getByLabel('Order').selectOption({ label: 'Added first' })
      await shows(page, '.study-said', /\d card/)
    },
  },
  {
    name: 'study-front',
    open: async (page) => {
      await page.getByLabel('Cards at most').fill('1')
      await press(page, 'Enter')
      await shows(page, '.study-said', 'the first 1 ')
      await press(page, 'Control+Enter')
      await page.locator('[data-testid="card-prompt"]').waitFor()
    },
  },
  {
    name: 'study-back',
    open: async (page) => {
      await press(page, (await page.locator('.field-line').count()) ? 'Enter' : 'Space')
      await page.locator('[data-testid="ratings"]').waitFor()
    },
  },
  {
    name: 'study-end',
    open: async (page) => {
      await press(page, '2')
      await page.locator('.rv-end').waitFor()
    },
  },
]
