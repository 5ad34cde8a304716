import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach } from 'vitest'
import { createRng } from '../../../electron/core/random.ts'
import type { Result } from '../../../electron/core/result.ts'
import type { CardSchedule, NewAnswer } from '../../../electron/store/answers.ts'
import type { Collection, Writes } from '../../../electron/store/collection.ts'
import { openCollection } from '../../../electron/store/open.ts'
import type { OpenOptions } from '../../../electron/store/open.ts'
import { guids } from '../../fixtures/collection.ts'

/** 2026-11-20T12:00:00Z, and its study day. */
export const NOW = Date.UTC(2026, 10, 20, 12)
export const DAY = Math.floor(NOW / 86_400_000)
export const DAY_MS = 86_400_000

const folders: string[] = []
const open: Collection[] = []

afterEach(() => {
  for (const collection of open.splice(0)) collection.close()
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true })
})

/** A folder that goes away after the test. */
export function newFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'epoch-store-'))
  folders.push(folder)
  return folder
}

/** Time that passes by a second with each look. */
export function clock(from = NOW): () => number {
  let at = from
  return () => (at += 1000)
}

/** Opens a collection that is closed after the test. */
export function openIn(dataDir: string, options: Partial<OpenOptions> = {}): Collection {
  const opened = openCollection(dataDir, {
    now: clock(),
    purpose: 'owner',
    newGuid: guids(createRng(open.length + 1)),
    ...options,
  })
  const collection = value(opened)
  open.push(collection)
  return collection
}

export function newCollection(options: Partial<OpenOptions> = {}): Collection {
  return openIn(newFolder(), options)
}

/** The value of a result that must be ok. */
export function value<T>(result: Result<T, unknown>): T {
  if (!result.ok) throw new Error(`expected ok, found ${JSON.stringify(result.error)}`)
  return result.value
}

/** The error of a result that must have failed. */
export function error<E>(result: Result<unknown, E>): E {
  if (result.ok) throw new Error(`expected a failure, found ${JSON.stringify(result.value)}`)
  return result.error
}

/** Runs work that cannot fail in a transaction. */
export function change<T>(collection: Collection, name: string | null, work: (write: Writes) => T): T {
  return value(collection.transact(name, (write) => ({ ok: true, value: work(write) })))
}

export function addDeck(collection: Collection, path: string): number {
  return change(collection, null, (write) => value(write.decks.getOrCreate(path)))
}

/** Adds a basic note with as many cards as asked for. */
export function addNote(collection: Collection, deckId: number, front: string, cards = 1) {
  return change(collection, null, (write) => {
    const noteId = write.notes.insert({
      guid: `note-${front}`,
      kind: 'basic',
      summary: front,
      content: JSON.stringify({ kind: 'basic', front, back: `Back of ${front}` }),
    })
    const ordinals = Array.from({ length: cards }, (_, ordinal) => ordinal)
    return { noteId, cardIds: write.cards.insertFor(noteId, deckId, ordinals) }
  })
}

/** A card in review, due at `due`. */
export function inReview(due: number): CardSchedule {
  return {
    state: 2,
    due,
    stability: 3.1262,
    difficulty: 5.3146,
    scheduled_days: 3,
    step: 0,
    reps: 1,
    lapses: 0,
    last_review: due - 3 * DAY_MS,
  }
}

/** An answer Good to a card as it is now. */
export function answerTo(collection: Collection, cardId: number, values: Partial<NewAnswer> = {}): NewAnswer {
  const card = collection.cards.get(cardId)
  if (card === undefined) throw new Error(`no card ${cardId}`)
  const at = values.at ?? NOW
  const next = { ...inReview(at + 3.5 * DAY_MS), stability: (card.stability ?? 1) * 2.3065, reps: card.reps + 1 }
  return {
    name: 'Answer Good',
    cardId,
    seenModifiedAt: card.modified_at,
    at,
    day: DAY,
    hour: 12,
    rating: 3,
    durationMs: 6000,
    elapsedDays: 0,
    seed: 42,
    response: null,
    next: { ...next, last_review: at },
    ...values,
  }
}

/** Everything that a person would miss: all rows, without instants of change and without the undo log itself. */
export function contentOf(collection: Collection): Record<string, unknown[]> {
  const tables = ['preset', 'deck', 'note', 'card', 'day_count', 'attempt', 'deck_total']
  const rows = (sql: string): unknown[] => collection.db.prepare(sql).all()
  const plain = Object.fromEntries(
    tables.map((table) => [table, rows(`SELECT * FROM ${table}`).map((row) => withoutChangeTime(row))]),
  )
  return {
    ...plain,
    deck_total: rows('SELECT * FROM deck_total WHERE cards > 0'),
    review: rows('SELECT * FROM review WHERE undone_at IS NULL'),
    indexed: rows('SELECT id FROM note_words_docsize'),
    words: wordsIn(collection),
  }
}

/** Every word of the search index with its note and place. */
function wordsIn({ db }: Collection): unknown[] {
  db.exec('CREATE VIRTUAL TABLE IF NOT EXISTS temp.place USING fts5vocab (main, note_words, instance)')
  return db.prepare('SELECT doc, "offset", term FROM temp.place ORDER BY doc, "offset"').all()
}

function withoutChangeTime(row: unknown): unknown {
  const { modified_at: _, ...rest } = row as Record<string, unknown>
  return rest
}
