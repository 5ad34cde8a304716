import http from 'node:http'
import type { AddressInfo } from 'node:net'
import type { BrowserContext, Frame, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { addTemplatesTo, pngOf, type TemplateInput } from '../fixtures/templates.ts'
import { launchChromium } from '../support/chromium.ts'
import { startHost, temporaryFolder, type RunningHost } from '../support/host.ts'
import { addressOf, httpClient, request } from '../support/http.ts'
import { cssAttacks, htmlAttacks } from './template-attacks.ts'

let attacker: http.Server
let server = ''
/** What reached the attacker. */
const reached: string[] = []
let host: RunningHost
let context: BrowserContext
let page: Page
/** Requests that the browser tried to make to anyone but us, whether or not a policy stopped them. */
const left: string[] = []

function hostile(): TemplateInput {
  const html = htmlAttacks(server)
  const one = (question: string, css = ''): TemplateInput['types'][string] => ({
    kind: 'standard',
    fields: [{ name: 'F' }, { name: 'B' }],
    templates: [{ name: 'Card 1', question, answer: '{{FrontSide}}<hr id=answer>{{B}}' }],
    css,
  })
  const byType = Object.fromEntries(html.map((attack, index) => [`t${index}`, one(`{{F}} ${attack}`)]))
  const byStyle = Object.fromEntries(cssAttacks(server).map((css, index) => [`c${index}`, one('{{F}}', css)]))
  return {
    deck: 'Hostile',
    types: { plain: one('{{F}}'), ...byType, ...byStyle },
    notes: [
      // One card with all of it, then each by itself, in fields, templates and style sheets.
      { guid: 'all', type: 'plain', fields: [`all ${html.join('\n')}`, html.join('\n')] },
      ...html.map((attack, index) => ({ guid: `f${index}`, type: 'plain', fields: [`f${index} ${attack}`, attack] })),
      ...html.map((_, index) => ({ guid: `t${index}`, type: `t${index}`, fields: [`t${index}`, 'back'] })),
      ...cssAttacks(server).map((_, index) => ({
        guid: `c${index}`,
        type: `c${index}`,
        fields: [`c${index}`, 'back'],
      })),
    ],
    media: { 'own.png': pngOf(8, 8, [10, 200, 10]), 'page.html': Buffer.from('<script>top.pwned=1</script>') },
  }
}

beforeAll(async () => {
  attacker = http.createServer((ask, answer) => {
    reached.push(ask.url ?? '')
    answer.setHeader('access-control-allow-origin', '*')
    answer.end('')
  })
  await new Promise<void>((resolve) => attacker.listen(0, '127.0.0.1', resolve))
  server = `http://127.0.0.1:${(attacker.address() as AddressInfo).port}`
  const dataDir = temporaryFolder('hostile-templates')
  addTemplatesTo(dataDir, hostile())
  host = await startHost({ dataDir, builtin: false })
  await httpClient(host.url).app.updateSettings({ firstRunDone: true, newPerDay: 9999 })
  const browser = await launchChromium()
  context = await browser.newContext()
  const own = new URL(host.url).origin
  context.on('request', (ask) => {
    if (!ask.url().startsWith(`${own}/`) && !/^(?:data|blob):/.test(ask.url())) left.push(ask.url())
  })
  page = await context.newPage()
  await page.goto(host.url)
})
afterAll(async () => {
  await context?.browser()?.close()
  await host?.stop()
  attacker?.close()
})

const cardFrame = (): Frame | undefined => page.frames().find((frame) => frame.url().includes('/frame/'))

/** Whether a mark was left in the page, or in any frame. */
async function marked(): Promise<boolean> {
  const looks = page.frames().map((frame) => frame.evaluate(() => 'pwned' in window).catch(() => false))
  return (await Promise.all(looks)).includes(true)
}

/** Touches everything in the frame, as a person with a restless hand does. */
async function touch(frame: Frame): Promise<void> {
  await frame.evaluate(() => {
    for (const element of document.querySelectorAll<HTMLElement>('#qa *')) {
      for (const type of ['mouseover', 'focus', 'blur', 'toggle', 'error', 'load', 'begin', 'submit']) {
        element.dispatchEvent(new Event(type, { bubbles: true }))
      }
      // A click on a link by https is what opens it; that one is the person's own.
      if (!element.closest('a[href^="https:"]')) element.click?.()
    }
  })
}

describe('the tests themselves', () => {
  it('would notice an attack that gets through', async () => {
    const open = await context.newPage()
    await open.setContent(htmlAttacks(server).slice(0, 4).join(''))
    await expect.poll(() => reached.length).toBeGreaterThan(2)
    expect(await open.evaluate(() => 'pwned' in window)).toBe(true)
    await open.close()
    reached.length = 0
    left.length = 0
  })
})

describe('a stranger', () => {
  it('is neither shown to nor listened to', async () => {
    await page.evaluate(() => (location.hash = '#/review'))
    await page.locator('iframe.card-frame').waitFor()
    const ports = await page.evaluate(async () => {
      const given: string[] = []
      // A stranger's frame says that it is a card's frame; the page must hand it no port.
      const stranger = document.createElement('iframe')
      document.body.append(stranger)
      stranger.contentWindow?.addEventListener('message', (event) => given.push(String(event.ports.length)))
      const say = (data: unknown): void => stranger.contentWindow?.parent.postMessage(data, '*')
      say('epoch:frame-ready')
      say({ type: 'key', key: { key: 's', code: 'KeyS' } })
      window.postMessage('epoch:frame-ready', '*')
      await new Promise((resolve) => setTimeout(resolve, 300))
      stranger.remove()
      return given
    })
    expect(ports).toEqual([])
  })
})

describe('imported cards from an attacker', () => {
  it('run nothing and reach nobody, whatever stands in fields, templates and style sheets', async () => {
    const cards = hostile().notes.length
    await page.evaluate(() => (location.hash = '#/review'))
    for (let card = 0; card < cards; card++) {
      await page.locator('iframe.card-frame').waitFor()
      const shown = (): Promise<boolean> =>
        cardFrame()?.evaluate(() => (document.querySelector('#qa')?.childNodes.length ?? 0) > 0) ??
        Promise.resolve(false)
      await expect.poll(() => shown().catch(() => false), { message: `card ${card} is shown` }).toBe(true)
      const frame = cardFrame()
      if (frame) await touch(frame).catch(() => undefined)
      const before = await page.locator('.rv').getAttribute('data-card-id')
      await page.locator('.rv-body').focus()
      await page.keyboard.press('Space')
      await page.locator('[data-testid="ratings"]').waitFor()
      await page.keyboard.press('4')
      await page.waitForFunction((id) => document.querySelector('.rv')?.getAttribute('data-card-id') !== id, before)
    }
    await page.waitForTimeout(300)
    expect(await marked()).toBe(false)
    expect(reached).toEqual([])
    expect(left).toEqual([])
    expect(new URL(page.url()).origin).toBe(new URL(host.url).origin)
    expect(context.pages()).toHaveLength(1)
  }, 240_000)

  it('are kept in even when nothing cleans them: the frame alone stops them', async () => {
    const { content } = await httpClient(host.url).app.hello()
    const css = cssAttacks(server).join('\n')
    // The page itself plays the part of a renderer that forgot to sanitise.
    await page.evaluate(
      async ({ src, html, style }) => {
        const frame = document.createElement('iframe')
        frame.setAttribute('sandbox', 'allow-scripts')
        frame.src = src
        const ready = new Promise<void>((resolve) =>
          window.addEventListener('message', (event) => {
            if (event.source === frame.contentWindow) resolve()
          }),
        )
        document.body.append(frame)
        await ready
        const channel = new MessageChannel()
        frame.contentWindow?.postMessage('epoch:frame-port', '*', [channel.port2])
        for (const piece of html) {
          channel.port1.postMessage({
            type: 'show',
            html: piece,
            css: style,
            classes: 'card',
            dark: false,
            viewHeight: 800,
          })
          await new Promise((resolve) => setTimeout(resolve, 20))
        }
        await new Promise((resolve) => setTimeout(resolve, 500))
      },
      { src: `${content}frame/`, html: htmlAttacks(server), style: css },
    )
    const frame = page.frames().findLast((one) => one.url().includes('/frame/'))
    if (frame) await touch(frame).catch(() => undefined)
    await page.waitForTimeout(300)
    expect(await marked()).toBe(false)
    expect(reached).toEqual([])
    expect(new URL(page.url()).origin).toBe(new URL(host.url).origin)
  })
})

describe('the frame and the page', () => {
  it('are apart: the frame reads neither the page nor what it keeps', async () => {
    const { content } = await httpClient(host.url).app.hello()
    const bare = await context.newPage()
    await bare.goto(`${new URL(host.url).origin}${content}frame/`)
    // Even opened by itself the page has no origin.
    expect(await bare.evaluate(() => window.origin)).toBe('null')
    const kept = await bare.evaluate(() => {
      try {
        return String(window.localStorage.length)
      } catch (error) {
        return (error as Error).name
      }
    })
    expect(kept).toBe('SecurityError')
    await bare.close()
  })
})

describe('media', () => {
  it('need the capability, exactly, and a name that the collection knows', async () => {
    const address = addressOf(host.url)
    const { content } = await httpClient(host.url).app.hello()
    const own = { host: `127.0.0.1:${address.port}` }
    const status = async (path: string, headers: Record<string, string> = own): Promise<number> =>
      (await request(address, { path, headers })).status
    expect(await status(`${content}media/own.png`)).toBe(200)
    expect(await status(`${content}media/own.png`, { ...own, origin: 'null' })).toBe(200)
    for (const path of [
      '/content/x/media/own.png',
      content.replace(/.\/$/, '/') + 'media/own.png',
      '/content//media/own.png',
      '/media/own.png',
      `${content}media/page.html`,
      `${content}media/..%2f..%2fcollection.db`,
      `${content}media/../../../collection.db`,
      `${content}media/%2e%2e/collection.db`,
      `${content}media/..%5c..%5ccollection.db`,
      `${content}media/%00`,
      `${content}frame/..%2f..%2findex.html`,
      `${content}frame/..%2fassets%2findex.js`,
    ]) {
      expect([400, 404], path).toContain(await status(path))
    }
  })

  it('are refused to other pages and to a rebound name', async () => {
    const address = addressOf(host.url)
    const { content } = await httpClient(host.url).app.hello()
    const own = `127.0.0.1:${address.port}`
    const ask = async (headers: Record<string, string>): Promise<number> =>
      (await request(address, { path: `${content}media/own.png`, headers })).status
    expect(await ask({ host: 'attacker.example' })).toBe(403)
    expect(await ask({ host: `attacker.example:${address.port}` })).toBe(403)
    expect(await ask({ host: own, origin: 'https://attacker.example' })).toBe(403)
    expect(await ask({ host: own, origin: 'null' })).toBe(200)
  })

  it('do not let a frame call: only media and the frame answer an origin of null', async () => {
    const address = addressOf(host.url)
    const headers = { host: `127.0.0.1:${address.port}`, origin: 'null', 'x-epoch-token': address.token }
    const call = { method: 'POST', path: '/rpc/app/hello', headers, body: '{}' }
    expect((await request(address, call)).status).toBe(403)
    expect((await request(address, { headers })).status).toBe(403)
  })

  it('are shown in the frame from the collection', async () => {
    const { content } = await httpClient(host.url).app.hello()
    const open = await context.newPage()
    await open.goto(`${new URL(host.url).origin}${content}media/page.html`).catch(() => undefined)
    expect(await open.evaluate(() => 'pwned' in window)).toBe(false)
    await open.close()
  })
})
