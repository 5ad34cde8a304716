import { describe, expect, it } from 'vitest'
import {
  clozeNumbers,
  clozeToType,
  onlyClozes,
  revealClozes,
} from '../../../../../electron/core/cards/template/cloze.ts'
import { stripTags } from '../../../../../electron/core/cards/template/html.ts'
import { side } from './support.ts'

const TWO = '{{c1::one}} {{c2::two::hint}}'
const q = (text: string, number: number) => revealClozes(text, number, true)
const a = (text: string, number: number) => revealClozes(text, number, false)

describe('gaps of imported notes', () => {
  it('carry the markup that styles and add-ons rely on', () => {
    expect(q(TWO, 1)).toBe(
      '<span class="cloze" data-cloze="one" data-ordinal="1">[...]</span> <span class="cloze-inactive" data-ordinal="2">two</span>',
    )
    expect(stripTags(q(TWO, 2))).toBe('one [hint]')
    expect(a(TWO, 2)).toBe(
      '<span class="cloze-inactive" data-ordinal="1">one</span> <span class="cloze" data-ordinal="2">two</span>',
    )
  })

  it('show nothing when the field has no gap of the number', () => {
    expect(q(TWO, 3)).toBe('')
    expect(q('plain', 1)).toBe('')
  })

  it('may lie in each other', () => {
    const nested = 'x {{c1::a {{c2::b}} c}} y'
    expect(stripTags(q(nested, 1))).toBe('x [...] y')
    expect(stripTags(q(nested, 2))).toBe('x a [...] c y')
    expect(stripTags(a(nested, 2))).toBe('x a b c y')
    expect(q(nested, 1)).toContain('data-cloze="a &lt;span class=&quot;cloze-inactive&quot;')
  })

  it('may have several numbers', () => {
    expect(q('{{c1,3::x}}', 3)).toContain('data-ordinal="1,3"')
    expect(stripTags(q('{{c1,3::x}} {{c2::y}}', 2))).toBe('x [...]')
    expect([...clozeNumbers('{{c3,1,1::x}}{{c0::z}}')].sort()).toEqual([1, 3])
  })

  it('vanish when they are never closed; other braces are text', () => {
    expect(q('{{c1::a}} {{c2::b', 1)).toBe('<span class="cloze" data-cloze="a" data-ordinal="1">[...]</span> ')
    expect(stripTags(a('}} {{c1::a}} {{x}}', 1))).toBe('}} a {{x}}')
    expect(clozeNumbers('{{c::a}} {{cx::b}} {{c99999::c}}').size).toBe(0)
  })

  it('keep formulas whole', () => {
    expect(a('\\(a {{c1::<b>b</b>}}\\)', 1)).toBe('\\(a b\\)')
  })

  it('give their words alone, and what is to be typed', () => {
    const text = '{{c1::a}}{{c2::b}}{{c1::c::why}}'
    expect(onlyClozes(text, 1, true)).toBe('..., why')
    expect(onlyClozes(text, 1, false)).toBe('a, c')
    expect(clozeToType(text, 1)).toBe('a, c')
    expect(clozeToType('{{c1::same}} and {{c1::same}}', 1)).toBe('same')
    expect(side({ Text: text }, '{{cloze-only:Text}}', { ordinal: 0 })).toBe('..., why')
  })

  it('stay within bounds for hostile fields', () => {
    const deep = `${'{{c1::'.repeat(50_000)}x${'}}'.repeat(50_000)}`
    expect(q(deep, 1).length).toBeLessThan(500_000)
    const many = '{{c1::"&<}}'.repeat(50_000)
    expect(q(many, 1).length).toBeLessThan(10_000_000)
    expect(clozeNumbers('{{c1::'.repeat(200_000)).size).toBe(0)
    expect(a('\\('.repeat(200_000) + '{{c1::x}}', 1)).toContain('x')
  })
})

describe('shapes over an image', () => {
  const shape = 'image-occlusion:rect:left=.1:top=.2:width=.3:height=.4:oi=1'

  it('become elements that carry their place', () => {
    const place =
      'data-shape="rect" data-left=".1" data-top=".2" data-width=".3" data-height=".4" data-occludeinactive="1"'
    const text = `{{c1::${shape}}}`
    expect(q(text, 1)).toBe(`<div class="cloze" data-ordinal="1" ${place}></div>`)
    expect(a(text, 1)).toBe(`<div class="cloze-highlight" data-ordinal="1" ${place}></div>`)
    expect(q(`${text}{{c2::${shape}}}`, 2)).toContain('class="cloze-inactive" data-ordinal="1"')
  })

  it('carry nothing that is no property of a shape', () => {
    const attack = q('{{c1::image-occlusion:"><script>:left="onload=:onclick=x:constructor=1}}', 1)
    expect(attack).toBe(
      '<div class="cloze" data-ordinal="1" data-shape="&quot;&gt;&lt;script&gt;" data-left="&quot;onload="></div>',
    )
  })
})
