import { CornerDownRight, FileText, Layers } from '@lucide/vue'
import type { Component } from 'vue'
import { ACTION_IDS, SCOPES, specOf, type ActionId } from '../keys/actions.ts'
import { NAV } from '../shell/nav.ts'
import type { Layer } from '../stores/keys.ts'
import { rank } from './rank.ts'

export interface Item {
  /** `action:…`, `deck:…` or `card:…`; stable, for the recent ones. */
  readonly id: string
  readonly words: string
  readonly where: string
  readonly icon: Component
  readonly action?: ActionId
  readonly run: () => void | Promise<void>
}

export interface Group {
  readonly title: string
  readonly items: readonly Item[]
}

interface FoundCard {
  readonly cardId: number
  readonly noteId: number
  readonly text: string
  readonly deck: string
}

interface Found {
  readonly decks: readonly { readonly deckId: number; readonly path: string }[]
  readonly cards: readonly FoundCard[]
}

const ICONS = new Map(NAV.map((entry) => [entry.action, entry.icon]))

/** The actions that can be done now: what the mounted layers answer to, the nearest first, each once. */
export function actionItems(layers: readonly Layer[]): Item[] {
  const runs = new Map<ActionId, Item['run']>()
  for (const layer of layers) {
    for (const id of ACTION_IDS) {
      const run = layer.handlers[id]
      if (run && !runs.has(id) && specOf(id).placed !== true && id !== 'app.palette') runs.set(id, run)
    }
  }
  return [...runs].map(([id, run]) => {
    const { words, scope } = specOf(id)
    const where = scope === 'everywhere' ? '' : SCOPES[scope]
    return { id: `action:${id}`, words, where, icon: ICONS.get(id) ?? CornerDownRight, action: id, run }
  })
}

/** One card speaks for those of the same note that read the same. */
function firstOfItsNote(card: FoundCard, at: number, cards: readonly FoundCard[]): boolean {
  return cards.findIndex((other) => other.noteId === card.noteId && other.text === card.text) === at
}

/** Decks and cards as items; `go` opens an address. */
export function foundItems(found: Found, go: (to: string) => void): { decks: Item[]; cards: Item[] } {
  return {
    decks: found.decks.map((deck) => ({
      id: `deck:${deck.deckId}`,
      words: deck.path.split('::').at(-1) ?? deck.path,
      where: deck.path.split('::').slice(0, -1).join(' / '),
      icon: Layers,
      run: () => go(`/review/${deck.deckId}`),
    })),
    cards: found.cards.filter(firstOfItsNote).map((card) => ({
      id: `card:${card.cardId}`,
      words: card.text,
      where: card.deck.split('::').at(-1) ?? card.deck,
      icon: FileText,
      run: () => go(`/browse?card=${card.cardId}`),
    })),
  }
}

/** The items that fit, the best first. */
export function fitting(query: string, items: readonly Item[]): Item[] {
  return items
    .map((item) => ({ item, score: rank(query, item.words) }))
    .filter((one): one is { item: Item; score: number } => one.score !== null)
    .sort((a, b) => b.score - a.score)
    .map((one) => one.item)
}

/** What the palette lists: without a query the recent ones first, otherwise what fits, by kind. */
export function groupsOf(
  query: string,
  actions: Item[],
  found: { decks: Item[]; cards: Item[] },
  recent: string[],
): Group[] {
  const all = [...actions, ...found.decks]
  if (query.trim() === '') {
    const before = recent.map((id) => all.find((item) => item.id === id)).filter((item) => item !== undefined)
    const rest = actions.filter((item) => !before.includes(item))
    return [
      { title: 'Recent', items: before },
      { title: 'Go to or do', items: rest },
    ].filter((group) => group.items.length > 0)
  }
  return [
    { title: 'Go to or do', items: fitting(query, actions) },
    { title: 'Review a deck', items: fitting(query, found.decks) },
    { title: 'Cards', items: found.cards },
  ].filter((group) => group.items.length > 0)
}
