import fs from 'node:fs'
import { launchChromium } from '../support/chromium.ts'
import { startHost } from '../support/host.ts'
import { benchFolder } from './context.ts'
import { quantile, type Figure } from './figure.ts'
import { importNow } from '../../electron/services/import-now.ts'
import { openApp } from './context.ts'

const CARDS = 120

/** A collection of plain new cards, without a daily limit in the way. */
async function prepare(folder: string): Promise<void> {
  const app = await openApp(folder)
  const rows = Array.from(
    { length: 2000 },
    (_unused, index) => `"Front ${index}, $x_{${index}}$ and **words**","Back ${index}"`,
  )
  const bytes = new TextEncoder().encode(['front,back', ...rows].join('\n'))
  importNow(app.context, { name: 'cards.csv', bytes }, false)
  app.context.collection.transact(null, (writes) => {
    app.context.settings.write(writes, { newPerDay: 9999, firstRunDone: true })
    return { ok: true, value: undefined }
  })
  await app.close()
}

/** Time from the key that rates a card to the first frame that shows the next card, in a real Chromium. */
export async function screenFigures(): Promise<Figure[]> {
  const folder = benchFolder()
  await prepare(folder)
  const host = await startHost({ dataDir: folder, builtin: false })
  const browser = await launchChromium()
  try {
    const page = await browser.newPage({ viewport: { width: 1440, height: 900 } })
    await page.goto(host.url)
    await page.evaluate(() => (location.hash = '#/review'))
    await page.locator('[data-testid="card-prompt"]').waitFor()
    const times: number[] = []
    for (let index = 0; index < CARDS; index++) {
      await page.keyboard.press('Space')
      await page.locator('[data-testid="ratings"]').waitFor()
      times.push(await rateAndWait(page))
    }
    const note = `95th percentile of ${CARDS}; median ${quantile(times, 0.5).toFixed(1)} ms`
    return [{ name: 'key press to next card on screen', value: quantile(times, 0.95), unit: 'ms', limit: 50, note }]
  } finally {
    await browser.close()
    await host.stop()
    fs.rmSync(folder, { recursive: true })
  }
}

type Page = Awaited<ReturnType<Awaited<ReturnType<typeof launchChromium>>['newPage']>>

declare global {
  interface Window {
    /** Resolves with the milliseconds from the next key press to the first frame with another card. */
    nextCard?: Promise<number>
  }
}

/** Watches inside the page, so that the driver's own round trips are not measured. */
async function rateAndWait(page: Page): Promise<number> {
  // The watch is set before the key is pressed: the two reach the page by different ways.
  await page.evaluate(() => {
    window.nextCard = new Promise<number>((resolve) => {
      const id = (): string | null => document.querySelector('[data-card-id]')?.getAttribute('data-card-id') ?? null
      const before = id()
      let pressed = 0
      window.addEventListener('keydown', (event) => (pressed = event.timeStamp), { capture: true, once: true })
      const look = (): void => {
        const now = id()
        if (pressed === 0 || now === null || now === before) return void requestAnimationFrame(look)
        // This frame shows the card; a message posted before its paint is heard right after it.
        const { port1, port2 } = new MessageChannel()
        port1.onmessage = () => resolve(performance.now() - pressed)
        port2.postMessage(null)
      }
      look()
    })
  })
  await page.keyboard.press('3')
  return page.evaluate(async () => (await window.nextCard) ?? 0)
}
