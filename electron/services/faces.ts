import type { NoteContent } from '../contract/content/note-content.ts'
import type { CardFace } from '../contract/procedures/review.ts'
import { cardFace, ordinalsOf, type FaceAbout } from '../core/cards/faces.ts'
import type { NoteTypeOf } from '../core/cards/template/about.ts'
import type { Collection } from '../store/collection.ts'
import type { CardRow, NoteRow } from '../store/rows.ts'
import { contentOf } from './cards.ts'

/** How a collection finds the types of its notes. */
export function noteTypesOf({ noteTypes }: Pick<Collection, 'noteTypes'>): NoteTypeOf {
  return (guid) => noteTypes.byGuid(guid)
}

/** A card's face, for a note that is in the collection. A note that cannot be drawn says why instead of failing. */
export function shownFace(collection: Collection, card: CardRow, note: NoteRow, seed: number): CardFace {
  const content = contentOf(note)
  if (content.kind !== 'template') return faceOrWhy(content, card.ordinal, seed)
  return faceOrWhy(content, card.ordinal, seed, {
    noteType: noteTypesOf(collection),
    tags: JSON.parse(note.tags) as string[],
    deck: deckPath(collection, card.deck_id),
    flag: card.flag,
  })
}

/** The faces of each card that a note would have. */
export function facesOf(collection: Collection, content: NoteContent, seed: number, tags: string[]): CardFace[] {
  const about = { noteType: noteTypesOf(collection), tags }
  return ordinalsOf(content, about.noteType).map((ordinal) => faceOrWhy(content, ordinal, seed, about))
}

/** The face of a card; a note that can't be drawn says why instead of failing. */
function faceOrWhy(content: NoteContent, ordinal: number, seed: number, about?: FaceAbout): CardFace {
  const face = cardFace(content, ordinal, seed, about)
  if (face.ok) return face.value
  return { type: 'text', prompt: 'This card cannot be shown.', answer: face.error.message, extra: null }
}

function deckPath({ decks }: Collection, deckId: number): string {
  const names: string[] = []
  for (let deck = decks.get(deckId); deck; deck = deck.parent_id === null ? undefined : decks.get(deck.parent_id)) {
    names.unshift(deck.name)
  }
  return names.join('::')
}
