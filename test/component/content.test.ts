import './support/dom.ts'
import { describe, expect, it } from 'vitest'
import { toHtml, toWords } from '../../renderer/src/content/markdown.ts'
import { render } from '../../renderer/src/content/render.ts'
import { sanitise } from '../../renderer/src/content/sanitise.ts'

const O = '\uE000'
const C = '\uE001'

/** What a browser would make of it. */
function dom(html: string): HTMLElement {
  const box = document.createElement('div')
  box.innerHTML = html
  return box
}

describe('Markdown', () => {
  it('renders text, lists, tables and code', () => {
    const box = dom(
      render('A **bold** and *slanted* word\n\n- one\n- two\n\n| a | b |\n|---|---|\n| 1 | 2 |\n\n```\nx < y\n```'),
    )
    expect(box.querySelector('strong')?.textContent).toBe('bold')
    expect(box.querySelector('em')?.textContent).toBe('slanted')
    expect(box.querySelectorAll('li')).toHaveLength(2)
    expect(box.querySelectorAll('td')).toHaveLength(2)
    expect(box.querySelector('pre code')?.textContent).toBe('x < y\n')
  })

  it('gives lists one line of plain words', () => {
    expect(toWords(`**What** is ${O}ReLU${C}\nin $x$?`)).toBe('What is ReLU in x?')
  })
})

describe('math', () => {
  it('renders inline and display math', () => {
    const box = dom(render('Sum $z = wx + b$ and\n\n$$\n\\sigma(z)\n$$'))
    expect(box.querySelectorAll('.katex')).toHaveLength(2)
    expect(box.querySelectorAll('.katex-display')).toHaveLength(1)
  })

  it.each([
    'It costs $5 and $6 a month',
    'From $5-$10 to $20',
    'Prices: $0.0008, then $0.0032 for 1,000 tokens',
    'Only one $ sign',
    'Escaped \\$x\\$ signs',
    'Empty $$ nothing',
  ])('leaves %s as text', (text) => {
    const box = dom(render(text))
    expect(box.querySelector('.katex')).toBeNull()
    expect(box.textContent?.trim()).toBe(text.replaceAll('\\$', '$'))
  })

  it('finds math right after a word and with escapes in it', () => {
    expect(dom(render('ReLU$(x)=$ max')).querySelectorAll('.katex')).toHaveLength(1)
    expect(dom(render('cost $\\$5 \\cdot n$ in all')).querySelectorAll('.katex')).toHaveLength(1)
  })

  it('does not read emphasis or links inside math', () => {
    const box = dom(render('$a*b*c$ and $x[1](2)$'))
    expect(box.querySelector('em, a')).toBeNull()
    expect(box.querySelectorAll('.katex')).toHaveLength(2)
  })

  it('shows what cannot be read instead of failing', () => {
    expect(dom(render('$\\frac{1$')).textContent).toContain('\\frac{1')
  })
})

describe('gaps', () => {
  it('hides with the hint, or with an ellipsis', () => {
    const box = dom(render(`A ${O}hint${C} and ${O}${C}.`, 'hidden'))
    const gaps = [...box.querySelectorAll('mark.gap')].map((gap) => gap.textContent)
    expect(gaps).toEqual(['blank [hint]', 'blank [\u2026]'])
  })

  it('shows the answer, with its own formatting', () => {
    const box = dom(render(`A ${O}**bold** answer${C}.`))
    expect(box.querySelector('mark.gap')?.innerHTML).toBe('<strong>bold</strong> answer')
  })

  it('nests, and closes what was left open', () => {
    const box = dom(render(`${O}outer ${O}inner${C}${C} and ${O}open`))
    expect(box.querySelector('mark mark')?.textContent).toBe('inner')
    expect(box.querySelectorAll('mark')).toHaveLength(3)
    expect(render(`stray ${C} end`)).not.toContain(C)
  })

  it('works around math, inside math, in code and in tables', () => {
    expect(dom(render(`${O}$x$${C}`)).querySelector('mark .katex')).not.toBeNull()
    expect(dom(render(`$y = ${O}x^2${C}$`)).querySelector('.boxpad, .fbox, .boxed')).not.toBeNull()
    expect(toHtml(`$y = ${O}hint${C}$`, 'hidden', false)).toContain('hint')
    expect(toHtml(`$y = ${O}x^2 \\ {_%${C}$`, 'hidden', false)).not.toContain('katex-error')
    expect(dom(render(`\`a ${O}b${C}\``)).querySelector('code mark')?.textContent).toBe('b')
    expect(dom(render(`| a |\n|---|\n| ${O}b${C} |`)).querySelector('td mark')?.textContent).toBe('b')
  })
})

