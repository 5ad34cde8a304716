import Database from 'better-sqlite3'
import { randomUUID } from 'node:crypto'
import { copyFileSync, mkdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout } from 'node:timers/promises'
import { fail, ok } from '../core/result.ts'
import type { Result } from '../core/result.ts'
import { backUp, isSystemError, removeDatabase } from './backup.ts'
import type { BackupProblem, MadeBackup } from './backup.ts'
import { backupFolder } from './backup-names.ts'
import { verifyBackup } from './backup-verify.ts'
import type { VerifiedBackup } from './backup-verify.ts'
import { COLLECTION_FILE, connect } from './connection.ts'
import type { FileProblem } from './inspect.ts'
import { migrate } from './migrate.ts'
import { MIGRATIONS } from './migrations/index.ts'
import { storeProblem } from './problems.ts'
import { emptyBrokenIndex, repairIndex } from './repair-index.ts'

/** Why nothing was restored; the collection is as it was. */
export type RestoreProblem =
  FileProblem | BackupProblem | { readonly code: 'busy' | 'cancelled' | 'restore-failed'; readonly message: string }

export interface Restored extends VerifiedBackup {
  /** The collection as it was before, which undoes the restore. */
  readonly before: MadeBackup
}

/** What a restore needs of an open collection. */
export interface OpenCollection {
  readonly db: Database.Database
  readonly dataDir: string
}

const ALL_PAGES = 0x7fff_ffff
const TRIES = 200
const PAUSE_MS = 50
/** Lifts the revision above every one that a window may have seen. */
const FAR_AHEAD = 1_000_000

/** Somebody wrote between the backup of the present and the restore. */
class Overtaken extends Error {}

/**
 * Puts a backup in the place of what a collection holds, while it stays open. The present is backed up first, and
 * the pages are then exchanged in one SQLite transaction: a process that dies on the way leaves the old content, and
 * every other connection sees the new one as soon as it is committed. What somebody writes after the backup of the
 * present makes it start anew, so that nothing acknowledged is missing from both.
 *
 * @param open a connection of its own, in a worker where there is a window
 * @param file the backup; an older one is brought to the newest schema first
 * @param at epoch milliseconds
 * @param cancelled asked until the exchange begins
 */
export async function restoreInto(
  open: OpenCollection,
  file: string,
  at: number,
  cancelled: () => boolean = () => false,
): Promise<Result<Restored, RestoreProblem>> {
  const folder = backupFolder(open.dataDir)
  const incoming = join(folder, `.restoring-${randomUUID()}.db`)
  try {
    mkdirSync(folder, { recursive: true })
    const found = verifyBackup(file)
    if (!found.ok) return found
    copyFileSync(file, incoming)
    prepareIncoming(incoming, revisionOf(open.db))
    for (let tries = 0; tries < TRIES; tries += 1) {
      if (cancelled()) return fail({ code: 'cancelled', message: 'Cancelled. Nothing was changed.' })
      const seen = dataVersion(open.db)
      const before = await backUp(open.db, open.dataDir, 'restore', at)
      if (!before.ok) return before
      const done = await exchange(incoming, open, seen)
      if (done) return ok({ ...found.value, before: before.value })
      rmSync(before.value.file, { force: true })
      await setTimeout(PAUSE_MS)
    }
    return fail({ code: 'busy', message: 'The collection is being written to all the time. Try again in a moment.' })
  } catch (error) {
    const reason = storeProblem(error)?.message ?? (isSystemError(error) ? error.message : null)
    if (reason === null) throw error
    return fail({ code: 'restore-failed', message: `Nothing was restored: ${reason}` })
  } finally {
    removeDatabase(incoming)
  }
}

function revisionOf(db: Database.Database): number {
  return db.prepare<[], number>('SELECT revision FROM collection').pluck().get() ?? 0
}

/** Changes when another connection has committed; https://www.sqlite.org/pragma.html#pragma_data_version. */
function dataVersion(db: Database.Database): unknown {
  return db.pragma('data_version', { simple: true })
}

/** Brings a copy of a backup to the newest schema, as a collection in use, with a search index that can be used. */
function prepareIncoming(file: string, revision: number): void {
  const db = connect(file, 'owner')
  try {
    migrate(db, MIGRATIONS)
    if (emptyBrokenIndex(db)) repairIndex(db)
    db.prepare('UPDATE collection SET in_use = 1, revision = max(revision, ?) + 1').run(revision + FAR_AHEAD)
    db.pragma('journal_mode = DELETE')
  } finally {
    db.close()
  }
}

/** @returns false when somebody else was writing, or had written since `seen` */
async function exchange(incoming: string, { db, dataDir }: OpenCollection, seen: unknown): Promise<boolean> {
  const source = new Database(incoming, { readonly: true })
  try {
    // The first step takes the lock and copies nothing; from then on nobody else can write.
    const { totalPages } = await source.backup(join(dataDir, COLLECTION_FILE), {
      progress: () => {
        if (dataVersion(db) !== seen) throw new Overtaken()
        return ALL_PAGES
      },
    })
    if (totalPages === 0) return false
    // The copying connection syncs less; this one syncs the log, then the file.
    db.pragma('wal_checkpoint(FULL)')
    return true
  } catch (error) {
    if (error instanceof Overtaken || storeProblem(error)?.code === 'busy') return false
    throw error
  } finally {
    source.close()
  }
}
