import type { Database } from 'better-sqlite3'
import { expect } from 'vitest'
import { rebuildDayCounts } from '../../../electron/store/day-counts.ts'

/** A card with its note and its deck, as schemas 2 and 3 have them. */
const ONE_CARD = `
  INSERT INTO preset (id, guid, name, options, modified_at) VALUES (1, 'p', 'Default', '{}', 1);
  INSERT INTO deck (id, guid, name, preset_id, modified_at) VALUES (4, 'd', 'Deck', 1, 1);
  INSERT INTO note (id, guid, kind, summary, created_at, modified_at, content) VALUES (1, 'n', 'basic', 's', 1, 1, '{}');
  INSERT INTO card (id, note_id, ordinal, deck_id, state, reps, modified_at) VALUES (1, 1, 0, 4, 2, 2, 1);`

/** How a migration is tested: rows put in at the version before it, and what must be true of them after it. */
export interface MigrationCase {
  /** Inserts rows with the schema of the version before; nothing for version 1, which starts from an empty file. */
  before: (db: Database) => void
  after: (db: Database) => void
}

/** One for every migration, by its version; a test fails for the one that is left out. */
export const MIGRATION_CASES: Readonly<Record<number, MigrationCase>> = {
  1: {
    before: () => undefined,
    after: (db) => {
      expect(db.prepare('SELECT count(*) FROM card').pluck().get()).toBe(0)
    },
  },
  2: {
    before: (db) => {
      db.exec(`
        INSERT INTO preset (id, guid, name, options, modified_at) VALUES (1, 'p', 'Default', '{}', 1);
        INSERT INTO deck (id, guid, name, preset_id, modified_at) VALUES (1, 'd', 'Deck', 1, 1);
        INSERT INTO note (id, guid, kind, summary, created_at, modified_at, content) VALUES (1, 'n', 'basic', 's', 1, 1, '{}');
        INSERT INTO card (id, note_id, ordinal, deck_id, state, reps, modified_at) VALUES (1, 1, 0, 1, 2, 2, 1);
        INSERT INTO review (id, card_id, reviewed_at, day, rating, kind, duration_ms, state_before, stability_before,
          difficulty_before, elapsed_days, scheduled_days, due, seed, response, undone_at)
        VALUES (7, 1, 10, 20, 3, 1, 4000, 2, 5.5, 6.5, 1.5, 9, 99, 42, 'words', NULL),
          (8, 1, 11, 20, 1, 0, 5000, 0, NULL, NULL, 0, 0, 98, 0, NULL, 12);
        INSERT INTO attempt (id, guid, blueprint_id, title, seed, limit_ms, started_at, modified_at, blueprint)
        VALUES (1, 'a', 'aif-c01', 'Mock exam 1', 1, 1, 1, 1, '{}');
        INSERT INTO attempt_item (attempt_id, ordinal, note_id, note_guid, domain, scored, modified_at, snapshot)
        VALUES (1, 0, 1, 'n', '1', 1, 1, '{}');`)
    },
    after: (db) => {
      expect(db.prepare('SELECT * FROM review ORDER BY id').all()).toMatchObject([
        { id: 7, rating: 3, kind: 1, stability_before: 5.5, elapsed_days: 1.5, seed: 42, response: 'words' },
        { id: 8, rating: 1, kind: 0, difficulty_before: null, undone_at: 12 },
      ])
      expect(db.prepare('SELECT options, description FROM deck').get()).toEqual({ options: '{}', description: '' })
      expect(db.prepare('SELECT buried_by FROM card').pluck().get()).toBe(0)
      expect(db.prepare('SELECT mode, options, scratch, paused FROM attempt').get()).toEqual({
        mode: 'exam',
        options: '{}',
        scratch: '',
        paused: 0,
      })
      expect(db.prepare('SELECT guessed, highlights, revealed_at, history FROM attempt_item').get()).toEqual({
        guessed: 0,
        highlights: '[]',
        revealed_at: null,
        history: '[]',
      })
    },
  },
  3: {
    before: (db) => {
      db.exec(`${ONE_CARD}
        INSERT INTO review (id, card_id, reviewed_at, day, rating, kind, duration_ms, state_before, elapsed_days,
          scheduled_days, due, undone_at)
        VALUES (1, 1, 1000, 20, 3, 0, 4000, 0, 0, 30, 99, NULL),
          (2, 1, 2000, 20, 1, 0, 600, 2, 0, 5, 99, 12),
          (3, 1, 3000, 50, 4, 0, 5000, 2, 30, 70, 99, NULL),
          (4, 1, 4000, 50, 2, 3, 700, 2, 0, 70, 99, NULL),
          (5, 9, 5000, 50, 0, 4, 0, 2, 0, 9, 99, NULL);
        INSERT INTO day_count (day, deck_id, new_cards, answers) VALUES (20, 4, 1, 1), (50, 4, 0, 1);
        INSERT INTO undo_entry (id, name, at, changes) VALUES (1, 'Answer Good', 1, '[]');
        INSERT INTO undo_part (entry_id, ordinal, changes) VALUES (1, 0, '[]');`)
    },
    after: (db) => {
      expect(db.prepare('SELECT id, deck_id, interval_before FROM review ORDER BY id').all()).toEqual([
        { id: 1, deck_id: 4, interval_before: 0 },
        { id: 2, deck_id: 4, interval_before: 30 },
        { id: 3, deck_id: 4, interval_before: 30 },
        { id: 4, deck_id: 4, interval_before: 70 },
        { id: 5, deck_id: 0, interval_before: 0 },
      ])
      const hour = new Date(3000).getHours()
      expect(db.prepare('SELECT DISTINCT hour FROM review').pluck().all()).toEqual([hour])
      const counted = db.prepare('SELECT * FROM day_count ORDER BY day, deck_id').all()
      expect(counted).toMatchObject([
        { day: 20, deck_id: 4, hour, new_cards: 1, learning_good: 1, learning_ms: 4000, mature_again: 0 },
        { day: 50, deck_id: 0, hour, by_hand: 1, mature_easy: 0 },
        { day: 50, deck_id: 4, hour, mature_easy: 1, mature_ms: 5000, cram_hard: 1, cram_ms: 700 },
      ])
      rebuildDayCounts(db)
      expect(db.prepare('SELECT * FROM day_count ORDER BY day, deck_id').all()).toEqual(counted)
      expect(db.prepare('SELECT count(*) FROM undo_entry').pluck().get()).toBe(0)
      expect(db.prepare('SELECT count(*) FROM undo_part').pluck().get()).toBe(0)
    },
  },
  4: {
    before: (db) => {
      db.exec(`${ONE_CARD}
        INSERT INTO review (id, card_id, reviewed_at, day, rating, kind, duration_ms, state_before, elapsed_days,
          scheduled_days, due, undone_at)
        VALUES (3, 1, 2000, 21, 3, 0, 4000, 2, 0, 30, 99, NULL),
          (2, 1, 1000, 20, 1, 0, 600, 0, 0, 5, 99, 12),
          (1, 1, 2000, 21, 4, 0, 600, 2, 0, 5, 99, NULL);`)
    },
    after: (db) => {
      const byCard = 'SELECT id FROM review WHERE card_id = 1 ORDER BY reviewed_at, id'
      expect(db.prepare(byCard).pluck().all()).toEqual([2, 1, 3])
      const plan = (text: string) => db.prepare<[], { detail: string }>(`EXPLAIN QUERY PLAN ${text}`).all()
      expect(plan(byCard).map((step) => step.detail)).toEqual([expect.stringContaining('INDEX review_by_card')])
      const answered = `SELECT count(*) FROM review
        WHERE card_id = 1 AND reviewed_at >= 1500 AND day >= 21 AND state_before = 2 AND rating > 0 AND undone_at IS NULL`
      expect(db.prepare(answered).pluck().get()).toBe(2)
      expect(plan(answered).map((step) => step.detail)).toEqual([expect.stringContaining('COVERING INDEX')])
    },
  },
}
