import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { NoteContent } from '../../../electron/contract/content/note-content.ts'
import { entryJson, headJson, JSON_FOOT } from '../../../electron/exporters/deck-json/index.ts'
import {
  deckToYaml,
  entryYaml,
  headYaml,
  noteToYaml,
  readNoteYaml,
  type WritableNote,
} from '../../../electron/exporters/deck-yaml.ts'
import { importFile } from '../../../electron/importers/index.ts'

const sign = fc.constantFrom(
  ...'aZ1 \n\t:#-\'"\\|>{}[]$&*!%@`,?~é食😀\u2028\u0085\ufeff',
  '\n\n',
  '\r',
  '\r\n',
  '\u0001',
  ': ',
  ' #',
  '- ',
  '---',
  'null',
  '1e3',
)
const text = fc.oneof(
  fc.array(sign, { maxLength: 20 }).map((signs) => signs.join('')),
  fc.string({ unit: 'grapheme' }),
)
const filled = text.map((value) => value.trim()).filter((value) => value !== '' && !value.includes('\0'))
/** Short text; a cut never leaves half a character. */
const short = (length: number) =>
  filled.map((value) => value.slice(0, length).toWellFormed().trim()).filter((value) => value !== '')

const option = fc.record({ text: filled, reason: filled, correct: fc.boolean() }, { requiredKeys: ['text'] })
const content: fc.Arbitrary<NoteContent> = fc.oneof(
  fc.record(
    { kind: fc.constant('basic' as const), front: filled, back: filled, extra: filled },
    { requiredKeys: ['kind', 'front', 'back'] },
  ),
  fc.record({ kind: fc.constant('cloze' as const), text: filled.map((value) => `{{c1::a}} ${value}`) }),
  fc.record(
    { kind: fc.constant('typed' as const), front: filled, answer: filled, accept: fc.array(filled, { maxLength: 3 }) },
    { requiredKeys: ['kind', 'front', 'answer'] },
  ),
  fc.record({
    kind: fc.constant('multiple-choice' as const),
    stem: filled,
    options: fc
      .array(option, { maxLength: 2 })
      .map((others) => [
        { text: 'the right one', correct: true as const },
        { text: 'a wrong one' },
        ...others.map((item, index) => ({ ...item, text: `${index} ${item.text}`, correct: false })),
      ]),
  }),
)

/** Text as it stands between tags; a drawing holds no control characters, and lines end in one way. */
const inSvg = text.map((value) =>
  value
    .replace(/[\p{Cc}\ufffe\uffff]/gu, '\n')
    .toWellFormed()
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;'),
)
const diagram: fc.Arbitrary<NoteContent> = fc
  .record({ alt: filled, before: inSvg, inside: inSvg, clue: fc.option(filled, { nil: undefined }) })
  .map(({ alt, before, inside, clue }) => ({
    kind: 'diagram' as const,
    svg:
      `<svg viewBox="0 0 9 9"><desc>${before}</desc>\n\n  <g data-label="a">\n\t<text x='1'>a${inside}</text></g>` +
      '<g data-label="b-2"><text>b</text></g>\n</svg>',
    alt,
    labels: [
      { id: 'a', answer: 'A', ...(clue === undefined ? {} : { clue }) },
      { id: 'b-2', answer: 'B' },
    ],
  }))

const note: fc.Arbitrary<WritableNote> = fc.record({
  guid: fc.oneof(fc.constant('demo/cards/some-note'), short(60)),
  content: fc.oneof({ weight: 4, arbitrary: content }, { weight: 1, arbitrary: diagram }),
  tags: fc.uniqueArray(short(40), { maxLength: 3 }),
  objective: fc.constantFrom(null, '1.1.1', '10.2.30'),
  beyond: fc.option(filled),
  covers: fc.constantFrom([], ['a-01', '1']),
  services: fc.constantFrom([], ['amazon-bedrock']),
  references: fc.array(fc.record({ title: filled, url: fc.constant('https://a.example/b?c=d#e') }), { maxLength: 2 }),
  verifiedOn: fc.constantFrom(null, '2026-11-20'),
})

