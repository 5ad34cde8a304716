import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { launchChromium } from '../support/chromium.ts'
import { drawing, DRAWING, HOSTILE_DRAWINGS } from '../support/diagram.ts'
import { contentScript } from '../support/page-script.ts'

let browser: Browser
let page: Page
const asked: string[] = []

beforeAll(async () => {
  const [script, launched] = await Promise.all([contentScript('drawing.ts'), launchChromium()])
  browser = launched
  page = await browser.newPage()
  // No policy protects this page: a drawing has to be harmless by itself.
  await page.setContent('<!doctype html><title>drawings</title><p id="app">app</p>')
  await page.addScriptTag({ content: script })
  page.on('request', (request) => void asked.push(request.url()))
  page.on('dialog', (dialog) => {
    asked.push('a dialog')
    void dialog.dismiss()
  })
})
afterAll(async () => {
  await browser?.close()
})

/** Shows drawings as cards do, touches everything in them, and tells what they hold and what they could do. */
function show(svgs: readonly string[]): Promise<{ pwned: boolean; names: string[]; attributes: string[] }> {
  return page.evaluate(async (sources) => {
    type Content = { makeDrawing: (svg: string, prefix: string) => SVGElement | null }
    const { makeDrawing } = (globalThis as unknown as { content: Content }).content
    const names = new Set<string>()
    const attributes = new Set<string>()
    for (const [index, source] of sources.entries()) {
      const made = makeDrawing(source, `d${index}`)
      if (!made) continue
      document.body.append(made)
      for (const element of [made, ...made.querySelectorAll('*')]) {
        for (const type of ['mouseover', 'click', 'focus', 'begin', 'error', 'load']) {
          element.dispatchEvent(new Event(type))
        }
        names.add(element.nodeName)
        for (const { name, value } of element.attributes) attributes.add(`${name}=${value}`)
      }
    }
    // Scripts, pictures and animations act a moment after they come into the page.
    await new Promise((resolve) => setTimeout(resolve, 500))
    return { pwned: 'pwned' in window, names: [...names], attributes: [...attributes] }
  }, svgs)
}

const ALLOWED = /^(svg|g|defs|marker|path|line|polyline|polygon|rect|circle|ellipse|text|tspan)$/

describe('a drawing from outside, in a real browser', () => {
  it.each(Object.entries(HOSTILE_DRAWINGS))('does nothing with %s in it', async (_what, svg) => {
    const shown = await show([svg])
    expect(shown.pwned).toBe(false)
    expect(shown.names.filter((name) => !ALLOWED.test(name))).toEqual([])
    expect(shown.attributes.filter((one) => /^(on|style|class|src)|href|javascript|attacker/i.test(one))).toEqual([])
    expect(asked).toEqual([])
  })

  it('cannot take the name of a part of the page', async () => {
    const svg = drawing('<g id="app"><text id="body">x</text></g>')
    await show([svg])
    expect(await page.evaluate(() => document.getElementById('app')?.textContent)).toBe('app')
    expect(await page.evaluate(() => document.body.localName)).toBe('body')
  })

  it('comes through whole when it keeps to the rules', async () => {
    const drawn = await page.evaluate((svg) => {
      type Content = { makeDrawing: (svg: string, prefix: string) => SVGElement | null }
      const made = (globalThis as unknown as { content: Content }).content.makeDrawing(svg, 'x')
      document.body.append(made ?? '')
      const label = made?.querySelector<SVGGElement>('[data-label="weights"]')
      return { text: made?.textContent, width: label?.getBBox().width, arrow: made?.querySelector('marker')?.id }
    }, DRAWING)
    expect(drawn.text?.replace(/\s+/g, ' ').trim()).toBe('R&D sketch inputs weights weighted sum')
    expect(drawn.width).toBeGreaterThan(20)
    expect(drawn.arrow).toBe('x-neuron-arrow')
  })
})
