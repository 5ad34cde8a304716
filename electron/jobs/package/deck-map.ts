import type { PresetOptions } from '../../contract/procedures/presets.ts'
import { NO_DECK_OPTIONS } from '../../contract/procedures/presets.ts'
import { deckFromFile } from '../../importers/deck-path.ts'
import type { AnkiDeck, AnkiPackage, AnkiPreset } from '../../importers/anki-package/index.ts'
import type { Collection, Writes } from '../../store/collection.ts'
import { DECK_SEPARATOR } from '../../store/decks.ts'

/** Anki's own first deck, which is in every collection and often empty. */
const DEFAULT_DECK = 1

/** A deck of the package as it is here. */
export interface MappedDeck {
  /** 0 when nothing is written and the deck is new. */
  readonly id: number
  readonly path: string
  /** Place of the last new card that the deck had before; 0 for a new deck. */
  readonly lastPosition: number
}

/** Finds or makes the decks of a package by their paths; new ones get the package's presets, limits and descriptions. */
export class DeckMap {
  readonly #source: AnkiPackage
  readonly #collection: Collection
  readonly #writes: Writes | null
  readonly #withPresets: boolean
  readonly #byId = new Map<number, MappedDeck>()
  readonly #byPath = new Map<string, MappedDeck>()
  readonly #presets = new Map<number, number>()
  readonly #told = new Set<number>()
  #byLevels: Map<string, AnkiDeck> | null = null

  /** @param writes null when nothing is to be written */
  constructor(source: AnkiPackage, collection: Collection, writes: Writes | null, withPresets: boolean) {
    this.#source = source
    this.#collection = collection
    this.#writes = writes
    this.#withPresets = withPresets
  }

  /** The deck of Anki's id. Cards whose deck the package does not say go to one named after the file. */
  get(deckId: number): MappedDeck {
    let mapped = this.#byId.get(deckId)
    if (mapped === undefined) {
      const deck = this.#source.decks.get(deckId)
      mapped = deck === undefined ? this.#lost(deckId) : this.#at(deck.levels, deck)
      this.#byId.set(deckId, mapped)
    }
    return mapped
  }

  /** Makes the decks that hold no cards as well; filtered decks stay out, since their cards went home. */
  all(hasCards: (deckId: number) => boolean): void {
    for (const deck of this.#source.decks.values()) {
      if (deck.filtered) {
        const message = `“${deck.levels.join(DECK_SEPARATOR)}” is a filtered deck. Its cards are in their own decks.`
        this.#source.findings.warn({ code: 'filtered-deck', message, where: { field: deck.levels.at(-1) ?? '' } })
      } else if (deck.id !== DEFAULT_DECK || hasCards(deck.id)) this.get(deck.id)
    }
  }

  /** Paths of the decks that cards came into, in order. */
  paths(): string[] {
    return [...this.#byPath.keys()].sort()
  }

  #lost(deckId: number): MappedDeck {
    const path = deckFromFile(this.#source.file)
    const message = `The package does not say which deck ${deckId} is. Its cards went to “${path}”.`
    this.#source.findings.warn({ code: 'deck-unknown', message, expected: 'a deck', found: String(deckId) })
    return this.#at([path], null)
  }

  #at(levels: readonly string[], deck: AnkiDeck | null): MappedDeck {
    const path = levels.join(DECK_SEPARATOR)
    const known = this.#byPath.get(path)
    if (known !== undefined) return known
    const there = this.#collection.decks.byPath(path)
    const mapped: MappedDeck =
      there !== undefined
        ? { id: there.id, path, lastPosition: this.#collection.bulk.lastPosition(there.id) }
        : { id: this.#make(levels, deck), path, lastPosition: 0 }
    this.#byPath.set(path, mapped)
    return mapped
  }

  #make(levels: readonly string[], deck: AnkiDeck | null): number {
    const writes = this.#writes
    const presetId = this.#withPresets && deck !== null ? this.#preset(deck.presetId) : undefined
    const above = levels.slice(0, -1)
    const parentId = above.length === 0 ? null : this.#at(above, this.#deckAt(above)).id
    if (writes === null) return 0
    const name = levels.at(-1) ?? ''
    const made = writes.decks.create({ name, parentId, ...(presetId === undefined ? {} : { presetId }) })
    if (!made.ok) throw new Error(`a deck could not be made: ${made.error.message}`)
    if (deck !== null) this.#settings(writes, made.value, deck)
    return made.value
  }

  #settings(writes: Writes, id: number, deck: AnkiDeck): void {
    const own = Object.entries(deck.options).some(([, value]) => value !== null)
    if (own && this.#withPresets) writes.decks.setOptions(id, { ...NO_DECK_OPTIONS, ...deck.options })
    if (deck.description !== '') writes.decks.describe(id, deck.description)
  }

  /** What the package says of a deck that is above another. */
  #deckAt(levels: readonly string[]): AnkiDeck | null {
    this.#byLevels ??= new Map([...this.#source.decks.values()].map((deck) => [deck.levels.join(DECK_SEPARATOR), deck]))
    return this.#byLevels.get(levels.join(DECK_SEPARATOR)) ?? null
  }

  /** Our preset for one of Anki's: the same by name and options, or a new one under a free name. */
  #preset(ankiId: number): number | undefined {
    const known = this.#presets.get(ankiId)
    if (known !== undefined) return known
    const preset = this.#source.presets.get(ankiId)
    if (preset === undefined) return undefined
    this.#tellLost(preset)
    const all = this.#collection.presets.all()
    const same = all.find(({ name, options }) => name === preset.name && equal(options, preset.options))
    if (same === undefined && this.#writes === null) return undefined
    const id =
      same?.id ??
      this.#writes?.presets.create(
        freeName(
          preset.name,
          all.map(({ name }) => name),
          this.#source.file,
        ),
        preset.options,
      )
    if (id !== undefined) this.#presets.set(ankiId, id)
    return id
  }

  /** Options of a preset that have no place here. */
  #tellLost({ id, name, lost }: AnkiPreset): void {
    if (lost.length === 0 || this.#told.has(id)) return
    this.#told.add(id)
    const message = `The preset “${name}” comes in without: ${lost.join('; ')}.`
    this.#source.findings.warn({ code: 'preset-options', message, where: { field: name } })
  }
}

function equal(a: PresetOptions, b: PresetOptions): boolean {
  return (Object.keys(a) as (keyof PresetOptions)[]).every((key) => JSON.stringify(a[key]) === JSON.stringify(b[key]))
}

function freeName(name: string, taken: readonly string[], file: string): string {
  if (!taken.includes(name)) return name
  const from = `${name} (${deckFromFile(file)})`.slice(0, 90)
  for (let count = 1; ; count += 1) {
    const candidate = count === 1 ? from : `${from} ${count}`
    if (!taken.includes(candidate)) return candidate
  }
}
