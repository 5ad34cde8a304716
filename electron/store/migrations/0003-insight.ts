import type { Migration } from '../migrate.ts'

const MATURE_DAYS = 21
const PHASES = ['learning', 'young', 'mature', 'relearning', 'cram']
const RATINGS = ['again', 'hard', 'good', 'easy']
const COUNTS = PHASES.flatMap((phase) => RATINGS.map((rating) => `${phase}_${rating}`))
const DURATIONS = PHASES.map((phase) => `${phase}_ms`)
const COLUMNS = ['new_cards', 'by_hand', ...COUNTS, ...DURATIONS]

const sums = [
  'sum(state_before = 0 AND kind < 2 AND rating > 0)',
  `sum(phase = 'by_hand')`,
  ...PHASES.flatMap((phase) => RATINGS.map((_, at) => `sum(phase = '${phase}' AND rating = ${at + 1})`)),
  ...PHASES.map((phase) => `sum(iif(phase = '${phase}', duration_ms, 0))`),
]

// A review says itself what it counts for, so that day_count can be made anew from the log alone, to the last row,
// whatever became of the card. Hours of old reviews are those of this computer's zone.
// What an undo entry adds to day_count has other columns now, so that entries of before cannot be carried out.
const sql = `
-- The deck that the card was in when it was answered; 0 when that is not known.
ALTER TABLE review ADD COLUMN deck_id INTEGER NOT NULL DEFAULT 0;
-- The hour that a clock on the wall showed.
ALTER TABLE review ADD COLUMN hour INTEGER NOT NULL DEFAULT 0 CHECK (hour BETWEEN 0 AND 23);
-- Days that the card had been scheduled for before the answer; 0 within a day's steps.
ALTER TABLE review ADD COLUMN interval_before REAL NOT NULL DEFAULT 0;
UPDATE review SET
  deck_id = ifnull((SELECT deck_id FROM card WHERE id = review.card_id), 0),
  hour = CAST(strftime('%H', reviewed_at / 1000, 'unixepoch', 'localtime') AS INTEGER),
  interval_before = ifnull((
    SELECT p.scheduled_days FROM review AS p
    WHERE p.card_id = review.card_id AND p.undone_at IS NULL AND (p.reviewed_at, p.id) < (review.reviewed_at, review.id)
    ORDER BY p.reviewed_at DESC, p.id DESC LIMIT 1
  ), 0);

DROP TABLE day_count;
-- Answers of each hour of a study day by deck, kept with each answer, so that limits, today's figures and the
-- statistics need no scan. The deck stands last in the key: sums over all decks then need no sorting. Only young and mature answers are recall; crammed ones and changes by hand stand apart.
CREATE TABLE day_count (
  day INTEGER NOT NULL,
  deck_id INTEGER NOT NULL,
  hour INTEGER NOT NULL,
  -- Cards answered for the first time.
  ${COLUMNS.map((column) => `${column} INTEGER NOT NULL DEFAULT 0`).join(',\n  ')},
  PRIMARY KEY (day, hour, deck_id)
) STRICT, WITHOUT ROWID;
INSERT INTO day_count (day, deck_id, hour, ${COLUMNS.join(', ')})
SELECT day, deck_id, hour, ${sums.join(', ')} FROM (
  SELECT *, CASE
    WHEN rating = 0 OR kind IN (4, 5) THEN 'by_hand'
    WHEN kind IN (2, 3) THEN 'cram'
    WHEN state_before = 2 THEN iif(interval_before < ${MATURE_DAYS}, 'young', 'mature')
    WHEN state_before = 3 THEN 'relearning'
    ELSE 'learning'
  END AS phase
  FROM review WHERE undone_at IS NULL
) GROUP BY day, deck_id, hour;

DELETE FROM undo_part;
DELETE FROM undo_entry;
`

/** Reviews that know their deck, hour and interval; day_count by hour, phase and rating. */
export const insight: Migration = { version: 3, name: 'insight', sql }
