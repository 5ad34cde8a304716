import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Collection } from '../../../electron/store/collection.ts'
import {
  addDeck,
  addNote,
  answerTo,
  change,
  clock,
  contentOf,
  DAY,
  error,
  newCollection,
  NOW,
  openIn,
  value,
} from './support.ts'

const undo = (collection: Collection) => value(collection.history.undo())
const redo = (collection: Collection) => value(collection.history.redo())

describe('taking back an answer', () => {
  it('restores every column of the schedule, and moves the instant of change on', () => {
    const now = clock(NOW + 60_000)
    const collection = newCollection({ now })
    const [card = 0] = addNote(collection, addDeck(collection, 'A'), 'one').cardIds
    value(collection.answers.record(answerTo(collection, card)))
    const before = collection.cards.get(card)
    value(collection.answers.record(answerTo(collection, card, { at: NOW + 1, rating: 1 })))
    expect(undo(collection)).toEqual({ name: 'Answer Good', at: NOW + 1, cardIds: [card], answered: true })
    const after = collection.cards.get(card)
    expect(after).toEqual({ ...before, modified_at: after?.modified_at })
    expect(after?.modified_at).toBeGreaterThan(NOW + 1)
  })

  it('keeps the review, marked; doing it again clears the mark', () => {
    const collection = newCollection()
    const [card = 0] = addNote(collection, addDeck(collection, 'A'), 'one').cardIds
    const { reviewId } = value(collection.answers.record(answerTo(collection, card)))
    const done = contentOf(collection)
    undo(collection)
    expect(collection.reviews.get(reviewId)?.undone_at).toEqual(expect.any(Number))
    expect(collection.reviews.strip(DAY)).toEqual([])
    expect(collection.dayCounts.ofDay(DAY)).toEqual([])
    expect(redo(collection)?.name).toBe('Answer Good')
    expect(contentOf(collection)).toEqual(done)
    expect(collection.reviews.get(reviewId)?.undone_at).toBeNull()
  })

  it('leaves alone what was set in another way since', () => {
    const collection = newCollection()
    const [card = 0] = addNote(collection, addDeck(collection, 'A'), 'one').cardIds
    value(collection.answers.record(answerTo(collection, card)))
    change(collection, null, (write) => write.cards.flag([card], 4))
    undo(collection)
    expect(collection.cards.get(card)).toMatchObject({ state: 0, flag: 4 })
  })
})

