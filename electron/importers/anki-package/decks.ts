import type { Issue } from '../../contract/errors.ts'
import { NO_DECK_OPTIONS, type DeckOptions } from '../../contract/procedures/presets.ts'
import { fail, ok, type Result } from '../../core/result.ts'
import type { AnkiDatabase } from './database.ts'
import { numberAt, objectsIn, parseObject, textAt, type Json } from './json.ts'
import { PACKAGE_LIMITS } from './limits.ts'
import type { AnkiDeck } from './model.ts'
import { damaged, refusal } from './problems.ts'
import { Message } from './protobuf.ts'

/** Between the levels of a deck's name since schema 15. */
const LEVEL = '\u001f'
/** As Anki calls a level without a name. */
const BLANK = 'blank'
const LONGEST_NAME = 500

/** The decks of a collection by Anki's id. */
export function readDecks(file: string, anki: AnkiDatabase): Result<Map<number, AnkiDeck>, Issue[]> {
  const decks = anki.schema >= 15 ? packedDecks(file, anki) : jsonDecks(file, anki)
  if (!decks.ok) return decks
  if (decks.value.length > PACKAGE_LIMITS.decks) {
    const message = `The collection has more than ${PACKAGE_LIMITS.decks} decks.`
    return fail([refusal(file, 'too-many', message, `at most ${PACKAGE_LIMITS.decks}`, String(decks.value.length))])
  }
  return ok(new Map(decks.value.map((deck) => [deck.id, deck])))
}

/** Levels of a deck's name: composed, trimmed, none empty; what is deeper than the limit is joined to the last. */
function levelsOf(name: string, separator: string): string[] {
  const levels = name.split(separator).map((level) => {
    const plain = level.normalize('NFC').trim().replaceAll('::', ':').slice(0, LONGEST_NAME).trim()
    return plain === '' ? BLANK : plain
  })
  if (levels.length <= PACKAGE_LIMITS.deckLevels) return levels
  const kept = levels.slice(0, PACKAGE_LIMITS.deckLevels - 1)
  return [
    ...kept,
    levels
      .slice(PACKAGE_LIMITS.deckLevels - 1)
      .join(' ')
      .slice(0, LONGEST_NAME),
  ]
}

function jsonDecks(file: string, { db }: AnkiDatabase): Result<AnkiDeck[], Issue[]> {
  const decks = parseObject(db.prepare<[], unknown>('SELECT decks FROM col').pluck().get())
  if (decks === null) return fail([damaged(file, 'its decks are not JSON')])
  return ok(objectsIn(decks).map(deckOfJson))
}

function deckOfJson(json: Json): AnkiDeck {
  return {
    id: numberAt(json, 'id'),
    levels: levelsOf(textAt(json, 'name'), '::'),
    filtered: numberAt(json, 'dyn') !== 0,
    description: textAt(json, 'desc'),
    presetId: numberAt(json, 'conf', 1),
    options: {
      ...NO_DECK_OPTIONS,
      newPerDay: limitOf(json['newLimit']),
      reviewsPerDay: limitOf(json['reviewLimit']),
      desiredRetention: retentionOf(json['desiredRetention']),
    },
  }
}

interface DeckRow {
  readonly id: number
  readonly name: unknown
  readonly kind: unknown
}

function packedDecks(file: string, { db }: AnkiDatabase): Result<AnkiDeck[], Issue[]> {
  const decks: AnkiDeck[] = []
  for (const row of db.prepare<[], DeckRow>('SELECT id, name, kind FROM decks').all()) {
    const deck = deckOfRow(row)
    if (!deck.ok) return fail([damaged(file, `its deck ${row.id}: ${deck.error}`)])
    decks.push(deck.value)
  }
  return ok(decks)
}

function deckOfRow({ id, name, kind }: DeckRow): Result<AnkiDeck, string> {
  if (typeof name !== 'string' || !(kind instanceof Uint8Array)) return fail('a value of another kind')
  const message = Message.read(kind)
  if (!message.ok) return message
  const normal = message.value.message(1)
  if (!normal.ok) return normal
  const options = normal.value
  return ok({
    id,
    levels: levelsOf(name, LEVEL),
    filtered: message.value.has(2),
    description: options.text(4),
    presetId: options.number(1, 1),
    options: deckOptions(options),
  })
}

function deckOptions(message: Message): DeckOptions {
  const limit = (field: number): number | null => (message.has(field) ? limitOf(message.number(field)) : null)
  return {
    ...NO_DECK_OPTIONS,
    reviewsPerDay: limit(6),
    newPerDay: limit(7),
    desiredRetention: message.has(10) ? retentionOf(message.number(10)) : null,
  }
}

function limitOf(value: unknown): number | null {
  if (typeof value !== 'number' || !Number.isInteger(value) || value < 0) return null
  return Math.min(value, 9999)
}

/** Older programs wrote a share, newer ones a percentage. */
function retentionOf(value: unknown): number | null {
  if (typeof value !== 'number' || !(value > 0)) return null
  const share = value > 1 ? value / 100 : value
  return Math.round(Math.min(0.99, Math.max(0.7, share)) * 1000) / 1000
}
