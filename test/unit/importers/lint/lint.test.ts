import fs from 'node:fs'
import path from 'node:path'
import { describe, expect, it } from 'vitest'
import { lintDecks, printCoverage } from '../../../../electron/importers/lint/index.ts'
import { SOUND_RULES } from '../../../../electron/importers/lint/rules/index.ts'
import { drawing } from '../../../support/diagram.ts'
import { decksFolder, note, question, told } from './bank.ts'

const basic = (id: string, rest = '') => note(id, `kind: basic, front: f, back: b${rest}`)
const sound = { rules: SOUND_RULES }
const complete = basic('a', ', covers: [fact-01]') + question('q1', 'One?') + question('q2', 'Two?')

describe('lintDecks', () => {
  it('finds nothing wrong in a sound folder, and counts', () => {
    const report = lintDecks([decksFolder(complete)], sound)
    expect(report).toMatchObject({ notes: 3, issues: [] })
    expect(report.files.map((file) => path.basename(file))).toEqual(['cards.yaml'])
  })

  it('goes on with the other files where one is broken, and tells all problems in order', () => {
    const folder = decksFolder(`${complete}${basic('a')}  - { id: b }\n`, {
      'demo/broken.yaml': 'format: epoch-deck/1\nid: [',
    })
    expect(told(lintDecks([folder], sound))).toEqual([
      'syntax broken.yaml:2 the end of the line',
      'duplicate-id cards.yaml:10 a',
      'missing cards.yaml:11 nothing',
    ])
  })

  it('tells what is missing only when the whole exam is looked at', () => {
    const folder = decksFolder(basic('a'))
    expect(told(lintDecks([folder], sound))).toEqual([
      'bank-short blueprint.yaml:0 0',
      'uncovered-fact facts.yaml:0 none',
    ])
    expect(told(lintDecks([path.join(folder, 'demo', 'cards.yaml')], sound))).toEqual([])
    expect(lintDecks([path.join(folder, 'demo')], sound).issues).toHaveLength(2)
  })

  it('checks catalogue files, tables and missing paths that are named', () => {
    const folder = decksFolder(complete, {
      'bad/facts.yaml': 'format: epoch-facts/1\nfacts:\n  - { id: A, topic: t, fact: f }\n',
      'table.csv': 'front,back\na\n',
      'other.yaml': 'name: not ours\n',
    })
    const named = ['bad/facts.yaml', 'table.csv', 'other.yaml', 'nowhere.yaml'].map((name) => path.join(folder, name))
    expect(told(lintDecks(named, sound)).sort()).toEqual([
      'form facts.yaml:3 “A”',
      'no-file nowhere.yaml:0',
      'not-a-deck other.yaml:1 no format',
      'too-few-columns table.csv:2 1 column',
    ])
    fs.rmSync(path.join(folder, 'bad'), { recursive: true })
    expect(told(lintDecks([folder], sound))).toEqual([])
  })

  it('reads the drawings beside a file, and judges them', () => {
    const diagram = (id: string, image: string, label = 'a') =>
      note(id, `kind: diagram, image: ${image}, alt: Shape ${id}, labels: [{ id: ${label}, answer: x }]`)
    const folder = decksFolder(
      complete +
        diagram('d1', 'drawn/good.svg') +
        diagram('d2', 'drawn/good.svg', 'b') +
        diagram('d3', 'drawn/bad.svg') +
        diagram('d4', 'drawn/none.svg'),
      { 'demo/drawn/good.svg': drawing(''), 'demo/drawn/bad.svg': drawing('\n<script/>') },
    )
    expect(told(lintDecks([folder], sound))).toEqual([
      'no-label cards.yaml:11 b',
      'drawing-element cards.yaml:12 <script/></svg> on line 2 of the drawing',
      'no-image cards.yaml:13 drawn/none.svg',
    ])
  })

  it('uses the fallback for a deck that has no catalogue near it', () => {
    const decks = decksFolder(complete)
    const alone = fs.mkdtempSync(path.join(decks, '..', 'epoch-alone-'))
    const file = path.join(alone, 'own.yaml')
    fs.writeFileSync(
      file,
      'format: epoch-deck/1\nid: own\ndeck: Own\nnotes:\n' +
        basic('a', ', services: [open-none]').replace('references: [r], ', ''),
    )
    expect(told(lintDecks([file], sound))).toEqual([])
    expect(told(lintDecks([file], { ...sound, fallback: decks }))).toEqual(['unknown-service own.yaml:5 open-none'])
    fs.rmSync(alone, { recursive: true })
  })

  it('prints the coverage of a whole exam', () => {
    const [coverage] = lintDecks([decksFolder(complete)], sound).coverage
    if (!coverage) expect.fail('no coverage')
    expect(coverage.objectives).toEqual([
      { objective: '1.1.1', label: 'a', notes: 1, questions: 2, kinds: { basic: 1, 'multiple-choice': 2 } },
    ])
    expect(printCoverage(coverage).split('\n')).toEqual([
      'demo',
      'objective  notes  questions  basic  reversed  cloze  typed  computed  diagram  choice  response  ordering  matching',
      '1.1.1          1          2      1         0      0      0         0        0       2         0         0         0',
      'all            1          2      1         0      0      0         0        0       2         0         0         0',
      'facts covered: 1 of 1',
    ])
  })

  it('finds the built-in decks sound', () => {
    const decks = path.resolve(import.meta.dirname, '..', '..', '..', '..', 'decks')
    const report = lintDecks([decks], sound)
    expect(report.issues.map((issue) => `${issue.where.file}:${issue.where.line} ${issue.message}`)).toEqual([])
    expect(report.notes).toBeGreaterThan(700)
  })
})
