import { describe, expect, it } from 'vitest'
import type { BrowseQuery } from '../../../electron/store/browse.ts'
import { addDeck, addNote, answerTo, change, newCollection, NOW, value } from './support.ts'

const all: BrowseQuery = { text: '', deckIds: null, sort: 'created', descending: false, offset: 0, limit: 100 }

describe('looking through cards', () => {
  it('finds by words and decks, sorts, and gives pages', () => {
    const collection = newCollection()
    const a = addDeck(collection, 'A')
    const b = addDeck(collection, 'B')
    const [one = 0] = addNote(collection, a, 'beta gradient').cardIds
    const [two = 0, three = 0] = addNote(collection, a, 'alpha gradient', 2).cardIds
    const [four = 0] = addNote(collection, b, 'gamma').cardIds
    value(collection.answers.record(answerTo(collection, three, { at: NOW })))
    const ids = (query: Partial<BrowseQuery>) => collection.browse.rows({ ...all, ...query }).map((row) => row.id)
    expect(ids({})).toEqual([one, two, three, four])
    expect(ids({ sort: 'text' })).toEqual([two, three, one, four])
    expect(ids({ sort: 'stability', descending: true })[0]).toBe(three)
    expect(ids({ text: 'gradient' })).toEqual([one, two, three])
    expect(ids({ text: 'grad', deckIds: [b] })).toEqual([])
    expect(ids({ deckIds: [b, a], descending: true, limit: 2, offset: 1 })).toEqual([three, two])
    expect(ids({ text: '---' })).toEqual([])
    const count = (text: string, deckIds: number[] | null) => collection.browse.count({ text, deckIds })
    expect([count('', null), count('gradient', null), count('', [b]), count('gamma', [a])]).toEqual([4, 3, 1, 0])
  })

  it('shows a card with its note', () => {
    const collection = newCollection()
    const { noteId, cardIds } = addNote(collection, addDeck(collection, 'A'), 'one')
    const [card = 0] = cardIds
    change(collection, 'Flag', (write) => write.cards.flag([card], 2))
    expect(collection.browse.row(card)).toMatchObject({
      id: card,
      note_id: noteId,
      summary: 'one',
      kind: 'basic',
      flag: 2,
    })
    expect(collection.browse.row(99)).toBeUndefined()
  })
})