describe('the history', () => {
  it('goes back and forth by name', () => {
    const collection = newCollection()
    expect(undo(collection)).toBeNull()
    expect(redo(collection)).toBeNull()
    for (const name of ['A', 'B', 'C'])
      change(collection, `Add ${name}`, (write) => value(write.decks.getOrCreate(name)))
    const states = () => [collection.history.undoName(), collection.history.redoName(), collection.decks.tree().length]
    expect(states()).toEqual(['Add C', null, 3])
    undo(collection)
    undo(collection)
    expect(states()).toEqual(['Add A', 'Add B', 1])
    redo(collection)
    expect(states()).toEqual(['Add B', 'Add C', 2])
    undo(collection)
    change(collection, 'Add D', (write) => value(write.decks.getOrCreate('D')))
    expect(states()).toEqual(['Add D', null, 2])
  })

  it('says which note an action is about, where it is one, also when the note is away', () => {
    const collection = newCollection()
    const deck = addDeck(collection, 'A')
    const subjects = (redo = false) =>
      collection.history.entries(redo).map((entry) => collection.history.subject(entry))
    const { cardIds: one, noteId } = addNote(collection, deck, 'one', 2)
    const { cardIds: two } = addNote(collection, deck, 'two')
    value(collection.answers.record(answerTo(collection, one[0] ?? 0)))
    change(collection, 'Flag 2 cards', (write) => write.cards.flag(one, 1))
    change(collection, 'Flag 3 cards', (write) => write.cards.flag([...one, ...two], 2))
    change(collection, 'Add deck', (write) => value(write.decks.getOrCreate('B')))
    change(collection, 'Delete note', (write) => write.notes.remove([noteId]))
    // What was answered and flagged is away with its note.
    expect(subjects()).toEqual(['one', null, null, null, null])
    undo(collection)
    expect(subjects()).toEqual([null, null, 'one', 'one'])
    expect(subjects(true)).toEqual(['one'])
  })

  it('outlives the program', () => {
    const collection = newCollection()
    const { noteId } = addNote(collection, addDeck(collection, 'A'), 'one')
    const before = contentOf(collection)
    change(collection, 'Delete note', (write) => write.notes.remove([noteId]))
    collection.close()
    const next = openIn(collection.dataDir)
    expect(undo(next)?.name).toBe('Delete note')
    expect(contentOf(next)).toEqual(before)
  })

  it('has no entry for what changed nothing', () => {
    const collection = newCollection()
    const deck = addDeck(collection, 'A')
    change(collection, 'Rename deck', (write) => value(write.decks.rename(deck, 'A')))
    expect(collection.history.undoName()).toBeNull()
  })

  it('keeps the newest two hundred actions at least, and not many more', () => {
    const collection = newCollection()
    const [card = 0] = addNote(collection, addDeck(collection, 'A'), 'one').cardIds
    for (let index = 0; index < 260; index += 1) {
      value(collection.answers.record(answerTo(collection, card, { at: NOW + index })))
    }
    const kept = Number(collection.db.prepare('SELECT count(*) FROM undo_entry').pluck().get())
    expect(kept).toBeGreaterThanOrEqual(200)
    expect(kept).toBeLessThan(240)
    for (let index = 0; index < 200; index += 1) expect(undo(collection)).not.toBeNull()
    expect(collection.reviews.strip(DAY)).toHaveLength(60)
  })

  it('brings back a deleted deck whole, with words, reviews and figures', () => {
    const collection = newCollection()
    const deck = addDeck(collection, 'A::B')
    const { cardIds } = addNote(collection, deck, 'gradient', 2)
    value(collection.answers.record(answerTo(collection, cardIds[0] ?? 0)))
    const before = contentOf(collection)
    const top = collection.decks.byPath('A')?.id ?? 0
    value(collection.transact('Delete deck', (write) => write.decks.remove(top)))
    expect(collection.notes.deleted(['note-gradient']).size).toBe(1)
    undo(collection)
    expect(contentOf(collection)).toEqual(before)
    expect(collection.notes.search('gradient', 5)).toHaveLength(1)
    expect(collection.notes.deleted(['note-gradient']).size).toBe(0)
    redo(collection)
    expect(collection.decks.tree()).toEqual([])
  })

  it('gives an edited note its old words again', () => {
    const collection = newCollection()
    const { noteId } = addNote(collection, addDeck(collection, 'A'), 'gradient')
    const content = JSON.stringify({ kind: 'basic', front: 'softmax', back: 'x' })
    change(collection, 'Edit note', (write) => write.notes.update(noteId, { content }))
    undo(collection)
    expect(collection.notes.search('gradient', 5)).toEqual([noteId])
    expect(collection.notes.search('softmax', 5)).toEqual([])
  })

  it('gives up an action that something else stands in the way of, and says so', () => {
    const collection = newCollection()
    const deck = addDeck(collection, 'A')
    const { noteId } = addNote(collection, deck, 'one')
    change(collection, 'Flag', (write) => write.cards.flag([1], 1))
    change(collection, 'Delete note', (write) => write.notes.remove([noteId]))
    addNote(collection, deck, 'one')
    const before = contentOf(collection)
    expect(error(collection.history.undo())).toMatchObject({ code: 'conflict', name: 'Delete note' })
    expect(contentOf(collection)).toEqual(before)
    expect(collection.history.undoName()).toBe('Flag')
  })
})

describe('a large action', () => {
  const NOTES = 3000

  function imported() {
    const collection = newCollection()
    const before = contentOf(collection)
    change(collection, 'Import big.csv', (write) => {
      const deck = value(write.decks.getOrCreate('Big'))
      for (let index = 0; index < NOTES; index += 1) {
        const content = JSON.stringify({ kind: 'basic', front: `number ${index}`, back: 'x' })
        const id = write.notes.insert({ guid: `big-${index}`, kind: 'basic', summary: `${index}`, content })
        write.cards.insertFor(id, deck, [0, 1], { position: index })
      }
    })
    return { collection, before }
  }

  it('costs the log a few words', () => {
    const { collection } = imported()
    const size = collection.db.prepare('SELECT sum(length(changes)) FROM undo_entry').pluck().get()
    expect(size).toBeLessThan(400)
    expect(collection.db.prepare('SELECT count(*) FROM undo_part').pluck().get()).toBe(0)
  })

  it('is taken back and done again in pieces, exactly', () => {
    const { collection, before } = imported()
    const after = contentOf(collection)
    undo(collection)
    expect(contentOf(collection)).toEqual(before)
    expect(collection.db.prepare('SELECT count(*) FROM undo_part').pluck().get()).toBeGreaterThan(3)
    redo(collection)
    expect(contentOf(collection)).toEqual(after)
    expect(collection.notes.search('2999', 5)).toHaveLength(1)
    undo(collection)
    expect(contentOf(collection)).toEqual(before)
    expect(collection.notes.search('2999', 5)).toEqual([])
  })
})

