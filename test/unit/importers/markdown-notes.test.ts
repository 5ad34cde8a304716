import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { importFile } from '../../../electron/importers/index.ts'
import { brief, read } from './support.ts'

const notes = (text: string) => read('notes.md', text).notes
const contents = (text: string) => notes(text).map(({ content }) => content)

describe('notes in Markdown', () => {
  it('are a heading and the text below it; the title of the file is none', () => {
    const deck = read(
      'Deep learning.md',
      '# Deep learning\n\nAn introduction.\n\n## What is dropout?\n\nSwitches units off.\n\n- at random\n  - in training\n\n## Empty\n\n### What is a token? #nlp\nA piece of text.\n',
    )
    expect(deck).toMatchObject({ format: 'markdown', bad: 0 })
    expect(
      deck.notes.map(({ content, tags, deck: path, where }) => ({ content, tags, path, line: where.line })),
    ).toEqual([
      {
        content: {
          kind: 'basic',
          front: 'What is dropout?',
          back: 'Switches units off.\n\n- at random\n  - in training',
        },
        tags: [],
        path: 'Deep learning',
        line: 5,
      },
      {
        content: { kind: 'basic', front: 'What is a token?', back: 'A piece of text.' },
        tags: ['nlp'],
        path: 'Deep learning',
        line: 14,
      },
    ])
    expect(deck.issues.map(brief)).toEqual(['warning unused-text Deep learning.md:3'])
  })

  it('are lines with two colons, or three for both ways, with what is nested below', () => {
    expect(contents('- Capital of Spain :: Madrid\n  - since 1561\n  - on the Manzanares\n- dog ::: Hund\n')).toEqual([
      { kind: 'basic', front: 'Capital of Spain', back: 'Madrid\n\n- since 1561\n- on the Manzanares' },
      { kind: 'basic-reversed', front: 'dog', back: 'Hund' },
    ])
    expect(contents('one :: 1\ntwo :: 2\n')).toHaveLength(2)
    expect(contents('Question::Answer here #flashcards\n')).toEqual([
      { kind: 'basic', front: 'Question', back: 'Answer here' },
    ])
  })

  it('are no names, code, formulas or links with colons in them', () => {
    expect(contents('Use std::vector and `a :: b`, at 12:30, see https://x.y::z\n')).toEqual([])
    expect(contents('```haskell\nf :: Int\n== x ==\n```\n')).toEqual([])
    expect(contents('What is `x :: Int`? :: A type `::`\n')).toEqual([
      { kind: 'basic', front: 'What is `x :: Int`?', back: 'A type `::`' },
    ])
  })

  it('are a question and an answer around a line of question marks', () => {
    expect(contents('What is\na model?\n?\nA function\n\nHund\n??\ndog\n')).toEqual([
      { kind: 'basic', front: 'What is\na model?', back: 'A function' },
      { kind: 'basic-reversed', front: 'Hund', back: 'dog' },
    ])
  })

  it('are texts with gaps of either form', () => {
    expect(contents('The ==loss== falls with ==training==, not `==code==`.\n\nA {{c2::gap}} and ==more==.\n')).toEqual([
      { kind: 'cloze', text: 'The {{c1::loss}} falls with {{c2::training}}, not `==code==`.' },
      { kind: 'cloze', text: 'A {{c2::gap}} and {{c3::more}}.' },
    ])
    expect(contents('a == b and c == d\n')).toEqual([])
  })

  it('keep code as it is, with headings and blank lines in it', () => {
    expect(contents('## How?\n\n```sh\n# no heading\n\nrun == x\n```\n')).toEqual([
      { kind: 'basic', front: 'How?', back: '```sh\n# no heading\n\nrun == x\n```' },
    ])
  })

  it('take deck and tags from the head of the file', () => {
    const [note] = notes('---\ntitle: x\ndeck: "AIF-C01::Mine"\ntags:\n  - nlp\n  - "#math"\n---\na :: b #own/tag\n')
    expect(note).toMatchObject({ deck: 'AIF-C01::Mine', tags: ['nlp', 'math', 'own::tag'], where: { line: 8 } })
    expect(notes('---\ntags: [a, b]\n---\nq :: a\n')[0]?.tags).toEqual(['a', 'b'])
    expect(contents('---\nno end :: here\n')).toHaveLength(1)
  })

  it('name pictures that are not in the file, and a note without an answer', () => {
    const deck = read('notes.md', 'a :: ![[cell.png|200]] ![x](y/z.png)\nb ::\n')
    expect(deck.missingMedia).toEqual(['cell.png', 'y/z.png'])
    expect(deck.issues.map(brief)).toEqual(['warning missing-media notes.md:0', 'error empty notes.md:2:1'])
  })

  it('have the same identity at every import, whatever stands before them', () => {
    const first = notes('a :: b\n')[0]?.guid
    expect(notes('# Title\n\nwords\n\n- a :: c\n')[0]?.guid).toBe(first)
  })

  it('never break, whatever the text', () => {
    const piece = fc.constantFrom(
      '#',
      '##',
      ' ',
      '\n',
      '::',
      '==',
      '?',
      '```',
      '- ',
      '{{c1::',
      '}}',
      '---\n',
      '#tag',
      'word',
      '`',
      '$',
    )
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 60 }), (pieces) => {
        const made = importFile({ name: 'x.md', bytes: Buffer.from(`a${pieces.join('')}`) })
        for (const note of made.ok ? made.value.notes : []) expect(note.guid).not.toBe('')
      }),
      { numRuns: 500 },
    )
  })
})
