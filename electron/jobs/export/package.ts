import fs from 'node:fs'
import path from 'node:path'
import type { ExportCounts } from '../../contract/procedures/exports.ts'
import { DEFAULT_PRESET_OPTIONS } from '../../contract/procedures/presets.ts'
import { fail, ok, type Result } from '../../core/result.ts'
import { dayStart } from '../../core/scheduling/study-day.ts'
import { DEFAULT_WEIGHTS, migrateWeights } from '../../core/scheduling/weights.ts'
import {
  AnkiDatabase,
  OWN_TYPES,
  writeDummy,
  writePackageFile,
  type OutDeck,
  type OutForm,
  type OutMedium,
  type OutSettings,
} from '../../exporters/anki-package/index.ts'
import { pathOfHash } from '../../media/store.ts'
import type { Collection } from '../../store/collection.ts'
import { ExportReader } from '../../store/export-reads.ts'
import { DayClock } from '../package/day-clock.ts'
import type { JobPulse } from '../protocol.ts'
import { deckPaths, noteOf } from './notes-out.ts'
import { noteNumbers, Rising } from './numbers.ts'
import type { ExportOrder } from './order.ts'
import { NotesOut } from './package-notes.ts'
import { cardRow, reviewRow, type CardPlace, type OutDays } from './package-rows.ts'
import { decksOut, DEFAULT_DECK, DEFAULT_PRESET, presetsOut, typesOut } from './package-settings.ts'

const EVERY = 1000
const MINUTE = 60_000
const DAY = 86_400_000

/** Files that an export works with, all in one folder that is removed in the end. */
export interface PackageFiles {
  readonly folder: string
  readonly package: string
}

interface Run {
  readonly collection: Collection
  readonly reader: ExportReader
  readonly order: ExportOrder
  readonly database: AnkiDatabase
  readonly pulse: JobPulse
  readonly decks: ReadonlyMap<number, OutDeck>
  readonly numbers: ReadonlyMap<number, number>
  readonly days: OutDays | null
}

type Outcome<T> = Result<T, 'cancelled'>

/** Is it a format of Anki's packages? */
export function isPackage(format: ExportOrder['format']): boolean {
  return format.startsWith('apkg') || format.startsWith('colpkg')
}

/**
 * Writes an Anki package. Rows go over one by one, media a file at a time: memory does not grow with the collection.
 * @returns what it holds, or 'cancelled' with files that the caller removes
 */
export async function writePackage(
  collection: Collection,
  order: ExportOrder,
  files: PackageFiles,
  pulse: JobPulse,
): Promise<Outcome<ExportCounts>> {
  const older = order.format.endsWith('-older')
  const form: OutForm = older ? 'anki21' : 'anki21b'
  const file = path.join(files.folder, 'collection')
  const rows = writeCollection(collection, order, file, pulse)
  if (!rows.ok) return rows
  const { settings, media, counts } = rows.value
  const dummy = path.join(files.folder, 'dummy')
  writeDummy(dummy, settings)
  const members = { form, collection: file, dummy, media }
  const written = await writePackageFile(files.package, members, (done, total) => {
    pulse.progress('Copying media', done, total)
    return !pulse.cancelled()
  })
  return written === 'cancelled' ? fail('cancelled') : ok({ ...counts, media: media.length })
}

interface Rows {
  readonly settings: OutSettings
  readonly media: readonly OutMedium[]
  readonly counts: ExportCounts
}