const ATTACKS = [
  '<script>alert(1)</script>',
  '<img src=x onerror=alert(1)>',
  '<svg onload=alert(1)><script>alert(1)</script></svg>',
  '<iframe src="https://example.com"></iframe>',
  '<style>body{display:none}</style>',
  '<a href="javascript:alert(1)">x</a>',
  '<form action="https://example.com"><input name=a><button>go</button></form>',
  '<math><mtext><table><mglyph><style><img src onerror=alert(1)></style></mglyph></table></mtext></math>',
  '[x](javascript:alert(1))',
  '[x](JaVaScRiPt:alert(1))',
  '[x](data:text/html,<script>alert(1)</script>)',
  '[x](vbscript:x)',
  '[x](file:///etc/passwd)',
  '[x](http://example.com)',
  '<javascript:alert(1)>',
  '![x](https://example.com/track.gif)',
  '![x" onerror="alert(1)](https://example.com/a.png)',
  '[x](https://example.com "title\\" onmouseover=\\"alert(1)")',
  '$\\href{javascript:alert(1)}{x}$',
  '$\\url{javascript:alert(1)}$',
  '$\\includegraphics{https://example.com/a.png}$',
  '$\\htmlStyle{position:fixed;inset:0}{x}$',
  '$\\htmlData{onclick=alert(1)}{x}$',
  '$\\color{red;position:fixed}{x}$',
  '```html\n<script>alert(1)</script>\n```',
  '```"><script>alert(1)</script>\nx\n```',
  `${O}<script>alert(1)</script>${C}`,
  `$${O}\\href{javascript:alert(1)}{x}${C}$`,
  '| <img src=x onerror=alert(1)> |\n|---|\n| <script>alert(1)</script> |',
]

function expectHarmless(html: string): void {
  const box = dom(html)
  expect(
    box.querySelector('script, img, iframe, style, form, input, button, object, embed, link, meta, base'),
  ).toBeNull()
  for (const element of box.querySelectorAll('*')) {
    for (const { name, value } of element.attributes) {
      expect(name).not.toMatch(/^on|^srcdoc$|^src$|^id$|^name$/)
      if (name === 'href') expect(value).toMatch(/^https:\/\//)
      if (name === 'style') expect(value).not.toMatch(/position\s*:(?!\s*relative)|url|expression|inset|display/i)
    }
  }
}

describe('attacks', () => {
  it.each(ATTACKS)('card text %j does no harm', (text) => {
    expectHarmless(render(text))
    expectHarmless(render(text, 'hidden'))
    expectHarmless(render(text, 'shown', true))
  })

  it('the first wall stands without the second', () => {
    for (const text of ATTACKS)
      expect(toHtml(text, 'shown', false)).not.toMatch(/<(script|img|iframe|style|form|svg onload)/i)
  })

  it('the second wall stands without the first', () => {
    // A form is left out: happy-dom's form elements are proxies that DOMPurify cannot walk.
    const html = ATTACKS.filter((text) => text.startsWith('<') && !text.startsWith('<form'))
    for (const text of html) expectHarmless(sanitise(text))
    expect(sanitise('<span style="position:fixed;inset:0;color:red" onclick="x()">x</span>')).toBe(
      '<span style="color:red">x</span>',
    )
    expect(sanitise('<span style="background:url(https://example.com)">x</span>')).not.toContain('url')
    expect(sanitise('<a href="javascript:x()">x</a>')).not.toContain('javascript')
    expect(sanitise('<p id="app" name="x">x</p>')).toBe('<p>x</p>')
  })

  it('an https link opens apart and tells nobody where it came from', () => {
    const link = dom(render('[guide](https://docs.aws.amazon.com/x)')).querySelector('a')
    expect(link?.getAttribute('href')).toBe('https://docs.aws.amazon.com/x')
    expect(link?.target).toBe('_blank')
    expect(link?.rel).toBe('noopener noreferrer')
  })
})
