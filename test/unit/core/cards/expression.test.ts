import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { compileExpression, evaluate } from '../../../../electron/core/cards/expression.ts'
import type { ExpressionProblem } from '../../../../electron/core/cards/expression.ts'

const NONE = new Map<string, number>()

function valueOf(source: string, variables: ReadonlyMap<string, number> = NONE): number {
  const expression = compileExpression(source)
  if (!expression.ok) throw new Error(expression.error.message)
  const value = evaluate(expression.value, variables)
  if (!value.ok) throw new Error(value.error.message)
  return value.value
}

function problemOf(source: string): Pick<ExpressionProblem, 'code' | 'at'> {
  const expression = compileExpression(source)
  const result = expression.ok ? evaluate(expression.value, NONE) : expression
  if (result.ok) throw new Error(`${source} is ${result.value}`)
  return { code: result.error.code, at: result.error.at }
}

describe('expressions', () => {
  it.each([
    ['1 + 2 * 3', 7],
    ['(1 + 2) * 3', 9],
    ['-2^2', -4],
    ['2^3^2', 512],
    ['2^-1', 0.5],
    ['10 - 4 - 3', 3],
    ['1e3 + .5', 1000.5],
    ['not 0 and 1 < 2', 1],
    ['1 < 2 or 1/0 > 1', 1],
    ['0.1 + 0.2 == 0.3', 1],
    ['0.3 < 0.1 + 0.2', 0],
    ['2 >= 2', 1],
    ['3 != 3', 0],
    ['if(1 > 2, 10, 20)', 20],
    ['if(0, 1/0, 5)', 5],
    ['max(1, 5, 3) - min(4, 2)', 3],
    ['mean(1, 2, 6)', 3],
    ['sum(1, 2, 6)', 9],
    ['round(2.675, 2)', 2.68],
    ['round(2.5)', 3],
    ['relu(-3) + relu(2)', 2],
    ['sigmoid(0)', 0.5],
    ['pow(2, 10)', 1024],
    ['log2(8) + log10(1000) + ln(e)', 7],
    ['floor(-1.5) + ceil(1.2) + sign(-9)', -1],
    ['abs(-3) * sqrt(16)', 12],
  ])('%s is %d', (source, value) => expect(valueOf(source)).toBeCloseTo(value, 12))

  it.each([
    ['sigmoid(2)', 0.880797077977882],
    ['tanh(0.5)', 0.46211715726001],
    ['softplus(1)', 1.31326168751822],
    ['exp(1)', Math.E],
    ['cos(pi)', -1],
  ])('%s is %d (values from tables)', (source, value) => expect(valueOf(source)).toBeCloseTo(value, 12))

  it('keeps sigmoid and softplus finite far out', () => {
    expect(valueOf('sigmoid(-800)')).toBe(0)
    expect(valueOf('softplus(800)')).toBe(800)
  })

  it('reads variables before constants', () => {
    expect(
      valueOf(
        'e * x',
        new Map([
          ['e', 3],
          ['x', 2],
        ]),
      ),
    ).toBe(6)
  })

  it.each([
    ['1 + ', 'unexpected-end', 4],
    ['1 2', 'unexpected-token', 2],
    ['a $ b', 'unexpected-character', 2],
    ['a + 1', 'unknown-name', 0],
    ['nope(1)', 'unknown-function', 0],
    ['2 + sqrt(1, 2)', 'argument-count', 4],
    ['sum()', 'argument-count', 0],
    ['1/0', 'not-finite', 0],
    ['1 < 2 < 3', 'unexpected-token', 6],
    ['(1', 'unexpected-end', 2],
    ['1 + "x"', 'unexpected-character', 4],
    ['constructor', 'unknown-name', 0],
    ['constructor(1)', 'unknown-function', 0],
    ['if', 'unexpected-token', 0],
    ['', 'unexpected-end', 0],
  ])('refuses %s: %s at %d', (source, code, at) => expect(problemOf(source)).toEqual({ code, at }))

  it('refuses what is too deep or too long', () => {
    expect(problemOf(`${'('.repeat(80)}1${')'.repeat(80)}`)).toEqual({ code: 'too-deep', at: 61 })
    expect(problemOf('1'.repeat(501))).toEqual({ code: 'too-long', at: 500 })
    expect(valueOf(`0${' + 1'.repeat(120)}`)).toBe(120)
  })

  it('never throws, whatever it is given', () => {
    const piece = fc.constantFrom(
      '1',
      '2.5',
      'x',
      'sum',
      'if',
      '(',
      ')',
      ',',
      '+',
      '-',
      '*',
      '/',
      '^',
      '<',
      '==',
      'and',
      'not',
      ' ',
    )
    const text = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.array(piece).map((pieces) => pieces.join('')),
    )
    fc.assert(
      fc.property(text, (source) => {
        const expression = compileExpression(source)
        if (expression.ok) evaluate(expression.value, new Map([['x', 2]]))
        else expect(expression.error.at).toBeLessThanOrEqual(source.length)
      }),
      { numRuns: 1000 },
    )
  })

  it('agrees with JavaScript on random arithmetic', () => {
    interface Tree {
      text: string
      value: number
    }
    const { tree } = fc.letrec<{ tree: Tree; leaf: Tree; node: Tree }>((tie) => ({
      tree: fc.oneof({ maxDepth: 6, depthSize: 'large' }, tie('leaf'), tie('node')),
      leaf: fc.integer({ min: 0, max: 50 }).map((value) => ({ text: String(value), value })),
      node: fc
        .record({ op: fc.constantFrom('+', '-', '*', '/', 'neg'), left: tie('tree'), right: tie('tree') })
        .map(({ op, left, right }): Tree => {
          const both = (value: number): Tree => ({ text: `(${left.text} ${op} ${right.text})`, value })
          if (op === '+') return both(left.value + right.value)
          if (op === '-') return both(left.value - right.value)
          if (op === '*') return both(left.value * right.value)
          if (op === '/') return both(left.value / right.value)
          return { text: `-(${left.text})`, value: -left.value }
        }),
    }))
    fc.assert(
      fc.property(tree, ({ text, value }) => {
        fc.pre(text.length <= 500 && Number.isFinite(value))
        expect(valueOf(text)).toBe(value)
      }),
      { numRuns: 500 },
    )
  })
})