function writeCollection(collection: Collection, order: ExportOrder, file: string, pulse: JobPulse): Outcome<Rows> {
  const reader = new ExportReader(collection.db, order.scope)
  const database = new AnkiDatabase(file, order.format.endsWith('-older') ? 11 : 18)
  try {
    const presets = order.scheduling ? presetsOut(collection, order.now) : new Map<number, never>()
    const decks = decksOut(collection, decksWanted(collection, reader, order), presets)
    const days = daysOf(reader, order)
    const run: Run = {
      collection,
      reader,
      order,
      database,
      pulse,
      decks,
      numbers: noteNumbers(reader),
      days: order.scheduling ? days : null,
    }
    const types = typesOut(collection, reader.noteTypes())
    const notes = new NotesOut(types, order.scheduling)
    const noteCount = writeNotes(run, notes)
    if (!noteCount.ok) return noteCount
    const cardIds = writeCards(run)
    if (!cardIds.ok) return cardIds
    const reviews = writeReviews(run, cardIds.value.ids)
    if (!reviews.ok) return reviews
    const own = [...notes.ownTypes].map((type) => OWN_TYPES[type])
    const settings = settingsOf(run, days, [...types.values(), ...own], {
      presets: [...presets.values()],
      tags: order.format.startsWith('colpkg') ? [...notes.tags] : [],
      nextPosition: cardIds.value.nextPosition,
    })
    pulse.progress('Sorting', 0, 1)
    database.settings(settings)
    database.finish()
    const counts = { notes: noteCount.value, cards: cardIds.value.count, reviews: reviews.value, media: 0 }
    return ok({ settings, media: mediaOut(collection, order, notes.media), counts })
  } finally {
    database.abandon()
    reader.close()
  }
}

/** The decks that cards are in; for everything also those that are empty, and for a deck its empty subdecks. */
function decksWanted(collection: Collection, reader: ExportReader, { scope }: ExportOrder): Set<number> {
  const used = reader.deckIds()
  if (scope.type === 'all') return new Set(collection.decks.tree().map(({ id }) => id))
  return new Set(scope.type === 'deck' ? [...used, ...collection.decks.subtreeIds(scope.deckId)] : used)
}

function daysOf(reader: ExportReader, { now, zone, rolloverHour }: ExportOrder): OutDays {
  const clock = new DayClock({ now, zone, rolloverHour })
  return { dayOf: (at) => clock.day(at), today: clock.day(now), first: clock.day(Math.min(now, reader.beginning())) }
}

function settingsOf(
  { decks, order }: Run,
  days: OutDays,
  noteTypes: OutSettings['noteTypes'],
  more: Pick<OutSettings, 'presets' | 'tags' | 'nextPosition'>,
): OutSettings {
  const { now, zone, rolloverHour } = order
  const start = dayStart(days.first, zone, rolloverHour)
  const ahead = Math.round((days.first * DAY + rolloverHour * 60 * MINUTE - start) / MINUTE)
  const out = [...decks.values()]
  return {
    ...more,
    noteTypes,
    decks: out.some(({ id }) => id === DEFAULT_DECK.id) ? out : [DEFAULT_DECK, ...out],
    presets: more.presets.some(({ id }) => id === DEFAULT_PRESET.id) ? more.presets : [DEFAULT_PRESET, ...more.presets],
    createdAt: Math.floor(start / 1000),
    createdOffset: -ahead,
    rolloverHour,
    today: days.today - days.first,
    now,
  }
}

function writeNotes({ collection, reader, database, numbers, pulse }: Run, notes: NotesOut): Outcome<number> {
  const paths = deckPaths(collection)
  const total = reader.count('notes')
  let done = 0
  let written = 0
  for (const row of reader.notes()) {
    if (done++ % EVERY === 0) {
      pulse.progress('Writing notes', done, total)
      if (pulse.cancelled()) return fail('cancelled')
    }
    const out = notes.note(noteOf(row, paths), numbers.get(row.id) ?? 0)
    if (out === null) continue
    database.note(out)
    written += 1
  }
  return ok(written)
}

