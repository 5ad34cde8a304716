import { describe, expect, it } from 'vitest'
import { bannedPhrasing } from '../../../../electron/importers/lint/rules/banned-phrasing.ts'
import { duplicateGuids } from '../../../../electron/importers/lint/rules/duplicate-guids.ts'
import { fillsForms } from '../../../../electron/importers/lint/rules/fills-forms.ts'
import { givenAway } from '../../../../electron/importers/lint/rules/given-away.ts'
import { keyBias } from '../../../../electron/importers/lint/rules/key-bias.ts'
import { nearDuplicates } from '../../../../electron/importers/lint/rules/near-duplicates.ts'
import { objectiveMinimum } from '../../../../electron/importers/lint/rules/objective-minimum.ts'
import { provenance } from '../../../../electron/importers/lint/rules/provenance.ts'
import { reasons } from '../../../../electron/importers/lint/rules/reasons.ts'
import { serviceMarks } from '../../../../electron/importers/lint/rules/service-marks.ts'
import { uncoveredFacts } from '../../../../electron/importers/lint/rules/uncovered-facts.ts'
import { unknownIds } from '../../../../electron/importers/lint/rules/unknown-ids.ts'
import { unknownObjective } from '../../../../electron/importers/lint/rules/unknown-objective.ts'
import { unknownServiceNames } from '../../../../electron/importers/lint/rules/unknown-service-names.ts'
import { drawing } from '../../../support/diagram.ts'
import { findings, note, question } from './bank.ts'

/** Notes begin on line 7 of the demo deck. */
const basic = (id: string, rest = '', meta?: string) => note(id, `kind: basic, front: f ${id}, back: b${rest}`, meta)

describe('rules of soundness', () => {
  it('duplicate guids', () => {
    expect(findings(duplicateGuids, basic('a') + basic('b', ', guid: demo/cards/a'))).toEqual([
      'duplicate-guid cards.yaml:8 demo/cards/a',
    ])
  })

  it('unknown objectives', () => {
    const wrong = basic('b', '', 'objective: 9.9.9, references: [r]')
    expect(findings(unknownObjective, basic('a') + wrong)).toEqual(['unknown-objective cards.yaml:8 9.9.9'])
  })

  it('unknown facts and services', () => {
    const notes = basic('a', ', covers: [fact-01, fact-02], services: [open-on]')
    expect(findings(unknownIds, notes)).toEqual([
      'unknown-fact cards.yaml:7 fact-02',
      'unknown-service cards.yaml:7 open-on',
    ])
  })

  it('missing or double objective and missing reference', () => {
    const notes = basic('a', '', '') + basic('b', '', 'objective: 1.1.1, beyond: x, references: [r]') + basic('c')
    expect(findings(provenance, notes)).toEqual([
      'no-objective cards.yaml:7 nothing',
      'no-reference cards.yaml:7 nothing',
      'objective-and-beyond cards.yaml:8 both',
    ])
  })

  it('facts that no note teaches', () => {
    expect(findings(uncoveredFacts, basic('a'))).toEqual(['uncovered-fact facts.yaml:0 none'])
    expect(findings(uncoveredFacts, basic('a', ', covers: [fact-01]'))).toEqual([])
  })

  it('a bank that does not fill its forms without repeating a question', () => {
    const four = ['a', 'b', 'c', 'd'].map((id) => question(id, `Stem ${id}?`)).join('')
    expect(findings(fillsForms(2), four)).toEqual([])
    expect(findings(fillsForms(3), four)).toEqual(['bank-short blueprint.yaml:0 0'])
  })
})

