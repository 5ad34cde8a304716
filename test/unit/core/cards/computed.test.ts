import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { ContentOf } from '../../../../electron/contract/content/note-content.ts'
import { checkComputed, drawComputed } from '../../../../electron/core/cards/computed.ts'
import type { DrawnComputed } from '../../../../electron/core/cards/computed.ts'

type Content = ContentOf<'computed'>

const NEURON: Content = {
  kind: 'computed',
  prompt: 'weights $({{w}},\\,{{x|1}})$, bias {{b}}; {{w|p}} {{x|2|+}} {{b|2|p}}',
  variables: {
    w: { min: -1, max: 1, step: 0.1, not: [0] },
    x: { from: [-1.5, 2, 4] },
    b: { min: -0.5, max: 0.5, step: 0.05 },
  },
  let: { z: 'w*x + b', half: 'z/2' },
  require: ['abs(z) < 4', 'w != b'],
  answer: 'sigmoid(z)',
  decimals: 3,
  tolerance: 0.005,
  steps: ['$z={{z|2}}$', 'half is {{half}}'],
  plot: { y: 'sigmoid(x)', from: -6, to: 6, at: 'z', label: 'sigmoid' },
}

function drawn(content: Content, seed = 1): DrawnComputed {
  const result = drawComputed(content, seed)
  if (!result.ok) throw new Error(JSON.stringify(result.error))
  return result.value
}

function problem(change: Partial<Content>): { code: string; path: readonly (string | number)[] } {
  const result = drawComputed({ ...NEURON, ...change }, 1)
  if (result.ok) throw new Error('it was drawn')
  return { code: result.error.code, path: result.error.path }
}

/** A note that prints one fixed number by a template. */
function printed(template: string, value: number): string {
  const content: Content = {
    kind: 'computed',
    prompt: template,
    variables: { v: { from: [value, value] } },
    answer: 'v',
    decimals: 0,
    tolerance: 0,
    steps: ['.'],
  }
  return drawn(content).prompt
}

describe('drawing', () => {
  it('gives the same numbers and texts for the same seed', () => {
    expect(drawn(NEURON, 5)).toEqual(drawn(NEURON, 5))
    const answers = Array.from({ length: 30 }, (_, seed) => drawn(NEURON, seed).answerText)
    expect(new Set(answers).size).toBeGreaterThan(15)
  })

  it('keeps values on their grid, without dust, within range, without the excluded ones', () => {
    fc.assert(
      fc.property(fc.nat(), (seed) => {
        const { w = NaN, x = NaN, b = NaN } = drawn(NEURON, seed).variables
        expect(String(w)).toMatch(/^-?(0\.\d|1)$/)
        expect([-1.5, 2, 4]).toContain(x)
        expect(String(b)).toMatch(/^-?0(\.\d{1,2})?$/)
        expect(Math.abs(b)).toBeLessThanOrEqual(0.5)
        expect(w).not.toBe(b)
      }),
    )
  })

  it('reaches both ends of a range', () => {
    const values = new Set(Array.from({ length: 300 }, (_, seed) => drawn(NEURON, seed).variables['w']))
    expect(values.size).toBe(20)
    expect([...values].sort((a = 0, b = 0) => a - b).at(0)).toBe(-1)
    expect(values).toContain(1)
  })

  it('leaves the other numbers as they were when a variable is added', () => {
    const more: Content = { ...NEURON, require: [], variables: { a: { from: [1, 2] }, ...NEURON.variables } }
    expect(drawn(more, 9).variables).toMatchObject(drawn({ ...NEURON, require: [] }, 9).variables)
  })

  it('computes the answer, the steps and the plot for the drawn numbers', () => {
    const { variables, answer, answerText, steps, plot } = drawn(NEURON)
    const z = (variables['w'] ?? NaN) * (variables['x'] ?? NaN) + (variables['b'] ?? NaN)
    expect(answer).toBeCloseTo(1 / (1 + Math.exp(-z)), 12)
    expect(answerText).toMatch(/^0\.\d{3}$/)
    expect(Number(answerText)).toBeCloseTo(answer, 3)
    expect(steps).toHaveLength(2)
    expect(plot?.label).toBe('sigmoid')
    expect(plot?.at[0]).toBeCloseTo(z, 12)
    expect(plot?.at[1]).toBeCloseTo(answer, 12)
    expect(plot?.points[0]).toEqual([-6, expect.closeTo(0.002472623, 9)])
    expect(plot?.points.at(-1)?.[0]).toBe(6)
  })
})

describe('templates', () => {
  it.each([
    ['{{v}}', 0.30000000000000004, '0.3'],
    ['{{v}}', -0, '0'],
    ['{{v|2}}', -0.001, '0.00'],
    ['{{v|2|+}}', 1.5, '+1.50'],
    ['{{v|2|+}}', -1.5, '-1.50'],
    ['{{v|+}}', 0, '+0'],
    ['{{v|p}}', -2, '(-2)'],
    ['{{v|p}}', 2, '2'],
    ['{{v|1|p}}', -0.04, '0.0'],
    ['{{ v * 2 | 1 | p }}', -2, '(-4.0)'],
    ['$\\frac{ {{v}} }{2}$', 3, '$\\frac{ 3 }{2}$'],
    ['x^{{{v}}}', 3, 'x^{3}'],
  ])('%s with %d prints %s', (template, value, text) => expect(printed(template, value)).toBe(text))
})

