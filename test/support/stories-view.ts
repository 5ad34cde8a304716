import type { Page } from 'playwright-core'
import { goTo, press } from './stories.ts'

/** A view in a state that is worth looking at. */
export interface ViewState {
  readonly name: string
  readonly open: (page: Page) => Promise<void>
}

/** Opens a view, after closing what lies over the last one, and waits for its heading. */
export async function view(page: Page, path: string, heading: string | RegExp): Promise<void> {
  if ((await page.getByRole('dialog').count()) > 0) await press(page, 'Escape')
  await page.getByRole('dialog').waitFor({ state: 'detached' })
  await goTo(page, path)
  await page
    .getByRole('heading', { name: heading, exact: typeof heading === 'string' })
    .first()
    .waitFor()
}
