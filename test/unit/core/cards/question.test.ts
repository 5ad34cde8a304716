import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { ContentOf, ExamContent } from '../../../../electron/contract/content/note-content.ts'
import { QuestionKey, QuestionView } from '../../../../electron/contract/shapes.ts'
import { fitsQuestion, isComplete, scoreAnswer } from '../../../../electron/core/cards/question-answer.ts'
import { viewQuestion } from '../../../../electron/core/cards/question.ts'

const CHOICE: ContentOf<'multiple-choice'> = {
  kind: 'multiple-choice',
  stem: 'Which?',
  options: [{ text: 'a', correct: true, reason: 'ra' }, { text: 'b', reason: 'rb' }, { text: 'c' }, { text: 'd' }],
  explanation: 'because',
}
const RESPONSE: ContentOf<'multiple-response'> = {
  kind: 'multiple-response',
  stem: 'Which TWO?',
  options: [{ text: 'a', correct: true }, { text: 'b' }, { text: 'c', correct: true }, { text: 'd' }, { text: 'e' }],
}
const ORDERING: ContentOf<'ordering'> = {
  kind: 'ordering',
  stem: 'Order.',
  items: [{ text: 'one', reason: 'r1' }, { text: 'two' }, { text: 'three' }],
  unused: [{ text: 'none', reason: 'not at all' }],
}
const MATCHING: ContentOf<'matching'> = {
  kind: 'matching',
  stem: 'Match.',
  pairs: [
    { prompt: 'p1', response: 'r1', reason: 'why 1' },
    { prompt: 'p2', response: 'r2' },
    { prompt: 'p3', response: 'r3' },
  ],
  unused: [{ text: 'r4' }],
}
const ALL: ExamContent[] = [CHOICE, RESPONSE, ORDERING, MATCHING]
const seeds = Array.from({ length: 200 }, (_, seed) => seed)

describe('a question as shown', () => {
  it('keeps to the contract, is fixed by its seed, and its key is right and complete', () => {
    fc.assert(
      fc.property(fc.constantFrom(...ALL), fc.nat(), (content, seed) => {
        const { view, key } = viewQuestion(content, seed)
        expect(QuestionView.parse(view)).toEqual(view)
        expect(QuestionKey.parse(key)).toEqual(key)
        expect(viewQuestion(content, seed)).toEqual({ view, key })
        expect(scoreAnswer(key, key.answer)).toBe(true)
        expect(fitsQuestion(view, key.answer)).toBe(true)
        expect(isComplete(view, key.answer)).toBe(true)
      }),
    )
  })

  it('puts the right option in every place about equally often, its reason beside it', () => {
    const places = [0, 0, 0, 0]
    for (const seed of seeds) {
      const { view, key } = viewQuestion(CHOICE, seed)
      if (view.kind !== 'multiple-choice' || key.answer.type !== 'choices') throw new Error('another kind')
      const place = key.answer.choices[0] ?? -1
      places[place] = (places[place] ?? 0) + 1
      expect(view.options[place]).toBe('a')
      expect(key.reasons[place]).toBe('ra')
      expect(key.reasons.filter((reason) => reason === null)).toHaveLength(2)
    }
    for (const count of places) expect(count).toBeGreaterThan(25)
    expect(viewQuestion(CHOICE, 1).key.explanation).toBe('because')
  })

  it('says how many to choose', () => {
    expect(viewQuestion(RESPONSE, 1).view).toMatchObject({ choose: 2 })
    expect(viewQuestion(ORDERING, 1).view).toMatchObject({ choose: 3 })
  })

  it('never shows three items or more in the right order', () => {
    for (const seed of seeds) {
      const { view, key } = viewQuestion(ORDERING, seed)
      if (view.kind !== 'ordering' || key.answer.type !== 'order') throw new Error('another kind')
      expect(key.answer.order).not.toEqual([...key.answer.order].sort((a, b) => a - b))
      expect(key.answer.order.map((index) => view.items[index])).toEqual(['one', 'two', 'three'])
      expect(key.reasons[view.items.indexOf('none')]).toBe('not at all')
    }
  })

  it('shows two items in either order', () => {
    const two: ExamContent = { ...ORDERING, items: [{ text: 'one' }, { text: 'two' }], unused: [] }
    const keys = new Set(seeds.map((seed) => JSON.stringify(viewQuestion(two, seed).key.answer)))
    expect(keys.size).toBe(2)
  })

  it('keeps prompts and shuffles responses', () => {
    const orders = new Set<string>()
    for (const seed of seeds) {
      const { view, key } = viewQuestion(MATCHING, seed)
      if (view.kind !== 'matching' || key.answer.type !== 'pairs') throw new Error('another kind')
      expect(view.prompts).toEqual(['p1', 'p2', 'p3'])
      expect(key.answer.pairs.map((index) => view.responses[index ?? -1])).toEqual(['r1', 'r2', 'r3'])
      expect(key.reasons[key.answer.pairs[0] ?? -1]).toBe('why 1')
      orders.add(view.responses.join())
    }
    expect(orders.size).toBe(24)
  })
})