describe('problems', () => {
  it.each<[string, Partial<Content>, (string | number)[]]>([
    ['unknown-name', { answer: 'q + 1' }, ['answer']],
    ['unknown-name', { let: { z: 'later', later: '1' } }, ['let', 'z']],
    ['unexpected-end', { require: ['1 <'] }, ['require', 0]],
    ['name-twice', { let: { w: '1' } }, ['let', 'w']],
    ['reserved-name', { variables: { if: { from: [1, 2] } } }, ['variables', 'if']],
    ['no-value-left', { variables: { w: { min: 1, max: 0, step: 1 } } }, ['variables', 'w']],
    ['no-value-left', { variables: { w: { min: 0, max: 1, step: 1, not: [0, 1] } } }, ['variables', 'w']],
    ['require-unmet', { require: ['0'] }, ['require']],
    ['template-open', { prompt: 'a {{w and more' }, ['prompt']],
    ['template-flag', { prompt: '{{w|two}}' }, ['prompt']],
    ['unknown-name', { steps: ['fine', '{{nope}}'] }, ['steps', 1]],
    ['not-finite', { answer: '1/0' }, ['answer']],
    ['not-finite', { let: { z: 'ln(0-1)', half: '1' }, require: [] }, ['let', 'z']],
    ['plot-empty', { plot: { y: 'x', from: 3, to: 3, at: '1', label: 'l' } }, ['plot']],
  ])('%s is found and placed', (code, change, path) => expect(problem(change)).toEqual({ code, path }))

  it('say where in the text they are', () => {
    const result = drawComputed({ ...NEURON, prompt: 'one {{w}} two {{w + }}' }, 1)
    expect(result).toMatchObject({ ok: false, error: { code: 'unexpected-end', at: 20 } })
  })
})

describe('checking what was typed', () => {
  const content = { decimals: 2, tolerance: 0.005 }
  const right = (typed: string, answer: number, rules: Parameters<typeof checkComputed>[2] = content): boolean =>
    checkComputed({ answer }, typed, rules).right

  it.each(['0.62', '0,62', ' .62 ', '62 %', '62%', '+0.62', '6.2e-1', '0.6225', '= 0.62', '31/50'])(
    '"%s" is right for 0.6224',
    (typed) => expect(right(typed, 0.6224)).toBe(true),
  )

  it.each(['0.63', '62', '-0.62', '', 'abc', '0.62.1', '1/0', '5/8/2', '0..62', 'e', '0,6,2'])(
    '"%s" is wrong for 0.6224',
    (typed) => expect(right(typed, 0.6224)).toBe(false),
  )

  it('takes the unit, and with a unit of per cent the plain number', () => {
    const percent = { decimals: 0, tolerance: 0.5, unit: '%' }
    expect(right('62 %', 62.2, percent)).toBe(true)
    expect(right('62', 62.2, percent)).toBe(true)
    expect(right('0.62', 62.2, percent)).toBe(false)
    expect(right('105 usd', 105, { decimals: 2, tolerance: 0.01, unit: 'USD' })).toBe(true)
  })

  it('takes thousands separators of several countries', () => {
    for (const typed of ['1,234,567', '1.234.567', '1 234 567', "1'234'567", '1234567', '1\u202F234\u202F567']) {
      expect(right(typed, 1_234_567, { decimals: 0, tolerance: 0 })).toBe(true)
    }
    expect(right('1,234.5', 1234.5)).toBe(true)
    expect(right('1.234,5', 1234.5)).toBe(true)
    expect(right('1,234', 1234)).toBe(true)
    expect(right('1,234', 1.234)).toBe(true)
    expect(right('12,34,567', 1_234_567)).toBe(false)
  })

  it('takes signs from a word processor', () => {
    expect(right('\u22121.5', -1.5)).toBe(true)
    expect(right('½', 0.5)).toBe(true)
    expect(right('- 3', -3)).toBe(true)
  })

  it('counts the tolerance in, on both sides', () => {
    expect(right('0.3', 0.2, { decimals: 1, tolerance: 0.1 })).toBe(true)
    expect(right('0.1', 0.2, { decimals: 1, tolerance: 0.1 })).toBe(true)
    expect(right('0.31', 0.2, { decimals: 1, tolerance: 0.1 })).toBe(false)
  })

  it('always takes the printed answer, even without tolerance', () => {
    fc.assert(
      fc.property(
        fc.double({ min: -1e6, max: 1e6, noNaN: true }),
        fc.integer({ min: 0, max: 6 }),
        (answer, decimals) => {
          const exact: Content = {
            kind: 'computed',
            prompt: '.',
            variables: { v: { from: [answer, answer] } },
            answer: 'v',
            decimals,
            tolerance: 0,
            steps: ['.'],
          }
          const one = drawn(exact)
          expect(checkComputed(one, one.answerText, exact).right).toBe(true)
        },
      ),
    )
  })

  it('says which number was understood', () => {
    expect(checkComputed({ answer: 1 }, '0,5', content)).toEqual({ right: false, value: 0.5 })
    expect(checkComputed({ answer: 1 }, 'one', content)).toEqual({ right: false, value: null })
  })

  it('never throws', () => {
    fc.assert(fc.property(fc.string({ unit: 'binary' }), (typed) => void checkComputed({ answer: 1 }, typed, content)))
  })
})
