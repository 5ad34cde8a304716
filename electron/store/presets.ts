import { DEFAULT_PRESET_OPTIONS, PresetOptions } from '../contract/procedures/presets.ts'
import { readFields } from '../contract/read-fields.ts'
import type { RowWriter } from './row-writer.ts'
import type { PresetRow } from './rows.ts'
import type { Statements } from './statements.ts'

export { DEFAULT_PRESET_OPTIONS } from '../contract/procedures/presets.ts'
export type { PresetOptions } from '../contract/procedures/presets.ts'

export const DEFAULT_PRESET_NAME = 'Default'

export interface Preset {
  readonly id: number
  readonly guid: string
  readonly name: string
  readonly options: PresetOptions
}

/** Reads presets. The one with the lowest id is the default. */
export class Presets {
  readonly #all
  readonly #get
  readonly #uses

  constructor(sql: Statements) {
    this.#all = sql.all<[], PresetRow>('SELECT * FROM preset ORDER BY id')
    this.#get = sql.one<[number], PresetRow>('SELECT * FROM preset WHERE id = ?')
    this.#uses = sql.all<[], { preset_id: number; decks: number }>(
      'SELECT preset_id, count(*) AS decks FROM deck GROUP BY preset_id',
    )
  }

  /** All presets, the default first. */
  all(): Preset[] {
    return this.#all().map(presetOf)
  }

  /** The preset of new top decks. */
  default(): Preset {
    const [first] = this.all()
    if (first === undefined) throw new Error('a collection without a preset')
    return first
  }

  /** The preset of an id. */
  get(id: number): Preset | undefined {
    const row = this.#get(id)
    return row === undefined ? undefined : presetOf(row)
  }

  /** How many decks use each preset; those without a deck are left out. */
  uses(): Map<number, number> {
    return new Map(this.#uses().map((row) => [row.preset_id, row.decks]))
  }
}

/** Changes presets; usable inside a transaction only. */
export class PresetWrites {
  readonly #rows: RowWriter
  readonly #newGuid: () => string

  constructor(rows: RowWriter, newGuid: () => string) {
    this.#rows = rows
    this.#newGuid = newGuid
  }

  /** Makes a preset and gives its id. */
  create(name: string, options: PresetOptions = DEFAULT_PRESET_OPTIONS): number {
    return this.#rows.insert('preset', { guid: this.#newGuid(), name, options: JSON.stringify(options) })
  }

  /** @returns false when there is no such preset */
  update(id: number, preset: { name?: string; options?: PresetOptions }): boolean {
    return this.#rows.update('preset', id, {
      ...(preset.name === undefined ? {} : { name: preset.name }),
      ...(preset.options === undefined ? {} : { options: JSON.stringify(preset.options) }),
    })
  }

  /** Deletes a preset that no deck uses any more; never the default. */
  remove(id: number): void {
    this.#rows.remove('preset', [id])
  }
}

// An option that is missing or cannot be read (in a preset of another version) has its default.
function presetOf(row: PresetRow): Preset {
  const options = readFields(PresetOptions, DEFAULT_PRESET_OPTIONS, row.options)
  return { id: row.id, guid: row.guid, name: row.name, options }
}
