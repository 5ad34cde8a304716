import type { CDPSession } from 'playwright-core'
import fs from 'node:fs'
import { setTimeout as wait } from 'node:timers/promises'
import { launchChromium } from '../support/chromium.ts'
import { startHost } from '../support/host.ts'
import { generated, openApp } from './context.ts'
import { quantile, type Figure } from './figure.ts'

const CARDS = 100_000
/** Turns of the wheel in a run, each of five lines. */
const TURNS = 150
const TURN_PIXELS = 140
const ROUNDS = 5
/** A page of the same length with nothing in it. */
const EMPTY = '<div id="box" style="height:100vh;overflow:auto"><div style="height:2800000px">.</div></div>'

type Page = Awaited<ReturnType<Awaited<ReturnType<typeof launchChromium>>['newPage']>>

interface Frames {
  /** Milliseconds from each frame to the next while the wheel turned. */
  readonly gaps: readonly number[]
  /** Tasks that held the page up for more than 50 ms. */
  readonly longTasks: number
}

declare global {
  interface Window {
    /** Frames and long tasks since they began to be watched. */
    watchedFrames?: { gaps: number[]; longTasks: number; running: boolean }
  }
}

/** Turns the wheel over an element, and watches inside the page how its frames come. */
async function scroll(page: Page, selector: string): Promise<Frames> {
  const box = await page.locator(selector).boundingBox()
  if (box === null) throw new Error(`there is no ${selector} to scroll`)
  await page.mouse.move(box.x + box.width / 2, box.y + box.height / 2)
  await page.evaluate(() => {
    const watched = { gaps: [] as number[], longTasks: 0, running: true }
    window.watchedFrames = watched
    new PerformanceObserver((list) => (watched.longTasks += list.getEntries().length)).observe({ type: 'longtask' })
    let last = 0
    const frame = (at: number): void => {
      if (last > 0) watched.gaps.push(at - last)
      last = at
      if (watched.running) requestAnimationFrame(frame)
    }
    requestAnimationFrame(frame)
  })
  for (let turn = 0; turn < TURNS; turn++) {
    await page.mouse.wheel(0, TURN_PIXELS)
    await wait(8)
  }
  return page.evaluate(() => {
    const watched = window.watchedFrames
    if (watched === undefined) throw new Error('frames are not watched')
    watched.running = false
    return { gaps: watched.gaps, longTasks: watched.longTasks }
  })
}

/** What the page itself has done so far, painting apart: milliseconds of script, style and layout. */
async function workOf(cdp: CDPSession): Promise<number> {
  const { metrics } = await cdp.send('Performance.getMetrics')
  const parts = ['ScriptDuration', 'RecalcStyleDuration', 'LayoutDuration']
  return metrics.filter(({ name }) => parts.includes(name)).reduce((sum, { value }) => sum + value * 1000, 0)
}

/** The share of frames that a screen of 60 Hz had to show twice: the gap to the next is more than one and a half. */
function dropped(gaps: readonly number[]): number {
  return gaps.filter((gap) => gap > 1.5 * (1000 / 60)).length / gaps.length
}

async function openList(page: Page, url: string): Promise<void> {
  await page.goto(url)
  // The key in the address is read before it may give way to a view.
  await page.locator('h1').first().waitFor()
  await page.evaluate(() => (location.hash = '#/browse'))
  await page.locator('[role="grid"] [role="gridcell"]').first().waitFor()
}

/** A collection to scroll, with the first start behind it. */
async function folderToScroll(): Promise<string> {
  const folder = generated({ cards: CARDS, reviewsPerCard: 1, seed: 11 })
  const app = await openApp(folder)
  app.context.collection.transact(null, (writes) => {
    app.context.settings.write(writes, { firstRunDone: true })
    return { ok: true, value: undefined }
  })
  await app.close()
  return folder
}

interface Scrolled {
  readonly ours: readonly Frames[]
  readonly theirs: readonly Frames[]
  /** Milliseconds of work a turn of the wheel, a round each. */
  readonly work: readonly number[]
}

/** Scrolls the list and the empty page in turn; the first round of each only warms up. */
async function inTurn(list: Page, empty: Page): Promise<Scrolled> {
  const cdp = await list.context().newCDPSession(list)
  await cdp.send('Performance.enable')
  const rounds: { here: Frames; there: Frames; work: number }[] = []
  for (let round = 0; round <= ROUNDS; round++) {
    await list.bringToFront()
    const before = await workOf(cdp)
    const here = await scroll(list, '[role="grid"]')
    const work = ((await workOf(cdp)) - before) / TURNS
    await empty.bringToFront()
    rounds.push({ here, there: await scroll(empty, '#box'), work })
  }
  const warm = rounds.slice(1)
  return { ours: warm.map((one) => one.here), theirs: warm.map((one) => one.there), work: warm.map((one) => one.work) }
}

function figuresOf({ ours, theirs, work }: Scrolled): Figure[] {
  const [gaps, bare] = [ours.flatMap((run) => run.gaps), theirs.flatMap((run) => run.gaps)]
  const [lost, lostBare] = [dropped(gaps), dropped(bare)]
  const long = ours.reduce((sum, run) => sum + run.longTasks, 0)
  const note = `${gaps.length} frames; 95th percentile ${quantile(gaps, 0.95).toFixed(1)} ms, longest ${Math.max(...gaps).toFixed(0)} ms; empty page ${quantile(bare, 0.95).toFixed(1)} and ${Math.max(...bare).toFixed(0)} ms`
  return [
    {
      name: 'scrolling 100k cards: 95th percentile of frames ÷ an empty page',
      value: quantile(gaps, 0.95) / quantile(bare, 0.95),
      unit: 'ratio',
      limit: 1.25,
      note,
    },
    {
      name: 'scrolling 100k cards: frames dropped, beyond those of an empty page',
      value: Math.max(0, lost - lostBare) * 100,
      unit: 'points',
      limit: 1,
      note: `${(lost * 100).toFixed(1)} % against ${(lostBare * 100).toFixed(1)} %`,
    },
    {
      name: 'scrolling 100k cards: script, style and layout a turn of the wheel',
      value: Math.min(...work),
      unit: 'ms',
      limit: 8,
      note: 'half of a frame at 60 Hz; the rest is for painting',
    },
    { name: 'scrolling 100k cards: tasks over 50 ms', value: long, unit: 'points', limit: 0, note: '' },
  ]
}

/**
 * Frames while the wheel turns over the list of 100,000 cards, beside those of an empty page in the same minute: on a
 * machine that others use as well, both lose some.
 */
export async function scrollingFigures(): Promise<Figure[]> {
  const folder = await folderToScroll()
  const host = await startHost({ dataDir: folder, builtin: false, bundle: true })
  const browser = await launchChromium()
  try {
    const options = { viewport: { width: 1440, height: 900 } }
    const [list, empty] = [await browser.newPage(options), await browser.newPage(options)]
    await openList(list, host.url)
    await empty.setContent(EMPTY)
    return figuresOf(await inTurn(list, empty))
  } finally {
    await browser.close()
    await host.stop()
    fs.rmSync(folder, { recursive: true })
  }
}
