import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { searchText, summary } from '../../../../electron/core/cards/note-text.ts'
import { plainText } from '../../../../electron/core/cards/plain-text.ts'
import { DIAGRAM } from '../../../support/diagram.ts'

describe('plain text', () => {
  it.each([
    ['**Bold** and *slanted* and _more_ `code`', 'Bold and slanted and more code'],
    ['# Title\n\n- one\n- two\n\n1. three', 'Title one two three'],
    ['> quoted\n> again', 'quoted again'],
    ['see [the guide](https://example.org/a_b) now', 'see the guide now'],
    ['![a picture](x.png)', 'a picture'],
    ['```python\nx = 1\n```', 'x = 1'],
    ['snake_case_name and 2 * 3 * 4', 'snake_case_name and 2 * 3 * 4'],
    ['a\\*b \\# c', 'a*b # c'],
    ['~~old~~ new', 'old new'],
    ['price 5 $ or 6 $', 'price 5 $ or 6 $'],
    ['\\_\\_\\_\\_ is \\*not\\* bold, \\- nor a list', '____ is *not* bold, - nor a list'],
    ['\\- nor here', '- nor here'],
  ])('of Markdown %j is %j', (markdown, plain) => expect(plainText(markdown)).toBe(plain))

  it.each([
    ['$f(x)=\\max(0,\\,x)$', 'f(x)=max(0, x)'],
    ['$\\sigma(x)=\\frac{1}{1+e^{-x}}$', 'σ(x)=1/(1+e^-x)'],
    ['$\\dfrac{TP}{TP+FP}$', 'TP/(TP+FP)'],
    ['$\\frac{ \\frac{a}{b} }{c_{1}}+1$', '(a/b)/(c_1)+1'],
    ['$w\\cdot x + b$', 'w·x + b'],
    ['$\\alpha\\beta + \\text{loss}$', 'αβ + loss'],
    ['$x_1, \\dots, x_n$', 'x_1, ..., x_n'],
    ['$$\\left(a\\right)$$', '(a)'],
    ['$\\{1, 2\\}$ of 50\\,%', '{1, 2} of 50\\,%'],
  ])('of math %j is %j', (markdown, plain) => expect(plainText(markdown)).toBe(plain))

  it('is one line, whatever it comes from', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        expect(plainText(text)).not.toMatch(/[\n\r]/)
      }),
    )
  })
})

describe('the summary of a note', () => {
  it('shows gaps in brackets', () => {
    const text = '**Pooling** {{c1::shrinks {{c2::the map}}::verb}} of $n$.'
    expect(summary({ kind: 'cloze', text })).toBe('Pooling [shrinks [the map]] of n.')
  })

  it('shows a computed prompt with names for its numbers', () => {
    const prompt = 'Weights $({{w1|p}},\\,{{w2|2}})$.'
    const rest = { variables: {}, answer: '1', decimals: 0, tolerance: 0, steps: ['.'] }
    expect(summary({ kind: 'computed', prompt, ...rest })).toBe('Weights (w1, w2).')
  })

  it('has at most 200 characters and says where it was cut', () => {
    const long = summary({ kind: 'basic', front: 'word '.repeat(100), back: 'b' })
    expect([...long].length).toBeLessThanOrEqual(200)
    expect(long.endsWith('word…')).toBe(true)
    expect(summary({ kind: 'basic', front: '🦊'.repeat(300), back: 'b' })).toBe(`${'🦊'.repeat(199)}…`)
  })

  it('calls a diagram one, and says what it shows', () => {
    expect(summary(DIAGRAM)).toBe('Diagram: An artificial neuron, from left to right.')
    expect([...summary({ ...DIAGRAM, alt: 'word '.repeat(100) })].length).toBeLessThanOrEqual(200)
  })

  it('stays readable for a cloze text that cannot be read', () => {
    expect(summary({ kind: 'cloze', text: 'an {{c1::open gap' })).toBe('an {{c1::open gap')
  })
})

describe('the search text of a note', () => {
  it('has every text of every kind', () => {
    expect(searchText({ kind: 'basic', front: '**f**', back: 'b', extra: 'e' })).toBe('f\nb\ne')
    expect(searchText({ kind: 'typed', front: 'f', answer: 'a', accept: ['c'] })).toBe('f\na\nc')
    expect(searchText({ kind: 'cloze', text: 'x {{c1::y::hint}}' })).toBe('x y')
    const option = { text: 'o', reason: 'r', correct: true }
    expect(searchText({ kind: 'multiple-choice', stem: 's', options: [option, { text: 'p' }], explanation: 'e' })).toBe(
      's\no\nr\np\ne',
    )
    expect(searchText(DIAGRAM).split('\n')).toEqual([
      'An artificial neuron, from left to right.',
      'weights',
      'Each input is multiplied by one of these.',
      'weighted sum',
      'R&D sketch',
      'inputs',
      'weights',
      'weighted sum',
    ])
    const pairs = [{ prompt: 'p', response: 'r', reason: 'w' }]
    expect(searchText({ kind: 'matching', stem: 's', pairs, unused: [{ text: 'u' }] })).toBe('s\np\nr\nw\nu')
    expect(searchText({ kind: 'ordering', stem: 's', items: [{ text: 'i' }, { text: 'j' }] })).toBe('s\ni\nj')
  })
})
