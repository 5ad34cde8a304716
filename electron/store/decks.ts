import { DeckOptions, NO_DECK_OPTIONS } from '../contract/procedures/presets.ts'
import { readFields } from '../contract/read-fields.ts'
import type { DeckRow } from './rows.ts'
import type { Statements } from './statements.ts'

/** Between the levels of a deck's path. */
export const DECK_SEPARATOR = '::'

/** A deck in the tree; the list is depth-first, brothers by position, then name. */
export interface DeckNode {
  readonly id: number
  readonly parentId: number | null
  readonly name: string
  /** Levels joined by `::`. */
  readonly path: string
  /** 0 for a top deck. */
  readonly depth: number
  readonly presetId: number
  readonly source: string | null
  /** What the deck sets for itself. */
  readonly options: DeckOptions
}

/** What a deck holds itself, without its subdecks. */
export interface DeckTotal {
  readonly deck_id: number
  readonly notes: number
  readonly cards: number
  /** Cards that are not new. */
  readonly seen: number
}

const queries = (sql: Statements) => ({
  get: sql.one<[number], DeckRow>('SELECT * FROM deck WHERE id = ?'),
  byGuid: sql.one<[string], DeckRow>('SELECT * FROM deck WHERE guid = ?'),
  all: sql.all<[], DeckRow>('SELECT * FROM deck ORDER BY position, name'),
  child: sql.one<[number, string], DeckRow>('SELECT * FROM deck WHERE ifnull(parent_id, 0) = ? AND name = ?'),
  subtree: sql.values<[number], number>(`
    WITH RECURSIVE below (id) AS (
      VALUES (?) UNION ALL SELECT deck.id FROM below JOIN deck ON deck.parent_id = below.id
    ) SELECT id FROM below WHERE id IN (SELECT id FROM deck)`),
  totals: sql.all<[], DeckTotal>('SELECT deck_id, notes, cards, seen FROM deck_total WHERE cards > 0'),
})

/** Reads decks. */
export class Decks {
  readonly #q: ReturnType<typeof queries>

  constructor(sql: Statements) {
    this.#q = queries(sql)
  }

  /** The row of a deck. */
  get(id: number): DeckRow | undefined {
    return this.#q.get(id)
  }

  /** The deck of a guid. */
  byGuid(guid: string): DeckRow | undefined {
    return this.#q.byGuid(guid)
  }

  /** The deck of a name under a parent; null is the top. */
  child(parentId: number | null, name: string): DeckRow | undefined {
    return this.#q.child(parentId ?? 0, name)
  }

  /** The deck at a path such as `AIF-C01::Exam questions`. */
  byPath(path: string): DeckRow | undefined {
    let deck: DeckRow | undefined
    for (const name of levelsOf(path)) {
      deck = this.child(deck?.id ?? null, name)
      if (deck === undefined) return undefined
    }
    return deck
  }

  /** All decks, depth-first. */
  tree(): DeckNode[] {
    const children = Map.groupBy(this.#q.all(), (deck) => deck.parent_id)
    const nodes: DeckNode[] = []
    const visit = (parentId: number | null, prefix: string, depth: number): void => {
      for (const deck of children.get(parentId) ?? []) {
        const path = prefix + deck.name
        nodes.push({
          id: deck.id,
          parentId,
          name: deck.name,
          path,
          depth,
          presetId: deck.preset_id,
          source: deck.source,
          options: deckOptionsOf(deck),
        })
        visit(deck.id, path + DECK_SEPARATOR, depth + 1)
      }
    }
    visit(null, '', 0)
    return nodes
  }

  /** A deck and all decks below it; empty when there is no such deck. */
  subtreeIds(id: number): number[] {
    return this.#q.subtree(id)
  }

  /** What each deck that has cards holds itself; kept by the database, so it costs nothing to ask. */
  totals(): DeckTotal[] {
    return this.#q.totals()
  }
}

/** What a deck sets for itself; what cannot be read counts as not set. */
export function deckOptionsOf(deck: Pick<DeckRow, 'options'>): DeckOptions {
  return readFields(DeckOptions, NO_DECK_OPTIONS, deck.options)
}

/** The levels of a deck path, trimmed, in composed form, without empty ones. */
export function levelsOf(path: string): string[] {
  return path
    .split(DECK_SEPARATOR)
    .map(deckName)
    .filter((name) => name !== '')
}

/** A deck's name as it is stored. */
export function deckName(name: string): string {
  return name.normalize('NFC').trim()
}
