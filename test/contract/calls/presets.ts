import { expect } from 'vitest'
import { DEFAULT_PRESET_OPTIONS, NO_DECK_OPTIONS } from '../../../electron/contract/procedures/presets.ts'
import type { HttpClient } from '../../support/http.ts'

/** Presets and what decks set for themselves. */
export async function callPresets(client: HttpClient): Promise<void> {
  const [standard] = await client.presets.list()
  expect(standard).toMatchObject({ name: 'Default', isDefault: true, options: DEFAULT_PRESET_OPTIONS })
  const { presetId } = await client.presets.create({ name: 'Slow', copyOf: standard?.presetId ?? null })
  const changed = await client.presets.update({ presetId, name: 'Slowly', options: { newPerDay: 3 } })
  expect(changed.preset).toMatchObject({ name: 'Slowly', decks: 0, options: { newPerDay: 3, reviewsPerDay: 200 } })
  const { deckId } = await client.decks.create({ name: 'With options', parentId: null })
  expect(await client.presets.assign({ deckId, presetId, subdecks: true })).toMatchObject({ decks: 1 })
  expect(await client.decks.options({ deckId })).toMatchObject({
    path: 'With options',
    subdecks: 0,
    preset: { presetId, decks: 1 },
    own: NO_DECK_OPTIONS,
  })
  const set = await client.decks.setOptions({ deckId, options: { reviewsPerDay: 9 } })
  expect(set).toEqual({ undo: 'Change limits of With options', own: { ...NO_DECK_OPTIONS, reviewsPerDay: 9 } })
  expect(await client.presets.remove({ presetId })).toEqual({ undo: 'Delete preset Slowly', decks: 1 })
  expect((await client.decks.options({ deckId })).preset.isDefault).toBe(true)
  await client.decks.remove({ deckId })
}
