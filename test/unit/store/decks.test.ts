import { describe, expect, it } from 'vitest'
import { addDeck, addNote, answerTo, change, error, newCollection, value } from './support.ts'

const paths = (collection: ReturnType<typeof newCollection>) => collection.decks.tree().map((deck) => deck.path)

describe('decks', () => {
  it('are made along a path, each level once', () => {
    const collection = newCollection()
    const c = addDeck(collection, 'A::B::C')
    expect(addDeck(collection, ' A :: B::C')).toBe(c)
    addDeck(collection, 'A::D')
    addDeck(collection, 'E')
    expect(paths(collection)).toEqual(['A', 'A::B', 'A::B::C', 'A::D', 'E'])
    expect(collection.decks.byPath('A::B::C')?.id).toBe(c)
    expect(collection.decks.byPath('A::X')).toBeUndefined()
  })

  it('need a name', () => {
    const collection = newCollection()
    const create = (name: string) =>
      collection.transact('Add deck', (write) => write.decks.create({ name, parentId: null }))
    for (const name of ['', '   ', 'A::B']) expect(error(create(name)).code).toBe('bad-name')
    expect(error(collection.transact(null, (write) => write.decks.getOrCreate(' :: '))).code).toBe('bad-name')
  })

  it('keep composed letters, so that the same name is the same deck', () => {
    const collection = newCollection()
    expect(addDeck(collection, 'Re\u0301sume\u0301')).toBe(addDeck(collection, 'R\u00e9sum\u00e9'))
  })

  it('have one name among brothers', () => {
    const collection = newCollection()
    const a = addDeck(collection, 'A')
    const b = addDeck(collection, 'B')
    const rename = (to: string) => collection.transact('Rename deck', (write) => write.decks.rename(b, to))
    expect(error(rename('A'))).toMatchObject({ code: 'name-taken', deckId: a })
    value(rename('B'))
    value(rename('C'))
    expect(paths(collection)).toEqual(['A', 'C'])
  })

  it('move with what is below them, but not inside themselves', () => {
    const collection = newCollection()
    const a = addDeck(collection, 'A')
    const c = addDeck(collection, 'A::B::C')
    const b = collection.decks.byPath('A::B')?.id ?? 0
    const move = (id: number, to: number | null) =>
      collection.transact('Move deck', (write) => write.decks.move(id, to))
    expect(error(move(a, c)).code).toBe('inside-itself')
    expect(error(move(a, a)).code).toBe('inside-itself')
    value(move(b, null))
    expect(paths(collection)).toEqual(['A', 'B', 'B::C'])
    expect(collection.decks.subtreeIds(b)).toEqual([b, c])
    addDeck(collection, 'A::B')
    expect(error(move(b, a)).code).toBe('name-taken')
    expect(error(move(99, null)).code).toBe('no-such-deck')
    expect(error(move(a, 99)).code).toBe('no-such-deck')
  })

  it('take their parent’s preset', () => {
    const collection = newCollection()
    const preset = change(collection, null, (write) => write.presets.create('Exam soon'))
    const a = addDeck(collection, 'A')
    value(collection.transact(null, (write) => write.decks.setPreset(a, preset)))
    const b = addDeck(collection, 'A::B')
    expect(collection.decks.get(b)?.preset_id).toBe(preset)
  })

  it('go with their subdecks, cards, and the notes that have no card elsewhere', () => {
    const collection = newCollection()
    const a = addDeck(collection, 'A')
    const b = addDeck(collection, 'A::B')
    const other = addDeck(collection, 'Other')
    addNote(collection, a, 'one')
    addNote(collection, b, 'two', 2)
    const both = addNote(collection, b, 'both', 2)
    change(collection, null, (write) => write.cards.move(both.cardIds.slice(0, 1), other))
    const gone = value(collection.transact('Delete deck', (write) => write.decks.remove(a)))
    expect(gone).toEqual({ notes: 2, cards: 4 })
    expect(paths(collection)).toEqual(['Other'])
    expect(collection.notes.byGuid('note-both')).toBeDefined()
    expect(collection.notes.deleted(['note-one', 'note-two', 'note-both'])).toEqual(new Set(['note-one', 'note-two']))
    expect(collection.notes.search('two', 10)).toEqual([])
  })

  it('know how much they hold', () => {
    const collection = newCollection()
    const a = addDeck(collection, 'A')
    const b = addDeck(collection, 'B')
    const { noteId, cardIds } = addNote(collection, a, 'one', 3)
    addNote(collection, a, 'two')
    const total = () => collection.decks.totals()
    expect(total()).toEqual([{ deck_id: a, notes: 2, cards: 4, seen: 0 }])
    value(collection.answers.record(answerTo(collection, cardIds[0] ?? 0)))
    expect(total()).toEqual([{ deck_id: a, notes: 2, cards: 4, seen: 1 }])
    change(collection, null, (write) => write.cards.move(cardIds.slice(0, 2), b))
    expect(total()).toEqual([
      { deck_id: a, notes: 2, cards: 2, seen: 0 },
      { deck_id: b, notes: 1, cards: 2, seen: 1 },
    ])
    change(collection, null, (write) => write.notes.remove([noteId]))
    expect(total()).toEqual([{ deck_id: a, notes: 1, cards: 1, seen: 0 }])
  })

  it('never get the number of one that is gone', () => {
    const collection = newCollection()
    const a = addDeck(collection, 'A')
    value(collection.transact(null, (write) => write.decks.remove(a)))
    expect(addDeck(collection, 'B')).not.toBe(a)
  })
})
