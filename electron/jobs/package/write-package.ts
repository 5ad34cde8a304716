import type { Issue } from '../../contract/errors.ts'
import { fail, ok, type Result } from '../../core/result.ts'
import type { AnkiPackage } from '../../importers/anki-package/index.ts'
import { DEFAULT_PRESET_OPTIONS } from '../../contract/procedures/presets.ts'
import { isOwnType } from '../../importers/anki-package/restore.ts'
import { CardImport } from './cards.ts'
import type { CardTable } from './card-table.ts'
import type { Scheduling } from './card-schedule.ts'
import { DayClock } from './day-clock.ts'
import { DeckMap } from './deck-map.ts'
import { DueDays } from './due-days.ts'
import type { History } from './history.ts'
import { NoteImport, type NoteCounts } from './notes.ts'
import { NoteTypeMap, type TypeCounts } from './note-type-map.ts'
import { ReviewImport } from './reviews.ts'
import type { PackageRun } from './run.ts'

/** What came of an import. */
export interface Written {
  readonly notes: NoteCounts
  /** How many notes the package has of each of its note types. */
  readonly notesByType: ReadonlyMap<string, number>
  readonly cards: CardImport['counts']
  readonly reviews: ReviewImport['counts']
  readonly noteTypes: TypeCounts
  readonly decks: readonly string[]
  readonly types: NoteTypeMap
}

type Stopped = Issue[] | 'cancelled'
type Basis = Omit<PackageRun, 'clock' | 'types' | 'decks' | 'findings'>

const EVERY = 1000

/** Brings everything but the bytes of media in; inside the transaction, or with `writes` null only looking. */
export function writePackage(basis: Basis, history: History): Result<Written, Stopped> {
  const { source, collection, writes, order, media } = basis
  const types = new NoteTypeMap(source, collection, writes, order, media.rename)
  const decks = new DeckMap(source, collection, writes, order.scheduling)
  const run: PackageRun = { ...basis, clock: new DayClock(order), types, decks, findings: source.findings }
  // A shared deck may carry note types that only lay about in its author's collection.
  if (source.whole) {
    for (const [id, { definition }] of source.noteTypes) if (!isOwnType(definition.fields)) types.get(id)
  }
  decks.all(deckIdsWithCards(history.cards))
  const notes = importNotes(run, history)
  if (!notes.ok) return notes
  const cards = importCards(run, history, notes.value)
  if (!cards.ok) return cards
  const reviews = importReviews(run, history, cards.value)
  if (!reviews.ok) return reviews
  media.tellMissing()
  return ok({
    notes: notes.value.counts,
    notesByType: notes.value.byType,
    cards: cards.value.counts,
    reviews: reviews.value,
    noteTypes: types.counts,
    decks: decks.paths(),
    types,
  })
}

function deckIdsWithCards(cards: CardTable): (deckId: number) => boolean {
  const ids = new Set<number>()
  for (let row = 0; row < cards.size; row += 1) ids.add(cards.homeDeck(row))
  return (deckId) => ids.has(deckId)
}

function importNotes(run: PackageRun, history: History): Result<NoteImport, Stopped> {
  const { source, pulse, writes } = run
  const notes = new NoteImport(run, history.notesWithCards)
  let done = 0
  for (const part of source.notes()) {
    for (let at = 0; at < part.length; at += EVERY) {
      pulse.progress(writes === null ? 'Looking at notes' : 'Writing notes', done + at, source.counts.notes)
      if (pulse.cancelled()) return fail('cancelled')
      notes.add(part.slice(at, at + EVERY))
    }
    done += part.length
  }
  if (source.problem !== null) return fail([source.problem])
  notes.finish()
  return ok(notes)
}

function importCards(run: PackageRun, history: History, notes: NoteImport): Result<CardImport, Stopped> {
  const scheduling = history.past === null ? null : schedulingOf(run, history.cards, history.past)
  const cards = new CardImport(run, history.cards, notes, scheduling)
  for (let row = 0; row < history.cards.size; row += 1) {
    if (row % EVERY === 0) {
      run.pulse.progress(run.writes === null ? 'Looking at cards' : 'Writing cards', row, history.cards.size)
      if (run.pulse.cancelled()) return fail('cancelled')
    }
    cards.add(row)
  }
  cards.finish()
  return ok(cards)
}

function schedulingOf(run: PackageRun, cards: CardTable, past: NonNullable<History['past']>): Scheduling {
  const { source, clock, order } = run
  const due = new DueDays(clock, source.timing, order)
  return { due, memories: past.memories, steps: stepsOf(source, cards), now: order.now, buriedUntil: due.today + 1 }
}

/** How many steps cards of each deck go through, by the presets of the package. */
function stepsOf(source: AnkiPackage, cards: CardTable): Scheduling['steps'] {
  const byDeck = new Map<number, { learning: number; relearning: number }>()
  return (row) => {
    const deckId = cards.homeDeck(row)
    let steps = byDeck.get(deckId)
    if (steps === undefined) {
      const preset = source.presets.get(source.decks.get(deckId)?.presetId ?? 1)
      const { learningSteps, relearningSteps } = preset?.options ?? DEFAULT_PRESET_OPTIONS
      steps = { learning: learningSteps.length, relearning: relearningSteps.length }
      byDeck.set(deckId, steps)
    }
    return steps
  }
}

const NO_REVIEWS = { added: 0, orphaned: 0, known: 0, left: 0 }

function importReviews(run: PackageRun, history: History, cards: CardImport): Result<ReviewImport['counts'], Stopped> {
  if (history.past === null) return ok(NO_REVIEWS)
  const table = history.past.reviews
  const reviews = new ReviewImport(run, table, cards)
  for (let row = 0; row < table.size; row += 1) {
    if (row % EVERY === 0) {
      run.pulse.progress(run.writes === null ? 'Looking at reviews' : 'Writing reviews', row, table.size)
      if (run.pulse.cancelled()) return fail('cancelled')
    }
    reviews.add(row)
  }
  reviews.finish()
  return ok(reviews.counts)
}
