import { describe, expect, it } from 'vitest'
import { readNoteText } from '../../../electron/importers/deck-file/note-text.ts'
import { brief, read, refusal, refused } from './support.ts'

const HEAD = `format: epoch-deck/1
id: demo/cards
deck: "Demo::Cards"
title: Demo
verifiedOn: 2026-11-20
references:
  guide: { title: The guide, url: "https://a.example/guide" }
`

/** A deck file whose notes begin on line 9. */
const deck = (notes: string) => `${HEAD}notes:\n${notes}`

const GOOD = `  - id: good
    kind: basic
    front: f
    back: b
`

describe('a deck file', () => {
  it('gives notes with guid, deck, content and everything beside it', () => {
    const file = read(
      'demo.yaml',
      deck(`${GOOD}    tags: [t, u, t]
    objective: 1.1.1
    covers: [fact-01]
    services: [amazon-bedrock]
    references: [guide, { title: Own, url: "https://b.example", verifiedOn: 2026-01-02 }]
    verifiedOn: 2026-11-19
  - id: second
    kind: cloze
    text: "{{c1::a}}"
    beyond: because
`),
    )
    expect(file).toMatchObject({
      format: 'deck-yaml',
      head: { id: 'demo/cards', deck: 'Demo::Cards', title: 'Demo', description: null },
      bad: 0,
      issues: [],
    })
    expect(file.notes).toEqual([
      {
        guid: 'demo/cards/good',
        deck: 'Demo::Cards',
        content: { kind: 'basic', front: 'f', back: 'b' },
        tags: ['t', 'u'],
        objective: '1.1.1',
        beyond: null,
        covers: ['fact-01'],
        services: ['amazon-bedrock'],
        references: [
          { title: 'The guide', url: 'https://a.example/guide' },
          { title: 'Own', url: 'https://b.example', verifiedOn: '2026-01-02' },
        ],
        verifiedOn: '2026-11-19',
        where: { file: 'demo.yaml', line: 9, column: 5, source: '  - id: good', note: 1 },
      },
      expect.objectContaining({ guid: 'demo/cards/second', beyond: 'because', verifiedOn: '2026-11-20' }),
    ])
  })

  it('is read from JSON by the same rules', () => {
    const head = { format: 'epoch-deck/1', id: 'demo', deck: 'A' }
    const notes = [{ id: 'a', kind: 'basic', front: 'tab\t "quoted" \\ 😀', back: 'é\n2' }]
    for (const space of [0, 2, '\t']) {
      const file = read('demo.json', JSON.stringify({ ...head, notes }, null, space))
      expect(file).toMatchObject({ format: 'deck-json', issues: [] })
      expect(file.notes[0]?.content).toEqual({ kind: 'basic', front: notes[0]?.front, back: 'é\n2' })
    }
    const issue = refusal('demo.json', '{\n  "format": "epoch-deck/1",\n  "id": "demo"\n  "deck": "A"\n}')
    expect(issue).toMatchObject({ code: 'syntax', expected: 'valid JSON', where: { file: 'demo.json', line: 4 } })
    expect(issue.message).toContain('This is not valid JSON')
  })

  it('keeps the guid of a note that came from elsewhere', () => {
    expect(read('demo.yaml', deck(`${GOOD}    guid: k~2B\n`)).notes[0]?.guid).toBe('k~2B')
  })

  it('tells every problem of every note with its place, and keeps the good notes', () => {
    const file = read(
      'demo.yaml',
      deck(`  - id: one
    kind: basic
    front: 42
    bak: b
  - id: two
    kind: cloze
    text: no gap
${GOOD}  - id: good
    kind: basic
    front: again
    back: again
  - id: three
    kind: quiz
  - kind: multiple-choice
    id: four
    stem: s
    options:
      - { text: a, correct: "yes" }
      - { text: b }
  - id: five
    kind: basic
    front: f
    back: ""
    references: [nowhere]
  - just text
`),
    )
    expect(file.notes.map((note) => note.guid)).toEqual(['demo/cards/good'])
    expect(file.bad).toBe(7)
    expect(file.issues.map((issue) => `${brief(issue)} ${issue.where.field}`)).toEqual([
      'error missing demo.yaml:9:5 back',
      'error type demo.yaml:11:12 front',
      'error unknown-key demo.yaml:12:5 bak',
      'error no-gap demo.yaml:15:11 text',
      'error duplicate-id demo.yaml:20:9 id',
      'error value demo.yaml:25:11 kind',
      'error type demo.yaml:30:29 options.1.correct',
      'error empty demo.yaml:35:11 back',
      'error type demo.yaml:37:5 undefined',
    ])
    expect(file.issues[0]).toMatchObject({ message: '“back” is missing.', expected: 'text', found: 'nothing' })
    expect(file.issues[1]).toMatchObject({
      message: '“front” should be text. Put it in quotes.',
      expected: 'text',
      found: 'the number 42',
      where: { note: 1, source: '    front: 42' },
    })
    expect(file.issues[2]).toMatchObject({ message: '“bak” is not a field here. Did you mean “back”?', found: 'bak' })
    expect(file.issues[4]).toMatchObject({ message: '“good” is also the id of the note on line 16.' })
    expect(file.issues[5]?.expected).toContain('one of basic, basic-reversed, cloze')
  })

  it('tells of references, dates, sizes and unions in words', () => {
    const file = read(
      'demo.yaml',
      deck(`${GOOD}    references: [nowhere]
  - id: dates
    kind: basic
    front: f
    back: b
    verifiedOn: 20.11.2026
    objective: 1.1
    tags: single
    references: [{ title: t, url: "http://a.example" }]
  - id: numbers
    kind: computed
    prompt: "{{x}}"
    variables: { x: { min: 1, max: 2 }, 2y: { from: [1, 2] } }
    answer: x
    decimals: 9
    tolerance: -1
    steps: []
`),
    )
    expect(file.issues.map((issue) => [issue.code, issue.where.line, issue.where.field, issue.expected])).toEqual([
      ['unknown-reference', 13, 'references.1', 'one of guide'],
      ['form', 18, 'verifiedOn', 'use a date of the form YYYY-MM-DD'],
      ['type', 19, 'objective', 'text'],
      ['type', 20, 'tags', 'a list'],
      ['form', 21, 'references.1.url', 'use an https address'],
      ['missing', 25, 'variables.x.step', 'a number'],
      ['key', 25, 'variables.2y', 'use a name of letters, digits and underscores that starts with a letter'],
      ['range', 27, 'decimals', 'at most 6'],
      ['range', 28, 'tolerance', 'at least 0'],
      ['too-few', 29, 'steps', 'at least 1'],
    ])
  })

  it('refuses aliases, keys that come twice and keys that are no text, note by note', () => {
    const file = read(
      'demo.yaml',
      deck(`  - &a { id: one, kind: basic, front: f, back: b }
  - *a
  - { id: two, kind: basic, front: f, front: g, back: b }
  - { id: three, kind: basic, front: f, back: b, __proto__: { tags: [x] } }
  - { id: four, kind: basic, front: f, back: b, [1]: x }
${GOOD}`),
    )
    expect(file.notes.map((note) => note.guid)).toEqual(['demo/cards/one', 'demo/cards/good'])
    expect(file.issues.map(brief)).toEqual([
      'error alias demo.yaml:10:5',
      'error duplicate-key demo.yaml:11:39',
      'error unknown-key demo.yaml:12:50',
      'error key demo.yaml:13:49',
    ])
  })

  it('refuses text that no store can hold, written as escapes', () => {
    const file = read('demo.yaml', deck(`  - { id: a, kind: basic, front: "a\\0b", back: "\\ud83d" }\n${GOOD}`))
    expect(file.notes).toHaveLength(1)
    expect(file.issues.map(brief)).toEqual(['error character demo.yaml:9:34', 'error character demo.yaml:9:48'])
  })

  it('looks at 50 problems of one note, however many it has', () => {
    const keys = Array.from({ length: 5000 }, (_, at) => `    k${at}: x\n`).join('')
    const file = read('demo.yaml', deck(`  - id: a\n    kind: basic\n${keys}${GOOD}`))
    expect(file.notes).toHaveLength(1)
    expect(file.issues.filter((issue) => issue.code === 'unknown-key')).toHaveLength(50)
  })

  it.each([
    ['an indentation that does not fit', 'notes:\n  - id: a\n   - id: b', 'The indentation does not fit', 10],
    ['a colon in text', 'notes:\n  - id: a\n    front: What: a colon', 'Put text that contains a colon in quotes', 10],
    ['a tab', 'notes:\n\t- id: a', 'Indent with spaces', 9],
    ['an open quote', 'notes:\n  - id: "a\n    kind: basic\n', 'The quote that opens here is never closed', 9],
    ['text after a quoted value', 'notes:\n  - front: "a" b', 'Put the whole value in quotes', 9],
    ['TeX in double quotes', 'notes:\n  - front: "\\max"', 'use single quotes or a block', 9],
    ['a second document', 'notes: []\n---\na: b', 'A second document begins here', 9],
  ])('refuses %s with its line', (_name, rest, words, line) => {
    const issue = refusal('demo.yaml', `${HEAD}${rest}`)
    expect(issue).toMatchObject({ code: 'syntax', where: { file: 'demo.yaml', line } })
    expect(issue.message).toContain(words)
  })

  it('cannot be read when its head is wrong', () => {
    const wrong = 'format: epoch-deck/1\nid: Bad Id\ndeck: A::::B\ntitel: x\nnotes: []\n'
    expect(refused('demo.yaml', wrong).map((issue) => `${brief(issue)} ${issue.where.field}`)).toEqual([
      'error form demo.yaml:2:5 id',
      'error unknown-key demo.yaml:4:1 titel',
    ])
    expect(refusal('demo.yaml', 'format: epoch-deck/1\nid: a\ndeck: A::::B\nnotes: []\n')).toMatchObject({
      code: 'deck-path',
      where: { line: 3, field: 'deck' },
    })
    expect(refusal('demo.yaml', HEAD)).toMatchObject({ code: 'missing', message: '“notes” is missing.' })
    expect(refusal('demo.yaml', `${HEAD}notes: none\n`)).toMatchObject({ code: 'type', where: { line: 8 } })
    expect(refusal('demo.yaml', '- a\n- b\n')).toMatchObject({ code: 'not-a-deck', expected: 'format: epoch-deck/1' })
  })

  it.each([
    ['id: a\nnotes: []', 'The field “format” is missing', 'no format'],
    ['format: epoch-facts/1\nfacts: []', 'This file is a list of facts and holds no notes.', 'format: epoch-facts/1'],
    ['format: epoch-deck/2\nnotes: []', 'made for a newer version of Epoch', 'format: epoch-deck/2'],
    ['format: constructor/1\nnotes: []', 'This is not a deck file.', 'format: constructor/1'],
  ])('is told from other files: %j', (text, words, found) => {
    const issue = refusal('demo.yaml', text)
    expect(issue).toMatchObject({ code: 'not-a-deck', found })
    expect(issue.message).toContain(words)
  })

  it('warns when it holds no notes', () => {
    expect(read('demo.yaml', `${HEAD}notes: []\n`).issues.map(brief)).toEqual(['warning no-notes demo.yaml:0'])
  })

  it('is known by its content when the ending says nothing', () => {
    expect(read('demo.txt', deck(GOOD)).format).toBe('deck-yaml')
  })
})

describe('readNoteText', () => {
  it('reads a note without identity and says where it is wrong', () => {
    const good = readNoteText('kind: typed\nfront: f\nanswer: "4"\ntags: [t]\n')
    expect(good).toMatchObject({ ok: true, value: { content: { kind: 'typed', answer: '4' }, tags: ['t'] } })
    const bad = readNoteText('kind: typed\nfront: f\nanswer: 4\nreferences: [x]\n')
    expect(bad).toMatchObject({ ok: false, error: [{ code: 'type', where: { line: 3, column: 9, field: 'answer' } }] })
    expect(readNoteText('kind: basic\nfront: f\nback: b\nreferences: [x]\n')).toMatchObject({
      error: [{ code: 'unknown-reference', where: { line: 4 } }],
    })
    expect(readNoteText('kind: [').ok).toBe(false)
  })
})
