import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  GAP_CLOSE,
  GAP_OPEN,
  gapNumbers,
  hideGap,
  parseCloze,
  printGaps,
  showGap,
} from '../../../../electron/core/cards/cloze.ts'
import type { ClozePart } from '../../../../electron/core/cards/cloze.ts'

function parts(text: string): readonly ClozePart[] {
  const result = parseCloze(text)
  if (!result.ok) throw new Error(result.error.message)
  return result.value
}

/** Prompt and answer of a gap, with the marks as angle brackets. */
function sides(text: string, number: number): [string, string] {
  const marked = (side: string): string => side.replaceAll(GAP_OPEN, '<').replaceAll(GAP_CLOSE, '>')
  return [marked(hideGap(parts(text), number)), marked(showGap(parts(text), number))]
}

describe('gaps', () => {
  it.each([
    ['Pooling {{c1::shrinks}} a map.', 1, 'Pooling <> a map.', 'Pooling <shrinks> a map.'],
    ['A {{c1::b::letter}} c', 1, 'A <letter> c', 'A <b> c'],
    ['{{c1::one}} and {{c2::two}}', 2, 'one and <>', 'one and <two>'],
    ['{{c1::one}} and {{c1::two}}', 1, '<> and <>', '<one> and <two>'],
    ['{{c1::out {{c2::in}} side}}', 1, '<>', '<out in side>'],
    ['{{c1::out {{c2::in}} side}}', 2, 'out <> side', 'out <in> side'],
    ['{{c1::out {{c1::in}} side::hint}}', 1, '<hint>', '<out in side>'],
    ['{{c10::ten}}', 10, '<>', '<ten>'],
  ])('%s, gap %d', (text, number, prompt, answer) => expect(sides(text, number)).toEqual([prompt, answer]))

  it.each([
    ['{{c1::$\\frac{a}{b}$}} ok', '<$\\frac{a}{b}$> ok'],
    ['{{c1::$x^{2^{n}}$}} ok', '<$x^{2^{n}}$> ok'],
    ['{{c1::$\\{1, 2\\}$}} ok', '<$\\{1, 2\\}$> ok'],
    ['{{c1::\\}}} ok', '<\\}> ok'],
    ['{{c1::`{`}} ok', '<`{`> ok'],
    ['{{c1::a } b}} ok', '<a } b> ok'],
    ['{{c1::`arn:aws:s3:::b`::an address}} ok', '<`arn:aws:s3:::b`> ok'],
  ])('braces and colons of the answer stay its own: %s', (text, answer) => expect(sides(text, 1)[1]).toBe(answer))

  it('are counted once each, in order', () => {
    expect(gapNumbers(parts('{{c3::a}} {{c1::b {{c2::c}}}} {{c1::d}}'))).toEqual([1, 2, 3])
  })

  it('leave other braces alone', () => {
    expect(sides('{{x}} {c} {{c1::a}} }}', 1)[1]).toBe('{{x}} {c} <a> }}')
  })

  it.each([
    ['no gap at all', 'no-gap', 0],
    ['one {{c1::open', 'gap-open', 4],
    ['{{c1::a}} {{c2::b} c', 'gap-open', 10],
    ['{{c1::a {{c2::b}} c', 'gap-open', 0],
    ['{{c0::a}}', 'gap-number', 0],
    ['x {{c100::a}}', 'gap-number', 2],
    ['x {{c1::}}', 'gap-empty', 2],
    ['x {{c1::::hint}}', 'gap-empty', 2],
  ])('%s is refused: %s at %d', (text, code, at) => {
    expect(parseCloze(text)).toMatchObject({ ok: false, error: { code, at } })
  })

  it('lie eight deep in each other at most', () => {
    const nested = (depth: number): string => `${'{{c1::a '.repeat(depth)}${'}}'.repeat(depth)}`
    expect(parseCloze(nested(8)).ok).toBe(true)
    expect(parseCloze(nested(9))).toMatchObject({ ok: false, error: { code: 'gap-depth' } })
    expect(parseCloze('{{c1::'.repeat(4000)).ok).toBe(false)
  })

  it('cannot be forged by the marks themselves', () => {
    expect(sides(`${GAP_OPEN}x${GAP_CLOSE} {{c1::a}}`, 1)[0]).toBe('x <>')
  })

  it('never throw, and read back every text that is written', () => {
    const piece = fc.constantFrom('{{c1::', '{{c2::', '}}', '::', '{', '}', '$', '`', '\\', 'a', ' ')
    fc.assert(
      fc.property(fc.array(piece), (pieces) => {
        const result = parseCloze(pieces.join(''))
        if (result.ok)
          for (const number of gapNumbers(result.value)) expect(hideGap(result.value, number)).toContain(GAP_OPEN)
      }),
      { numRuns: 1000 },
    )
    const word = fc.stringMatching(/^[a-z ]{1,10}[a-z]$/)
    fc.assert(
      fc.property(
        fc.array(fc.record({ before: word, number: fc.integer({ min: 1, max: 99 }), answer: word }), { minLength: 1 }),
        (gaps) => {
          const text = gaps.map(({ before, number, answer }) => `${before}{{c${number}::${answer}}}`).join('')
          expect(printGaps(parts(text), (answer) => answer)).toBe(
            gaps.map(({ before, answer }) => before + answer).join(''),
          )
          expect(gapNumbers(parts(text))).toEqual([...new Set(gaps.map(({ number }) => number))].sort((a, b) => a - b))
        },
      ),
    )
  })
})
