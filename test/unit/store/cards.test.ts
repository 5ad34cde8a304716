import { describe, expect, it } from 'vitest'
import type { Collection } from '../../../electron/store/collection.ts'
import { addDeck, addNote, change, DAY, DAY_MS, inReview, newCollection, NOW } from './support.ts'

const query = { day: DAY, learningUntil: NOW, reviewUntil: NOW + DAY_MS, cap: 100 }

/** A deck with cards in review, due at these instants. */
function dueCards(collection: Collection, deckId: number, dues: readonly number[]): number[] {
  return dues.map((due, index) => {
    const [id = 0] = addNote(collection, deckId, `${deckId}/${index}`).cardIds
    change(collection, null, (write) => write.cards.update(id, inReview(due)))
    return id
  })
}

describe('review cards', () => {
  it('come the longest due first, over several decks, up to the limit', () => {
    const collection = newCollection()
    const a = addDeck(collection, 'A')
    const b = addDeck(collection, 'B')
    const [a1, a2] = dueCards(collection, a, [NOW - 5, NOW - 1, NOW + 1])
    const [b1, b2] = dueCards(collection, b, [NOW - 3, NOW])
    const ids = (decks: number[], limit: number) =>
      collection.cards.reviewCandidates(decks, NOW, limit, DAY).map((card) => card.id)
    expect(ids([a, b], 10)).toEqual([a1, b1, a2, b2])
    expect(ids([a, b], 3)).toEqual([a1, b1, a2])
    expect(ids([b], 10)).toEqual([b1, b2])
    expect(collection.cards.reviewsBetween(a, NOW - 1, NOW + 1, DAY, 100)).toBe(1)
  })

  it('are left out while suspended, held, or resting', () => {
    const collection = newCollection()
    const deck = addDeck(collection, 'A')
    const [one = 0, two = 0, three = 0, four = 0] = dueCards(collection, deck, [NOW - 4, NOW - 3, NOW - 2, NOW - 1])
    change(collection, null, (write) => {
      write.cards.suspend([one], true)
      write.cards.bury([two], DAY + 1)
      write.cards.update(three, { held: 1 })
    })
    const ids = (day: number) => collection.cards.reviewCandidates([deck], NOW, 10, day).map((card) => card.id)
    expect(ids(DAY)).toEqual([four])
    expect(ids(DAY + 1)).toEqual([two, four])
    const states = collection.cards.many([one, two, three, four]).map((card) => [card.suspended, card.held])
    expect(states).toEqual([
      [1, 0],
      [0, 0],
      [0, 1],
      [0, 0],
    ])
    change(collection, null, (write) => {
      write.cards.suspend([one], false)
      write.cards.bury([two], 0)
      write.cards.release([three])
    })
    expect(ids(DAY)).toEqual([one, two, three, four])
  })
})

describe('new cards', () => {
  it('come by position, deck after deck, so many of each', () => {
    const collection = newCollection()
    const a = addDeck(collection, 'A')
    const b = addDeck(collection, 'B')
    const inA = ['one', 'two', 'three'].flatMap((front) => addNote(collection, a, front).cardIds)
    const inB = ['four', 'five'].flatMap((front) => addNote(collection, b, front, 2).cardIds)
    change(collection, null, (write) => write.cards.update(inA[2] ?? 0, { position: 0 }))
    const ids = (decks: number[], limit: number) => collection.cards.newCandidates(decks, limit, DAY).map((c) => c.id)
    expect(ids([a], 10)).toEqual([inA[2], inA[0], inA[1]])
    expect(ids([b, a], 2)).toEqual([inB[0], inB[1], inA[2], inA[0]])
  })

  it('of exam questions are held', () => {
    const collection = newCollection()
    const deck = addDeck(collection, 'A')
    const { noteId } = addNote(collection, deck, 'question', 0)
    const [id = 0] = change(collection, null, (write) => write.cards.insertFor(noteId, deck, [0], { held: true }))
    expect(collection.cards.newCandidates([deck], 10, DAY)).toEqual([])
    change(collection, 'Add to reviews', (write) => write.cards.release([id]))
    expect(collection.cards.newCandidates([deck], 10, DAY).map((card) => card.id)).toEqual([id])
  })
})