type Step = (collection: Collection, pick: number) => void

/** What a person does, each on whatever deck or card a number picks. */
const STEPS: Readonly<Record<string, Step>> = {
  'Add deck': (c, pick) =>
    void c.transact('Add deck', (w) => w.decks.create({ name: `D${pick % 5}`, parentId: deckAt(c, pick) })),
  'Rename deck': (c, pick) =>
    void c.transact('Rename deck', (w) => w.decks.rename(deckAt(c, pick) ?? 0, `R${pick % 7}`)),
  'Move deck': (c, pick) =>
    void c.transact('Move deck', (w) => w.decks.move(deckAt(c, pick) ?? 0, deckAt(c, pick >> 4))),
  'Delete deck': (c, pick) => void c.transact('Delete deck', (w) => w.decks.remove(deckAt(c, pick) ?? 0)),
  'Add note': (c, pick) => {
    const deckId = deckAt(c, pick)
    if (deckId === null) return
    change(c, 'Add note', (w) => {
      const content = JSON.stringify({ kind: 'basic', front: `front ${pick}`, back: 'x' })
      const id = w.notes.insert({
        guid: `n${c.notes.count()}-${pick}-${c.revision()}`,
        kind: 'basic',
        summary: 's',
        content,
      })
      w.cards.insertFor(id, deckId, pick % 2 ? [0] : [0, 1])
    })
  },
  'Edit note': (c, pick) => {
    const note = noteAt(c, pick)
    const content = JSON.stringify({ kind: 'basic', front: `edited ${pick}`, back: 'x' })
    change(
      c,
      'Edit note',
      (w) => (w.notes.update(note, { content, tags: `["t${pick}"]` }), w.cards.keepOrdinals(note, [0])),
    )
  },
  'Delete note': (c, pick) => change(c, 'Delete note', (w) => w.notes.remove([noteAt(c, pick)])),
  Suspend: (c, pick) =>
    void change(c, 'Suspend', (w) => w.cards.suspend([cardAt(c, pick), cardAt(c, pick >> 3)], pick % 2 === 0)),
  'Move cards': (c, pick) =>
    void change(c, 'Move cards', (w) => w.cards.move([cardAt(c, pick)], deckAt(c, pick >> 2) ?? 1)),
  Answer: (c, pick) => {
    const card = cardAt(c, pick)
    if (c.cards.get(card) === undefined) return
    value(c.answers.record(answerTo(c, card, { rating: 1 + (pick % 4), at: NOW + pick, day: DAY + (pick % 3) })))
  },
}

const deckAt = (c: Collection, pick: number) => c.decks.tree().at(pick % Math.max(1, c.decks.tree().length))?.id ?? null
const idAt = (c: Collection, table: 'note' | 'card', pick: number) => {
  const ids = c.db.prepare<[], number>(`SELECT id FROM ${table} ORDER BY id`).pluck().all()
  return ids.at(pick % Math.max(1, ids.length)) ?? 0
}
const noteAt = (c: Collection, pick: number) => idAt(c, 'note', pick)
const cardAt = (c: Collection, pick: number) => idAt(c, 'card', pick)

describe('whatever a person does', () => {
  it('can be taken back step by step to the beginning, and done again to the end', { timeout: 120_000 }, () => {
    const step = fc.tuple(fc.constantFrom(...Object.keys(STEPS)), fc.nat(1000))
    fc.assert(
      fc.property(fc.array(step, { minLength: 3, maxLength: 25 }), (steps) => {
        const collection = newCollection()
        addNote(collection, addDeck(collection, 'First'), 'one', 2)
        const states = [contentOf(collection)]
        for (const [name, pick] of steps) {
          const before = collection.db.prepare('SELECT max(id) FROM undo_entry').pluck().get()
          STEPS[name]?.(collection, pick)
          const after = collection.db.prepare('SELECT max(id) FROM undo_entry').pluck().get()
          if (before !== after) states.push(contentOf(collection))
        }
        for (let index = states.length - 2; index >= 0; index -= 1) {
          undo(collection)
          expect(contentOf(collection)).toEqual(states[index])
        }
        expect(undo(collection)).toBeNull()
        for (let index = 1; index < states.length; index += 1) {
          redo(collection)
          expect(contentOf(collection)).toEqual(states[index])
        }
        collection.close()
      }),
      { numRuns: 40 },
    )
  })
})
