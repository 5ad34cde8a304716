import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { makeApp, type TestApp } from '../support/app.ts'
import { launchChromium } from '../support/chromium.ts'
import { deckText, type DeckNoteInput } from '../support/decks.ts'
import { contentScript } from '../support/page-script.ts'
import { studyAll } from '../support/study.ts'

/** Each sets `window.pwned` or asks the network when it gets through. */
const ATTACKS = [
  '<script>window.pwned=1</script>',
  '<img src=x onerror="window.pwned=1">',
  '<img src="https://attacker.example/a.png">',
  '<svg><script>window.pwned=1</script></svg>',
  '<svg onload="window.pwned=1">',
  '<svg><animate onbegin="window.pwned=1" attributeName=x dur=1s></svg>',
  '<svg><use href="https://attacker.example/x.svg#x"></use></svg>',
  '<svg><style><img src=x onerror="window.pwned=1"></style></svg>',
  '<math><mtext><table><mglyph><style><img src onerror="window.pwned=1"></style></mglyph></table></mtext></math>',
  '<math href="javascript:window.pwned=1">x</math>',
  '<iframe srcdoc="<script>parent.pwned=1</script>"></iframe>',
  '<iframe src="javascript:parent.pwned=1"></iframe>',
  '<object data="https://attacker.example/x"></object><embed src="https://attacker.example/x">',
  '<style>@import "https://attacker.example/x.css"; body { background: url(https://attacker.example/b) }</style>',
  '<link rel=stylesheet href="https://attacker.example/x.css">',
  '<meta http-equiv=refresh content="0;url=https://attacker.example">',
  '<base href="https://attacker.example/">',
  '<form action="https://attacker.example"><input autofocus onfocus="window.pwned=1"></form>',
  '<video autoplay src="https://attacker.example/v" onerror="window.pwned=1"></video>',
  '<audio src=x onerror="window.pwned=1"></audio>',
  '<details open ontoggle="window.pwned=1">x</details>',
  '<a href="javascript:window.pwned=1">x</a>',
  '<div style="background:url(https://attacker.example/c)">x</div>',
  '<template><img src=x onerror="window.pwned=1"></template>',
  '<noscript><p title="</noscript><img src=x onerror=window.pwned=1>"></noscript>',
  '<!--><img src=x onerror="window.pwned=1">-->',
  '[x](javascript:window.pwned=1)',
  '[x](data:text/html;base64,PHNjcmlwdD53aW5kb3cucHduZWQ9MTwvc2NyaXB0Pg==)',
  '![x](https://attacker.example/track.gif)',
  '![x](x" onerror="window.pwned=1)',
  '[x](https://attacker.example "x\\" onmouseover=\\"window.pwned=1")',
  '$\\href{javascript:window.pwned=1}{x}$',
  '$\\includegraphics{https://attacker.example/a.png}$',
  '$\\htmlData{x=1}{\\text{<img src=x onerror=window.pwned=1>}}$',
  '$\\text{<script>window.pwned=1</script>}$',
  '```<script>window.pwned=1</script>```',
  '`<img src=x onerror=window.pwned=1>`',
  '&lt;img src=x onerror=window.pwned=1&gt;',
  '<scr<script>ipt>window.pwned=1</scr</script>ipt>',
] as const

let browser: Browser
let page: Page
const asked: string[] = []

beforeAll(async () => {
  const [script, launched] = await Promise.all([contentScript('render.ts'), launchChromium()])
  browser = launched
  page = await browser.newPage()
  // No policy protects this page: the text has to be harmless by itself.
  await page.setContent('<!doctype html><title>cards</title>')
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

/** Shows texts as cards do, touches everything in them, and tells what they could do. */
async function show(texts: readonly string[]): Promise<{ pwned: boolean; left: string[] }> {
  return page.evaluate(async (sources) => {
    const { render } = (globalThis as unknown as { content: { render: (...given: unknown[]) => string } }).content
    const forbidden = /^(script|img|iframe|object|embed|style|link|meta|base|form|input|video|audio|template)$/i
    const left: string[] = []
    for (const given of sources.flatMap((text) => [[text], [text, 'hidden'], [text, 'shown', true]])) {
      const card = document.createElement('div')
      document.body.append(card)
      card.innerHTML = render(...given)
      for (const element of card.querySelectorAll('*')) {
        for (const type of ['mouseover', 'focus', 'toggle', 'error', 'load']) element.dispatchEvent(new Event(type))
        const href = element.getAttribute('href')
        if (href !== null && !href.startsWith('https://')) left.push(href)
        if (forbidden.test(element.localName)) left.push(element.localName)
        left.push(...element.getAttributeNames().filter((name) => name.startsWith('on')))
      }
    }
    // Scripts, pictures and frames act a moment after they come into the page.
    await new Promise((resolve) => setTimeout(resolve, 500))
    return { pwned: 'pwned' in window, left }
  }, texts)
}

async function textsAsked(test: TestApp): Promise<string[]> {
  await test.client.app.updateSettings({ newPerDay: 9999 })
  return (await studyAll(test, 4)).flatMap(({ face }) => (face.type === 'text' ? [face.prompt, face.answer] : []))
}

describe('card text from outside, in a real browser', () => {
  it('shows the page itself is able to be attacked, so that the tests below mean something', async () => {
    const hit = await page.evaluate(async () => {
      const box = document.createElement('div')
      document.body.append(box)
      box.innerHTML = '<img src=x onerror="window.pwned=1">'
      for (let tries = 0; tries < 100 && !('pwned' in window); tries += 1) {
        await new Promise((resolve) => setTimeout(resolve, 20))
      }
      const found = 'pwned' in window
      box.remove()
      delete (window as { pwned?: unknown }).pwned
      return found
    })
    expect(hit).toBe(true)
    asked.length = 0
  })

  it('does nothing when it comes from a deck file', async () => {
    const notes = ATTACKS.map((text, index): DeckNoteInput => ({
      id: `n${index}`,
      kind: 'basic',
      front: text,
      back: text,
    }))
    const test = await makeApp()
    test.importText('hostile.yaml', deckText({ deck: 'Hostile', notes }))
    const texts = await textsAsked(test)
    await test.close()
    expect(texts).toHaveLength(2 * ATTACKS.length)
    expect(await show(texts)).toEqual({ pwned: false, left: [] })
    expect(asked).toEqual([])
  })

  it.each([
    ['a table', 'hostile.csv', 'front,back\n', ','],
    ['an Anki export with HTML', 'hostile.txt', '#separator:tab\n#html:true\n#notetype:Basic\n#deck:Hostile\n', '\t'],
  ])('does nothing when it comes from %s', async (_what, name, head, separator) => {
    const cell = (text: string): string => `"${text.replaceAll('"', '""')}"`
    const rows = ATTACKS.map((text, index) => [cell(`${index} ${text}`), cell(`x ${text}`)].join(separator))
    const test = await makeApp()
    test.importText(name, `${head}${rows.join('\n')}\n`)
    const texts = await textsAsked(test)
    await test.close()
    expect(texts.length).toBeGreaterThan(ATTACKS.length)
    expect(await show(texts)).toEqual({ pwned: false, left: [] })
    expect(asked).toEqual([])
  })
})
