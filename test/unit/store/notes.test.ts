import { describe, expect, it } from 'vitest'
import { addDeck, addNote, answerTo, change, newCollection, NOW, value } from './support.ts'

describe('notes', () => {
  it('are found by guid, and say what an import compares', () => {
    const collection = newCollection()
    const { noteId } = addNote(collection, addDeck(collection, 'A'), 'one')
    change(collection, 'Edit note', (write) => write.notes.update(noteId, { source_hash: 'abc', edited_at: NOW }))
    expect(collection.notes.byGuid('note-one')?.id).toBe(noteId)
    const known = collection.notes.known(['note-one', 'nobody'])
    expect([...known.values()]).toEqual([
      { id: noteId, guid: 'note-one', source: null, source_hash: 'abc', edited_at: NOW },
    ])
  })

  it('are found by their words as those change', () => {
    const collection = newCollection()
    const { noteId } = addNote(collection, addDeck(collection, 'A'), 'gradient descent')
    expect(collection.notes.search('grad', 10)).toEqual([noteId])
    const content = JSON.stringify({ kind: 'basic', front: 'softmax', back: 'A distribution' })
    change(collection, 'Edit note', (write) => write.notes.update(noteId, { content }))
    expect(collection.notes.search('gradient', 10)).toEqual([])
    expect(collection.notes.search('distribution', 10)).toEqual([noteId])
    change(collection, 'Edit note', (write) => write.notes.update(noteId, { tags: '["probability"]' }))
    expect(collection.notes.search('probability softmax', 10)).toEqual([noteId])
    change(collection, 'Delete note', (write) => write.notes.remove([noteId]))
    expect(collection.notes.search('softmax', 10)).toEqual([])
  })

  it('leave a tombstone, which goes when the note comes back', () => {
    const collection = newCollection()
    const deck = addDeck(collection, 'A')
    const { noteId } = addNote(collection, deck, 'one')
    change(collection, 'Delete note', (write) => write.notes.remove([noteId]))
    expect(collection.notes.deleted(['note-one'])).toEqual(new Set(['note-one']))
    addNote(collection, deck, 'one')
    expect(collection.notes.deleted(['note-one'])).toEqual(new Set())
  })

  it('leave their reviews, which no later card takes over', () => {
    const collection = newCollection()
    const deck = addDeck(collection, 'A')
    const old = addNote(collection, deck, 'one')
    const [oldCard = 0] = old.cardIds
    value(collection.answers.record(answerTo(collection, oldCard)))
    change(collection, 'Delete note', (write) => write.notes.remove([old.noteId]))
    const fresh = addNote(collection, deck, 'two')
    expect(collection.reviews.byCard(oldCard)).toHaveLength(1)
    expect(fresh.cardIds).not.toContain(oldCard)
    expect(collection.reviews.byCard(fresh.cardIds[0] ?? 0)).toEqual([])
  })

  it('that are exam questions are listed by objective', () => {
    const collection = newCollection()
    addNote(collection, addDeck(collection, 'A'), 'a card')
    change(collection, null, (write) => {
      for (const [guid, kind, objective] of [
        ['q2', 'ordering', '2.1.1'],
        ['q1', 'multiple-choice', '1.1.1'],
      ] as const) {
        write.notes.insert({ guid, kind, objective, summary: guid, content: '{}' })
      }
    })
    expect(collection.notes.questions().map((note) => note.guid)).toEqual(['q1', 'q2'])
    expect(collection.notes.questionCount()).toBe(2)
    expect(collection.notes.count()).toBe(3)
  })

  it('tell which newer texts wait', () => {
    const collection = newCollection()
    const { noteId } = addNote(collection, addDeck(collection, 'A'), 'one')
    expect(collection.notes.pendingCount()).toBe(0)
    change(collection, null, (write) => write.notes.update(noteId, { pending: '{}', source: 'basics' }))
    expect(collection.notes.pending().map((note) => note.id)).toEqual([noteId])
    expect(collection.notes.bySource('basics').map((note) => note.id)).toEqual([noteId])
  })

  it('tell how many cards name a service', () => {
    const collection = newCollection()
    const deck = addDeck(collection, 'A')
    const one = addNote(collection, deck, 'one', 2)
    const two = addNote(collection, deck, 'two')
    addNote(collection, deck, 'three')
    change(collection, null, (write) => {
      write.notes.update(one.noteId, { services: '["polly","lex"]' })
      write.notes.update(two.noteId, { services: '["lex"]' })
    })
    expect(collection.notes.cardsNaming(['polly'])).toBe(2)
    expect(collection.notes.cardsNaming(['polly', 'lex'])).toBe(3)
    expect(collection.notes.cardsNaming([])).toBe(0)
  })

  it('say so when there is none to change', () => {
    const collection = newCollection()
    expect(change(collection, 'Edit note', (write) => write.notes.update(7, { summary: 'x' }))).toBe(false)
    expect(collection.history.undoName()).toBeNull()
  })
})
