import { describe, expect, it } from 'vitest'
import { stringify } from 'yaml'
import { importFile } from '../../../electron/importers/index.ts'
import { SECOND_BLUEPRINT, secondExam, secondQuestions } from '../../fixtures/second-exam.ts'
import { deckText } from '../../support/decks.ts'

const read = (text: string, name = 'exam.yaml') => importFile({ name, bytes: new TextEncoder().encode(text) })
function refused(text: string, name?: string) {
  const result = read(text, name)
  if (result.ok) throw new Error('it was read')
  return result.error
}
function taken(text: string, name?: string) {
  const result = read(text, name)
  if (!result.ok) throw new Error(JSON.stringify(result.error))
  return result.value
}
const lineOf = (text: string, words: string) => text.split('\n').findIndex((line) => line.includes(words)) + 1

describe('the rules of an exam', () => {
  it('come in with their bank, and the bank’s deck becomes theirs', () => {
    const deck = taken(secondExam(3))
    expect(deck).toMatchObject({ format: 'blueprint', bad: 0, issues: [] })
    expect(deck.blueprint).toEqual({ ...SECOND_BLUEPRINT, deck: 'Networks' })
    expect(deck.notes).toHaveLength(12)
    expect(new Set(deck.notes.map((note) => note.deck))).toEqual(new Set(['Networks']))
  })

  it('come in alone, as YAML or JSON, with the deck that they name or one called like their code', () => {
    expect(taken(stringify(SECOND_BLUEPRINT)).blueprint?.deck).toBe('NET-02')
    const named = { ...SECOND_BLUEPRINT, deck: 'Mine::Nets' }
    expect(taken(JSON.stringify(named), 'exam.json').blueprint?.deck).toBe('Mine::Nets')
    expect(taken(`---\n${stringify(named)}`).notes).toEqual([])
  })

  it('are refused with the place when something in them is wrong', () => {
    const text = stringify({ ...SECOND_BLUEPRINT, passShare: 1.5 })
    expect(refused(text)).toMatchObject([
      { severity: 'error', where: { file: 'exam.yaml', line: lineOf(text, 'passShare'), field: 'passShare' } },
    ])
    const [cables, packets] = SECOND_BLUEPRINT.domains
    const light = stringify({ ...SECOND_BLUEPRINT, domains: [cables, packets] })
    expect(refused(light)).toMatchObject([{ message: 'The weights of the domains do not add up to 100.', found: '80' }])
    const many = stringify({ ...SECOND_BLUEPRINT, questions: { total: 5, scored: 9 } })
    expect(refused(many)).toMatchObject([{ expected: 'at most 5', found: '9' }])
  })

  it('are refused when the bank is not a deck, on the line of the file', () => {
    const text = `${stringify(SECOND_BLUEPRINT)}---\nformat: epoch-deck/1\nid: x\nnotes: []\n`
    const [issue] = refused(text)
    expect(issue).toMatchObject({ severity: 'error', where: { line: expect.any(Number) } })
    expect(issue?.where.line).toBeGreaterThan(lineOf(text, '---'))
    expect(refused(`${secondExam(1)}---\nmore: true\n`)).toMatchObject([{ code: 'too-many-documents' }])
  })

  it('name each question that belongs to no objective of the exam', () => {
    const [first, ...rest] = secondQuestions(1)
    if (!first) throw new Error('there are questions')
    const notes = [...rest, { ...first, objective: '9.9.9' }]
    const text = `${stringify(SECOND_BLUEPRINT)}---\n${deckText({ id: 'net/q', deck: 'Networks', notes })}`
    const deck = taken(text)
    expect(deck.bad).toBe(1)
    expect(deck.notes).toHaveLength(3)
    expect(deck.issues).toMatchObject([
      { severity: 'error', code: 'unknown-objective', found: '9.9.9', where: { note: 4, file: 'exam.yaml' } },
    ])
  })
})
