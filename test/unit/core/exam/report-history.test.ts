import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  confusedIn,
  countConfusions,
  differenceOf,
  missedObjectives,
  sharedQuestions,
} from '../../../../electron/core/exam/report-history.ts'
import { shareEstimate } from '../../../../electron/core/exam/score.ts'
import type { Answer, QuestionKey, QuestionView } from '../../../../electron/contract/shapes.ts'

const keyed = (answer: Answer): QuestionKey => ({ answer, reasons: [], explanation: null })
const choices = (...chosen: number[]): Answer => ({ type: 'choices', choices: chosen })

describe('what was taken for what', () => {
  const options = ['Kendra', 'Bedrock', 'Comprehend', 'Textract', 'Lex']
  const one: QuestionView = { kind: 'multiple-choice', stem: '?', options, choose: 1 }
  const two: QuestionView = { kind: 'multiple-response', stem: '?', options, choose: 2 }

  it('is the chosen distractor and the key', () => {
    expect(confusedIn(one, keyed(choices(1)), choices(0))).toEqual([{ chosen: 'Kendra', right: 'Bedrock' }])
    expect(confusedIn(one, keyed(choices(1)), choices(1))).toEqual([])
  })

  it('is each wrong one of several, beside a right one that was left out', () => {
    expect(confusedIn(two, keyed(choices(1, 2)), choices(1, 3))).toEqual([{ chosen: 'Textract', right: 'Comprehend' }])
    expect(confusedIn(two, keyed(choices(1, 2)), choices(0, 4))).toEqual([
      { chosen: 'Kendra', right: 'Bedrock' },
      { chosen: 'Lex', right: 'Comprehend' },
    ])
  })

  it('is the wrong response of a prompt, and in an order what belongs nowhere', () => {
    const match: QuestionView = { kind: 'matching', stem: '?', prompts: ['a', 'b'], responses: ['A', 'B', 'C'] }
    const pairs = (...given: (number | null)[]): Answer => ({ type: 'pairs', pairs: given })
    expect(confusedIn(match, keyed(pairs(0, 1)), pairs(2, 1))).toEqual([{ chosen: 'C', right: 'A' }])
    expect(confusedIn(match, keyed(pairs(0, 1)), pairs(null, 1))).toEqual([])
    const order: QuestionView = { kind: 'ordering', stem: '?', items: ['x', 'y', 'z'], choose: 2 }
    const inOrder = (...given: number[]): Answer => ({ type: 'order', order: given })
    expect(confusedIn(order, keyed(inOrder(0, 1)), inOrder(0, 2))).toEqual([{ chosen: 'z', right: 'y' }])
    expect(confusedIn(order, keyed(inOrder(0, 1)), inOrder(1, 0))).toEqual([])
    expect(confusedIn(order, keyed(inOrder(0, 1)), inOrder(0))).toEqual([])
  })

  it('is counted by its words, the most frequent first and its newest place kept', () => {
    const at = (chosen: string, lastAt: number) => {
      return {
        chosen,
        right: 'Bedrock',
        lastAt,
        objective: '1.1.1',
        attemptId: lastAt,
        ordinal: 0,
        stem: `of ${lastAt}`,
      }
    }
    const counted = countConfusions([at('Kendra', 3), at('kendra.', 1), at('Lex', 2)], 10)
    expect(counted).toMatchObject([
      { chosen: 'Kendra', times: 2, lastAt: 3, stem: 'of 3' },
      { chosen: 'Lex', times: 1 },
    ])
    expect(countConfusions([at('a', 1), at('b', 2)], 1)).toHaveLength(1)
  })
})

describe('objectives with misses', () => {
  it('are those still open first; what was learned since is told apart', () => {
    const asked = [
      { guid: 'a', objective: '1.1.1', right: false },
      { guid: 'a', objective: '1.1.1', right: true },
      { guid: 'b', objective: '1.1.2', right: false },
      { guid: 'c', objective: '2.1.1', right: true },
      { guid: 'd', objective: null, right: false },
      { guid: 'e', objective: 'other', right: false },
    ]
    const placeOf = (objective: string) => (objective === 'other' ? undefined : { label: `L${objective}`, domain: '1' })
    expect(missedObjectives(asked, placeOf)).toEqual([
      { objective: '1.1.2', label: 'L1.1.2', domain: '1', asked: 1, missed: 1, open: 1 },
      { objective: '1.1.1', label: 'L1.1.1', domain: '1', asked: 2, missed: 1, open: 0 },
    ])
  })
})

describe('the difference of two attempts', () => {
  it('is wide for one domain and narrower for the whole', () => {
    const domain = differenceOf(shareEstimate(4, 7), shareEstimate(6, 7))
    expect(domain.value).toBeCloseTo(2 / 7, 9)
    expect(domain.low).toBeLessThan(0)
    const whole = differenceOf(shareEstimate(30, 50), shareEstimate(44, 50))
    expect(whole.low).toBeGreaterThan(0)
  })

  it('turns round when the attempts do, and holds its value', () => {
    const estimate = fc.integer({ min: 0, max: 50 }).map((right) => shareEstimate(right, 50))
    fc.assert(
      fc.property(estimate, estimate, (a, b) => {
        const [there, back] = [differenceOf(a, b), differenceOf(b, a)]
        expect(there.value).toBeCloseTo(-back.value, 9)
        expect(there.low).toBeCloseTo(-back.high, 9)
        expect(there.low).toBeLessThanOrEqual(there.value)
        expect(there.high).toBeGreaterThanOrEqual(there.value)
      }),
    )
  })

  it('tells what became of the questions that were in both', () => {
    const asked = (...rights: boolean[]) => rights.map((right, at) => ({ guid: `q${at}`, objective: null, right }))
    const second = [...asked(true, false, true, false), { guid: 'new', objective: null, right: true }]
    expect(sharedQuestions(asked(true, true, false, false), second)).toEqual({
      questions: 4,
      bothRight: 1,
      lost: 1,
      learned: 1,
      bothWrong: 1,
    })
  })
})
