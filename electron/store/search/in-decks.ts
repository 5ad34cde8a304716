import type { SearchEnv } from './env.ts'
import { ALWAYS, among, NEVER, sql, type Sql } from './sql.ts'

/** Up to this share of all cards the index of decks is quicker than looking at every card. */
const SMALL_SHARE = 0.1

/** Cards of these decks themselves. */
export function inDecks(deckIds: readonly number[], env: Pick<SearchEnv, 'deckCards'>): Sql {
  if (deckIds.length === 0) return NEVER
  const all = env.deckCards.values().reduce((sum, cards) => sum + cards, 0)
  const meant = new Set(deckIds).values().reduce((sum, id) => sum + (env.deckCards.get(id) ?? 0), 0)
  if (meant === all) return ALWAYS
  // The plus sign keeps SQLite, which takes every set for a small one, from going through the index deck by deck.
  return meant > all * SMALL_SHARE ? sql`+c.deck_id ${among(deckIds)}` : sql`c.deck_id ${among(deckIds)}`
}
