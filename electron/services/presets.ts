import type { DeckOptions, DeckOptionsView, PresetOptions, PresetView } from '../contract/procedures/presets.ts'
import { fail, ok } from '../core/result.ts'
import { dayToDate } from '../core/scheduling/study-day.ts'
import { deckOptionsOf } from '../store/decks.ts'
import { DEFAULT_PRESET_OPTIONS, type Preset } from '../store/presets.ts'
import { today, write, type Context } from './context.ts'
import { conflict, notFound, type Served } from './service-error.ts'

type Undoable = { undo: string }

function views(context: Context): PresetView[] {
  const { presets } = context.collection
  const uses = presets.uses()
  return presets.all().map((preset, at) => ({
    presetId: preset.id,
    name: preset.name,
    isDefault: at === 0,
    decks: uses.get(preset.id) ?? 0,
    options: preset.options,
  }))
}

/** All presets, the default first. */
export function listPresets(context: Context): PresetView[] {
  return views(context)
}

function viewOf(context: Context, presetId: number): PresetView | undefined {
  return views(context).find((view) => view.presetId === presetId)
}

/** A preset of the same name stands in the way; names are compared without case. */
function taken(context: Context, name: string, except: number | null): Preset | undefined {
  const wanted = name.toLocaleLowerCase()
  return context.collection.presets
    .all()
    .find((preset) => preset.id !== except && preset.name.toLocaleLowerCase() === wanted)
}

function nameInUse(preset: Preset) {
  return conflict(`There is a preset “${preset.name}” already.`, preset.id)
}

/** Makes a preset, with the default options or those of another one. */
export async function createPreset(
  context: Context,
  name: string,
  copyOf: number | null,
): Promise<Served<Undoable & { presetId: number }>> {
  const model = copyOf === null ? undefined : context.collection.presets.get(copyOf)
  if (copyOf !== null && model === undefined) return notFound('preset')
  const other = taken(context, name, null)
  if (other !== undefined) return nameInUse(other)
  const undo = `Create preset ${name}`
  const made = await write(context, undo, (writes) =>
    ok(writes.presets.create(name, model?.options ?? DEFAULT_PRESET_OPTIONS)),
  )
  return made.ok ? ok({ undo, presetId: made.value }) : made
}

/** Gives a preset another name, other options, or both. */
export async function updatePreset(
  context: Context,
  presetId: number,
  change: { readonly name?: string; readonly options?: Partial<PresetOptions> },
): Promise<Served<Undoable & { preset: PresetView }>> {
  const before = context.collection.presets.get(presetId)
  if (before === undefined) return notFound('preset')
  const other = change.name === undefined ? undefined : taken(context, change.name, presetId)
  if (other !== undefined) return nameInUse(other)
  const renamed = change.name !== undefined && change.options === undefined
  const undo = renamed ? `Rename preset to ${change.name}` : `Change options of ${before.name}`
  const done = await write(context, undo, (writes) => {
    writes.presets.update(presetId, {
      ...(change.name === undefined ? {} : { name: change.name }),
      ...(change.options === undefined ? {} : { options: { ...before.options, ...change.options } }),
    })
    return ok(undefined)
  })
  // Some settings live in the default preset.
  context.settings.forget()
  const preset = viewOf(context, presetId)
  if (!done.ok) return done
  return preset === undefined ? notFound('preset') : ok({ undo, preset })
}

/** Deletes a preset; its decks have the default one from now on. */
export async function removePreset(context: Context, presetId: number): Promise<Served<Undoable & { decks: number }>> {
  const { presets } = context.collection
  const preset = presets.get(presetId)
  if (preset === undefined) return notFound('preset')
  const standard = presets.default()
  if (standard.id === presetId) return conflict('The default preset stays: decks without another one have it.')
  const undo = `Delete preset ${preset.name}`
  const done = await write(context, undo, (writes) => {
    const decks = writes.decks.replacePreset(presetId, standard.id)
    writes.presets.remove(presetId)
    return ok(decks)
  })
  return done.ok ? ok({ undo, decks: done.value }) : done
}

/** Gives a deck a preset, and all below it too if asked. */
export async function assignPreset(
  context: Context,
  deckId: number,
  presetId: number,
  subdecks: boolean,
): Promise<Served<Undoable & { decks: number }>> {
  const preset = context.collection.presets.get(presetId)
  if (preset === undefined) return notFound('preset')
  if (context.collection.decks.get(deckId) === undefined) return notFound('deck')
  const deckIds = subdecks ? context.collection.decks.subtreeIds(deckId) : [deckId]
  const undo = `Use preset ${preset.name}`
  const done = await write(context, undo, (writes) => {
    for (const id of deckIds) {
      const set = writes.decks.setPreset(id, presetId)
      if (!set.ok) return fail(set.error)
    }
    return ok(deckIds.length)
  })
  return done.ok ? ok({ undo, decks: done.value }) : done
}

/** What a deck sets for itself now: limits of another day are left out. */
function ownOf(context: Context, options: DeckOptions): DeckOptions {
  const day = dayToDate(today(context).day)
  return options.today === null || options.today.day === day ? options : { ...options, today: null }
}

/** A deck with its preset and what it sets for itself. */
export function deckOptionsView(context: Context, deckId: number): Served<DeckOptionsView> {
  const { decks } = context.collection
  const deck = decks.get(deckId)
  if (deck === undefined) return notFound('deck')
  const preset = viewOf(context, deck.preset_id)
  if (preset === undefined) throw new Error(`deck ${deckId} has a preset that is gone`)
  const path = decks.tree().find((node) => node.id === deckId)?.path ?? deck.name
  const subdecks = decks.subtreeIds(deckId).length - 1
  return ok({ deckId, path, subdecks, preset, own: ownOf(context, deckOptionsOf(deck)) })
}

export interface DeckOptionsChange {
  readonly newPerDay?: number | null
  readonly reviewsPerDay?: number | null
  readonly desiredRetention?: number | null
  readonly today?: { readonly newPerDay: number | null; readonly reviewsPerDay: number | null } | null
}

/** Sets what a deck sets for itself; fields that are left out stay. */
export async function setDeckOptions(
  context: Context,
  deckId: number,
  change: DeckOptionsChange,
): Promise<Served<Undoable & { own: DeckOptions }>> {
  const deck = context.collection.decks.get(deckId)
  if (deck === undefined) return notFound('deck')
  const { today: forToday, ...rest } = change
  const before = ownOf(context, deckOptionsOf(deck))
  const dated = forToday && { ...forToday, day: dayToDate(today(context).day) }
  const own = { ...before, ...rest, ...(dated === undefined ? {} : { today: dated }) }
  const undo = `Change ${forToday ? 'today’s limits' : 'limits'} of ${deck.name}`
  const done = await write(context, undo, (writes) => writes.decks.setOptions(deckId, own))
  return done.ok ? ok({ undo, own }) : done
}
