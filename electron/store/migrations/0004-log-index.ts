import type { Migration } from '../migrate.ts'

const sql = `
-- Holds every column by which searches ask whether a card was answered, so that its rows of the log are not read.
-- The id stands where the order of a card's log needs it.
DROP INDEX review_by_card;
CREATE INDEX review_by_card ON review (card_id, reviewed_at, id, day, rating, state_before, undone_at);
`

/** The log by card tells searches what they ask of it by itself. */
export const logIndex: Migration = { version: 4, name: 'log-index', sql }
