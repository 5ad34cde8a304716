import type { Page } from 'playwright-core'
import { beforeAll, describe, expect, it } from 'vitest'
import { DESK, openStage, SMALL } from '../support/browser.ts'
import { axeFindings } from '../support/browser-axe.ts'
import { focusFaults, layoutFaults } from '../support/browser-focus.ts'
import { temporaryFolder } from '../support/host.ts'
import { press } from '../support/stories.ts'
import { EMPTY_VIEWS, settled, VIEWS, viewsFolder } from '../support/stories-views.ts'
import type { ViewState } from '../support/stories-view.ts'

/** Findings by state; a state without any is left out. */
type Findings = Record<string, string[]>

/** A window of 1440 by 900 at 200 %. */
const ZOOMED = { width: 720, height: 450 } as const
const BY_TAB =
  /^(today|palette|deck|new-card|browse|insight$|settings|about|plan|study|import|review-(typed|why|end)|exam)(?!.*-(menu|nothing|wrong|running))/

const axe: Findings = {}
const tab: Findings = {}
const zoom: Findings = {}
const pageFaults: string[] = []

function add(findings: Findings, name: string, found: string[]): void {
  if (found.length > 0) findings[name] = found
}

/** Both themes at both sizes; what has been looked at once is looked at again only for what can differ. */
const LOOKS = [
  { viewport: SMALL, colorScheme: 'light', by: 'width' },
  { viewport: SMALL, colorScheme: 'dark', by: 'theme' },
  { viewport: DESK, colorScheme: 'dark', by: 'theme' },
  { viewport: DESK, colorScheme: 'light', by: 'all' },
] as const

/** What axe-core says about the page in every look. */
async function inEveryLook(page: Page, name: string): Promise<void> {
  for (const { viewport, colorScheme, by } of LOOKS) {
    await page.setViewportSize(viewport)
    await page.emulateMedia({ colorScheme })
    await settled(page)
    add(axe, `${name} ${colorScheme} ${viewport.width}`, await axeFindings(page, by))
  }
}

/** Looks at one state in every way. */
async function lookAt(page: Page, { name, open }: ViewState): Promise<void> {
  await open(page)
  await inEveryLook(page, name)
  if (name !== 'deck-menu') {
    await page.setViewportSize(ZOOMED)
    await settled(page)
    add(zoom, name, await layoutFaults(page))
    await page.setViewportSize(DESK)
    await settled(page)
  }
  if (BY_TAB.test(name)) add(tab, name, await focusFaults(page))
  if (name === 'review-why') await overThePage(page)
}

async function walk(dataDir: string, states: readonly ViewState[], builtin: boolean): Promise<void> {
  const stage = await openStage({ dataDir, builtin, page: { reducedMotion: 'reduce' } })
  try {
    for (const state of states) await lookAt(stage.page, state)
    pageFaults.push(...stage.watch.take())
  } finally {
    await stage.close()
  }
}

/** The note of a card lies over the page where the window is narrow. */
async function overThePage(page: Page): Promise<void> {
  await page.setViewportSize(SMALL)
  await page.locator('.margin .why-note').waitFor({ state: 'detached' })
  await press(page, 'w')
  await page.locator('.why-pop').waitFor()
  add(axe, 'review-why over the page', await axeFindings(page))
  await press(page, 'w')
  await page.setViewportSize(DESK)
  await page.locator('.margin .why-note').waitFor()
}

beforeAll(async () => {
  await walk(await viewsFolder(4, 2), VIEWS, true)
  await walk(temporaryFolder('empty'), EMPTY_VIEWS, false)
}, 600_000)

describe('every view', () => {
  it('has no serious finding in either theme, at either size', () => expect(axe).toEqual({}))
  it('is used by Tab alone, and shows where the focus is', () => expect(tab).toEqual({}))
  it('fits at 200 %', () => expect(zoom).toEqual({}))
  it('asks nobody else and says nothing wrong on the way', () => expect(pageFaults).toEqual([]))
})
