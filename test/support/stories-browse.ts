import { press } from './stories.ts'
import type { ViewState } from './stories-view.ts'

/** What can stand in the Browse view, one after the other; the view is open and has found nothing. */
export const BROWSE_STATES: readonly ViewState[] = [
  {
    name: 'browse-outline',
    open: async (page) => {
      await page.getByLabel('Words in cards').fill('is:new')
      await page.locator('.cards').waitFor()
      await page.getByLabel('Words in cards').fill('is:new or is:sad')
      await page.locator('.find-problem').waitFor()
      await press(page, 'Enter', 'o')
      await page.locator('[role=treeitem]:focus').waitFor()
    },
  },
  {
    name: 'browse-chosen',
    open: async (page) => {
      await page.locator('.cards').focus()
      await press(page, 'Shift+ArrowDown', 'Shift+ArrowDown')
      await page.locator('.br-chosen').waitFor()
    },
  },
  {
    name: 'browse-replace',
    open: async (page) => {
      await press(page, 'Escape', 'r')
      await page.getByLabel('Find', { exact: true }).fill('model')
      await page.locator('.samples').waitFor()
    },
  },
  {
    name: 'browse-columns',
    open: async (page) => {
      await press(page, 'Escape')
      await page.getByRole('dialog').waitFor({ state: 'detached' })
      await press(page, 'c')
      await page.getByRole('dialog').waitFor()
    },
  },
  {
    name: 'browse-help',
    open: async (page) => {
      await press(page, 'Escape')
      await page.getByRole('dialog').waitFor({ state: 'detached' })
      await press(page, 'F1')
      await page.getByRole('dialog').waitFor()
    },
  },
]
