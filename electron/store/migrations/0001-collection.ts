import type { Migration } from '../migrate.ts'

// Instants are epoch milliseconds. Study days are counted from 1970-01-01 as local dates.
// Wide columns stand last in their table, so that lists never walk over them.
// AUTOINCREMENT where history refers to an id: a number must not come back for something else.
const sql = `
CREATE TABLE collection (
  id INTEGER PRIMARY KEY CHECK (id = 1),
  guid TEXT NOT NULL,
  created_at INTEGER NOT NULL,
  -- Raised with every change of the queue's inputs that is not an answer.
  revision INTEGER NOT NULL DEFAULT 0,
  -- 1 while a process has the collection open; found at 1 on opening: an unclean stop.
  in_use INTEGER NOT NULL DEFAULT 0,
  checked_at INTEGER
) STRICT;

CREATE TABLE setting (
  key TEXT PRIMARY KEY,
  value TEXT NOT NULL CHECK (json_valid(value)),
  modified_at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE preset (
  id INTEGER PRIMARY KEY,
  guid TEXT NOT NULL UNIQUE,
  name TEXT NOT NULL,
  options TEXT NOT NULL CHECK (json_valid(options)),
  modified_at INTEGER NOT NULL
) STRICT;

CREATE TABLE deck (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  guid TEXT NOT NULL UNIQUE,
  parent_id INTEGER REFERENCES deck (id),
  name TEXT NOT NULL CHECK (name <> ''),
  preset_id INTEGER NOT NULL REFERENCES preset (id),
  position INTEGER NOT NULL DEFAULT 0,
  source TEXT,
  modified_at INTEGER NOT NULL
) STRICT;
CREATE UNIQUE INDEX deck_by_parent ON deck (ifnull(parent_id, 0), name);
-- Deleting a deck looks for its children by this.
CREATE INDEX deck_parent ON deck (parent_id);

CREATE TABLE note (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  guid TEXT NOT NULL UNIQUE,
  kind TEXT NOT NULL,
  -- One line of plain text, for lists.
  summary TEXT NOT NULL,
  tags TEXT NOT NULL DEFAULT '[]' CHECK (json_valid(tags)),
  objective TEXT,
  beyond TEXT,
  covers TEXT NOT NULL DEFAULT '[]' CHECK (json_valid(covers)),
  services TEXT NOT NULL DEFAULT '[]' CHECK (json_valid(services)),
  note_references TEXT NOT NULL DEFAULT '[]' CHECK (json_valid(note_references)),
  verified_on TEXT,
  -- Id of the deck file the note came from; NULL for notes made by hand.
  source TEXT,
  -- Hash of the text as its source last gave it; the note is the person's own when the content differs.
  source_hash TEXT,
  created_at INTEGER NOT NULL,
  modified_at INTEGER NOT NULL,
  edited_at INTEGER,
  content TEXT NOT NULL CHECK (json_valid(content)),
  -- Newer text of the source that waits, because the person has edited the note.
  pending TEXT CHECK (pending IS NULL OR json_valid(pending))
) STRICT;
CREATE INDEX note_by_source ON note (source) WHERE source IS NOT NULL;
CREATE INDEX note_pending ON note (id) WHERE pending IS NOT NULL;
CREATE INDEX note_question ON note (objective, kind)
  WHERE kind IN ('multiple-choice', 'multiple-response', 'ordering', 'matching');
CREATE INDEX note_services ON note (services) WHERE services <> '[]';

-- Words of every note; rowid is note.id.
CREATE VIRTUAL TABLE note_words USING fts5 (words, content = '', contentless_delete = 1, tokenize = 'unicode61 remove_diacritics 2');

-- Identity across machines: the note's guid and the ordinal.
CREATE TABLE card (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  note_id INTEGER NOT NULL REFERENCES note (id),
  ordinal INTEGER NOT NULL,
  deck_id INTEGER NOT NULL REFERENCES deck (id),
  -- 0 new, 1 learning, 2 review, 3 relearning
  state INTEGER NOT NULL DEFAULT 0 CHECK (state BETWEEN 0 AND 3),
  -- Order among new cards.
  position INTEGER NOT NULL DEFAULT 0,
  due INTEGER NOT NULL DEFAULT 0,
  stability REAL,
  difficulty REAL,
  scheduled_days REAL NOT NULL DEFAULT 0,
  step INTEGER NOT NULL DEFAULT 0,
  reps INTEGER NOT NULL DEFAULT 0,
  lapses INTEGER NOT NULL DEFAULT 0,
  last_review INTEGER,
  flag INTEGER NOT NULL DEFAULT 0 CHECK (flag BETWEEN 0 AND 7),
  suspended INTEGER NOT NULL DEFAULT 0 CHECK (suspended IN (0, 1)),
  -- Study day until which the card rests (that day it is back); 0 for none.
  buried_until INTEGER NOT NULL DEFAULT 0,
  -- 1 for an exam question that is neither new nor due until it was missed or added by hand.
  held INTEGER NOT NULL DEFAULT 0 CHECK (held IN (0, 1)),
  modified_at INTEGER NOT NULL,
  UNIQUE (note_id, ordinal)
) STRICT;
-- The queue's indexes hold every column that its queries name, so that due cards are listed and counted unread.
CREATE INDEX card_new ON card (deck_id, position, buried_until, state, suspended, held)
  WHERE state = 0 AND suspended = 0 AND held = 0;
CREATE INDEX card_learning ON card (due, deck_id, buried_until, state, suspended, held)
  WHERE state IN (1, 3) AND suspended = 0 AND held = 0;
CREATE INDEX card_review ON card (deck_id, due, buried_until, state, suspended, held)
  WHERE state = 2 AND suspended = 0 AND held = 0;
CREATE INDEX card_suspended ON card (deck_id) WHERE suspended = 1;
CREATE INDEX card_deck ON card (deck_id);

-- What each deck holds itself, kept by the triggers below, so that the deck tree needs no scan.
-- The plus sign keeps them from looking through a whole deck for a note's other cards.
CREATE TABLE deck_total (
  deck_id INTEGER PRIMARY KEY,
  notes INTEGER NOT NULL,
  cards INTEGER NOT NULL,
  -- Cards that are not new.
  seen INTEGER NOT NULL
) STRICT;
CREATE TRIGGER card_added AFTER INSERT ON card BEGIN
  INSERT INTO deck_total (deck_id, notes, cards, seen)
  VALUES (
    new.deck_id,
    NOT EXISTS (SELECT 1 FROM card WHERE note_id = new.note_id AND +deck_id = new.deck_id AND id <> new.id),
    1,
    new.state <> 0
  )
  ON CONFLICT (deck_id) DO UPDATE SET notes = notes + excluded.notes, cards = cards + 1, seen = seen + excluded.seen;
END;
CREATE TRIGGER card_removed AFTER DELETE ON card BEGIN
  UPDATE deck_total
  SET
    notes = notes - (NOT EXISTS (SELECT 1 FROM card WHERE note_id = old.note_id AND +deck_id = old.deck_id)),
    cards = cards - 1,
    seen = seen - (old.state <> 0)
  WHERE deck_id = old.deck_id;
END;
CREATE TRIGGER card_moved AFTER UPDATE OF deck_id ON card WHEN old.deck_id <> new.deck_id BEGIN
  UPDATE deck_total
  SET
    notes = notes - (NOT EXISTS (SELECT 1 FROM card WHERE note_id = old.note_id AND +deck_id = old.deck_id)),
    cards = cards - 1,
    seen = seen - (old.state <> 0)
  WHERE deck_id = old.deck_id;
  INSERT INTO deck_total (deck_id, notes, cards, seen)
  VALUES (
    new.deck_id,
    NOT EXISTS (SELECT 1 FROM card WHERE note_id = new.note_id AND +deck_id = new.deck_id AND id <> new.id),
    1,
    old.state <> 0
  )
  ON CONFLICT (deck_id) DO UPDATE SET notes = notes + excluded.notes, cards = cards + 1, seen = seen + excluded.seen;
END;
CREATE TRIGGER card_seen AFTER UPDATE OF state ON card WHEN (old.state = 0) <> (new.state = 0) BEGIN
  UPDATE deck_total SET seen = seen + (new.state <> 0) - (old.state <> 0) WHERE deck_id = new.deck_id;
END;

-- Append-only; one row an answer. The columns *_before are the card before it.
CREATE TABLE review (
  id INTEGER PRIMARY KEY,
  card_id INTEGER NOT NULL,
  reviewed_at INTEGER NOT NULL,
  day INTEGER NOT NULL,
  rating INTEGER NOT NULL CHECK (rating BETWEEN 1 AND 4),
  -- 0 answered here, 1 brought in from elsewhere
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
CREATE INDEX review_by_card ON review (card_id, reviewed_at);
CREATE INDEX review_by_day ON review (day);

-- Answers of each study day by deck, kept with each answer, so that limits and today's figures need no scan.
CREATE TABLE day_count (
  day INTEGER NOT NULL,
  deck_id INTEGER NOT NULL,
  new_cards INTEGER NOT NULL DEFAULT 0,
  review_cards INTEGER NOT NULL DEFAULT 0,
  answers INTEGER NOT NULL DEFAULT 0,
  wrong INTEGER NOT NULL DEFAULT 0,
  duration_ms INTEGER NOT NULL DEFAULT 0,
  PRIMARY KEY (day, deck_id)
) STRICT, WITHOUT ROWID;

CREATE TABLE attempt (
  id INTEGER PRIMARY KEY,
  guid TEXT NOT NULL UNIQUE,
  blueprint_id TEXT NOT NULL,
  title TEXT NOT NULL,
  seed INTEGER NOT NULL,
  limit_ms INTEGER NOT NULL,
  spent_ms INTEGER NOT NULL DEFAULT 0,
  position INTEGER NOT NULL DEFAULT 0,
  started_at INTEGER NOT NULL,
  submitted_at INTEGER,
  timed_out INTEGER NOT NULL DEFAULT 0,
  -- A deletion is a mark, so that undo is exact and history can be merged.
  removed_at INTEGER,
  modified_at INTEGER NOT NULL,
  interruptions TEXT NOT NULL DEFAULT '[]' CHECK (json_valid(interruptions)),
  blueprint TEXT NOT NULL CHECK (json_valid(blueprint))
) STRICT;
CREATE UNIQUE INDEX attempt_running ON attempt (ifnull(submitted_at, 0)) WHERE submitted_at IS NULL AND removed_at IS NULL;

-- The question as asked: content and option order are copied, so a later edit does not change a report.
CREATE TABLE attempt_item (
  attempt_id INTEGER NOT NULL REFERENCES attempt (id),
  ordinal INTEGER NOT NULL,
  note_id INTEGER NOT NULL,
  note_guid TEXT NOT NULL,
  domain TEXT NOT NULL,
  objective TEXT,
  scored INTEGER NOT NULL,
  flagged INTEGER NOT NULL DEFAULT 0,
  struck TEXT NOT NULL DEFAULT '[]' CHECK (json_valid(struck)),
  seen INTEGER NOT NULL DEFAULT 0,
  spent_ms INTEGER NOT NULL DEFAULT 0,
  changes INTEGER NOT NULL DEFAULT 0,
  answered_at INTEGER,
  -- Set when the attempt is submitted.
  correct INTEGER,
  modified_at INTEGER NOT NULL,
  -- The response, saved as it is made.
  answer TEXT CHECK (answer IS NULL OR json_valid(answer)),
  snapshot TEXT NOT NULL CHECK (json_valid(snapshot)),
  PRIMARY KEY (attempt_id, ordinal)
) STRICT;
CREATE INDEX attempt_item_by_note ON attempt_item (note_guid);

-- What can be taken back: what to do to take it back, newest last; taken back entries become redo entries.
CREATE TABLE undo_entry (
  id INTEGER PRIMARY KEY,
  name TEXT NOT NULL,
  at INTEGER NOT NULL,
  redo INTEGER NOT NULL DEFAULT 0,
  changes TEXT NOT NULL CHECK (json_valid(changes))
) STRICT;
CREATE INDEX undo_redo ON undo_entry (id) WHERE redo = 1;

-- The changes of a large entry in pieces, so that none has to fit in memory as a whole.
CREATE TABLE undo_part (
  entry_id INTEGER NOT NULL REFERENCES undo_entry (id) ON DELETE CASCADE,
  ordinal INTEGER NOT NULL,
  changes TEXT NOT NULL CHECK (json_valid(changes)),
  PRIMARY KEY (entry_id, ordinal)
) STRICT;

CREATE TABLE tombstone (
  entity TEXT NOT NULL,
  guid TEXT NOT NULL,
  deleted_at INTEGER NOT NULL,
  PRIMARY KEY (entity, guid)
) STRICT, WITHOUT ROWID;
`

/** The first schema: the whole collection. */
export const collection: Migration = { version: 1, name: 'collection', sql }
