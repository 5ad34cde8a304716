import type { Migration } from '../migrate.ts'

// review is built anew, since SQLite cannot loosen a check: a change by hand is logged with rating 0.
const sql = `
-- How the notes of an imported Anki note type look: JSON of NoteTypeDefinition.
CREATE TABLE note_type (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  guid TEXT NOT NULL UNIQUE,
  name TEXT NOT NULL CHECK (name <> ''),
  -- The id that its source knows it by; NULL for one made here.
  source TEXT,
  modified_at INTEGER NOT NULL,
  definition TEXT NOT NULL CHECK (json_valid(definition))
) STRICT;
CREATE INDEX note_type_source ON note_type (source) WHERE source IS NOT NULL;
CREATE INDEX note_of_type ON note (json_extract(content, '$.noteType')) WHERE kind = 'template';

-- Images, sound and fonts by the name that notes use; the bytes are a file named by its hash, kept once.
CREATE TABLE media (
  name TEXT PRIMARY KEY CHECK (name <> ''),
  -- SHA-256 of the bytes, in hex.
  hash TEXT NOT NULL,
  size INTEGER NOT NULL,
  modified_at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX media_by_hash ON media (hash);

-- What a deck sets for itself: JSON of DeckOptions.
ALTER TABLE deck ADD COLUMN options TEXT NOT NULL DEFAULT '{}' CHECK (json_valid(options));
ALTER TABLE deck ADD COLUMN description TEXT NOT NULL DEFAULT '';

-- 1 when a card rests because another card of its note was asked, 0 when the person buried it.
ALTER TABLE card ADD COLUMN buried_by INTEGER NOT NULL DEFAULT 0 CHECK (buried_by IN (0, 1));

CREATE TABLE review_new (
  id INTEGER PRIMARY KEY,
  card_id INTEGER NOT NULL,
  reviewed_at INTEGER NOT NULL,
  day INTEGER NOT NULL,
  -- Again 1 to Easy 4; 0 for a change of the schedule by hand.
  rating INTEGER NOT NULL CHECK (rating BETWEEN 0 AND 4),
  -- 0 review, 2 cramming (the schedule stayed), 4 change by hand, 6 in an exam; one more when brought in from elsewhere.
  kind INTEGER NOT NULL DEFAULT 0,
  duration_ms INTEGER NOT NULL,
  state_before INTEGER NOT NULL,
  stability_before REAL,
  difficulty_before REAL,
  elapsed_days REAL NOT NULL,
  scheduled_days REAL NOT NULL,
  due INTEGER NOT NULL,
  -- Fixes the numbers that a computed note drew.
  seed INTEGER NOT NULL DEFAULT 0,
  response TEXT,
  undone_at INTEGER
) STRICT;
INSERT INTO review_new
SELECT id, card_id, reviewed_at, day, rating, kind, duration_ms, state_before, stability_before, difficulty_before,
  elapsed_days, scheduled_days, due, seed, response, undone_at
FROM review;
DROP TABLE review;
ALTER TABLE review_new RENAME TO review;
CREATE INDEX review_by_card ON review (card_id, reviewed_at);
CREATE INDEX review_by_day ON review (day);

-- Reviews of cards that their file no longer holds, as the file had them; never scheduled from.
CREATE TABLE orphan_review (
  id INTEGER PRIMARY KEY,
  -- Id of the card in the file that it came from.
  source_card INTEGER NOT NULL,
  reviewed_at INTEGER NOT NULL,
  rating INTEGER NOT NULL,
  -- Anki's: 0 learn, 1 review, 2 relearn, 3 filtered, 4 manual, 5 rescheduled.
  type INTEGER NOT NULL,
  -- Anki's: days, or seconds when negative.
  interval INTEGER NOT NULL,
  last_interval INTEGER NOT NULL,
  factor INTEGER NOT NULL,
  duration_ms INTEGER NOT NULL,
  UNIQUE (source_card, reviewed_at)
) STRICT;

CREATE TABLE saved_search (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  guid TEXT NOT NULL UNIQUE,
  name TEXT NOT NULL CHECK (name <> ''),
  query TEXT NOT NULL,
  position INTEGER NOT NULL DEFAULT 0,
  modified_at INTEGER NOT NULL
) STRICT;

-- What stands in an editor and is not saved yet: it outlives a crash.
CREATE TABLE draft (
  key TEXT PRIMARY KEY,
  modified_at INTEGER NOT NULL,
  content TEXT NOT NULL CHECK (json_valid(content))
) STRICT, WITHOUT ROWID;

-- Blueprints that the person brought in; those that ship with the program are files.
CREATE TABLE blueprint (
  id TEXT PRIMARY KEY,
  modified_at INTEGER NOT NULL,
  content TEXT NOT NULL CHECK (json_valid(content))
) STRICT, WITHOUT ROWID;

ALTER TABLE attempt ADD COLUMN mode TEXT NOT NULL DEFAULT 'exam' CHECK (mode IN ('exam', 'practice', 'quiz'));
-- JSON of AttemptOptions: accommodations, what a quiz was drawn from.
ALTER TABLE attempt ADD COLUMN options TEXT NOT NULL DEFAULT '{}' CHECK (json_valid(options));
-- The notes on the scratch pad.
ALTER TABLE attempt ADD COLUMN scratch TEXT NOT NULL DEFAULT '';
-- Practice may be paused: 1 while the clock stands.
ALTER TABLE attempt ADD COLUMN paused INTEGER NOT NULL DEFAULT 0 CHECK (paused IN (0, 1));
ALTER TABLE attempt_item ADD COLUMN guessed INTEGER NOT NULL DEFAULT 0 CHECK (guessed IN (0, 1));
-- JSON: marked stretches of the stem, as [from, to] in its characters.
ALTER TABLE attempt_item ADD COLUMN highlights TEXT NOT NULL DEFAULT '[]' CHECK (json_valid(highlights));
-- When the key was shown, in practice and quizzes; a shown question takes no other answer.
ALTER TABLE attempt_item ADD COLUMN revealed_at INTEGER;
-- JSON: the answers that were given and replaced, oldest first, each with the time spent on the question by then.
ALTER TABLE attempt_item ADD COLUMN history TEXT NOT NULL DEFAULT '[]' CHECK (json_valid(history));
`

/** Note types, media, deck options, hand-made changes in the log, saved searches, drafts, blueprints, exam modes. */
export const study: Migration = { version: 2, name: 'study', sql }
