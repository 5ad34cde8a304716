import type { Context } from '../context.ts'
import {
  assignPreset,
  createPreset,
  deckOptionsView,
  listPresets,
  removePreset,
  setDeckOptions,
  updatePreset,
} from '../presets.ts'
import { api, served, withoutUndefined } from '../serve.ts'

/** Options shared by decks. */
export function presetsRouter(context: Context) {
  return {
    list: api.presets.list.handler(() => listPresets(context)),
    create: api.presets.create.handler(async ({ input }) =>
      served(await createPreset(context, input.name, input.copyOf)),
    ),
    update: api.presets.update.handler(async ({ input: { presetId, name, options } }) => {
      const change = { name, options: options && withoutUndefined(options) }
      return served(await updatePreset(context, presetId, withoutUndefined(change)))
    }),
    remove: api.presets.remove.handler(async ({ input }) => served(await removePreset(context, input.presetId))),
    assign: api.presets.assign.handler(async ({ input }) =>
      served(await assignPreset(context, input.deckId, input.presetId, input.subdecks)),
    ),
  }
}

/** What a deck sets for itself; joined to the other procedures of decks. */
export function deckOptionsRouter(context: Context) {
  return {
    options: api.decks.options.handler(({ input }) => served(deckOptionsView(context, input.deckId))),
    setOptions: api.decks.setOptions.handler(async ({ input }) =>
      served(await setDeckOptions(context, input.deckId, withoutUndefined(input.options))),
    ),
  }
}
