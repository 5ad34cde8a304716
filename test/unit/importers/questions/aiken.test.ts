import { describe, expect, it } from 'vitest'
import { contents, onlyContent, option, readBank, told } from './support.ts'

const aiken = (text: string) => readBank('quiz.txt', text)

describe('Aiken', () => {
  it('is a question, options with letters, and the right one', () => {
    const deck = aiken('Which is *smallest*?\nA. one\nB) two\nC. <b>three</b> & $4\nANSWER: A\n')
    expect(deck.format).toBe('aiken')
    expect(onlyContent(deck)).toEqual({
      kind: 'multiple-choice',
      stem: 'Which is \\*smallest\\*?',
      options: [option('one', true), option('two'), option('<b>three</b> & $4')],
    })
  })

  it('may have several right options, wrapped lines, no blank lines, and words of explanation', () => {
    const text =
      'First\nquestion?\nA) x\nmore x\nB) y\nC) z\nANSWER: A, C\nFEEDBACK: because\nSecond?\na. t\nb. f\nAnswer: b\n'
    expect(contents(aiken(text))).toEqual([
      {
        kind: 'multiple-response',
        stem: 'First question?',
        explanation: 'because',
        options: [option('x more x', true), option('y'), option('z', true)],
      },
      { kind: 'multiple-choice', stem: 'Second?', options: [option('t'), option('f', true)] },
    ])
  })

  it('tells each fault with its line, and goes on', () => {
    const text = [
      'No answer?\nA. x\nB. y',
      'Wrong letter?\nA. x\nB. y\nANSWER: C',
      'Twice?\nA. x\nA. y\nANSWER: A',
      'One option?\nA. x\nANSWER: A',
      'A. x\nB. y\nANSWER: A',
      'Same?\nA. x\nB. X\nANSWER: A',
      'Good?\nA. x\nB. y\nANSWER: B',
    ].join('\n\n')
    const deck = aiken(text)
    expect(deck.issues.map(told)).toEqual([
      'error no-key 1',
      'error no-key 8',
      'error aiken-letter 12',
      'error too-few 15 options',
      'error empty 19',
      'error duplicate 23 options.1.text',
    ])
    expect(deck.notes).toHaveLength(1)
    expect(deck.bad).toBe(6)
  })
})