describe('a note as YAML', () => {
  it('comes back as it was', () => {
    fc.assert(
      fc.property(note, (value) => {
        const { guid: _guid, ...rest } = value
        const read = readNoteYaml(noteToYaml(value))
        expect(read).toEqual({ ok: true, value: rest })
      }),
      { numRuns: 300 },
    )
  })

  it('reads well', () => {
    const yaml = noteToYaml({
      content: { kind: 'basic', front: 'What does ReLU do?', back: 'Line one, $\\max(0,x)$.\n\nLine two: more.' },
      tags: ['activation', 'relu'],
      objective: '1.1.1',
      beyond: null,
      covers: [],
      services: [],
      references: [{ title: 'Guide', url: 'https://a.example' }],
      verifiedOn: '2026-11-20',
    })
    expect(yaml).toBe(`kind: basic
front: What does ReLU do?
back: |-
  Line one, $\\max(0,x)$.

  Line two: more.
objective: 1.1.1
tags: [activation, relu]
references:
  - title: Guide
    url: https://a.example
verifiedOn: 2026-11-20
`)
  })
})

describe('notes of several decks, written one by one', () => {
  const HEAD = { id: 'epoch-export', deck: 'Home' }
  const some = fc.array(fc.tuple(note, fc.constantFrom(null, 'Away::Far: 1')), { maxLength: 4 })

  it('come back with their decks, from YAML and from JSON', () => {
    fc.assert(
      fc.property(some, (all) => {
        const notes = all.map(([one, deck], at) => ({ one: { ...one, guid: `g${at} ${one.guid}` }, deck }))
        const yaml = headYaml(HEAD) + notes.map(({ one, deck }) => entryYaml(one, HEAD.id, deck)).join('')
        const entries = notes.map(({ one, deck }, at) => entryJson(one, HEAD.id, deck, at === 0))
        const files = {
          'a.yaml': notes.length === 0 ? `${yaml}  []\n` : yaml,
          'a.json': headJson(HEAD) + entries.join('') + JSON_FOOT,
        }
        for (const [name, text] of Object.entries(files)) {
          const read = importFile({ name, bytes: new TextEncoder().encode(text) })
          if (!read.ok) expect.fail(JSON.stringify(read.error))
          const back = read.value.notes.map(({ where: _where, ...rest }) => rest)
          expect(back).toEqual(notes.map(({ one, deck }) => ({ ...one, deck: deck ?? 'Home' })))
        }
      }),
      { numRuns: 150 },
    )
  })
})

describe('a diagram as YAML', () => {
  it('has its drawing in it, line by line, behind what is written about it', () => {
    const svg = '<svg viewBox="0 0 9 9">\n  <g data-label="a"><text>A</text></g>\n</svg>'
    const content = { kind: 'diagram' as const, svg, alt: 'A letter', labels: [{ id: 'a', answer: 'A' }] }
    const rest = { objective: null, beyond: null, tags: [], covers: [], services: [], references: [], verifiedOn: null }
    expect(noteToYaml({ content, ...rest })).toBe(`kind: diagram
alt: A letter
labels:
  - id: a
    answer: A
svg: |-
  <svg viewBox="0 0 9 9">
    <g data-label="a"><text>A</text></g>
  </svg>
`)
  })
})

describe('a deck as YAML', () => {
  it('imports again with the same notes and guids', () => {
    const head = { id: 'demo/cards', deck: 'Demo::Cards', title: 'Demo: cards', description: null }
    fc.assert(
      fc.property(fc.uniqueArray(note, { selector: (value) => value.guid, maxLength: 4 }), (notes) => {
        const bytes = new TextEncoder().encode(deckToYaml(head, notes))
        const read = importFile({ name: 'demo.yaml', bytes })
        if (!read.ok) expect.fail(JSON.stringify(read.error))
        expect(read.value.issues.filter((issue) => issue.severity === 'error')).toEqual([])
        expect(read.value.notes.map(({ where: _where, deck: _deck, ...rest }) => rest)).toEqual(notes)
        expect(read.value.head).toEqual(head)
      }),
      { numRuns: 100 },
    )
  })
})
