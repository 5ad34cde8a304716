CREATE INDEX attempt_item_by_note ON attempt_item (note_guid);

CREATE UNIQUE INDEX attempt_running ON attempt (ifnull(submitted_at, 0)) WHERE submitted_at IS NULL AND removed_at IS NULL;

CREATE INDEX card_deck ON card (deck_id);

CREATE INDEX card_learning ON card (due, deck_id, buried_until, state, suspended, held)
  WHERE state IN (1, 3) AND suspended = 0 AND held = 0;

CREATE INDEX card_new ON card (deck_id, position, buried_until, state, suspended, held)
  WHERE state = 0 AND suspended = 0 AND held = 0;

CREATE INDEX card_review ON card (deck_id, due, buried_until, state, suspended, held)
  WHERE state = 2 AND suspended = 0 AND held = 0;

CREATE INDEX card_suspended ON card (deck_id) WHERE suspended = 1;

CREATE UNIQUE INDEX deck_by_parent ON deck (ifnull(parent_id, 0), name);

CREATE INDEX deck_parent ON deck (parent_id);

CREATE INDEX media_by_hash ON media (hash);

CREATE INDEX note_by_source ON note (source) WHERE source IS NOT NULL;

CREATE INDEX note_of_type ON note (json_extract(content, '$.noteType')) WHERE kind = 'template';

CREATE INDEX note_pending ON note (id) WHERE pending IS NOT NULL;

CREATE INDEX note_question ON note (objective, kind)
  WHERE kind IN ('multiple-choice', 'multiple-response', 'ordering', 'matching');

CREATE INDEX note_services ON note (services) WHERE services <> '[]';

CREATE INDEX note_type_source ON note_type (source) WHERE source IS NOT NULL;

CREATE INDEX review_by_card ON review (card_id, reviewed_at, id, day, rating, state_before, undone_at);

CREATE INDEX review_by_day ON review (day);

CREATE INDEX undo_redo ON undo_entry (id) WHERE redo = 1;

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
, mode TEXT NOT NULL DEFAULT 'exam' CHECK (mode IN ('exam', 'practice', 'quiz')), options TEXT NOT NULL DEFAULT '{}' CHECK (json_valid(options)), scratch TEXT NOT NULL DEFAULT '', paused INTEGER NOT NULL DEFAULT 0 CHECK (paused IN (0, 1))) STRICT;

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
  snapshot TEXT NOT NULL CHECK (json_valid(snapshot)), guessed INTEGER NOT NULL DEFAULT 0 CHECK (guessed IN (0, 1)), highlights TEXT NOT NULL DEFAULT '[]' CHECK (json_valid(highlights)), revealed_at INTEGER, history TEXT NOT NULL DEFAULT '[]' CHECK (json_valid(history)),
  PRIMARY KEY (attempt_id, ordinal)
) STRICT;

CREATE TABLE blueprint (
  id TEXT PRIMARY KEY,
  modified_at INTEGER NOT NULL,
  content TEXT NOT NULL CHECK (json_valid(content))
) STRICT, WITHOUT ROWID;

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
  modified_at INTEGER NOT NULL, buried_by INTEGER NOT NULL DEFAULT 0 CHECK (buried_by IN (0, 1)),
  UNIQUE (note_id, ordinal)
) STRICT;

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

CREATE TABLE day_count (
  day INTEGER NOT NULL,
  deck_id INTEGER NOT NULL,
  hour INTEGER NOT NULL,
  -- Cards answered for the first time.
  new_cards INTEGER NOT NULL DEFAULT 0,
  by_hand INTEGER NOT NULL DEFAULT 0,
  learning_again INTEGER NOT NULL DEFAULT 0,
  learning_hard INTEGER NOT NULL DEFAULT 0,
  learning_good INTEGER NOT NULL DEFAULT 0,
  learning_easy INTEGER NOT NULL DEFAULT 0,
  young_again INTEGER NOT NULL DEFAULT 0,
  young_hard INTEGER NOT NULL DEFAULT 0,
  young_good INTEGER NOT NULL DEFAULT 0,
  young_easy INTEGER NOT NULL DEFAULT 0,
  mature_again INTEGER NOT NULL DEFAULT 0,
  mature_hard INTEGER NOT NULL DEFAULT 0,
  mature_good INTEGER NOT NULL DEFAULT 0,
  mature_easy INTEGER NOT NULL DEFAULT 0,
  relearning_again INTEGER NOT NULL DEFAULT 0,
  relearning_hard INTEGER NOT NULL DEFAULT 0,
  relearning_good INTEGER NOT NULL DEFAULT 0,
  relearning_easy INTEGER NOT NULL DEFAULT 0,
  cram_again INTEGER NOT NULL DEFAULT 0,
  cram_hard INTEGER NOT NULL DEFAULT 0,
  cram_good INTEGER NOT NULL DEFAULT 0,
  cram_easy INTEGER NOT NULL DEFAULT 0,
  learning_ms INTEGER NOT NULL DEFAULT 0,
  young_ms INTEGER NOT NULL DEFAULT 0,
  mature_ms INTEGER NOT NULL DEFAULT 0,
  relearning_ms INTEGER NOT NULL DEFAULT 0,
  cram_ms INTEGER NOT NULL DEFAULT 0,
  PRIMARY KEY (day, hour, deck_id)
) STRICT, WITHOUT ROWID;