describe('rules of quality', () => {
  it('options without reason, questions without explanation or difficulty', () => {
    const bare = note(
      'a',
      'kind: multiple-choice, stem: s, options: [{ text: x, correct: true }, { text: y, reason: r }]',
    )
    expect(findings(reasons, question('ok', 'Fine?') + bare).sort()).toEqual([
      'no-difficulty cards.yaml:8',
      'no-explanation cards.yaml:8',
      'no-reason cards.yaml:8 x',
    ])
  })

  it('keys that length or position gives away', () => {
    const places = (counts: readonly number[]) => counts.flatMap((count, place) => Array<number>(count).fill(place))
    const bank = (keys: readonly number[], longKeys = 0) =>
      keys.map((key, at) => {
        const texts = ['one', 'two', 'six', 'ten'].map((text, place) =>
          at < longKeys && place === key ? 'longer' : text,
        )
        return question(`q${at}`, `Stem ${at}?`, key, texts)
      })
    const told = (keys: readonly number[], longKeys?: number) => findings(keyBias, bank(keys, longKeys).join(''))
    expect(told(places([5, 5, 5, 5]), 6)).toEqual([])
    expect(told(places([8, 4, 4, 4]))).toEqual(['key-position cards.yaml:0 8 of 20'])
    expect(told(places([5, 5, 5, 5]), 7)).toEqual(['key-longest cards.yaml:0 7 of 20'])
    expect(told(places([19]), 19)).toEqual([])
  })

  it('phrasing that tests wit', () => {
    const notes =
      question('a', 'Which is NOT a service?') +
      question('b', 'Which?', 0, ['one', 'all of the above', 'Both A and B', 'none of the others here']) +
      note('c', 'kind: basic, front: "a → b", back: "x ≤ y"')
    expect(findings(bannedPhrasing, notes)).toEqual([
      'phrasing cards.yaml:7 “NOT”',
      'phrasing cards.yaml:8 “all of the above”',
      'phrasing cards.yaml:8 “Both A and B”',
      'phrasing cards.yaml:9 “→”',
      'phrasing cards.yaml:9 “≤”',
    ])
  })

  it('texts that are nearly the same, but not computed notes that compute different things', () => {
    const computed = (id: string, answer: string) =>
      note(
        id,
        `kind: computed, prompt: "Given x the number {{x}}, what comes out of it here?", variables: { x: { from: [1, 2] } }, answer: "${answer}", decimals: 1, tolerance: 0, steps: [s]`,
      )
    const notes =
      note('a', 'kind: basic, front: "Which layer of a network takes in the features of a sample?", back: b') +
      note('b', 'kind: typed, front: "which layer of a network takes in the features of the sample", answer: x') +
      note('c', 'kind: basic, front: "Which layer of a network gives the prediction?", back: b') +
      note('d', 'kind: basic, front: "ReLU?", back: b') +
      note('e', 'kind: basic, front: "relu", back: c') +
      computed('f', 'relu(x)') +
      computed('g', 'sigmoid(x)') +
      computed('h', 'relu(x)')
    expect(findings(nearDuplicates, notes)).toEqual([
      'near-duplicate cards.yaml:8 demo/cards/a',
      'near-duplicate cards.yaml:11 demo/cards/d',
      'near-duplicate cards.yaml:14 demo/cards/f',
    ])
  })

  it('objectives with too few notes or questions', () => {
    expect(findings(objectiveMinimum(1, 2), basic('a') + question('q', 'S?'))).toEqual([
      'objective-short blueprint.yaml:0 1',
    ])
    expect(findings(objectiveMinimum(1, 1), basic('a') + question('q', 'S?'))).toEqual([])
  })

  it('closed services in an answer without their mark', () => {
    const notes =
      note('a', 'kind: basic, front: f, back: Use Amazon Open Old here.') +
      note('b', 'kind: basic, front: f, back: Use Amazon Open Old here., services: [open-old]') +
      note('c', 'kind: basic, front: Amazon Open Old?, back: Use Amazon Open here.')
    expect(findings(serviceMarks, notes)).toEqual(['unmarked-service cards.yaml:7 Amazon Open Old'])
  })

  it('services in an answer that the list of services does not have', () => {
    const notes =
      note('a', 'kind: basic, front: Amazon Opal?, back: Amazon Open in an AWS Region') +
      note('b', 'kind: basic, front: f, back: Use Amazon Opal Cloud or AWS Nowhere.')
    expect(findings(unknownServiceNames, notes)).toEqual([
      'unknown-service-name cards.yaml:8 Amazon Opal Cloud',
      'unknown-service-name cards.yaml:8 AWS Nowhere',
    ])
  })

  it('diagrams that name an answer before the card is turned', () => {
    const diagram = (id: string, alt: string, clue: string) =>
      `  - id: ${id}\n    kind: diagram\n    svg: '${drawing('')}'\n    alt: ${alt}\n` +
      `    labels: [{ id: a, answer: "**Weighted** sum", clue: ${clue} }]\n`
    const notes = diagram('a', 'A weighted-sum unit', 'c') + diagram('b', 'x', 'The weighted sum of what?')
    expect(findings(givenAway, notes + diagram('c', 'Weighted', 'The weighted sums'))).toEqual([
      'given-away cards.yaml:10 **Weighted** sum',
      'given-away cards.yaml:16 **Weighted** sum',
    ])
  })
})
