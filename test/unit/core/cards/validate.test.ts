import { describe, expect, it } from 'vitest'
import type { ContentOf, NoteContent } from '../../../../electron/contract/content/note-content.ts'
import { checkContent } from '../../../../electron/core/cards/validate.ts'
import { DIAGRAM, drawing } from '../../../support/diagram.ts'

const options = (...right: number[]) =>
  ['a', 'b', 'c', 'd'].map((text, i) => ({ text, ...(right.includes(i) && { correct: true }) }))
const choice = (...right: number[]): NoteContent => ({ kind: 'multiple-choice', stem: 's', options: options(...right) })
const response = (...right: number[]): NoteContent => ({
  kind: 'multiple-response',
  stem: 's',
  options: options(...right),
})
const ordering = (items: string[], unused: string[] = []): NoteContent => ({
  kind: 'ordering',
  stem: 's',
  items: items.map((text) => ({ text })),
  unused: unused.map((text) => ({ text })),
})
const COMPUTED: ContentOf<'computed'> = {
  kind: 'computed',
  prompt: '{{a}}',
  variables: { a: { min: 0, max: 3, step: 1 } },
  answer: 'a',
  decimals: 0,
  tolerance: 0,
  steps: ['x'],
}

function found(content: NoteContent): [string, string][] {
  return checkContent(content).map(({ code, path }) => [code, path.join('.')])
}

describe('what content must keep beyond its schema', () => {
  it('lets good content pass', () => {
    const good: NoteContent[] = [
      { kind: 'basic', front: 'f', back: 'b' },
      { kind: 'cloze', text: '{{c1::a}}' },
      COMPUTED,
      DIAGRAM,
      choice(2),
      response(0, 3),
      ordering(['a', 'b', 'c'], ['d']),
      {
        kind: 'matching',
        stem: 's',
        pairs: [
          { prompt: 'p', response: 'r' },
          { prompt: 'q', response: 't' },
        ],
      },
    ]
    for (const content of good) expect(checkContent(content)).toEqual([])
  })

  it.each<[string, string, NoteContent]>([
    ['no-key', 'options', choice()],
    ['several-keys', 'options', choice(0, 1)],
    ['no-key', 'options', response()],
    ['single-key', 'options', response(1)],
    ['no-distractor', 'options', response(0, 1, 2, 3)],
    ['too-few-items', 'items', ordering(['a'])],
    ['duplicate', 'items.1.text', ordering(['a', ' **A** '])],
    ['duplicate', 'unused.0.text', ordering(['a', 'b'], ['b'])],
    ['no-gap', 'text', { kind: 'cloze', text: 'plain' }],
    ['gap-open', 'text', { kind: 'cloze', text: 'x {{c1::open' }],
    ['not-finite', 'answer', { ...COMPUTED, answer: '1/a' }],
    ['unknown-name', 'steps.0', { ...COMPUTED, steps: ['{{nope}}'] }],
    ['require-unmet', 'require', { ...COMPUTED, require: ['a > 9'] }],
    ['drawing-element', 'svg', { ...DIAGRAM, svg: drawing('<script/>') }],
    ['no-label', 'labels.1.id', { ...DIAGRAM, labels: [...DIAGRAM.labels.slice(0, 1), { id: 'bias', answer: 'b' }] }],
    ['duplicate', 'labels.2.id', { ...DIAGRAM, labels: [...DIAGRAM.labels, { id: 'sum', answer: 'b' }] }],
  ])('%s at %s', (code, path, content) => expect(found(content)).toEqual([[code, path]]))

  it('finds prompts and responses that stand twice', () => {
    const pairs = [
      { prompt: 'p', response: 'r' },
      { prompt: 'P', response: 'r' },
    ]
    expect(found({ kind: 'matching', stem: 's', pairs, unused: [{ text: 'r' }] })).toEqual([
      ['duplicate', 'pairs.1.prompt'],
      ['duplicate', 'pairs.1.response'],
      ['duplicate', 'unused.0.text'],
    ])
  })

  it('says what was expected, what was found, and where in the text', () => {
    expect(checkContent({ kind: 'cloze', text: 'one {{c1::open' })[0]).toEqual({
      code: 'gap-open',
      message: 'The gap {{c1:: is not closed by }}.',
      path: ['text'],
      expected: 'gaps such as {{c1::answer}}, numbered 1 to 99',
      found: '"{{c1::open" at character 5',
    })
    expect(checkContent({ ...COMPUTED, answer: 'a + ' })[0]?.found).toBe('the end at character 5')
    expect(checkContent({ ...COMPUTED, answer: 'a + q' })[0]?.found).toBe('"q" at character 5')
    expect(checkContent({ ...DIAGRAM, svg: drawing('\n  <rect fill="red" x="1"/>') })[0]).toMatchObject({
      message: '“fill” cannot be “red”.',
      expected: expect.stringContaining('accent-ink'),
      found: 'fill="red" x="1"/></svg> on line 2 of the drawing',
    })
    expect(checkContent({ ...DIAGRAM, labels: [{ id: 'bias', answer: 'b' }] })[0]).toMatchObject({
      expected: 'one of inputs, weights, sum',
      found: 'bias',
    })
    expect(checkContent(choice(0, 1))[0]).toMatchObject({
      expected: 'one right option',
      found: '2 with "correct: true"',
    })
  })
})
