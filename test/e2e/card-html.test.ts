import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { CardFace, CheckResult } from '../../electron/contract/procedures/review.ts'
import { launchChromium } from '../support/chromium.ts'
import { contentScript } from '../support/page-script.ts'

type Face = Extract<CardFace, { type: 'template' }>
type Made = { html: string; css: string; classes: string }

let browser: Browser
let page: Page

beforeAll(async () => {
  const [script, launched] = await Promise.all([contentScript('frame/card-html.ts'), launchChromium()])
  browser = launched
  page = await browser.newPage()
  await page.setContent('<!doctype html><title>cards</title>')
  await page.addScriptTag({ content: script })
})
afterAll(async () => {
  await browser?.close()
})

const FACE: Face = {
  type: 'template',
  question: '',
  answer: '',
  css: '',
  card: 2,
  typed: null,
  sounds: { question: [], answer: [] },
}

/** What the renderer makes of a side of a card, in a real browser. */
async function make(face: Partial<Face>, side: 'question' | 'answer' = 'question', check: CheckResult | null = null) {
  return page.evaluate(
    ([given, wanted, compared]) => {
      const { makeCard } = (globalThis as unknown as { content: { makeCard: (...all: unknown[]) => Made } }).content
      return makeCard(given, wanted, compared)
    },
    [{ ...FACE, ...face }, side, check] as const,
  )
}

async function html(question: string): Promise<string> {
  return (await make({ question })).html
}

describe('HTML of a card for its frame', () => {
  it('keeps what shows it, and names the card', async () => {
    const made = await make({
      question: '<b id="x" class="y" data-z="1" style="color: red">a</b><ruby><rb>b</rb></ruby>',
    })
    expect(made.html).toBe('<b id="x" class="y" data-z="1" style="color: red;">a</b><ruby><rb>b</rb></ruby>')
    expect(made.classes).toBe('card card2')
  })

  it('leads media to the collection by name, whatever is in the name', async () => {
    expect(await html('<img src="a b+ü#1.png"><audio src="x.mp3" controls></audio>')).toBe(
      '<img src="media/a%20b%2B%C3%BC%231.png"><audio src="media/x.mp3" controls=""></audio>',
    )
    const drawn = await html('<svg><image href="a.png"></image><use href="#own"></use></svg>')
    expect(drawn).toContain('href="media/a.png"')
    expect(drawn).toContain('href="#own"')
  })

  it('says where a medium lies that it does not load', async () => {
    expect(await html('<img src="https://far.example/a.png">')).toBe(
      '<a class="epoch-remote" href="https://far.example/a.png">An image at far.example, not loaded</a>',
    )
    expect(await html('<img src="../a.png"><img src="http://far.example/a.png">')).toBe(
      '<span class="epoch-remote">An image from elsewhere, not loaded</span>'.repeat(2),
    )
    expect(await html('<img src="data:image/png;base64,AAAA">')).toContain('data:image/png')
  })

  it('lets links leave by https only', async () => {
    expect(await html('<a href="https://aws.amazon.com/x">a</a>')).toContain('href="https://aws.amazon.com/x"')
    for (const href of [
      'http://x.example',
      'javascript:1',
      'data:text/html,x',
      'file:///etc/passwd',
      'x.html',
      '//x',
    ]) {
      expect(await html(`<a href="${href}">a</a>`)).toBe('<a>a</a>')
    }
    expect(await html('<a href="#there">a</a>')).toBe('<a href="#there">a</a>')
  })

  it('keeps check boxes that drive styles, and no field to write in', async () => {
    expect(await html('<input type="checkbox" id="c"><label for="c">x</label><input><textarea>y</textarea>')).toBe(
      '<input type="checkbox" id="c"><label for="c">x</label>',
    )
  })
})

describe('styles of a card', () => {
  const css = async (text: string): Promise<string> => (await make({ css: text })).css

  it('stay as they are, media led to the collection', async () => {
    expect(await css('.card { color: red; }')).toBe('.card { color: red; }')
    expect(await css('@font-face { font-family: f; src: url("_my font.ttf") }')).toContain(
      'url("media/_my%20font.ttf")',
    )
    expect(await css('.a { background: url(bg.png) }')).toContain('url("media/bg.png")')
    expect(await css('@media (min-width: 1px) { .a { background: url(b.png) } }')).toContain('url("media/b.png")')
  })

  it('lose what lies elsewhere, and what is imported', async () => {
    for (const address of ['https://x.example/a', '//x.example/a', '../a.png', 'data:text/html,x', '\\68ttps://x/a']) {
      expect(await css(`.a { background: url("${address}") }`)).toContain('url("data:,")')
    }
    expect(await css('@import "x.css"; @import url(https://x.example/y.css); .a { color: red; }')).toBe(
      '.a { color: red; }',
    )
    expect(await html('<style>@import "x.css"; .a { background: url(https://x.example) }</style>b')).not.toContain(
      'x.example',
    )
    expect(await html('<p style="background: url(https://x.example/a.png)">b</p>')).toContain('url(&quot;data:,&quot;)')
  })

  it('mean the page around the frame by the height of the window', async () => {
    expect(await css('.a { min-height: calc(100vh - 2em); margin: 5.5dvh 2vw; }')).toBe(
      '.a { min-height: calc(-2em + calc(100 * var(--epoch-vh, 8px))); margin: calc(5.5 * var(--epoch-vh, 8px)) 2vw; }',
    )
    expect(await css('.a50vh { color: red; }')).toBe('.a50vh { color: red; }')
  })
})

