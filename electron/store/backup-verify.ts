import Database from 'better-sqlite3'
import { fail, ok } from '../core/result.ts'
import type { Result } from '../core/result.ts'
import { ONLY_VALUES } from './check-rules.ts'
import { damaged, inspectFile } from './inspect.ts'
import type { FileProblem } from './inspect.ts'
import { schemaVersion } from './migrate.ts'
import { MIGRATIONS } from './migrations/index.ts'
import { storeProblem } from './problems.ts'
import { schemaDamage, strangePart } from './structure.ts'

/** Rows that a person would miss. */
export interface BackupCounts {
  readonly decks: number
  readonly notes: number
  readonly cards: number
  readonly reviews: number
  readonly exams: number
}

export interface VerifiedBackup {
  readonly counts: BackupCounts
  /** Version of its schema. */
  readonly schema: number
}

/** Counts the rows of a collection that a person would miss. */
export function countsOf(db: Database.Database): BackupCounts {
  const count = (table: string): number => db.prepare<[], number>(`SELECT count(*) FROM ${table}`).pluck().get() ?? 0
  return {
    decks: count('deck'),
    notes: count('note'),
    cards: count('card'),
    reviews: count('review'),
    exams: count('attempt WHERE submitted_at IS NOT NULL AND removed_at IS NULL'),
  }
}

/**
 * What SQLite says of the first table or index with a page that is not whole, or null. The words of the search index
 * are not looked into, which would take as long as a third of the rest: they can be made anew from the notes.
 */
function brokenPage(db: Database.Database): string | null {
  const tables = db
    .prepare<[], string>(`SELECT name FROM sqlite_schema WHERE type = 'table' AND rootpage > 0`)
    .pluck()
    .all()
  const check = db.prepare<[string], string>('SELECT quick_check FROM pragma_quick_check(?)').pluck()
  for (const table of ['sqlite_schema', ...tables]) {
    const said = check.all(table)
    const broken = said.find((line) => line !== 'ok' && !line.startsWith(ONLY_VALUES))
    if (broken !== undefined || said.length === 0) return broken ?? 'it cannot be read'
  }
  return null
}

/**
 * Opens a backup and reads all of its pages: is it whole, is it Epoch's, can this version read it?
 * @param file a database that no process has open
 */
export function verifyBackup(file: string): Result<VerifiedBackup, FileProblem> {
  const fit = inspectFile(file, MIGRATIONS.length)
  if (!fit.ok) return fit
  let db: Database.Database | undefined
  try {
    db = new Database(file, { readonly: true, fileMustExist: true })
    db.pragma('trusted_schema = 0')
    const broken = brokenPage(db)
    if (broken !== null) return fail(damaged(file, broken))
    const schema = schemaVersion(db)
    if (schema === 0) return fail(damaged(file, 'it holds no collection'))
    const wrong = schemaDamage(db, schema)
    if (wrong !== null) return fail(damaged(file, wrong))
    const strange = strangePart(db, schema)
    if (strange !== null) return fail(damaged(file, `Epoch did not make all of it (${strange})`))
    const rows = db.prepare<[], number>('SELECT count(*) FROM collection').pluck().get()
    if (rows !== 1) return fail(damaged(file, 'it holds no collection'))
    return ok({ counts: countsOf(db), schema })
  } catch (error) {
    if (!(error instanceof Database.SqliteError)) throw error
    return fail(damaged(file, storeProblem(error)?.message ?? error.message))
  } finally {
    db?.close()
  }
}
