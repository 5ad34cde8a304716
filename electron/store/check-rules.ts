import { wrongDaysSql } from './day-counts.ts'
import { JSON_COLUMNS, JSON_ROWS } from './repair-json.ts'

/** Something that must hold, as a query for what does not. */
export interface Rule {
  readonly code: string
  readonly stage: string
  readonly message: (count: number) => string
  /** One row for each finding; its first column says which. */
  readonly sql: string
}

export const FILE_DAMAGED = 'The database file is damaged.'

/** Values that other rules find, which the check of the file reports as well. */
const ELSEWHERE = ['note', 'card', ...[...JSON_COLUMNS, ...JSON_ROWS].map(([table]) => table)]
  .map((table) => `'CHECK constraint failed in ${table}'`)
  .concat(`'ok'`)
  .join(', ')

/** What a check of the pages says that are whole, although a value in a row is not. */
export const ONLY_VALUES = 'CHECK constraint failed in '

/** A condition on `card`: its schedule contradicts itself. */
export const IMPOSSIBLE_CARD = `
  (state = 2 AND (stability IS NULL OR stability <= 0 OR difficulty IS NULL OR last_review IS NULL OR due <= 0))
  OR (state IN (1, 3) AND due <= 0)
  OR (state = 0 AND last_review IS NOT NULL)
  OR difficulty < 1 OR difficulty > 10 OR stability <= 0
  OR state NOT BETWEEN 0 AND 3 OR reps < 0 OR lapses < 0 OR lapses > reps OR step < 0 OR scheduled_days < 0 OR buried_until < 0`

const unreadable = [['note', 'content'] as const, ...JSON_COLUMNS, ...JSON_ROWS]
  .map(([table, column]) => `SELECT '${table}.${column}' FROM ${table} WHERE NOT json_valid(${column})`)
  .join(' UNION ALL ')

/** From the most basic to the figures that follow from the rest. */
export const RULES: readonly Rule[] = [
  {
    code: 'file',
    stage: 'Reading the file',
    message: () => FILE_DAMAGED,
    sql: `SELECT integrity_check FROM pragma_integrity_check WHERE integrity_check NOT IN (${ELSEWHERE})`,
  },
  {
    code: 'reference',
    stage: 'Following references',
    message: (count) => `${count} rows refer to something that is gone.`,
    sql: `SELECT "table" || ' ' || rowid || ': ' || parent FROM pragma_foreign_key_check`,
  },
  {
    code: 'note-without-card',
    stage: 'Looking at notes',
    message: (count) => `${count} notes have no card.`,
    sql: 'SELECT id FROM note WHERE NOT EXISTS (SELECT 1 FROM card WHERE note_id = note.id)',
  },
  {
    code: 'deck-ring',
    stage: 'Looking at decks',
    message: (count) => `${count} decks stand below themselves.`,
    sql: `
      WITH RECURSIVE above (id, at) AS (
        SELECT id, parent_id FROM deck WHERE parent_id IS NOT NULL
        UNION SELECT above.id, deck.parent_id FROM above JOIN deck ON deck.id = above.at WHERE deck.parent_id IS NOT NULL
      )
      SELECT id FROM above WHERE id = at`,
  },
  {
    code: 'unreadable',
    stage: 'Reading notes',
    message: (count) => `${count} texts cannot be read.`,
    sql: unreadable,
  },
  {
    code: 'card-twice',
    stage: 'Looking at cards',
    message: (count) => `${count} cards are there twice.`,
    sql: 'SELECT min(id) FROM card NOT INDEXED GROUP BY note_id, ordinal HAVING count(*) > 1',
  },
  {
    code: 'card-state',
    stage: 'Looking at cards',
    message: (count) => `${count} cards have a schedule that cannot be.`,
    sql: `SELECT id FROM card WHERE ${IMPOSSIBLE_CARD}`,
  },
  {
    code: 'deck-total',
    stage: 'Counting cards',
    message: (count) => `The figures of ${count} decks differ from their cards.`,
    sql: `
      WITH counted AS (
        SELECT deck_id, count(DISTINCT note_id) AS notes, count(*) AS cards, sum(state <> 0) AS seen
        FROM card GROUP BY deck_id
      )
      SELECT coalesce(c.deck_id, t.deck_id) FROM counted AS c FULL JOIN deck_total AS t ON t.deck_id = c.deck_id
      WHERE ifnull(c.notes, 0) <> ifnull(t.notes, 0) OR ifnull(c.cards, 0) <> ifnull(t.cards, 0)
        OR ifnull(c.seen, 0) <> ifnull(t.seen, 0)`,
  },
  {
    code: 'day-count',
    stage: 'Counting reviews',
    message: (count) => `The figures of ${count} days differ from their reviews.`,
    sql: wrongDaysSql('true'),
  },
  {
    code: 'search-index',
    stage: 'Looking at the search index',
    message: (count) => `${count} notes are missing from the search index, or in it although they are gone.`,
    sql: `
      SELECT coalesce(n.id, w.id) FROM note AS n FULL JOIN note_words_docsize AS w ON w.id = n.id
      WHERE n.id IS NULL OR w.id IS NULL`,
  },
]
