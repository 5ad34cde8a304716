import type { PresetOptions, PresetView } from '../../../../electron/contract/procedures/presets.ts'
import { attempt, sentence, type Failure } from '../../client/attempt.ts'
import { useClient } from '../../client/client.ts'
import type { Result } from '../../client/result.ts'
import { amount } from '../../format/words.ts'
import { useAppStore } from '../../stores/app.ts'
import { useNoticesStore } from '../../stores/notices.ts'

/** Limits that a deck sets for itself; fields that are left out stay. */
export interface OwnChange {
  readonly newPerDay?: number | null
  readonly reviewsPerDay?: number | null
  readonly desiredRetention?: number | null
  readonly today?: { readonly newPerDay: number | null; readonly reviewsPerDay: number | null } | null
}

/** Changes to presets and to what a deck sets for itself, each with its undo. */
export function usePresetEdits(deckId: number) {
  const client = useClient()
  const app = useAppStore()
  const notices = useNoticesStore()

  /** Tells what was done, or what was refused; `words` empty says nothing, for changes that show where they are made. */
  function settle<T>(result: Result<T, Failure>, words: (value: T) => string): T | null {
    if (!result.ok) {
      notices.say({ words: sentence(result.error), tone: 'error' })
      return null
    }
    app.touched()
    const said = words(result.value)
    if (said !== '') notices.say({ words: said, undo: true })
    return result.value
  }

  return {
    async change(preset: PresetView, options: Partial<PresetOptions>): Promise<boolean> {
      const result = await attempt(client.presets.update({ presetId: preset.presetId, options }))
      return settle(result, () => '') !== null
    },
    async rename(preset: PresetView, name: string): Promise<boolean> {
      const result = await attempt(client.presets.update({ presetId: preset.presetId, name }))
      return settle(result, () => `Renamed the preset to ${name}.`) !== null
    },
    /** Makes a preset from another one and gives it to the deck. */
    async create(name: string, copyOf: number | null): Promise<boolean> {
      const made = settle(await attempt(client.presets.create({ name, copyOf })), () => '')
      if (made === null) return false
      const used = await attempt(client.presets.assign({ deckId, presetId: made.presetId, subdecks: false }))
      return settle(used, () => `Created ${name} for this deck.`) !== null
    },
    async remove(preset: PresetView): Promise<boolean> {
      const result = await attempt(client.presets.remove({ presetId: preset.presetId }))
      return (
        settle(
          result,
          ({ decks }) =>
            `Deleted ${preset.name}. ${amount(decks, 'deck')} now ${decks === 1 ? 'uses' : 'use'} Default.`,
        ) !== null
      )
    },
    async assign(presetId: number, name: string, subdecks: boolean): Promise<boolean> {
      const result = await attempt(client.presets.assign({ deckId, presetId, subdecks }))
      return settle(result, ({ decks }) => `${name} for ${decks === 1 ? 'this deck' : amount(decks, 'deck')}.`) !== null
    },
    async setOwn(options: OwnChange): Promise<boolean> {
      return settle(await attempt(client.decks.setOptions({ deckId, options })), () => '') !== null
    },
  }
}