function writeCards({ collection, reader, database, numbers, decks, days, pulse }: Run): Outcome<{
  ids: Map<number, number>
  count: number
  nextPosition: number
}> {
  const courses = coursesByDeck(collection)
  const total = reader.count('all cards')
  const ids = new Map<number, number>()
  const rising = new Rising()
  let done = 0
  let nextPosition = 1
  for (const card of reader.cards()) {
    if (done++ % EVERY === 0) {
      pulse.progress('Writing cards', done, total)
      if (pulse.cancelled()) return fail('cancelled')
    }
    const [cardId, noteId, , deckId, , position] = card
    const note = numbers.get(noteId) ?? 0
    const id = rising.take(note)
    const deck = decks.get(deckId)
    if (card[19] === 0 || deck === undefined) continue
    ids.set(cardId, id)
    nextPosition = Math.max(nextPosition, position + 1)
    const place = { id, noteId: note, deckId: deck.id, ...(courses.get(deckId) ?? NO_COURSE) }
    database.card(cardRow(card, place, days))
  }
  return ok({ ids, count: ids.size, nextPosition })
}

type Course = Pick<CardPlace, 'steps' | 'curve'>

const NO_COURSE: Course = {
  steps: { learning: 1, relearning: 1 },
  curve: { desiredRetention: DEFAULT_PRESET_OPTIONS.desiredRetention, decay: DEFAULT_WEIGHTS[20] ?? 0 },
}

/** The steps of each deck's cards, and how their memory is reckoned. */
function coursesByDeck(collection: Collection): Map<number, Course> {
  const presets = new Map(collection.presets.all().map(({ id, options }) => [id, options]))
  return new Map(
    collection.decks.tree().map(({ id, presetId, options }) => {
      const preset = presets.get(presetId) ?? DEFAULT_PRESET_OPTIONS
      const { learningSteps, relearningSteps, weights } = preset
      const full = migrateWeights(weights ?? DEFAULT_WEIGHTS, relearningSteps.length, true)
      const course: Course = {
        steps: { learning: learningSteps.length, relearning: relearningSteps.length },
        curve: { desiredRetention: options.desiredRetention ?? preset.desiredRetention, decay: full[20] ?? 0 },
      }
      return [id, course]
    }),
  )
}

function writeReviews(
  { reader, database, days, order, pulse }: Run,
  cards: ReadonlyMap<number, number>,
): Outcome<number> {
  if (days === null) return ok(0)
  const total = reader.count('reviews')
  const ids = new Rising()
  const taken = new Set<number>()
  const whole = order.format.startsWith('colpkg')
  let done = 0
  let written = 0
  for (const review of reader.reviews()) {
    if (done++ % EVERY === 0) {
      pulse.progress('Writing reviews', done, total)
      if (pulse.cancelled()) return fail('cancelled')
    }
    const card = cards.get(review[0])
    if (card === undefined) continue
    const id = ids.take(review[1])
    if (whole) taken.add(id)
    database.review(reviewRow(review, id, card))
    written += 1
  }
  return ok(whole ? written + writeOrphans(reader, database, cards, taken) : written)
}

/** Reviews whose cards are gone go out with a whole collection, under card numbers that no card has. */
function writeOrphans(
  reader: ExportReader,
  database: AnkiDatabase,
  cards: ReadonlyMap<number, number>,
  taken: Set<number>,
): number {
  const there = new Set(cards.values())
  let count = 0
  for (const [card, at, rating, type, interval, lastInterval, factor, durationMs] of reader.orphans()) {
    let cardId = card
    while (there.has(cardId)) cardId -= 1
    let id = at
    while (taken.has(id)) id += 1
    taken.add(id)
    database.review([id, cardId, -1, rating, interval, lastInterval, factor, durationMs, type])
    count += 1
  }
  return count
}

/** The media that go out: those that notes name, or all of a whole collection. */
function mediaOut(collection: Collection, order: ExportOrder, named: ReadonlySet<string>): OutMedium[] {
  if (!order.media) return []
  const rows = order.format.startsWith('colpkg')
    ? collection.media.all()
    : [...named].flatMap((name) => collection.media.get(name) ?? [])
  const unique = new Map(rows.map((row) => [row.name, row]))
  return [...unique.values()].flatMap(({ name, hash, size }) => {
    const file = pathOfHash(collection.dataDir, hash)
    if (!fs.existsSync(file)) return []
    return [{ name, size, file }]
  })
}
