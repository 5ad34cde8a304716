import type { Database } from 'better-sqlite3'
import { randomUUID } from 'node:crypto'
import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { fail, ok } from '../core/result.ts'
import type { Result } from '../core/result.ts'
import { Collection } from './collection.ts'
import { finishReplacing } from './backup-recover.ts'
import { COLLECTION_FILE, connect, UnsafeConnection } from './connection.ts'
import { damaged, inspectFile } from './inspect.ts'
import type { FileProblem } from './inspect.ts'
import { takeLock } from './lock.ts'
import type { Lock, Locked } from './lock.ts'
import { copyBeforeMigration, migrate, schemaVersion } from './migrate.ts'
import type { Migration } from './migrate.ts'
import { MIGRATIONS } from './migrations/index.ts'
import { DEFAULT_PRESET_NAME, DEFAULT_PRESET_OPTIONS } from './presets.ts'
import { storeProblem } from './problems.ts'
import { schemaDamage } from './structure.ts'

/** Why a collection could not be opened; what was on disk is as it was. */
export type OpenProblem =
  | Locked
  | FileProblem
  | { readonly code: 'unwritable'; readonly message: string; readonly dataDir: string; readonly reason: string }

export interface OpenOptions {
  readonly now: () => number
  /** `owner` takes the folder and may migrate; `worker` is a further connection beside an owner. */
  readonly purpose: 'owner' | 'worker'
  /** For tests. */
  readonly newGuid?: () => string
  /** For tests. */
  readonly migrations?: readonly Migration[]
}

export { COLLECTION_FILE }

/**
 * Opens the collection of a data folder, made when it is new. Takes no full scan: only the file's header, its log
 * and the schema are read.
 */
export function openCollection(dataDir: string, options: OpenOptions): Result<Collection, OpenProblem> {
  return options.purpose === 'owner' ? openOwned(dataDir, options) : openBeside(dataDir, options)
}

function openOwned(dataDir: string, options: OpenOptions): Result<Collection, OpenProblem> {
  let lock: Lock | undefined
  try {
    mkdirSync(dataDir, { recursive: true })
    const taken = takeLock(dataDir)
    if (!taken.ok) return taken
    lock = taken.value
    const opened = openLocked(dataDir, options, lock)
    if (!opened.ok) lock.release()
    return opened
  } catch (error) {
    lock?.release()
    const problem = openProblem(error, dataDir)
    if (problem === null) throw error
    return fail(problem)
  }
}

function openLocked(dataDir: string, options: OpenOptions, lock: Lock): Result<Collection, OpenProblem> {
  const file = join(dataDir, COLLECTION_FILE)
  const migrations = options.migrations ?? MIGRATIONS
  finishReplacing(dataDir)
  const fit = inspectFile(file, migrations.length)
  if (!fit.ok) return fit
  const db = connect(file, 'owner')
  try {
    const version = schemaVersion(db)
    const wrong = version > 0 ? schemaDamage(db, version, migrations) : null
    if (wrong !== null) {
      db.close()
      return fail(damaged(file, wrong))
    }
    if (version > 0 && version < migrations.length) copyBeforeMigration(db, dataDir, options.now())
    migrate(db, migrations)
    probe(db)
    const uncleanStop = settleIn(db, options)
    return ok(collectionOf(db, dataDir, options, uncleanStop, lock.release))
  } catch (error) {
    db.close()
    throw error
  }
}

function openBeside(dataDir: string, options: OpenOptions): Result<Collection, OpenProblem> {
  try {
    const db = connect(join(dataDir, COLLECTION_FILE), 'worker')
    if (schemaVersion(db) !== (options.migrations ?? MIGRATIONS).length) {
      db.close()
      throw new Error('a worker opened a collection that its owner has not migrated')
    }
    return ok(collectionOf(db, dataDir, options, false, () => undefined))
  } catch (error) {
    const problem = openProblem(error, dataDir)
    if (problem === null) throw error
    return fail(problem)
  }
}

/** Reads the first row of every table, so that a file whose tables begin on damaged pages is found out at once. */
function probe(db: Database): void {
  const tables = db
    .prepare<[], string>(`SELECT name FROM sqlite_schema WHERE type = 'table' AND rootpage > 0`)
    .pluck()
    .all()
  for (const table of tables) db.prepare(`SELECT * FROM "${table}" LIMIT 1`).get()
}

/** Fills a new collection and marks it as in use. @returns whether the mark of another time was still there */
function settleIn(db: Database, options: OpenOptions): boolean {
  const newGuid = options.newGuid ?? randomUUID
  return db
    .transaction(() => {
      const found = db.prepare<[], number>('SELECT in_use FROM collection').pluck().get()
      if (found === undefined) {
        const now = options.now()
        db.prepare('INSERT INTO collection (id, guid, created_at) VALUES (1, ?, ?)').run(newGuid(), now)
        db.prepare('INSERT INTO preset (guid, name, options, modified_at) VALUES (?, ?, ?, ?)').run(
          newGuid(),
          DEFAULT_PRESET_NAME,
          JSON.stringify(DEFAULT_PRESET_OPTIONS),
          now,
        )
      }
      db.prepare('UPDATE collection SET in_use = 1').run()
      return found === 1
    })
    .immediate()
}

function collectionOf(
  db: Database,
  dataDir: string,
  options: OpenOptions,
  uncleanStop: boolean,
  afterClose: () => void,
): Collection {
  const { purpose, now, newGuid = randomUUID } = options
  return new Collection(db, { dataDir, purpose, now, newGuid, uncleanStop, afterClose })
}

/** What an error means for a person, or null when it is a bug. */
function openProblem(error: unknown, dataDir: string): OpenProblem | null {
  const problem = storeProblem(error)
  if (problem?.code === 'damaged') {
    return damaged(join(dataDir, COLLECTION_FILE), error instanceof Error ? error.message : problem.message)
  }
  const reason = problem?.message ?? fileSystemReason(error)
  if (reason === null) return null
  return unwritable(dataDir, reason)
}

/** A data folder that nothing can be kept in. @param reason a sentence */
export function unwritable(dataDir: string, reason: string): Extract<OpenProblem, { code: 'unwritable' }> {
  return { code: 'unwritable', message: `The data folder ${dataDir} cannot be used: ${reason}`, dataDir, reason }
}

function fileSystemReason(error: unknown): string | null {
  if (error instanceof UnsafeConnection) return `collections cannot be kept safely there (${error.message})`
  if (!(error instanceof Error && 'syscall' in error && 'code' in error)) return null
  return PLAIN_REASONS[String(error.code)] ?? error.message
}

const PLAIN_REASONS: Readonly<Record<string, string>> = {
  EACCES: 'It may not be written to. Check its permissions.',
  EPERM: 'It may not be written to. Check its permissions.',
  EROFS: 'It can only be read, not written to.',
  ENOSPC: 'The disk is full. Free some space, then try again.',
  ENOENT: 'It is not there and cannot be made.',
  ENOTDIR: 'A file of that name is in the way.',
  EEXIST: 'A file of that name is in the way.',
}
