import { createHash } from 'node:crypto'
import type { NoteTypeDefinition } from '../../contract/content/note-type.ts'
import { DEFAULT_PRESET_OPTIONS, NO_DECK_OPTIONS, type PresetOptions } from '../../contract/procedures/presets.ts'
import {
  foldAll,
  OWN_TYPES,
  type OutDeck,
  type OutNoteType,
  type OutPreset,
} from '../../exporters/anki-package/index.ts'
import type { Collection } from '../../store/collection.ts'
import type { DeckNode } from '../../store/decks.ts'
import type { NoteType } from '../../store/note-types.ts'

const DEFAULT_ID = 1
const FIRST_ID = 1_300_000_000_000
const IDS = 200_000_000_000

/** Ids of Anki's: each follows from a guid, so that it stays the same, and is free. */
class StableIds {
  readonly #taken = new Set<number>([DEFAULT_ID])

  of(guid: string): number {
    let id = FIRST_ID + (createHash('sha256').update(guid).digest().readUIntBE(0, 6) % IDS)
    while (this.#taken.has(id)) id += 1
    this.#taken.add(id)
    return id
  }

  /** Takes an id where it is free. */
  claim(id: number): boolean {
    if (!Number.isSafeInteger(id) || id < FIRST_ID / 1000 || this.#taken.has(id)) return false
    this.#taken.add(id)
    return true
  }
}

/** Names that Anki would take for the same are told apart. */
class Names {
  readonly #taken = new Set<string>()

  free(name: string): string {
    let free = name.normalize('NFC')
    for (let count = 2; this.#taken.has(foldAll(free)); count += 1) free = `${name}+${count}`
    this.#taken.add(foldAll(free))
    return free
  }
}

/** The decks that cards are in, with those above them, by our id; Anki's first deck is always among them. */
export function decksOut(
  collection: Collection,
  ids: ReadonlySet<number>,
  presets: ReadonlyMap<number, OutPreset>,
): Map<number, OutDeck> {
  const tree = collection.decks.tree()
  const nodes = new Map(tree.map((node) => [node.id, node]))
  const wanted = new Set<number>()
  for (const id of ids) for (let at = nodes.get(id); at; at = nodes.get(at.parentId ?? 0)) wanted.add(at.id)
  const out = new Map<number, OutDeck>()
  const [numbers, names] = [new StableIds(), new Names()]
  names.free('Default')
  for (const node of tree) {
    if (!wanted.has(node.id)) continue
    const row = collection.decks.get(node.id)
    if (row === undefined) continue
    const isDefault = node.parentId === null && node.name === 'Default'
    const levels = levelsOf(node, out, names, isDefault)
    out.set(node.id, {
      id: isDefault ? DEFAULT_ID : numbers.of(row.guid),
      levels,
      description: row.description,
      presetId: presets.get(node.presetId)?.id ?? DEFAULT_ID,
      options: presets.size === 0 ? NO_DECK_OPTIONS : node.options,
      modifiedAt: row.modified_at,
    })
  }
  return out
}

function levelsOf(node: DeckNode, out: ReadonlyMap<number, OutDeck>, names: Names, isDefault: boolean): string[] {
  if (isDefault) return ['Default']
  const above = node.parentId === null ? [] : (out.get(node.parentId)?.levels ?? [])
  const path = names.free([...above, node.name].join('::'))
  return path.split('::')
}

/** Anki's own first deck, for collections that have none of its name. */
export const DEFAULT_DECK: OutDeck = {
  id: DEFAULT_ID,
  levels: ['Default'],
  description: '',
  presetId: DEFAULT_ID,
  options: NO_DECK_OPTIONS,
  modifiedAt: 0,
}

export const DEFAULT_PRESET: OutPreset = {
  id: DEFAULT_ID,
  name: 'Default',
  options: DEFAULT_PRESET_OPTIONS,
  modifiedAt: 0,
}

/** Options in words that Anki's presets have no place for, by the preset's name; only where they were changed. */
export function lostInPresets(collection: Collection): Map<string, string[]> {
  const usual = DEFAULT_PRESET_OPTIONS
  const lost = new Map<string, string[]>()
  for (const { name, options } of collection.presets.all()) {
    const changed = LOST_OPTIONS.filter(([key]) => options[key] !== usual[key]).map(([, words]) => words)
    if (changed.length > 0) lost.set(name, changed)
  }
  return lost
}

const LOST_OPTIONS: readonly (readonly [keyof PresetOptions, string])[] = [
  ['newIgnoreReviewLimit', 'new cards count against the reviews of the day'],
  ['fuzz', 'intervals without spread'],
  ['loadBalance', 'days that are not balanced'],
  ['typedCapitals', 'capitals count in typed answers'],
  ['typedAccents', 'accents do not count in typed answers'],
]

/** All presets by our id; the default one has Anki's first id. */
export function presetsOut(collection: Collection, now: number): Map<number, OutPreset> {
  const numbers = new StableIds()
  const [first] = collection.presets.all()
  return new Map(
    collection.presets.all().map((preset) => {
      const { id, name, guid, options } = preset
      return [id, { id: id === first?.id ? DEFAULT_ID : numbers.of(guid), name, options, modifiedAt: now }]
    }),
  )
}

/** The note types of chosen notes by our guid; those that came from Anki keep their ids. */
export function typesOut(collection: Collection, guids: readonly string[]): Map<string, OutNoteType> {
  const [numbers, names] = [new StableIds(), new Names()]
  for (const { id, name } of Object.values(OWN_TYPES)) {
    numbers.claim(id)
    names.free(name)
  }
  const types = guids.flatMap((guid) => collection.noteTypes.byGuid(guid) ?? [])
  types.sort((a, b) => a.id - b.id)
  return new Map(types.map((type) => [type.guid, typeOut(type, numbers, names)]))
}

function typeOut(type: NoteType, numbers: StableIds, names: Names): OutNoteType {
  const known = Number(type.source ?? Number.NaN)
  const id = numbers.claim(known) ? known : numbers.of(type.guid)
  return { id, name: names.free(type.name), modifiedAt: type.modifiedAt, definition: withFreeNames(type.definition) }
}

/** Very old note types have fields of the same name; Anki tells them apart as well. */
function withFreeNames(definition: NoteTypeDefinition): NoteTypeDefinition {
  const [fields, templates] = [new Names(), new Names()]
  return {
    ...definition,
    fields: definition.fields.map((field) => ({ ...field, name: fields.free(field.name) })),
    templates: definition.templates.map((template) => ({ ...template, name: templates.free(template.name) })),
  }
}
