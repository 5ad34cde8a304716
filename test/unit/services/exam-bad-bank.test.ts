import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { importNow } from '../../../electron/services/import-now.ts'
import { dump, makeApp, type TestApp } from '../../support/app.ts'
import { miniExam } from '../../support/decks.ts'

const decks = miniExam()
let test: TestApp
beforeEach(async () => {
  test = await makeApp({ decks })
})
afterEach(() => test.close())

/** A bank of one good question, on lines 5 to 9, and another one that begins on line 10. */
const bank = (second: string): string => `format: epoch-deck/1
id: my/bank
deck: My bank
notes:
  - id: good
    kind: multiple-choice
    stem: Which one?
    options: [{ text: right, correct: true }, { text: wrong }]
    objective: 1.1.1
  - id: bad
    stem: And this one?
${second}`

function refusalOf(second: string) {
  const bytes = new TextEncoder().encode(bank(second))
  return importNow(test.app.context, { name: 'bank.yaml', bytes }, false)
}

describe('a bank with a question that cannot be asked', () => {
  it.each([
    ['no key', 'no-key', 13, 'kind: multiple-choice', 'options: [{ text: a }, { text: b }, { text: c }]'],
    [
      'two keys in a single choice',
      'several-keys',
      13,
      'kind: multiple-choice',
      'options: [{ text: a, correct: true }, { text: b, correct: true }, { text: c }]',
    ],
    ['an ordering of one', 'too-few', 13, 'kind: ordering', 'items: [{ text: a }]'],
    [
      'a matching with duplicate prompts',
      'duplicate',
      15,
      'kind: matching',
      'pairs:\n      - { prompt: p, response: one }\n      - { prompt: p, response: two }',
    ],
  ])('%s is refused with its place, and changes nothing', (_what, code, line, kind, body) => {
    const before = dump(test)
    const report = refusalOf(`    ${kind}\n    ${body}\n`)
    expect(report.refused).toBe(true)
    expect(report.issues).toMatchObject([{ code, severity: 'error', where: { file: 'bank.yaml', line, note: 2 } }])
    expect(report.issues[0]?.expected).toBeTruthy()
    expect(report.issues[0]?.found).toBeTruthy()
    expect(dump(test)).toEqual(before)
  })

  it('is taken once the question is mended', () => {
    const report = refusalOf('    kind: ordering\n    items: [{ text: a }, { text: b }]\n')
    expect(report).toMatchObject({ refused: false, issues: [] })
  })
})
