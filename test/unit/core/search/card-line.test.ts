import { describe, expect, it } from 'vitest'
import { NoteContent } from '../../../../electron/contract/content/note-content.ts'
import { cardLine } from '../../../../electron/core/search/card-line.ts'
import { fieldTexts, firstField, withTexts } from '../../../../electron/core/search/note-fields.ts'

describe('the line of a card', () => {
  it('tells the two cards of a note asked both ways apart', () => {
    const source = { kind: 'basic-reversed', back: 'A **pooling** layer' } as const
    expect(cardLine(source, 0, 'What pools?')).toEqual({ text: 'What pools?', side: 'Front' })
    expect(cardLine(source, 1, 'What pools?')).toEqual({ text: 'A pooling layer', side: 'Reversed' })
  })

  it('brackets the gap that is asked', () => {
    const source = { kind: 'cloze', text: '{{c1::A}} and {{c2::B}}' } as const
    expect(cardLine(source, 1, '[A] and [B]')).toEqual({ text: 'A and [B]', side: 'Gap 2' })
    expect(cardLine({ kind: 'cloze', text: '{{c1::A}}' }, 0, '[A]')).toEqual({ text: '[A]', side: null })
    expect(cardLine({ kind: 'cloze', text: 'no gap' }, 0, 'no gap')).toEqual({ text: 'no gap', side: null })
  })

  it('names the label of a drawing and the card of a note type', () => {
    expect(cardLine({ kind: 'diagram', answers: ['Encoder', 'Decoder'] }, 1, 'D').side).toBe('Decoder')
    expect(cardLine({ kind: 'diagram', answers: ['Encoder'] }, 0, 'D').side).toBeNull()
    const names = ['Forward', 'Reverse']
    expect(cardLine({ kind: 'template', names, cards: 2 }, 1, 'T').side).toBe('Reverse')
    expect(cardLine({ kind: 'template', names: null, cards: 2 }, 2, 'T').side).toBe('Gap 3')
    expect(cardLine({ kind: 'plain' }, 0, 'P')).toEqual({ text: 'P', side: null })
  })
})

describe('the texts of a note', () => {
  const choice = NoteContent.parse({
    kind: 'multiple-choice',
    stem: 'Which?',
    options: [{ text: 'this', correct: true, reason: 'since' }, { text: 'that' }],
  })

  it('have the names of their fields', () => {
    expect(fieldTexts(choice).map(({ field, text }) => `${field}=${text}`)).toEqual([
      'stem=Which?',
      'options=this',
      'options=that',
      'reasons=since',
    ])
    const template = NoteContent.parse({ kind: 'template', noteType: 'guid', fields: ['<b>a</b>', 'b'] })
    expect(fieldTexts(template, ['Word']).map(({ field }) => field)).toEqual(['Word', '2'])
    expect(firstField(template, 1)).toBe('b')
    expect(firstField(choice)).toBe('Which?')
  })

  it('of a computed note are not its expressions', () => {
    const computed = NoteContent.parse({
      kind: 'computed',
      prompt: 'How many?',
      variables: { n: { from: [1, 2] } },
      answer: 'n',
      decimals: 0,
      tolerance: 0,
      steps: ['so'],
    })
    expect(fieldTexts(computed).map(({ field }) => field)).toEqual(['prompt', 'steps'])
  })

  it('are changed in place, and nothing else', () => {
    const changes = fieldTexts(choice)
      .filter((one) => one.field === 'options')
      .map((one) => ({ path: one.path, text: `${one.text}!` }))
    expect(withTexts(choice, changes)).toEqual({
      ...choice,
      options: [{ text: 'this!', correct: true, reason: 'since' }, { text: 'that!' }],
    })
    expect(fieldTexts(choice)[1]?.text).toBe('this')
  })
})