describe('formulas of a card', () => {
  it('are drawn between the marks of MathJax and of LaTeX', async () => {
    for (const text of [
      '\\(x^2\\)',
      '\\[x^2\\]',
      '[$]x^2[/$]',
      '[$$]x^2[/$$]',
      '[latex]$x^2$[/latex]',
      '[LaTeX]\\(x\\)[/LaTeX]',
    ]) {
      const made = await html(`a ${text} b`)
      expect(made).toContain('class="katex"')
      expect(made).toMatch(/^a .* b$/s)
    }
    expect(await html('\\[x\\]')).toContain('katex-display')
  })

  it('may hold entities, breaks and tags, and never reach over a paragraph', async () => {
    expect(await html('\\(a &lt; b<br>+ <b>c</b>\\)')).toMatch(/<annotation|katex/)
    expect(await html('\\(a &lt; b<br>+ <b>c</b>\\)')).not.toContain('\\(')
    expect(await html('<p>\\(a</p><p>b\\)</p>')).toBe('<p>\\(a</p><p>b\\)</p>')
  })

  it('stay text in code, and where they cannot be read', async () => {
    expect(await html('<code>\\(x\\)</code>')).toBe('<code>\\(x\\)</code>')
    expect(await html('[latex]\\documentclass{x} text[/latex]')).toBe('[latex]\\documentclass{x} text[/latex]')
    expect(await html('\\(\\frac{1\\)')).toContain('katex-error')
  })

  it('stay within time for hostile text', async () => {
    expect((await html('\\('.repeat(20_000))).length).toBe(40_000)
  })
})

describe('typed answers in a card', () => {
  const typed = { expected: 'Paris', font: 'Arial"; x', size: 18 }
  const SLOT = '\u{E002}'
  const check: CheckResult = {
    right: false,
    typed: [
      { text: 'Pari', mark: 'same' },
      { text: '<z>', mark: 'extra' },
    ],
    expected: [
      { text: 'Pari', mark: 'same' },
      { text: 's', mark: 'missing' },
    ],
  }

  it('have a field in front, in the font of the field', async () => {
    const { html: made } = await make({ question: `x ${SLOT}`, typed })
    expect(made).toMatch(/^x <input id="typeans" type="text".*aria-label="Your answer" style="font-family: .*18px;">$/)
    expect(made).not.toContain('Arial"')
  })

  it('are compared behind the line, with the marks of Anki', async () => {
    const { html: made } = await make({ answer: `Q ${SLOT}<hr id="answer">more`, typed }, 'answer', check)
    expect(made.indexOf('<hr')).toBeLessThan(made.indexOf('<code id="typeans"'))
    expect(made).toContain('<span class="typeBad">&lt;z&gt;</span>')
    expect(made).toContain('<span class="typeMissed">s</span>')
    expect(made.match(/<hr/g)).toHaveLength(1)
  })

  it('show what was expected when nothing was typed', async () => {
    const { html: made } = await make({ answer: SLOT, typed }, 'answer')
    expect(made).toMatch(/^<code id="typeans"[^>]*>Paris<\/code>$/)
  })
})

describe('shapes over an image', () => {
  const shapes =
    '<div style="display:none"><div class="cloze" data-ordinal="1" data-shape="rect" data-left=".1" data-top=".2" data-width=".3" data-height=".4"></div>' +
    '<div class="cloze-inactive" data-ordinal="2" data-shape="ellipse" data-left=".5" data-top=".5" data-rx=".1" data-ry=".1" data-occludeinactive="1"></div>' +
    '<div class="cloze-inactive" data-ordinal="3" data-shape="polygon" data-points="0,0 .5,0 .5,.5"></div></div>'

  it('cover it: the asked one, and the others where the note says so', async () => {
    const made = await html(`${shapes}<div id="image-occlusion-container"><img src="a.png"><canvas></canvas></div>`)
    expect(made).toContain('<div class="epoch-occlusion"><img src="media/a.png">')
    expect(made).toContain('<rect x="10" y="20" width="30" height="40" fill="#ff8e8e"')
    expect(made).toContain('<ellipse cx="60" cy="60" rx="10" ry="10" fill="#ffeba2"')
    expect(made).not.toContain('<polygon')
  })

  it('are nothing on a card that is none', async () => {
    expect(await html('<div data-shape="rect">x</div>')).toBe('<div data-shape="rect">x</div>')
  })
})
