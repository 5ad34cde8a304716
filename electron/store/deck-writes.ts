import type { DeckOptions } from '../contract/procedures/presets.ts'
import { fail, ok } from '../core/result.ts'
import type { Result } from '../core/result.ts'
import { DECK_SEPARATOR, deckName, levelsOf } from './decks.ts'
import type { Decks } from './decks.ts'
import type { RowWriter } from './row-writer.ts'
import { idList } from './statements.ts'
import type { Statements } from './statements.ts'

export type DeckProblem =
  | { readonly code: 'no-such-deck'; readonly message: string }
  | { readonly code: 'bad-name'; readonly message: string }
  | { readonly code: 'name-taken'; readonly message: string; readonly deckId: number }
  | { readonly code: 'inside-itself'; readonly message: string }

export interface NewDeck {
  name: string
  parentId: number | null
  /** Without one the deck takes its parent's preset, or the default. */
  presetId?: number
  /** Without one the deck comes last among its brothers. */
  position?: number
  source?: string | null
  guid?: string
}

const queries = (sql: Statements) => ({
  nextPosition: sql.value<[number], number>(
    'SELECT ifnull(max(position), -1) + 1 FROM deck WHERE ifnull(parent_id, 0) = ?',
  ),
  ofPreset: sql.values<[number], number>('SELECT id FROM deck WHERE preset_id = ? ORDER BY id'),
  defaultPreset: sql.value<[], number>('SELECT min(id) FROM preset'),
  cardsIn: sql.values<[string], number>('SELECT id FROM card WHERE deck_id IN (SELECT value FROM json_each(?))'),
  notesIn: sql.values<[string], number>(
    'SELECT DISTINCT note_id FROM card WHERE deck_id IN (SELECT value FROM json_each(?))',
  ),
  withoutCards: sql.values<[string], number>(
    'SELECT value FROM json_each(?) WHERE NOT EXISTS (SELECT 1 FROM card WHERE note_id = value)',
  ),
})

/** Changes decks; usable inside a transaction only. */
export class DeckWrites {
  readonly #q: ReturnType<typeof queries>
  readonly #decks: Decks
  readonly #rows: RowWriter
  readonly #newGuid: () => string

  constructor(sql: Statements, decks: Decks, rows: RowWriter, newGuid: () => string) {
    this.#q = queries(sql)
    this.#decks = decks
    this.#rows = rows
    this.#newGuid = newGuid
  }

  /** Makes a deck and gives its id. */
  create(deck: NewDeck): Result<number, DeckProblem> {
    const parent = deck.parentId === null ? null : this.#decks.get(deck.parentId)
    if (parent === undefined) return noSuchDeck
    const name = this.#freeName(deck.name, deck.parentId, null)
    if (!name.ok) return name
    return ok(
      this.#rows.insert('deck', {
        guid: deck.guid ?? this.#newGuid(),
        parent_id: deck.parentId,
        name: name.value,
        preset_id: deck.presetId ?? parent?.preset_id ?? this.#q.defaultPreset() ?? 0,
        position: deck.position ?? this.#q.nextPosition(deck.parentId ?? 0) ?? 0,
        source: deck.source ?? null,
        options: '{}',
        description: '',
      }),
    )
  }

  /**
   * The deck at a path such as `A::B::C`, made with the levels that are missing.
   *
   * @param source kept with the levels that are made
   */
  getOrCreate(path: string, source: string | null = null): Result<number, DeckProblem> {
    let parentId: number | null = null
    for (const name of levelsOf(path)) {
      const made: Result<number, DeckProblem> = this.#childOrNew(parentId, name, source)
      if (!made.ok) return made
      parentId = made.value
    }
    return parentId === null ? badName : ok(parentId)
  }

  /** Gives a deck another name, which must be free among its brothers. */
  rename(id: number, to: string): Result<void, DeckProblem> {
    const deck = this.#decks.get(id)
    if (deck === undefined) return noSuchDeck
    const name = this.#freeName(to, deck.parent_id, id)
    if (!name.ok) return name
    this.#rows.update('deck', id, { name: name.value })
    return ok(undefined)
  }

  /** Puts a deck, with all below it, under another one, or at the top for null. */
  move(id: number, parentId: number | null): Result<void, DeckProblem> {
    const deck = this.#decks.get(id)
    if (deck === undefined) return noSuchDeck
    if (deck.parent_id === parentId) return ok(undefined)
    if (parentId !== null && this.#decks.get(parentId) === undefined) return noSuchDeck
    if (parentId !== null && this.#decks.subtreeIds(id).includes(parentId)) return insideItself
    const name = this.#freeName(deck.name, parentId, id)
    if (!name.ok) return name
    this.#rows.update('deck', id, { parent_id: parentId, position: this.#q.nextPosition(parentId ?? 0) ?? 0 })
    return ok(undefined)
  }

  /** Gives a deck, not its subdecks, other options. */
  setPreset(id: number, presetId: number): Result<void, DeckProblem> {
    return this.#rows.update('deck', id, { preset_id: presetId }) ? ok(undefined) : noSuchDeck
  }

  /** Sets what a deck sets for itself, all of it. */
  setOptions(id: number, options: DeckOptions): Result<void, DeckProblem> {
    return this.#rows.update('deck', id, { options: JSON.stringify(options) }) ? ok(undefined) : noSuchDeck
  }

  /** Sets what is written about a deck. */
  describe(id: number, description: string): Result<void, DeckProblem> {
    return this.#rows.update('deck', id, { description }) ? ok(undefined) : noSuchDeck
  }

  /** Gives the decks of a preset another one. @returns how many there were */
  replacePreset(presetId: number, by: number): number {
    const deckIds = this.#q.ofPreset(presetId)
    for (const id of deckIds) this.#rows.update('deck', id, { preset_id: by })
    return deckIds.length
  }

  /**
   * Deletes a deck, its subdecks, their cards, and the notes that have no card elsewhere.
   *
   * @returns how many notes and cards went
   */
  remove(id: number): Result<{ notes: number; cards: number }, DeckProblem> {
    const deckIds = this.#decks.subtreeIds(id)
    if (deckIds.length === 0) return noSuchDeck
    const notes = this.#q.notesIn(idList(deckIds))
    const cards = this.#q.cardsIn(idList(deckIds))
    this.#rows.remove('card', cards)
    const orphans = this.#q.withoutCards(idList(notes))
    this.#rows.remove('note', orphans)
    // Children come after their parents in the list, and must go before them.
    for (const deckId of deckIds.reverse()) this.#rows.remove('deck', [deckId])
    return ok({ notes: orphans.length, cards: cards.length })
  }

  #childOrNew(parentId: number | null, name: string, source: string | null): Result<number, DeckProblem> {
    const child = this.#decks.child(parentId, name)
    return child === undefined ? this.create({ parentId, name, source }) : ok(child.id)
  }

  #freeName(name: string, parentId: number | null, except: number | null): Result<string, DeckProblem> {
    const clean = deckName(name)
    if (clean === '' || clean.includes(DECK_SEPARATOR)) return badName
    const taken = this.#decks.child(parentId, clean)
    if (taken === undefined || taken.id === except) return ok(clean)
    return fail({ code: 'name-taken', message: `There is a deck “${clean}” here already.`, deckId: taken.id })
  }
}

const noSuchDeck = fail({ code: 'no-such-deck', message: 'This deck no longer exists.' } as const)
const badName = fail({ code: 'bad-name', message: 'A deck needs a name, without “::” in it.' } as const)
const insideItself = fail({ code: 'inside-itself', message: 'A deck cannot be put inside itself.' } as const)
