import type { z } from 'zod'
import type { Answer } from '../contract/shapes.ts'
import { checkResponse } from '../core/cards/check.ts'
import type { TypedOptions } from '../core/cards/typed.ts'
import type { Collection } from '../store/collection.ts'
import type { CardRow, NoteRow } from '../store/rows.ts'
import { contentOf } from './cards.ts'

/** What the preset of a deck says about typed answers. */
export function typedOptionsOf({ decks, presets }: Collection, deckId: number): TypedOptions {
  const deck = decks.get(deckId)
  return ((deck && presets.get(deck.preset_id)) ?? presets.default()).options
}

/**
 * Compares a typed answer, a number or a question's answer with a card, by the options of its deck.
 * @param seed the one that the card was shown with
 */
export function checkCard(
  collection: Collection,
  { card, note }: { readonly card: CardRow; readonly note: NoteRow },
  seed: number,
  response: string | z.infer<typeof Answer>,
) {
  const content = contentOf(note)
  const type = content.kind === 'template' ? collection.noteTypes.byGuid(content.noteType) : undefined
  const template = type && { type, ordinal: card.ordinal }
  return checkResponse(content, seed, response, template, typedOptionsOf(collection, card.deck_id))
}
