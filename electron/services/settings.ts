import type { z } from 'zod'
import { DEFAULT_SETTINGS } from '../contract/default-settings.ts'
import { Settings } from '../contract/procedures/app.ts'
import type { Collection, Writes } from '../store/collection.ts'

export type SettingsValue = z.infer<typeof Settings>

/** These live in the default preset, which decks share. */
const IN_PRESET = ['newPerDay', 'reviewsPerDay', 'desiredRetention'] as const

/** The person's settings: read once, then held in memory; written through. */
export class SettingsService {
  readonly #collection: Collection
  #value: SettingsValue | null = null

  constructor(collection: Collection) {
    this.#collection = collection
  }

  get(): SettingsValue {
    this.#value ??= this.#read()
    return this.#value
  }

  /** Forgets what is held, after someone else (an undo) wrote. */
  forget(): void {
    this.#value = null
  }

  /**
   * Writes the changed settings; call inside a transaction.
   * @param writes the transaction's
   * @param change values that the contract has checked
   */
  write(writes: Writes, change: Partial<SettingsValue>): void {
    const { settings, presets } = writes
    const preset = this.#collection.presets.default()
    const options = { ...preset.options }
    for (const [key, value] of Object.entries(change)) {
      const shared = IN_PRESET.find((name) => name === key)
      if (shared) options[shared] = Number(value)
      else if (value !== undefined) settings.set(`app.${key}`, value)
    }
    if (IN_PRESET.some((name) => change[name] !== undefined)) presets.update(preset.id, { options })
    this.#value = null
  }

  #read(): SettingsValue {
    const stored = this.#collection.settings.all()
    const { newPerDay, reviewsPerDay, desiredRetention } = this.#collection.presets.default().options
    const value: Record<string, unknown> = { ...DEFAULT_SETTINGS, newPerDay, reviewsPerDay, desiredRetention }
    for (const key of Object.keys(DEFAULT_SETTINGS)) {
      const one = stored[`app.${key}`]
      // A value that an older or newer program wrote and this one can't read counts as not set.
      if (one !== undefined && Settings.safeParse({ ...value, [key]: one }).success) value[key] = one
    }
    return Settings.parse(value)
  }
}
