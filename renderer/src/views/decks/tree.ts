import type { DeckRow } from '../../../../electron/contract/procedures/collection.ts'

/** A deck as it stands in the tree now. */
export interface TreeRow {
  readonly deck: DeckRow
  readonly depth: number
  readonly children: number
  readonly open: boolean
}

const byName = new Intl.Collator('en', { numeric: true, sensitivity: 'base' })

function byParent(decks: readonly DeckRow[]): Map<number | null, DeckRow[]> {
  const children = new Map<number | null, DeckRow[]>()
  const known = new Set(decks.map((deck) => deck.deckId))
  for (const deck of decks) {
    const parent = deck.parentId !== null && known.has(deck.parentId) ? deck.parentId : null
    children.set(parent, [...(children.get(parent) ?? []), deck])
  }
  for (const group of children.values()) group.sort((a, b) => byName.compare(a.name, b.name))
  return children
}

/** The rows to show, parents before their children; `isOpen` tells which branches are open. */
export function visibleRows(decks: readonly DeckRow[], isOpen: (deck: DeckRow, depth: number) => boolean): TreeRow[] {
  const children = byParent(decks)
  const rows: TreeRow[] = []
  const add = (parent: number | null, depth: number): void => {
    for (const deck of children.get(parent) ?? []) {
      const own = children.get(deck.deckId)?.length ?? 0
      const open = own > 0 && isOpen(deck, depth)
      rows.push({ deck, depth, children: own, open })
      if (open) add(deck.deckId, depth + 1)
    }
  }
  add(null, 0)
  return rows
}

/** The ids of a deck and of everything under it. */
export function branch(decks: readonly DeckRow[], deckId: number): Set<number> {
  const children = byParent(decks)
  const ids = new Set<number>()
  const add = (id: number): void => {
    ids.add(id)
    for (const child of children.get(id) ?? []) add(child.deckId)
  }
  add(deckId)
  return ids
}

/** Cards of a deck that are due now, of any state. */
export function dueOf(deck: DeckRow): number {
  return deck.due.new + deck.due.learning + deck.due.review
}
