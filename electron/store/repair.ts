import type { Database } from 'better-sqlite3'
import { fail, ok } from '../core/result.ts'
import type { Result } from '../core/result.ts'
import { ONLY_VALUES } from './check-rules.ts'
import { rebuildDayCounts } from './day-counts.ts'
import { storeProblem } from './problems.ts'
import type { StoreProblem } from './problems.ts'
import { repairCards } from './repair-cards.ts'
import { repairDecks } from './repair-decks.ts'
import { emptyBrokenIndex, repairIndex } from './repair-index.ts'
import { repairJson } from './repair-json.ts'
import { repaired } from './repair-report.ts'
import type { Repaired, RepairHelp } from './repair-report.ts'

/**
 * Puts right what can be put right without a backup, in one transaction; indexes are built anew first when they do
 * not fit their tables. Undo entries go when rows changed, since they would put back what was wrong.
 * @param db a connection that nothing else uses meanwhile
 * @returns what was done, or why nothing was: `damaged` when pages of the file cannot be read
 */
export function repairRows(db: Database, help: RepairHelp): Result<Repaired[], StoreProblem> {
  try {
    emptyBrokenIndex(db)
    const indexes = repairIndexes(db)
    db.pragma('foreign_keys = 0')
    const rows = db.transaction(() => {
      const changed = [...repairDecks(db, help), ...repairJson(db, help), ...repairCards(db, help)]
      if (changed.length > 0) db.exec('DELETE FROM undo_part; DELETE FROM undo_entry;')
      const figures = [...repairTotals(db), ...repairDays(db), ...repairIndex(db)]
      db.exec('UPDATE collection SET revision = revision + 1')
      return [...changed, ...figures]
    })
    return ok([...indexes, ...rows.immediate()])
  } catch (error) {
    const problem = storeProblem(error)
    if (problem === null) throw error
    return fail(problem)
  } finally {
    db.pragma('foreign_keys = 1')
  }
}

function isWhole(db: Database): boolean {
  const said = db.prepare<[], string>('SELECT integrity_check FROM pragma_integrity_check').pluck().all()
  return said.every((line) => line === 'ok' || line.startsWith(ONLY_VALUES))
}

/** A card that stands twice would not fit the index that is built anew. */
function repairIndexes(db: Database): Repaired[] {
  if (isWhole(db)) return []
  db.transaction(() => dropTwins(db)).immediate()
  db.exec('REINDEX')
  return repaired('index', 1, () => 'The indexes did not fit their tables and were built anew.')
}

/** The twin with the most reviews stays. */
function dropTwins(db: Database): void {
  db.exec(`
    CREATE TEMP TABLE twin AS SELECT id FROM (
      SELECT id, row_number() OVER (PARTITION BY note_id, ordinal ORDER BY reps DESC, id) AS place
      FROM card NOT INDEXED
    ) WHERE place > 1;
    DELETE FROM card WHERE id IN (SELECT id FROM twin);
    DROP TABLE twin;`)
}

const COUNTED = `
  SELECT deck_id, count(DISTINCT note_id) AS notes, count(*) AS cards, sum(state <> 0) AS seen FROM card GROUP BY deck_id`

function repairTotals(db: Database): Repaired[] {
  const wrong = db
    .prepare<[], number>(
      `SELECT count(*) FROM (${COUNTED}) AS c FULL JOIN deck_total AS t ON t.deck_id = c.deck_id
      WHERE ifnull(c.notes, 0) <> ifnull(t.notes, 0) OR ifnull(c.cards, 0) <> ifnull(t.cards, 0)
        OR ifnull(c.seen, 0) <> ifnull(t.seen, 0)`,
    )
    .pluck()
    .get()
  if (!wrong) return []
  db.exec(`DELETE FROM deck_total; INSERT INTO deck_total (deck_id, notes, cards, seen) ${COUNTED};`)
  return repaired('deck-total', wrong, (count) => `The figures of ${count} decks were counted anew.`)
}

function repairDays(db: Database): Repaired[] {
  const before = digest(db)
  rebuildDayCounts(db)
  return repaired('day-count', digest(db) === before ? 0 : 1, () => 'The figures of the study days were counted anew.')
}

/** The figures as text; rows that count nothing left out by the rebuild make a difference, which is harmless. */
function digest(db: Database): string {
  return JSON.stringify(db.prepare('SELECT * FROM day_count ORDER BY day, hour, deck_id').raw().all())
}