CREATE TABLE deck (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  guid TEXT NOT NULL UNIQUE,
  parent_id INTEGER REFERENCES deck (id),
  name TEXT NOT NULL CHECK (name <> ''),
  preset_id INTEGER NOT NULL REFERENCES preset (id),
  position INTEGER NOT NULL DEFAULT 0,
  source TEXT,
  modified_at INTEGER NOT NULL
, options TEXT NOT NULL DEFAULT '{}' CHECK (json_valid(options)), description TEXT NOT NULL DEFAULT '') STRICT;

CREATE TABLE deck_total (
  deck_id INTEGER PRIMARY KEY,
  notes INTEGER NOT NULL,
  cards INTEGER NOT NULL,
  -- Cards that are not new.
  seen INTEGER NOT NULL
) STRICT;

CREATE TABLE draft (
  key TEXT PRIMARY KEY,
  modified_at INTEGER NOT NULL,
  content TEXT NOT NULL CHECK (json_valid(content))
) STRICT, WITHOUT ROWID;

CREATE TABLE media (
  name TEXT PRIMARY KEY CHECK (name <> ''),
  -- SHA-256 of the bytes, in hex.
  hash TEXT NOT NULL,
  size INTEGER NOT NULL,
  modified_at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

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

CREATE TABLE note_type (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  guid TEXT NOT NULL UNIQUE,
  name TEXT NOT NULL CHECK (name <> ''),
  -- The id that its source knows it by; NULL for one made here.
  source TEXT,
  modified_at INTEGER NOT NULL,
  definition TEXT NOT NULL CHECK (json_valid(definition))
) STRICT;

CREATE VIRTUAL TABLE note_words USING fts5 (words, content = '', contentless_delete = 1, tokenize = 'unicode61 remove_diacritics 2');

CREATE TABLE 'note_words_config'(k PRIMARY KEY, v) WITHOUT ROWID;

CREATE TABLE 'note_words_data'(id INTEGER PRIMARY KEY, block BLOB);

CREATE TABLE 'note_words_docsize'(id INTEGER PRIMARY KEY, sz BLOB, origin INTEGER);

CREATE TABLE 'note_words_idx'(segid, term, pgno, PRIMARY KEY(segid, term)) WITHOUT ROWID;

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

CREATE TABLE preset (
  id INTEGER PRIMARY KEY,
  guid TEXT NOT NULL UNIQUE,
  name TEXT NOT NULL,
  options TEXT NOT NULL CHECK (json_valid(options)),
  modified_at INTEGER NOT NULL
) STRICT;

CREATE TABLE "review" (
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
, deck_id INTEGER NOT NULL DEFAULT 0, hour INTEGER NOT NULL DEFAULT 0 CHECK (hour BETWEEN 0 AND 23), interval_before REAL NOT NULL DEFAULT 0) STRICT;

CREATE TABLE saved_search (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  guid TEXT NOT NULL UNIQUE,
  name TEXT NOT NULL CHECK (name <> ''),
  query TEXT NOT NULL,
  position INTEGER NOT NULL DEFAULT 0,
  modified_at INTEGER NOT NULL
) STRICT;

CREATE TABLE setting (
  key TEXT PRIMARY KEY,
  value TEXT NOT NULL CHECK (json_valid(value)),
  modified_at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE sqlite_sequence(name,seq);

CREATE TABLE tombstone (
  entity TEXT NOT NULL,
  guid TEXT NOT NULL,
  deleted_at INTEGER NOT NULL,
  PRIMARY KEY (entity, guid)
) STRICT, WITHOUT ROWID;

CREATE TABLE undo_entry (
  id INTEGER PRIMARY KEY,
  name TEXT NOT NULL,
  at INTEGER NOT NULL,
  redo INTEGER NOT NULL DEFAULT 0,
  changes TEXT NOT NULL CHECK (json_valid(changes))
) STRICT;

CREATE TABLE undo_part (
  entry_id INTEGER NOT NULL REFERENCES undo_entry (id) ON DELETE CASCADE,
  ordinal INTEGER NOT NULL,
  changes TEXT NOT NULL CHECK (json_valid(changes)),
  PRIMARY KEY (entry_id, ordinal)
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

CREATE TRIGGER card_removed AFTER DELETE ON card BEGIN
  UPDATE deck_total
  SET
    notes = notes - (NOT EXISTS (SELECT 1 FROM card WHERE note_id = old.note_id AND +deck_id = old.deck_id)),
    cards = cards - 1,
    seen = seen - (old.state <> 0)
  WHERE deck_id = old.deck_id;
END;

CREATE TRIGGER card_seen AFTER UPDATE OF state ON card WHEN (old.state = 0) <> (new.state = 0) BEGIN
  UPDATE deck_total SET seen = seen + (new.state <> 0) - (old.state <> 0) WHERE deck_id = new.deck_id;
END;
