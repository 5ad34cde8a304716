import Database from 'better-sqlite3'
import { Batch } from './batch.ts'
import { configOf, deckJson, noteTypeJson, presetJson } from './json.ts'
import type { OutCard, OutNote, OutReview, OutSettings } from './model.ts'
import { sameOrder } from './name-order.ts'
import { noteRow } from './note-row.ts'
import { deckCommon, deckKind, fieldConfig, noteTypeConfig, presetConfig, templateConfig } from './proto.ts'
import { indexesOf, NAME_INDEXES, OWN_COLLATION, STAND_IN, tablesOf, type AnkiSchema } from './schema.ts'

/** Between the levels of a deck's name since schema 15. */
const LEVEL = '\u001f'
/** Nothing else reads the file before it is finished, and a power cut loses nothing that is anybody's. */
const SETTINGS = [
  'page_size = 4096',
  'journal_mode = OFF',
  'synchronous = OFF',
  'cache_size = -65536',
  'temp_store = 2',
  'locking_mode = EXCLUSIVE',
] as const

/**
 * Writes a collection of Anki's, of schema 11 or 18. Settings come first, rows in any order, `finish` last; the file
 * is then whole, and closed.
 */
export class AnkiDatabase {
  readonly #db: Database.Database
  readonly #schema: AnkiSchema
  readonly #notes: Batch
  readonly #cards: Batch
  readonly #reviews: Batch
  #unordered = new Set<string>()

  /** @param file where no file is yet */
  constructor(file: string, schema: AnkiSchema) {
    this.#db = new Database(file)
    this.#schema = schema
    for (const setting of SETTINGS) this.#db.pragma(setting)
    this.#db.exec('BEGIN')
    for (const table of tablesOf(schema)) this.#db.exec(table)
    this.#notes = new Batch(this.#db, 'notes', 11)
    this.#cards = new Batch(this.#db, 'cards', 18)
    this.#reviews = new Batch(this.#db, 'revlog', 9)
  }

  settings(settings: OutSettings): void {
    if (this.#schema === 11) this.#jsonSettings(settings)
    else this.#tableSettings(settings)
  }

  note(note: OutNote): void {
    this.#notes.add(noteRow(note))
  }

  card(card: OutCard): void {
    this.#cards.add(card)
  }

  review(review: OutReview): void {
    this.#reviews.add(review)
  }

  /** Writes what waits, makes the indexes, and closes the file. */
  finish(): void {
    for (const batch of [this.#notes, this.#cards, this.#reviews]) batch.flush()
    for (const index of indexesOf(this.#schema)) {
      if (![...this.#unordered].some((name) => index.includes(name))) this.#db.exec(index)
    }
    this.#db.exec('COMMIT')
    if (this.#schema === 18) this.#nameCollation()
    this.#db.close()
  }

  /** Closes the file as it is. */
  abandon(): void {
    if (this.#db.open) this.#db.close()
  }

  /** The indexes are built; from here on the schema says what Anki's does. */
  #nameCollation(): void {
    this.#db.unsafeMode(true)
    this.#db.pragma('writable_schema = 1')
    this.#db.prepare<[string, string]>('UPDATE sqlite_master SET sql = replace(sql, ?, ?)').run(STAND_IN, OWN_COLLATION)
    this.#db.pragma('writable_schema = 0')
    this.#db.unsafeMode(false)
  }

  #col(settings: OutSettings, texts: readonly string[]): void {
    const { createdAt, now } = settings
    this.#db
      .prepare('INSERT INTO col VALUES (1, ?, ?, ?, ?, 0, 0, 0, ?, ?, ?, ?, ?)')
      .run(createdAt, now, now, this.#schema, ...texts)
  }

  #jsonSettings(settings: OutSettings): void {
    const byId = <T extends { readonly id: number }>(items: readonly T[], json: (item: T) => object): string =>
      JSON.stringify(Object.fromEntries(items.map((item) => [item.id, json(item)])))
    const { noteTypes, decks, presets, tags } = settings
    this.#col(settings, [
      JSON.stringify(configOf(settings)),
      byId(noteTypes, noteTypeJson),
      byId(decks, deckJson),
      byId(presets, presetJson),
      JSON.stringify(Object.fromEntries(tags.map((tag) => [tag, -1]))),
    ])
  }

  #tableSettings(settings: OutSettings): void {
    this.#col(settings, ['', '', '', '', ''])
    const seconds = (ms: number): number => Math.floor(ms / 1000)
    const config = this.#db.prepare('INSERT INTO config VALUES (?, 0, 0, ?)')
    for (const [key, value] of Object.entries(configOf(settings))) config.run(key, Buffer.from(JSON.stringify(value)))
    const preset = this.#db.prepare('INSERT INTO deck_config VALUES (?, ?, ?, -1, ?)')
    for (const { id, name, modifiedAt, options } of settings.presets)
      preset.run(id, name, seconds(modifiedAt), presetConfig(options))
    const deck = this.#db.prepare('INSERT INTO decks VALUES (?, ?, ?, -1, ?, ?)')
    for (const out of settings.decks)
      deck.run(out.id, out.levels.join(LEVEL), seconds(out.modifiedAt), deckCommon(), deckKind(out))
    this.#noteTypes(settings)
    const tag = this.#db.prepare('INSERT INTO tags VALUES (?, -1, 0, NULL)')
    // Anki finds the tags of notes by itself; a table in the wrong order would be worse than none.
    if (sameOrder(settings.tags)) for (const name of settings.tags) tag.run(name)
    this.#order(
      'decks',
      settings.decks.map(({ levels }) => levels.join(LEVEL)),
    )
  }

  #noteTypes({ noteTypes }: OutSettings): void {
    const type = this.#db.prepare('INSERT INTO notetypes VALUES (?, ?, ?, -1, ?)')
    const field = this.#db.prepare('INSERT INTO fields VALUES (?, ?, ?, ?)')
    const template = this.#db.prepare('INSERT INTO templates VALUES (?, ?, ?, 0, -1, ?)')
    for (const { id, name, modifiedAt, definition } of noteTypes) {
      type.run(id, name, Math.floor(modifiedAt / 1000), noteTypeConfig(definition))
      for (const [ord, out] of definition.fields.entries()) field.run(id, ord, out.name, fieldConfig(out))
      for (const [ord, out] of definition.templates.entries()) template.run(id, ord, out.name, templateConfig(out))
    }
    const unique = (names: string[]): string[] => [...new Set(names)]
    this.#order(
      'notetypes',
      noteTypes.map(({ name }) => name),
    )
    this.#order('fields', unique(noteTypes.flatMap(({ definition }) => definition.fields.map(({ name }) => name))))
    this.#order(
      'templates',
      unique(noteTypes.flatMap(({ definition }) => definition.templates.map(({ name }) => name))),
    )
  }

  /** Leaves out an index whose order here is not that of Anki's collation; Anki does without, a little slower. */
  #order(table: string, names: readonly string[]): void {
    const index = NAME_INDEXES[table]
    if (index !== undefined && !sameOrder(names)) this.#unordered.add(index)
  }
}