describe('learning cards', () => {
  it('come when they are due, of the decks asked for', () => {
    const collection = newCollection()
    const a = addDeck(collection, 'A')
    const b = addDeck(collection, 'B')
    const [one = 0] = addNote(collection, a, 'one').cardIds
    const [two = 0] = addNote(collection, a, 'two').cardIds
    const [three = 0] = addNote(collection, b, 'three').cardIds
    change(collection, null, (write) => {
      write.cards.update(one, { state: 1, due: NOW })
      write.cards.update(two, { state: 3, due: NOW - 1 })
      write.cards.update(three, { state: 1, due: NOW + 60_000 })
    })
    const ids = (decks: number[], until: number) =>
      collection.cards.learningCandidates(decks, until, DAY).map((card) => card.id)
    expect(ids([a, b], NOW)).toEqual([two, one])
    expect(ids([b], NOW + 60_000)).toEqual([three])
    expect(collection.cards.nextLearning([a, b], NOW, DAY)).toBe(NOW + 60_000)
    expect(collection.cards.nextLearning([a], NOW, DAY)).toBeNull()
  })
})

describe('what is due in each deck', () => {
  it('is counted up to a cap, without the subdecks', () => {
    const collection = newCollection()
    const a = addDeck(collection, 'A')
    const b = addDeck(collection, 'A::B')
    addDeck(collection, 'Empty')
    dueCards(collection, a, [NOW, NOW, NOW, NOW + 2 * DAY_MS])
    addNote(collection, b, 'new', 5)
    const [learning = 0] = addNote(collection, b, 'learning').cardIds
    change(collection, null, (write) => write.cards.update(learning, { state: 1, due: NOW }))
    expect(collection.cards.dueCounts(query)).toEqual(
      new Map([
        [a, { new: 0, learning: 0, review: 3 }],
        [b, { new: 5, learning: 1, review: 0 }],
      ]),
    )
    expect(collection.cards.dueCounts({ ...query, cap: 2 })).toEqual(
      new Map([
        [a, { new: 0, learning: 0, review: 2 }],
        [b, { new: 2, learning: 1, review: 0 }],
      ]),
    )
    expect(collection.cards.total()).toBe(10)
  })
})

describe('the cards of a note', () => {
  it('follow its ordinals', () => {
    const collection = newCollection()
    const deck = addDeck(collection, 'A')
    const { noteId, cardIds } = addNote(collection, deck, 'one', 3)
    expect(change(collection, 'Edit note', (write) => write.cards.keepOrdinals(noteId, [0, 2]))).toBe(1)
    expect(collection.cards.ofNote(noteId).map((card) => card.id)).toEqual([cardIds[0], cardIds[2]])
    expect(collection.cards.ofNotes([noteId]).map((card) => card.ordinal)).toEqual([0, 2])
  })

  it('are given in the order asked for', () => {
    const collection = newCollection()
    const { cardIds } = addNote(collection, addDeck(collection, 'A'), 'one', 3)
    const asked = [...cardIds].reverse()
    expect(collection.cards.many([asked[0] ?? 0, 999, ...asked.slice(1)]).map((card) => card.id)).toEqual(asked)
  })

  it('take flags', () => {
    const collection = newCollection()
    const { cardIds } = addNote(collection, addDeck(collection, 'A'), 'one', 2)
    expect(change(collection, 'Flag', (write) => write.cards.flag([...cardIds, 999], 3))).toBe(2)
    expect(collection.cards.many(cardIds).map((card) => card.flag)).toEqual([3, 3])
    expect(() => change(collection, 'Flag', (write) => write.cards.flag(cardIds, 8))).toThrow('CHECK')
  })
})
