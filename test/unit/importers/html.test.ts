import createMarkdown from 'markdown-it'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { decodeEntities } from '../../../electron/importers/html/entities.ts'
import { htmlToMarkdown, htmlToPlain, plainToMarkdown } from '../../../electron/importers/html/markdown.ts'

const markdown = (html: string) => htmlToMarkdown(html).markdown

describe('htmlToMarkdown', () => {
  it.each([
    ['lines and paragraphs', 'a<br>b<div>c</div><div><br></div><p>d</p>e', 'a  \nb  \nc\n\nd\n\ne'],
    ['styles', '<b>bold</b> <i>it</i> <u>under</u> <b><i>both</i></b>', '**bold** *it* *under* ***both***'],
    ['styles over lines', '<b>a<br>b</b>', '**a**  \n**b**'],
    ['blanks at the edge of a style', 'a <b>b&nbsp;</b>c', 'a **b** c'],
    ['a style Markdown could not see', '<b>a.</b>b', 'a.b'],
    ['crossed tags', '<b>a<i>b</b>c</i>', '**a*b***c'],
    ['a list', '<ul><li>one<li>two<ol><li>in</ol></ul>', '- one\n- two\n  1. in'],
    ['a list with room between its points', '<ul><li><p>one</p></li><li><p>two</p></li></ul>', '- one\n\n- two'],
    ['a list after a list', '<ul><li>a</ul><ul><li>b</ul><ol><li>c</ol><ol><li>d</ol>', '- a\n\n* b\n\n1. c\n\n1) d'],
    ['a third list', '<ul><li>a</ul><ul><li>b</ul><ul><li>c</ul>', '- a\n\n* b\n\n- c'],
    ['a list after text after a list', '<ul><li>a</ul>so<ul><li>b</ul>', '- a\n\nso\n\n- b'],
    [
      'code in a list that looks like a list',
      '<ul><li>a<pre>x\n\n- y</pre></li><li>b</li></ul>',
      '- a\n  ```\n  x\n\n  - y\n  ```\n- b',
    ],
    [
      'a table',
      '<table><tr><th>a</th><th>b</th></tr><tr><td>1|2</td><td>3</td></tr></table>',
      '| a | b |\n| --- | --- |\n| 1\\|2 | 3 |',
    ],
    ['code', 'use <code>a*b</code> or <pre>x\n  y</pre>', 'use `a*b` or\n\n```\nx\n  y\n```'],
    ['formulas', '\\(x &lt; 3\\) and \\[\\frac{a}{b}\\]', '$x < 3$ and $$\\frac{a}{b}$$'],
    ['formulas with line breaks', '\\(a<br>+ b\\)', '$a + b$'],
    ['older formulas', '[$]x_1[/$] [latex]y[/latex]', '$x_1$ $y$'],
    ['a formula before a digit', '\\(x\\)5', '$x$\u20605'],
    ['raised and lowered text', 'H<sub>2</sub>O, 10<sup>-3</sup>, x<sup>T ab</sup>', 'H₂O, 10⁻³, x$^{\\text{T ab}}$'],
    ['gaps', '{{c1::<b>x</b>::hint}}', '{{c1::**x**::hint}}'],
    [
      'links',
      '<a href="https://a.example/b(c)">x</a> <a href="javascript:alert(1)">y</a>',
      '[x](https://a.example/b%28c%29) y',
    ],
    [
      'headings, rules and quotes',
      '<h2>T</h2>a<hr>b<blockquote>c<br>d</blockquote>',
      '## T\n\na\n\n---\n\nb\n\n> c  \n> d',
    ],
    ['what is no tag', 'List<String> and a < b && c', 'List<String> and a < b && c'],
    ['comments and unknown ends', 'a<!-- <b> -->b</b></p>c', 'abc'],
    ['an unclosed tag', 'a <b', 'a <b'],
  ])('converts %s', (_name, html, expected) => {
    expect(markdown(html)).toBe(expected)
  })

  it('drops scripts with their content and names them', () => {
    expect(htmlToMarkdown('a<script>if (1 < 2) x("</b>")</script><style>b{}</style>b')).toEqual({
      markdown: 'ab',
      media: [],
      dropped: ['script', 'style'],
    })
  })

  it('names media', () => {
    expect(
      htmlToMarkdown('<img src="a b.png"><img src="data:image/png;base64,xx" alt="cat">[sound:s.mp3]').media,
    ).toEqual(['a b.png', 'data:image/png;base64,xx', 's.mp3'])
  })

  it('decodes entities once', () => {
    expect(decodeEntities('&lt;&amp;lt;&eacute;&Omega;&sigmaf;&yuml;&#x1F600;&#65;&nope;&#xD800;')).toBe(
      '<&lt;éΩςÿ😀A&nope;&#xD800;',
    )
  })

  it('gives plain text for typed answers', () => {
    expect(htmlToPlain('<div><b>4</b>&nbsp;cm</div>')).toBe('4 cm')
  })

  it('survives any nesting and any text in linear time', () => {
    expect(markdown('<div>'.repeat(5000) + 'x')).toBe('x')
    expect(markdown('<a '.repeat(20_000)).length).toBeGreaterThan(0)
    expect(markdown(`<b>${'<i>a</i>b'.repeat(2000)}</b>`)).toContain('a')
  })
})

describe('text that Markdown must show as it is', () => {
  const show = createMarkdown({ html: false, linkify: false })
  const decode = (html: string) => decodeEntities(html.replace(/<\/?p>\n?/g, '')).replace(/<br>\n?/g, '\n')

  it('escapes what would mean something, and nothing else', () => {
    expect(plainToMarkdown('# 1 *a* 2 * 3 snake_case _b_ [x](y) `c` \\* ~~d~~').markdown).toBe(
      '\\# 1 \\*a\\* 2 * 3 snake_case \\_b\\_ \\[x](y) \\`c\\` \\\\\\* \\~~d\\~~',
    )
    expect(plainToMarkdown('costs $5 to $10').markdown).toBe('costs \\$5 to \\$10')
    expect(plainToMarkdown('costs $5').markdown).toBe('costs $5')
  })

  it('comes back from Markdown as it went in', () => {
    const sign = fc.constantFrom(
      ...'ab1 .*_`[]()<>#-+=~!&;$\\|:/@"\''.split(''),
      'é',
      '&amp;',
      '1. ',
      '- ',
      '**',
      '---',
    )
    const line = fc.array(sign, { maxLength: 14 }).map((signs) => signs.join('').replace(/ +/g, ' ').trim())
    fc.assert(
      fc.property(line, (text) => {
        fc.pre(text !== '' && !/\\[([]|\[\/?(?:\$|latex|sound:)/.test(text))
        expect(decode(show.render(plainToMarkdown(text).markdown)).trim()).toBe(text)
      }),
      { numRuns: 3000 },
    )
  })
})
