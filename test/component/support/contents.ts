import type { NoteContent } from '../../../electron/contract/content/note-content.ts'

const svg = [
  '<svg viewBox="0 0 200 100">',
  '  <g data-label="part-1"><rect x="10" y="20" width="30" height="40.5" fill="none"/></g>',
  '</svg>',
].join('\n')

/** One note of every kind, with all that it may have. */
export const EVERY_KIND: readonly NoteContent[] = [
  { kind: 'basic', front: 'F', back: 'B', extra: 'E' },
  { kind: 'basic-reversed', front: 'F', back: 'B' },
  { kind: 'cloze', text: 'A {{c1::b {{c2::c}}::hint}}' },
  { kind: 'typed', front: 'F', answer: 'a', accept: ['b', 'c'], caseSensitive: true, ignoreAccents: true },
  {
    kind: 'computed',
    prompt: 'How many? {{n}}',
    variables: { n: { min: 1, max: 9, step: 0.5, not: [3, 4] }, b: { from: [10, 20] } },
    let: { z: 'n * 2' },
    require: ['z > 2', 'b > n'],
    answer: 'z / b',
    decimals: 2,
    tolerance: 0.01,
    unit: 'steps',
    steps: ['{{z}}', '{{z / b|2}}'],
    plot: { y: 'x', from: 0, to: 1, at: 'n', label: 'l' },
  },
  {
    kind: 'diagram',
    svg,
    picture: 'leaf.png',
    hideAll: true,
    alt: 'A leaf',
    labels: [{ id: 'part-1', answer: 'stem', clue: 'Which?' }],
  },
  {
    kind: 'diagram',
    svg: '<svg viewBox="0 0 10 10"><g data-label="a"><text>A</text></g></svg>',
    alt: 'Own',
    labels: [{ id: 'a', answer: 'A' }],
  },
  {
    kind: 'multiple-choice',
    stem: 's',
    explanation: 'e',
    difficulty: 2,
    scenario: true,
    options: [{ text: 'a', correct: true, reason: 'r' }, { text: 'b' }],
  },
  {
    kind: 'multiple-response',
    stem: 's',
    options: [{ text: 'a', correct: true }, { text: 'b', correct: true }, { text: 'c' }],
  },
  { kind: 'ordering', stem: 's', items: [{ text: 'a', reason: 'r' }, { text: 'b' }], unused: [{ text: 'c' }] },
  {
    kind: 'matching',
    stem: 's',
    pairs: [
      { prompt: 'p', response: 'r', reason: 'w' },
      { prompt: 'q', response: 's' },
    ],
    unused: [{ text: 't' }],
  },
  { kind: 'template', noteType: 'guid', fields: ['<b>f</b>', ''] },
]
