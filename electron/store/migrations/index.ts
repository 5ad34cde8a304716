import type { Migration } from '../migrate.ts'
import { collection } from './0001-collection.ts'
import { study } from './0002-study.ts'
import { insight } from './0003-insight.ts'
import { logIndex } from './0004-log-index.ts'

/**
 * Every migration in order, numbered from 1 without gaps. Append-only: a released one is never changed.
 * One that renames or drops a column of an undoable table (LoggedTable in rows.ts) also empties undo_entry.
 */
export const MIGRATIONS: readonly Migration[] = [collection, study, insight, logIndex]
