import { describe, expect, it } from 'vitest'
import type { NoteContent } from '../../../../electron/contract/content/note-content.ts'
import { CardFace } from '../../../../electron/contract/procedures/review.ts'
import { checkResponse } from '../../../../electron/core/cards/check.ts'
import { cardFace, cardOrdinals } from '../../../../electron/core/cards/faces.ts'
import { viewQuestion } from '../../../../electron/core/cards/question.ts'
import { DIAGRAM, DRAWING } from '../../../support/diagram.ts'

const BASIC: NoteContent = { kind: 'basic', front: 'F', back: 'B', extra: 'E' }
const REVERSED: NoteContent = { kind: 'basic-reversed', front: 'F', back: 'B' }
const CLOZE: NoteContent = { kind: 'cloze', text: '{{c3::x}} and {{c1::y::h}}' }
const TYPED: NoteContent = { kind: 'typed', front: 'F', answer: 'A' }
const COMPUTED: NoteContent = {
  kind: 'computed',
  prompt: '{{a}} + 1',
  variables: { a: { from: [1, 2, 3] } },
  answer: 'a + 1',
  decimals: 1,
  tolerance: 0.1,
  unit: 'kg',
  steps: ['{{a + 1}}'],
}
const QUESTION: NoteContent = {
  kind: 'multiple-choice',
  stem: 'Q',
  options: [{ text: 'a', correct: true }, { text: 'b' }],
}
const ALL = [BASIC, REVERSED, CLOZE, TYPED, COMPUTED, QUESTION, DIAGRAM]

describe('the cards of a note', () => {
  it('are one, two, one a gap number, or one a label', () => {
    expect(ALL.map(cardOrdinals)).toEqual([[0], [0, 1], [0, 2], [0], [0], [0], [0, 1]])
    expect(cardOrdinals({ kind: 'cloze', text: 'no gap' })).toEqual([])
  })

  it('have faces that keep to the contract', () => {
    for (const content of ALL) {
      for (const ordinal of cardOrdinals(content)) {
        const face = cardFace(content, ordinal, 3)
        expect(face.ok && CardFace.parse(face.value)).toEqual(face.ok && face.value)
        expect(face.ok).toBe(true)
      }
    }
  })

  it('ask both ways when reversed', () => {
    expect(cardFace(REVERSED, 0, 1)).toMatchObject({ value: { prompt: 'F', answer: 'B', extra: null } })
    expect(cardFace(REVERSED, 1, 1)).toMatchObject({ value: { prompt: 'B', answer: 'F' } })
    expect(cardFace(BASIC, 0, 1)).toMatchObject({ value: { type: 'text', extra: 'E' } })
  })

  it('hide one gap each', () => {
    expect(cardFace(CLOZE, 0, 1)).toMatchObject({ value: { prompt: 'x and \u{E000}h\u{E001}', extra: null } })
    expect(cardFace(CLOZE, 2, 1)).toMatchObject({ value: { answer: '\u{E000}x\u{E001} and y' } })
  })

  it('cover one label of a diagram each, and ask for it by its clue', () => {
    expect(cardFace(DIAGRAM, 0, 1)).toEqual({
      ok: true,
      value: {
        type: 'diagram',
        svg: DRAWING,
        alt: 'An artificial neuron, from left to right.',
        hidden: 'weights',
        number: 1,
        labels: 2,
        prompt: 'Each input is multiplied by one of these.',
        answer: 'weights',
      },
    })
    expect(cardFace(DIAGRAM, 1, 1)).toMatchObject({
      value: { hidden: 'sum', number: 2, prompt: 'What belongs in the marked place?', answer: 'weighted sum' },
    })
    expect(cardFace(DIAGRAM, 2, 1)).toMatchObject({ ok: false, error: { code: 'no-such-card' } })
  })

  it('draw their numbers and print the answer with its decimals', () => {
    const face = cardFace(COMPUTED, 0, 5)
    if (!face.ok || face.value.type !== 'computed') throw new Error('not computed')
    expect(face.value.answer).toMatch(/^[234]\.0$/)
    expect(face.value).toMatchObject({ unit: 'kg', tolerance: 0.1, plot: null })
  })

  it('are not made up', () => {
    for (const content of ALL)
      expect(cardFace(content, 7, 1)).toMatchObject({ ok: false, error: { code: 'no-such-card' } })
    expect(cardFace(CLOZE, 1, 1)).toMatchObject({ ok: false, error: { code: 'no-such-card' } })
    expect(cardFace({ kind: 'cloze', text: 'none' }, 0, 1)).toMatchObject({ ok: false, error: { code: 'no-gap' } })
  })
})

describe('checking a response', () => {
  it('compares typed text', () => {
    expect(checkResponse(TYPED, 1, ' a ')).toMatchObject({ ok: true, value: { right: true } })
  })

  it('compares a number with the one drawn from the same seed, as a whole', () => {
    const face = cardFace(COMPUTED, 0, 5)
    const answer = face.ok && face.value.type === 'computed' ? face.value.answer : ''
    expect(checkResponse(COMPUTED, 5, `${answer} kg`)).toMatchObject({ value: { right: true } })
    expect(checkResponse(COMPUTED, 5, '9')).toEqual({
      ok: true,
      value: {
        right: false,
        typed: [{ text: '9', mark: 'extra' }],
        expected: [{ text: answer, mark: 'missing' }],
      },
    })
    expect(checkResponse(COMPUTED, 5, ' ')).toMatchObject({ value: { right: false, typed: [] } })
  })

  it('scores a question in the order of its showing', () => {
    if (QUESTION.kind !== 'multiple-choice') throw new Error('another kind')
    for (const seed of [1, 2, 3, 4]) {
      expect(checkResponse(QUESTION, seed, viewQuestion(QUESTION, seed).key.answer)).toMatchObject({
        value: { right: true },
      })
    }
  })

  it('refuses what a card does not take', () => {
    expect(checkResponse(BASIC, 1, 'x')).toMatchObject({ ok: false, error: { code: 'not-checked' } })
    expect(checkResponse(QUESTION, 1, 'x')).toMatchObject({ ok: false })
    expect(checkResponse(TYPED, 1, { type: 'choices', choices: [0] })).toMatchObject({ ok: false })
  })
})
