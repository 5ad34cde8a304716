import { createRng, hashSeed, shuffle } from '../../core/random.ts'
import type { Collection, Writes } from '../../store/collection.ts'
import type { CardRow } from '../../store/rows.ts'
import type { CardAct } from './acts.ts'

/**
 * Gives new cards other places: note by note in their present order, or at random. Cards of a note share a place.
 * With `shift` the other new cards of the same decks from the first place on move behind them.
 */
export function reposition(
  collection: Collection,
  writes: Writes,
  cards: readonly CardRow[],
  how: Extract<CardAct, { act: 'reposition' }>,
  now: number,
): void {
  const ordered = [...cards].sort((a, b) => a.position - b.position || a.id - b.id)
  const notes = [...new Set(ordered.map((card) => card.note_id))]
  const order = how.random ? shuffle(notes, createRng(hashSeed('reposition', now))) : notes
  const placeOf = new Map(order.map((noteId, at) => [noteId, how.start + at * how.step]))
  if (how.shift) makeRoom(collection, writes, cards, how.start, notes.length * how.step)
  for (const card of cards) writes.cards.update(card.id, { position: placeOf.get(card.note_id) ?? how.start })
}

function makeRoom(
  collection: Collection,
  writes: Writes,
  cards: readonly CardRow[],
  start: number,
  places: number,
): void {
  const moved = new Set(cards.map((card) => card.id))
  for (const deckId of new Set(cards.map((card) => card.deck_id))) {
    const others = collection.cards.newFrom(deckId, start).filter((id) => !moved.has(id))
    for (const card of collection.cards.many(others)) {
      writes.cards.update(card.id, { position: card.position + places })
    }
  }
}
