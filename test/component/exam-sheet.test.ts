import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Answer } from '../../electron/contract/shapes.ts'
import {
  answerWords,
  askOf,
  fillOf,
  moveItem,
  orderOf,
  setPair,
  toggleChoice,
  toggleItem,
} from '../../renderer/src/components/question/answers.ts'
import {
  itemResults,
  looseResponses,
  optionResults,
  pairResults,
} from '../../renderer/src/components/question/results.ts'
import { cellOf, itemsOf, openWords, placesFor, spokenCell } from '../../renderer/src/views/exam/sheet.ts'
import { verdictOf, walkPlaces } from '../../renderer/src/views/exam/walk.ts'
import { CHOICE, keyOf, MATCH, ORDER, report, RESPONSE, SIX, sitting } from './support/sittings.ts'

type Choice = Extract<typeof CHOICE, { options: string[] }>
const one = CHOICE as Choice
const two = RESPONSE as Choice
const choices = (...list: number[]): Answer => ({ type: 'choices', choices: list })
const order = (...list: number[]): Answer => ({ type: 'order', order: list })

describe('choosing', () => {
  it('moves a single choice and takes it back', () => {
    expect(toggleChoice(one, null, 2)).toEqual(choices(2))
    expect(toggleChoice(one, choices(2), 0)).toEqual(choices(0))
    expect(toggleChoice(one, choices(2), 2)).toBeNull()
  })

  it('refuses one too many', () => {
    expect(toggleChoice(two, choices(1), 0)).toEqual(choices(0, 1))
    expect(toggleChoice(two, choices(0, 1), 3)).toBeUndefined()
    expect(toggleChoice(two, choices(0, 1), 1)).toEqual(choices(0))
  })

  it('never gives an answer with an option twice or more options than asked for', () => {
    fc.assert(
      fc.property(fc.array(fc.nat(4), { maxLength: 40 }), (presses) => {
        let answer: Answer | null = null
        for (const index of presses)
          answer = toggleChoice(two, answer, index) ?? (fillOf(two, answer) === 'full' ? answer : null)
        const list = answer?.type === 'choices' ? answer.choices : []
        return list.length <= 2 && new Set(list).size === list.length
      }),
    )
  })
})

describe('ordering', () => {
  it('adds at the end, takes out, and moves one place', () => {
    expect(toggleItem(3, order(2), 0)).toEqual(order(2, 0))
    expect(toggleItem(3, order(2), 2)).toBeNull()
    expect(toggleItem(3, order(2, 0, 1), 3)).toBeUndefined()
    expect(moveItem(order(2, 0, 1), 1, -1)).toEqual(order(0, 2, 1))
    expect(moveItem(order(2, 0), 1, 1)).toBeUndefined()
  })

  it('keeps the same items however they are moved', () => {
    const move = fc.tuple(fc.nat(3), fc.constantFrom(-1 as const, 1 as const))
    fc.assert(
      fc.property(fc.array(move), (moves) => {
        let answer: Answer = order(3, 1, 0, 2)
        for (const [place, by] of moves) answer = moveItem(answer, place, by) ?? answer
        return [...orderOf(answer)].sort().join() === '0,1,2,3'
      }),
    )
  })
})

describe('matching', () => {
  it('gives a response to one prompt only', () => {
    const first = setPair(null, 2, 0, 1)
    expect(first).toEqual({ type: 'pairs', pairs: [1, null] })
    expect(setPair(first, 2, 1, 1)).toEqual({ type: 'pairs', pairs: [null, 1] })
    expect(setPair(first, 2, 0, null)).toBeNull()
  })
})

describe('words', () => {
  it('say what is asked for', () => {
    expect(askOf(CHOICE)).toBe('Choose one.')
    expect(askOf(RESPONSE)).toBe('Choose two. They count together.')
    expect(askOf(ORDER)).toBe('Choose three and put them in order. The order counts as a whole.')
    expect(askOf(MATCH)).toBe('Choose a match for each. All of them count together.')
  })

  it('say what was answered', () => {
    expect(answerWords(RESPONSE, choices(0, 2))).toBe('Alpha; Gamma')
    expect(answerWords(ORDER, order(1, 0))).toBe('Split, then Store')
    expect(answerWords(MATCH, { type: 'pairs', pairs: [1, null] })).toBe(
      'Speech to text: Transcribe; Text to speech: none',
    )
    expect(answerWords(CHOICE, null)).toBe('no answer')
  })
})

describe('the review screen', () => {
  const items = itemsOf(sitting()).map((item, place) => {
    const answers: (Answer | null)[] = [choices(1), choices(0), order(1, 2, 0), { type: 'pairs', pairs: [1, 0] }, null]
    return { ...item, response: { ...item.response, answer: answers[place] ?? null, flagged: place === 1 } }
  })

  it('shows letters, a word, or how much is there', () => {
    expect(items.map((item) => cellOf(item).words)).toEqual(['B', '1 of 2', 'order', 'pairs', 'no answer'])
    expect(items.map((item, place) => spokenCell(item, place))[1]).toBe('Question 2, 1 of 2, flagged')
  })

  it('counts an answer that is not finished as open', () => {
    expect(placesFor(items, 'open')).toEqual([1, 4])
    expect(placesFor(items, 'answered')).toEqual([0, 2, 3])
    expect(placesFor(items, 'flagged')).toEqual([1])
    expect(openWords(items)).toBe('1 question has no answer, 1 is not finished')
    expect(openWords(items.slice(0, 1))).toBe('')
  })
})

describe('after the exam', () => {
  it('tells the right options from the chosen ones', () => {
    const results = optionResults(two, keyOf(two), choices(0, 1))
    expect(results.map(({ right, mine }) => [right, mine])).toEqual([
      [true, true],
      [false, true],
      [true, false],
      [false, false],
      [false, false],
    ])
    expect(results[2]?.reason).toBe('Because of Gamma.')
  })

  it('puts items in the right order, with where the person had them', () => {
    if (ORDER.kind !== 'ordering') expect.fail()
    const results = itemResults(ORDER, keyOf(ORDER), order(0, 1, 3))
    expect(results.map(({ text, place, mine }) => [text, place, mine])).toEqual([
      ['Split', 1, 2],
      ['Embed', 2, null],
      ['Store', 3, 1],
      ['Retrain', null, 3],
    ])
  })

  it('puts each prompt beside its response', () => {
    if (MATCH.kind !== 'matching') expect.fail()
    const results = pairResults(MATCH, keyOf(MATCH), { type: 'pairs', pairs: [1, null] })
    expect(results.map(({ right, mine, same }) => [right, mine, same])).toEqual([
      ['Transcribe', 'Transcribe', true],
      ['Polly', null, false],
    ])
    expect(looseResponses(MATCH, keyOf(MATCH))).toEqual([{ text: 'Lex', reason: 'Because of Lex.' }])
  })

  it('goes through the missed, the flagged or all', () => {
    const { items } = report()
    expect(walkPlaces(items, 'missed')).toEqual([1, 3])
    expect(walkPlaces(items, 'flagged')).toEqual([2])
    expect(walkPlaces(items, 'all')).toHaveLength(5)
    expect(items.map(verdictOf)).toEqual(['Right', 'No answer', 'Right', 'No answer', 'Right'])
  })

  it('has a key for six options too', () => {
    expect(fillOf(SIX, choices(4, 5))).toBe('full')
  })
})
