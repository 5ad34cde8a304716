import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { parseTemplate } from '../../../../../electron/core/cards/template/parse.ts'
import { templateTokens } from '../../../../../electron/core/cards/template/tokens.ts'
import { side } from './support.ts'

const FB = { Front: 'F', Back: 'B', Empty: '' }

describe('replacements', () => {
  it('put fields in, with white space around names', () => {
    expect(side(FB, '<b>{{Front}}</b> {{ Back }}!')).toBe('<b>F</b> B!')
    expect(side({ 'Two words': 'x' }, '{{Two words}}')).toBe('x')
  })

  it('leave what is not closed, and what stands after three braces, as text', () => {
    expect(side(FB, 'a {{Front')).toBe('a {{Front')
    expect(side(FB, '{{{Front}}}')).toBe('F}')
    expect(side(FB, '}} {{Front}}')).toBe('}} F')
  })

  it('are read inside comments never, and comments stay', () => {
    expect(side(FB, '<!-- {{Nothing}} -->{{Front}}')).toBe('<!-- {{Nothing}} -->F')
    expect(side(FB, '<!-- {{Front}}')).toBe('<!-- F')
  })

  it('name a field that does not exist', () => {
    expect(side(FB, '{{text:Frnt}}')).toBe(
      'no-such-field: {{text:Frnt}} is in the template, and the note type has no field named “Frnt”.',
    )
    expect(side(FB, '{{front}}')).toContain('no-such-field')
  })

  it('know the special fields, which a field of the same name hides', () => {
    const about = { tags: ['a', 'b'], deck: 'A::B::C', typeName: 'My type', flag: 3 }
    const all = '{{Tags}}|{{Deck}}|{{Subdeck}}|{{Type}}|{{Card}}|{{CardFlag}}'
    expect(side(FB, all, about)).toBe('a b|A::B::C|C|My type|Card 1|flag3')
    expect(side({ Deck: 'mine' }, '{{Deck}}|{{Subdeck}}', { deck: 'Top' })).toBe('mine|Top')
  })

  it('repeat the front on the back, whatever stands before its name', () => {
    const more = { side: 'answer' as const, front: 'Q {{Front}}' }
    expect(side(FB, '{{FrontSide}}<hr id=answer>{{Back}}', more)).toBe('Q F<hr id=answer>B')
    expect(side(FB, '[{{text:FrontSide}}]', more)).toBe('[Q F]')
    expect(side(FB, '[{{FrontSide}}]')).toBe('[]')
  })

  it('take the old syntax', () => {
    expect(side(FB, '\n{{=<% %>=}}\n<%Front%> {{Back}} <%#Back%>x<%/Back%>')).toBe('\nF {{Back}} x')
  })
})

describe('sections', () => {
  it('show their inside when a field has something in it, or when it has not', () => {
    expect(side(FB, '{{#Front}}1{{/Front}}{{#Empty}}2{{/Empty}}{{^Empty}}3{{/Empty}}{{^Front}}4{{/Front}}')).toBe('13')
    expect(side(FB, '{{# Front }}1{{#Back}}2{{/Back}}{{/ Front}}')).toBe('12')
    expect(side(FB, '{{#Tags}}1{{/Tags}}{{^Tags}}2{{/Tags}}')).toBe('2')
  })

  it.each([
    ['', false],
    [' \n\t', false],
    ['<br>', false],
    ['<BR/>', false],
    ['<br />', false],
    [' <div> <br> </div>\n', false],
    ['&nbsp;', true],
    ['<p></p>', true],
    ['<div class="x"></div>', true],
    ['<img src="a.png">', true],
    ['0', true],
  ])('count %j as filled: %j', (value, filled) => {
    expect(side({ F: value }, '{{#F}}yes{{/F}}{{^F}}no{{/F}}')).toBe(filled ? 'yes' : 'no')
  })

  it.each([
    ['{{#Front}}x', 'conditional-not-closed', '{{/Front}}'],
    ['{{^Front}}x', 'conditional-not-closed', '{{^Front}}'],
    ['{{/Front}}', 'conditional-not-open', '{{#Front}}'],
    ['{{#Front}}{{#Back}}{{/Front}}{{/Back}}', 'wrong-conditional-closed', '{{/Back}}'],
    ['{{#Frnt}}x{{/Frnt}}', 'no-such-field', '{{#Frnt}}'],
    ['{{#Empty}}{{Nothing}}{{/Empty}}', 'no-such-field', '{{Nothing}}'],
  ])('%s is %s', (template, code, named) => {
    const said = side(FB, template)
    expect(said).toContain(code)
    expect(said).toContain(named)
  })

  it('ask by c1, c2 … which gap the card asks', () => {
    const text = { Text: '{{c1::a}} {{c2::b}}' }
    const template = '{{#c1}}one{{/c1}}{{#c2}}two{{/c2}}{{^c2}}not two{{/c2}}'
    expect(side(text, template, { ordinal: 0 })).toBe('onenot two')
    expect(side(text, template, { ordinal: 1 })).toBe('two')
  })
})

describe('hostile templates', () => {
  it('are refused when they nest too deep', () => {
    const deep = '{{#F}}'.repeat(50_000) + '{{/F}}'.repeat(50_000)
    expect(side({ F: 'x' }, deep)).toContain('too-deep')
  })

  it('are refused when they would repeat a field without end', () => {
    expect(side({ F: 'x'.repeat(100_000) }, '{{F}}'.repeat(100_000))).toContain('too-long')
  })

  it('are read in one pass, whatever is left open', () => {
    const pieces = ['{{', '}}', '<!--', '-->', '{{#a}}', '{{c1::', '<', '<%']
    for (const piece of pieces) {
      const tokens = [...templateTokens(piece.repeat(100_000))]
      expect(tokens.length).toBeLessThanOrEqual(200_001)
    }
  })

  it('always come back as they were written, token by token', () => {
    const piece = fc.constantFrom('{{', '}}', '<!--', '-->', 'a', ' ', '#', '/', '{', '}', ':')
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 40 }), (pieces) => {
        const template = pieces.join('')
        expect(() => parseTemplate(template)).not.toThrow()
        const texts = [...templateTokens(template)].filter((token) => token.type === 'text')
        for (const token of texts) expect(template).toContain('text' in token ? token.text : '')
      }),
    )
  })
})
