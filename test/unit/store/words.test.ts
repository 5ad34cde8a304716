import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { matchQuery, wordsOf } from '../../../electron/store/words.ts'
import { DIAGRAM } from '../../support/diagram.ts'
import { addDeck, addNote, newCollection } from './support.ts'

describe('the words of a note', () => {
  it('are every text in it, without its kind, HTML tags and cloze marks', () => {
    const content = JSON.stringify({
      kind: 'multiple-choice',
      stem: '<b>Which</b> one?',
      options: [{ text: 'Lex' }, { text: '{{c1::Polly::speech}}', reason: 'It <i>speaks</i>' }],
    })
    const words = wordsOf({ content, tags: '["voice"]', objective: '1.2.3' })
    expect(words.trim().split(/\s+/)).toEqual([
      'Which',
      'one?',
      'Lex',
      'Polly::speech',
      'It',
      'speaks',
      'voice',
      '1.2.3',
    ])
  })
})

describe('the words of a diagram', () => {
  it('are those that its drawing shows, not those that draw it', () => {
    const words = wordsOf({ content: JSON.stringify(DIAGRAM), tags: '[]', objective: null })
    expect(words).toContain('weighted')
    expect(words).toContain('sketch')
    expect(words).not.toMatch(/marker|stroke|data-label/)
  })
})

describe('what a person types', () => {
  it('is never read as query syntax', () => {
    expect(matchQuery('AND OR NOT near("x" -y* ^z:')).toBe(
      '"AND" * AND "OR" * AND "NOT" * AND "near(" * AND "x" AND "-y*" * AND "^z:" *',
    )
    expect(matchQuery('  "" ** - ')).toBeNull()
  })

  it('finds without failing, whatever it is', () => {
    const collection = newCollection()
    addNote(collection, addDeck(collection, 'A'), 'one')
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 40 }), (text) => {
        expect(Array.isArray(collection.notes.search(text, 5))).toBe(true)
      }),
    )
  })

  it('matches words from their start, accents apart, and quoted words together', () => {
    const collection = newCollection()
    const { noteId } = addNote(collection, addDeck(collection, 'A'), 'Café near the résumé')
    for (const text of ['cafe', 'RESU', 'near caf', '"near the"', '"the resume"']) {
      expect(collection.notes.search(text, 5)).toEqual([noteId])
    }
    for (const text of ['afe', '"near resume"', 'cafe missing']) expect(collection.notes.search(text, 5)).toEqual([])
  })
})
