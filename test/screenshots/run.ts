import fs from 'node:fs'
import path from 'node:path'
import type { Page } from 'playwright-core'
import { buildIfStale } from '../../electron/launch/build.mjs'
import { DESK, openStage, SMALL } from '../support/browser.ts'
import { ROOT, temporaryFolder } from '../support/host.ts'
import { seesHeading } from '../support/stories.ts'
import { EMPTY_VIEWS, settled, VIEWS, viewsFolder } from '../support/stories-views.ts'
import type { ViewState } from '../support/stories-view.ts'
import { damagedFolder, HARD_VIEWS, hardFolder, MORE, RESCUE_VIEWS } from './more.ts'

/** The value of an option such as `--sizes=800x600`. */
function option(name: string): string | undefined {
  const start = `--${name}=`
  return process.argv.find((arg) => arg.startsWith(start))?.slice(start.length)
}

const OUT = path.resolve(option('out') ?? path.join(import.meta.dirname, 'out'))
const README = path.join(ROOT, '.github', 'pictures', 'today.png')
const SIZES = option('sizes')?.split(',').map(sizeOf) ?? [DESK, SMALL]
const THEMES = ['light', 'dark'] as const

function sizeOf(text: string): { width: number; height: number } {
  const [width, height] = text.split('x').map(Number)
  if (!width || !height) throw new Error(`a size is written like 1280x800, not ${text}`)
  return { width, height }
}

/** A picture of the page in each theme and size, named like today-light-1440.png. */
async function shoot(page: Page, name: string): Promise<void> {
  for (const viewport of SIZES) {
    await page.setViewportSize(viewport)
    for (const colorScheme of THEMES) {
      await page.emulateMedia({ colorScheme })
      await settled(page)
      await page.screenshot({ path: path.join(OUT, `${name}-${colorScheme}-${viewport.width}.png`) })
    }
  }
  await page.emulateMedia({ colorScheme: 'light' })
  await page.setViewportSize(DESK)
}

/** Opens a host on a folder and takes a picture of every state, or of those that were named. */
async function shootAll(dataDir: string, builtin: boolean, states: readonly ViewState[]): Promise<void> {
  const wanted = process.argv.slice(2).filter((arg) => !arg.startsWith('--'))
  // Nothing fades, so that no picture shows half a transition.
  const stage = await openStage({ dataDir, builtin, page: { reducedMotion: 'reduce' } })
  try {
    for (const { name, open } of states) {
      await open(stage.page)
      if (wanted.length > 0 && !wanted.some((part) => name.includes(part))) continue
      await shoot(stage.page, name)
      process.stdout.write(`${name}\n`)
    }
    const faults = stage.watch.take()
    if (faults.length > 0) process.stderr.write(`${faults.join('\n')}\n`)
  } finally {
    await stage.close()
  }
}

const FIRST_RUN: ViewState = {
  name: 'first-run',
  open: async (page) => {
    await seesHeading(page, 'Welcome to Epoch')
    await page.locator('.face-front').waitFor()
  },
}

async function main(): Promise<number> {
  if (!buildIfStale()) return 1
  fs.mkdirSync(OUT, { recursive: true })
  await shootAll(temporaryFolder('empty'), false, EMPTY_VIEWS)
  await shootAll(temporaryFolder('first'), true, [FIRST_RUN])
  await shootAll(await viewsFolder(20, 3), true, [...VIEWS, ...MORE])
  await shootAll(await hardFolder(), false, HARD_VIEWS)
  await shootAll(await damagedFolder(), false, RESCUE_VIEWS)
  if (process.argv.includes('--readme')) {
    fs.mkdirSync(path.dirname(README), { recursive: true })
    fs.copyFileSync(path.join(OUT, 'today-light-1440.png'), README)
  }
  return 0
}

process.env.EPOCH_TEST_FOLDER = temporaryFolder('screenshots')
try {
  process.exitCode = await main()
} finally {
  fs.rmSync(process.env.EPOCH_TEST_FOLDER, { recursive: true })
}
