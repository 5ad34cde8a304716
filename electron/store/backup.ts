import Database from 'better-sqlite3'
import { randomUUID } from 'node:crypto'
import {
  closeSync,
  existsSync,
  fsyncSync,
  mkdirSync,
  openSync,
  readdirSync,
  renameSync,
  rmSync,
  statSync,
} from 'node:fs'
import { dirname, join } from 'node:path'
import { backupsToKeep } from '../core/backups/keep.ts'
import { fail, ok } from '../core/result.ts'
import type { Result } from '../core/result.ts'
import { backupFolder, backupName, listBackups } from './backup-names.ts'
import type { BackupFile, BackupReason } from './backup-names.ts'
import { countsOf, verifyBackup } from './backup-verify.ts'
import type { BackupCounts } from './backup-verify.ts'
import { storeProblem } from './problems.ts'

/** Why there is no backup; nothing of it was left behind. */
export interface BackupProblem {
  readonly code: 'backup-failed'
  readonly message: string
}

/** A backup that was made, opened and found whole. */
export interface MadeBackup extends BackupFile {
  readonly counts: BackupCounts
}

const ALL_PAGES = 0x7fff_ffff
const UNFINISHED = /^\.(?:new|restoring)-/
/** Unfinished files older than this are of a process that was killed. */
const STALE_MS = 3_600_000

/**
 * Copies a collection into its backup folder, as it is at this moment. The copy is written beside, opened and checked
 * (pages, schema, as many rows as the collection has), synced, and only then given its name.
 * Holds up the calling thread while pages are copied: in a process with a window it belongs in the worker.
 *
 * @param db a connection outside of a transaction; others may write meanwhile
 * @param at epoch milliseconds
 */
export async function backUp(
  db: Database.Database,
  dataDir: string,
  reason: BackupReason,
  at: number,
): Promise<Result<MadeBackup, BackupProblem>> {
  const folder = backupFolder(dataDir)
  const fresh = join(folder, `.new-${randomUUID()}.db`)
  try {
    mkdirSync(folder, { recursive: true })
    removeUnfinished(folder, at)
    const counts = await copyPages(db, fresh)
    settleCopy(fresh)
    const found = verifyBackup(fresh)
    if (!found.ok) return fail(failed(found.error.message))
    if (JSON.stringify(found.value.counts) !== JSON.stringify(counts)) return fail(failed('The copy has other rows.'))
    syncFile(fresh)
    const name = freeName(dataDir, at, reason)
    const file = join(folder, name.name)
    renameSync(fresh, file)
    syncFolder(folder)
    return ok({ name: name.name, file, at: name.at, reason, bytes: statSync(file).size, counts })
  } catch (error) {
    const problem = storeProblem(error)?.message ?? (isSystemError(error) ? error.message : null)
    if (problem === null) throw error
    return fail(failed(problem))
  } finally {
    removeDatabase(fresh)
  }
}

/** All pages in one step, in the read transaction that the rows are counted in. */
async function copyPages(db: Database.Database, to: string): Promise<BackupCounts> {
  db.exec('BEGIN')
  try {
    const counts = countsOf(db)
    const { totalPages } = await db.backup(to, { progress: () => ALL_PAGES })
    if (totalPages === 0) throw new Error('a backup without a page')
    return counts
  } finally {
    db.exec('COMMIT')
  }
}

/** Makes the copy one file that no process has open. */
function settleCopy(file: string): void {
  const copy = new Database(file)
  try {
    copy.pragma('journal_mode = DELETE')
    copy.prepare('UPDATE collection SET in_use = 0').run()
  } finally {
    copy.close()
  }
}

/** Two backups within a millisecond need two names, and stand in their order. */
function freeName(dataDir: string, from: number, reason: BackupReason): { name: string; at: number } {
  const taken = new Set(listBackups(dataDir).map((backup) => backup.at))
  let at = from
  while (taken.has(at)) at += 1
  return { name: backupName(at, reason), at }
}

/**
 * Removes backups that are no longer to be kept. Those made before a migration stay.
 * @param zone the IANA zone that days are counted in
 * @returns how many went
 */
export function thinBackups(dataDir: string, now: number, zone: string): number {
  const usual = listBackups(dataDir).filter((backup) => dirname(backup.file) === backupFolder(dataDir))
  const keep = backupsToKeep(usual, now, zone)
  const old = usual.filter((backup) => !keep.has(backup.name))
  for (const backup of old) rmSync(backup.file, { force: true })
  return old.length
}

function removeUnfinished(folder: string, now: number): void {
  for (const name of readdirSync(folder).filter((one) => UNFINISHED.test(one))) {
    const file = join(folder, name)
    const changed = statSync(file, { throwIfNoEntry: false })?.mtimeMs ?? now
    if (changed < now - STALE_MS) rmSync(file, { force: true })
  }
}

/** Removes a database with what SQLite keeps beside it. */
export function removeDatabase(file: string): void {
  for (const suffix of ['', '-wal', '-shm', '-journal']) {
    if (existsSync(`${file}${suffix}`)) rmSync(`${file}${suffix}`, { force: true })
  }
}

/** Waits until a file is on the disk. */
export function syncFile(file: string): void {
  const handle = openSync(file, 'r+')
  try {
    fsyncSync(handle)
  } finally {
    closeSync(handle)
  }
}

/** Waits until the names in a folder are on the disk; Windows does that by itself, and opens no folder. */
export function syncFolder(folder: string): void {
  if (process.platform === 'win32') return
  const handle = openSync(folder, 'r')
  try {
    fsyncSync(handle)
  } finally {
    closeSync(handle)
  }
}

/** An error of the file system, with a message about a path. */
export function isSystemError(error: unknown): error is NodeJS.ErrnoException {
  return error instanceof Error && 'syscall' in error
}

function failed(reason: string): BackupProblem {
  return { code: 'backup-failed', message: `The backup could not be made: ${reason}` }
}
