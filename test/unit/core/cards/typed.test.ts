import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { CheckResult } from '../../../../electron/contract/procedures/review.ts'
import { align, diffParts, graphemes } from '../../../../electron/core/cards/diff.ts'
import { compareTyped, type TypedOptions } from '../../../../electron/core/cards/typed.ts'

const text = (parts: CheckResult['typed']): string => parts.map((part) => part.text).join('')

describe('a typed answer', () => {
  it.each([
    ['  amazon   s3 ', 'Amazon S3'],
    ['STRASSE', 'straße'],
    ['cafe\u0301', 'café'],
    ['don’t', "don't"],
    ['human\u2011in\u2013the-loop', 'human-in-the-loop'],
    ['sagemaker', '**SageMaker**'],
    ['0,5', '0.5'],
    ['1000', '1,000'],
    ['1/2', '0.5'],
  ])('"%s" is right for "%s"', (typed, answer) => expect(compareTyped(typed, { answer }).right).toBe(true))

  it.each([
    ['Amazon S4', 'Amazon S3'],
    ['', 'x'],
    ['cafe', 'café'],
    ['0.51', '0.5'],
  ])('"%s" is wrong for "%s"', (typed, answer) => expect(compareTyped(typed, { answer }).right).toBe(false))

  it('minds capitals where the note says so', () => {
    expect(compareTyped('relu', { answer: 'ReLU', caseSensitive: true }).right).toBe(false)
    expect(compareTyped('relu', { answer: 'ReLU' }).right).toBe(true)
  })

  it('minds capitals and accents as the preset says, unless the note says so itself', () => {
    const strict = { typedCapitals: true, typedAccents: true }
    const mild = { typedCapitals: false, typedAccents: false }
    const right = (typed: string, content: Parameters<typeof compareTyped>[1], preset: TypedOptions) =>
      compareTyped(typed, content, preset).right
    expect(right('relu', { answer: 'ReLU' }, strict)).toBe(false)
    expect(right('relu', { answer: 'ReLU', caseSensitive: false }, strict)).toBe(true)
    expect(right('relu', { answer: 'ReLU', caseSensitive: true }, mild)).toBe(false)
    expect(right('resume', { answer: 'résumé' }, mild)).toBe(true)
    expect(right('resume', { answer: 'résumé', ignoreAccents: false }, mild)).toBe(false)
    expect(right('resume', { answer: 'résumé', ignoreAccents: true }, strict)).toBe(true)
    expect(right('Αθηνα', { answer: 'Αθήνα' }, mild)).toBe(true)
  })

  it('marks no letter that counts as the same', () => {
    const marked = (capitals: boolean, accents: boolean): string =>
      compareTyped('resume X', { answer: 'Résumé' }, { typedCapitals: capitals, typedAccents: accents })
        .expected.filter((part) => part.mark === 'missing')
        .map((part) => part.text)
        .join('')
    expect([marked(false, false), marked(true, false), marked(false, true), marked(true, true)]).toEqual([
      '',
      'R',
      'éé',
      'Réé',
    ])
  })

  it('may be any of the accepted ones, and is shown against the one that was meant', () => {
    const content = { answer: 'support vector machine', accept: ['SVM', 'GPU cluster'] }
    expect(compareTyped('svm', content)).toEqual({
      right: true,
      typed: [{ text: 'svm', mark: 'same' }],
      expected: [{ text: 'SVM', mark: 'same' }],
    })
    expect(text(compareTyped('gpu clutter', content).expected)).toBe('GPU cluster')
  })

  it('shows letter by letter what is too much and what is missing', () => {
    expect(compareTyped('Backpropogation', { answer: 'backpropagation' })).toEqual({
      right: false,
      typed: [
        { text: 'Backprop', mark: 'same' },
        { text: 'o', mark: 'extra' },
        { text: 'gation', mark: 'same' },
      ],
      expected: [
        { text: 'backprop', mark: 'same' },
        { text: 'a', mark: 'missing' },
        { text: 'gation', mark: 'same' },
      ],
    })
    expect(compareTyped('', { answer: 'all' })).toEqual({
      right: false,
      typed: [],
      expected: [{ text: 'all', mark: 'missing' }],
    })
  })

  it('never splits what a reader sees as one character', () => {
    const { typed } = compareTyped('👩🏽‍🔬a', { answer: '👩🏽b' })
    expect(typed.map((part) => part.text)).toEqual(['👩🏽‍🔬a'])
  })

  it('loses no letter of either side, and is right when it is the answer', () => {
    const word = fc
      .string({ unit: 'grapheme', minLength: 1 })
      .map((value) => value.normalize('NFC').replace(/[\s\\`*_~#<>![\]()$|{}+.\-\d]+/g, 'x'))
    fc.assert(
      fc.property(word, word, (typed, answer) => {
        const result = compareTyped(typed, { answer })
        expect(text(result.typed)).toBe(typed)
        expect(text(result.expected)).toBe(answer)
        const kept = (parts: CheckResult['typed']): number =>
          graphemes(text(parts.filter(({ mark }) => mark === 'same'))).length
        if (!result.right) expect(kept(result.typed)).toBeLessThanOrEqual(graphemes(typed).length)
        expect(compareTyped(answer, { answer }).right).toBe(true)
      }),
    )
  })
})

describe('alignment', () => {
  /** The textbook recursion, as an oracle for short lists. */
  function longest(a: readonly string[], b: readonly string[]): number {
    const [x, ...restA] = a
    const [y, ...restB] = b
    if (x === undefined || y === undefined) return 0
    return x === y ? 1 + longest(restA, restB) : Math.max(longest(restA, b), longest(a, restB))
  }

  it('finds as much in common as there is', () => {
    const letters = fc.array(fc.constantFrom('a', 'b', 'c'), { maxLength: 8 })
    fc.assert(
      fc.property(letters, letters, (a, b) => {
        const { left, right, common } = align(a, b)
        expect(common).toBe(longest(a, b))
        expect(a.filter((_, i) => left[i])).toEqual(b.filter((_, i) => right[i]))
      }),
    )
  })

  it('takes very long texts by their common start and end', () => {
    const a = [...'s', ...'x'.repeat(1500), ...'e']
    const b = [...'s', ...'y'.repeat(1500), ...'e']
    expect(align(a, b).common).toBe(2)
    expect(diffParts(a, align(a, b).left, 'extra').map(({ mark }) => mark)).toEqual(['same', 'extra', 'same'])
  })
})
