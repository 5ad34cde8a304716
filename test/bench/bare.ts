import Database from 'better-sqlite3'
import fs from 'node:fs'
import path from 'node:path'
import { timed } from './figure.ts'

export interface BareAnswers {
  /** Makes some answers durable; gives the milliseconds of each. */
  run(answers: number): number[]
  close(): void
}

/**
 * The barest program that makes the rows of an answer durable: one FULL transaction in WAL with the four statements
 * an answer comes to, prepared once, values made up beforehand; no validation, no FSRS, no queue.
 * @param source a collection whose file is copied, so that tables and indexes are the same
 */
export function bareAnswers(source: string, folder: string): BareAnswers {
  const file = path.join(folder, 'bare.db')
  fs.copyFileSync(path.join(source, 'collection.db'), file)
  const db = new Database(file)
  db.pragma('journal_mode = WAL')
  db.pragma('synchronous = FULL')
  const ids = db
    .prepare<[], number>('SELECT id FROM card WHERE state = 2 AND suspended = 0 AND held = 0 ORDER BY due LIMIT 5000')
    .pluck()
    .all()
  const card = db.prepare(
    'UPDATE card SET state = 2, due = ?, stability = ?, difficulty = ?, scheduled_days = ?, reps = reps + 1, last_review = ?, modified_at = ? WHERE id = ?',
  )
  const review = db.prepare(
    'INSERT INTO review (card_id, reviewed_at, day, rating, duration_ms, state_before, elapsed_days, scheduled_days, due, seed) VALUES (?, ?, ?, 3, 4000, 2, 3, 9, ?, 7)',
  )
  const count = db.prepare(
    'INSERT INTO day_count (day, deck_id, hour, young_good, young_ms) VALUES (?, 1, 12, 1, 4000) ON CONFLICT (day, hour, deck_id) DO UPDATE SET young_good = young_good + 1, young_ms = young_ms + 4000',
  )
  const undo = db.prepare("INSERT INTO undo_entry (name, at, redo, changes) VALUES ('Answer Good', ?, 0, ?)")
  const changes = JSON.stringify([
    {
      op: 'set',
      table: 'card',
      id: 1,
      values: { state: 2, due: 1, stability: 2.5, difficulty: 5.5, step: 0, reps: 3 },
    },
    { op: 'mark', from: 1, to: 1, undone: true },
    {
      op: 'count',
      day: 20_777,
      deckId: 1,
      hour: 12,
      add: { young_good: -1, young_ms: -4000 },
    },
  ])
  const at = Date.UTC(2026, 10, 20, 12)
  let done = 0
  const answer = db.transaction((id: number) => {
    card.run(at + 9 * 86_400_000, 9.5, 5.1, 9, at + done, at + done, id)
    review.run(id, at + done, 20_777, at + 9 * 86_400_000)
    count.run(20_777)
    undo.run(at + done, changes)
  })
  return {
    run: (answers) =>
      Array.from({ length: answers }, () => {
        const id = ids[done % ids.length] ?? 1
        done += 1
        return timed(() => answer.immediate(id))
      }),
    close: () => db.close(),
  }
}

/** Milliseconds for the barest insert of notes and cards with the same tables and indexes, in one transaction. */
export function bareInserts(folder: string, rows: readonly { front: string; back: string }[]): number {
  const db = new Database(path.join(folder, 'collection.db'))
  db.pragma('journal_mode = WAL')
  db.pragma('synchronous = FULL')
  const preset = db.prepare<[], number>('SELECT min(id) FROM preset').pluck().get()
  db.prepare("INSERT INTO deck (guid, name, preset_id, modified_at) VALUES ('bare', 'Bare', ?, 0)").run(preset)
  const deck = db.prepare<[], number>("SELECT id FROM deck WHERE guid = 'bare'").pluck().get()
  const note = db.prepare(
    "INSERT INTO note (guid, kind, content, summary, created_at, modified_at) VALUES (?, 'basic', ?, ?, 0, 0)",
  )
  const words = db.prepare('INSERT INTO note_words (rowid, words) VALUES (?, ?)')
  const card = db.prepare('INSERT INTO card (note_id, ordinal, deck_id, position, modified_at) VALUES (?, 0, ?, ?, 0)')
  const prepared = rows.map(({ front, back }, index) => ({
    guid: `bare-${index}`,
    content: JSON.stringify({ kind: 'basic', front, back }),
    front,
    words: `${front} ${back}`,
  }))
  const ids: (number | bigint)[] = []
  const took = timed(() => {
    db.transaction(() => {
      prepared.forEach((row, index) => {
        const { lastInsertRowid } = note.run(row.guid, row.content, row.front)
        card.run(lastInsertRowid, deck, index)
        ids.push(lastInsertRowid)
      })
      // Together at the end: between statements with triggers the search index would flush row by row.
      prepared.forEach((row, index) => words.run(ids[index], row.words))
    }).immediate()
  })
  db.close()
  return took
}