describe('scoring', () => {
  const { key: two } = viewQuestion(RESPONSE, 1)
  const right = two.answer.type === 'choices' ? two.answer.choices : []

  it('is all or nothing', () => {
    expect(scoreAnswer(two, { type: 'choices', choices: [...right].reverse() })).toBe(true)
    expect(scoreAnswer(two, { type: 'choices', choices: right.slice(1) })).toBe(false)
    const wrong = [0, 1, 2, 3, 4].find((index) => !right.includes(index)) ?? -1
    expect(scoreAnswer(two, { type: 'choices', choices: [...right, wrong] })).toBe(false)
    expect(scoreAnswer(two, { type: 'choices', choices: [] })).toBe(false)
    expect(scoreAnswer(two, null)).toBe(false)
  })

  it('minds the order of items and every pair', () => {
    const { key: order } = viewQuestion(ORDERING, 1)
    if (order.answer.type !== 'order') throw new Error('another kind')
    expect(scoreAnswer(order, { type: 'order', order: [...order.answer.order].reverse() })).toBe(false)
    const { key: match } = viewQuestion(MATCHING, 1)
    if (match.answer.type !== 'pairs') throw new Error('another kind')
    expect(scoreAnswer(match, { type: 'pairs', pairs: [...match.answer.pairs.slice(0, 2), null] })).toBe(false)
  })

  it('gives nothing for an answer of another type', () => {
    expect(scoreAnswer(two, { type: 'order', order: [...right] })).toBe(false)
  })
})

describe('completeness and fit', () => {
  const views = ALL.map((content) => viewQuestion(content, 1).view)
  const [choice, response, ordering, matching] = views

  it('is not complete before everything is filled in', () => {
    if (!choice || !response || !ordering || !matching) throw new Error('no views')
    expect(isComplete(choice, null)).toBe(false)
    expect(isComplete(choice, { type: 'choices', choices: [] })).toBe(false)
    expect(isComplete(response, { type: 'choices', choices: [1] })).toBe(false)
    expect(isComplete(response, { type: 'choices', choices: [1, 3] })).toBe(true)
    expect(isComplete(ordering, { type: 'order', order: [0, 1] })).toBe(false)
    expect(isComplete(matching, { type: 'pairs', pairs: [0, null, 1] })).toBe(false)
    expect(isComplete(matching, { type: 'pairs', pairs: [0, 3, 1] })).toBe(true)
  })

  it('does not take what the question cannot have', () => {
    if (!choice || !response || !ordering || !matching) throw new Error('no views')
    expect(fitsQuestion(choice, { type: 'choices', choices: [4] })).toBe(false)
    expect(fitsQuestion(choice, { type: 'choices', choices: [0, 1] })).toBe(false)
    expect(fitsQuestion(response, { type: 'choices', choices: [1, 1] })).toBe(false)
    expect(fitsQuestion(response, { type: 'order', order: [1] })).toBe(false)
    expect(fitsQuestion(ordering, { type: 'order', order: [0, 1, 2, 3] })).toBe(false)
    expect(fitsQuestion(matching, { type: 'pairs', pairs: [0, 1] })).toBe(false)
    expect(fitsQuestion(matching, { type: 'pairs', pairs: [0, 0, 1] })).toBe(false)
    expect(fitsQuestion(matching, { type: 'pairs', pairs: [null, null, null] })).toBe(true)
  })
})
