import type { Issue } from '../../contract/errors.ts'
import { DEFAULT_PRESET_OPTIONS, PresetOptions } from '../../contract/procedures/presets.ts'
import { fail, ok, type Result } from '../../core/result.ts'
import type { AnkiDatabase } from './database.ts'
import { objectsIn, numberAt, parseObject, textAt, type Json } from './json.ts'
import { PACKAGE_LIMITS } from './limits.ts'
import type { AnkiPreset } from './model.ts'
import { optionsOfJson } from './preset-json.ts'
import { lostOfJson, lostOfMessage } from './preset-lost.ts'
import { optionsOfMessage } from './preset-proto.ts'
import { damaged, refusal } from './problems.ts'
import { Message } from './protobuf.ts'

/** Options read from the file, each of which may be out of bounds or missing. */
export type RawOptions = { readonly [K in keyof PresetOptions]?: unknown }

/** The presets of a collection by Anki's id; an option that cannot be had here has its default. */
export function readPresets(file: string, anki: AnkiDatabase): Result<Map<number, AnkiPreset>, Issue[]> {
  const presets = anki.schema >= 14 ? tablePresets(file, anki) : jsonPresets(anki)
  if (!presets.ok) return presets
  if (presets.value.length > PACKAGE_LIMITS.presets) {
    const message = `The collection has more than ${PACKAGE_LIMITS.presets} presets.`
    return fail([refusal(file, 'too-many', message, `at most ${PACKAGE_LIMITS.presets}`, String(presets.value.length))])
  }
  return ok(new Map(presets.value.map((preset) => [preset.id, preset])))
}

function presetOf(id: number, name: string, raw: RawOptions, lost: readonly string[]): AnkiPreset {
  let options = DEFAULT_PRESET_OPTIONS
  for (const [key, value] of Object.entries(raw)) {
    if (value === undefined) continue
    const read = PresetOptions.safeParse({ ...options, [key]: value })
    if (read.success) options = read.data
  }
  return { id, name: name.trim() === '' ? 'Preset' : name.trim().slice(0, 100), options, lost }
}

function presetOfJson(json: Json): AnkiPreset {
  return presetOf(numberAt(json, 'id'), textAt(json, 'name'), optionsOfJson(json), lostOfJson(json))
}

function jsonPresets({ db }: AnkiDatabase): Result<AnkiPreset[], Issue[]> {
  const presets = parseObject(db.prepare<[], unknown>('SELECT dconf FROM col').pluck().get())
  return ok(objectsIn(presets).map(presetOfJson))
}

interface ConfigRow {
  readonly id: number
  readonly name: unknown
  readonly config: unknown
}

function tablePresets(file: string, { db }: AnkiDatabase): Result<AnkiPreset[], Issue[]> {
  const presets: AnkiPreset[] = []
  for (const { id, name, config } of db.prepare<[], ConfigRow>('SELECT id, name, config FROM deck_config').all()) {
    if (typeof name !== 'string' || !(config instanceof Uint8Array)) continue
    // Schema 14 kept JSON in this table.
    const json = config[0] === 0x7b ? parseObject(Buffer.from(config).toString('utf8')) : null
    if (json !== null) {
      presets.push(presetOf(id, name, optionsOfJson(json), lostOfJson(json)))
      continue
    }
    const message = Message.read(config)
    if (!message.ok) return fail([damaged(file, `its preset ${name}: ${message.error}`)])
    presets.push(presetOf(id, name, optionsOfMessage(message.value), lostOfMessage(message.value)))
  }
  return ok(presets)
}
