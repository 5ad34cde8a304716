import type { Database } from 'better-sqlite3'
import { IMPOSSIBLE_CARD } from './check-rules.ts'
import { deckNamed } from './repair-decks.ts'
import { repaired } from './repair-report.ts'
import type { Repaired, RepairHelp } from './repair-report.ts'
import { NEW_SCHEDULE } from './schedule.ts'

/** Where cards go whose deck is gone. */
export const FOUND_DECK = 'Found cards'

/** Gives every card a note, a deck and a schedule that can be, and every note its cards. */
export function repairCards(db: Database, help: RepairHelp): Repaired[] {
  const noteless = db.prepare('DELETE FROM card WHERE note_id NOT IN (SELECT id FROM note)').run().changes
  const items = db.prepare('DELETE FROM attempt_item WHERE attempt_id NOT IN (SELECT id FROM attempt)').run().changes
  return [
    ...repaired('card-without-note', noteless, (count) => `${count} cards without a note were removed.`),
    ...repaired('answer-without-exam', items, (count) => `${count} answers of exams that are gone were removed.`),
    ...homeless(db, help),
    ...cardless(db, help),
    ...impossible(db, help),
  ]
}

function homeless(db: Database, help: RepairHelp): Repaired[] {
  const LOST = 'deck_id NOT IN (SELECT id FROM deck)'
  const lost = db.prepare<[], number>(`SELECT count(*) FROM card WHERE ${LOST}`).pluck().get() ?? 0
  if (lost === 0) return []
  db.prepare(`UPDATE card SET deck_id = ? WHERE ${LOST}`).run(deckNamed(db, FOUND_DECK, help))
  return repaired('card-without-deck', lost, (count) => `${count} cards had no deck; they are in “${FOUND_DECK}” now.`)
}

function cardless(db: Database, help: RepairHelp): Repaired[] {
  const notes = db
    .prepare<[], { id: number; content: string }>(
      'SELECT id, content FROM note WHERE NOT EXISTS (SELECT 1 FROM card WHERE note_id = note.id)',
    )
    .all()
  if (notes.length === 0) return []
  const deckId = deckNamed(db, FOUND_DECK, help)
  const add = db.prepare('INSERT INTO card (note_id, ordinal, deck_id, modified_at) VALUES (?, ?, ?, ?)')
  for (const { id, content } of notes) {
    const ordinals = help.ordinalsOf(content)
    for (const ordinal of ordinals.length === 0 ? [0] : ordinals) add.run(id, ordinal, deckId, help.at)
  }
  return repaired('note-without-card', notes.length, (count) => `${count} notes had no card and have theirs again.`)
}

/** The log says how it was; a card without a usable log begins anew. */
function impossible(db: Database, help: RepairHelp): Repaired[] {
  const ids = db.prepare<[], number>(`SELECT id FROM card WHERE ${IMPOSSIBLE_CARD}`).pluck().all()
  const set = db.prepare(`
    UPDATE card SET state = @state, due = @due, stability = @stability, difficulty = @difficulty, step = @step,
      scheduled_days = @scheduled_days, reps = @reps, lapses = @lapses, last_review = @last_review,
      buried_until = max(buried_until, 0), modified_at = @at
    WHERE id = @id`)
  const still = db.prepare<[number], number>(`SELECT count(*) FROM card WHERE id = ? AND (${IMPOSSIBLE_CARD})`).pluck()
  for (const id of ids) {
    set.run({ ...(help.replay(id) ?? NEW_SCHEDULE), at: help.at, id })
    if (still.get(id) !== 0) set.run({ ...NEW_SCHEDULE, at: help.at, id })
  }
  return repaired(
    'card-state',
    ids.length,
    (count) => `The schedules of ${count} cards could not be; they were worked out again from their reviews.`,
  )
}
