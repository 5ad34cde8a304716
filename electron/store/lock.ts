import Database from 'better-sqlite3'
import { join } from 'node:path'
import { fail, ok } from '../core/result.ts'
import type { Result } from '../core/result.ts'
import { clearOwner, readOwner } from './owner.ts'
import type { Owner } from './owner.ts'
import { sqliteCode } from './problems.ts'

export interface Locked {
  readonly code: 'locked'
  readonly message: string
  readonly dataDir: string
  /** Who has the collection open, when that can be read. */
  readonly owner: Owner | null
}

export interface Lock {
  release: () => void
}

/** A lock lives until it is released, even when nobody refers to it: a collected connection would close. */
const held = new Set<Database.Database>()

/**
 * Takes a data folder for this process. `lock.db` holds nothing: an exclusive transaction on it is the lock,
 * which the operating system frees when the process ends, however it ends. It is a file of its own because a
 * lock on the collection would shut out our own worker. Nothing else may open and close that file in this
 * process: on POSIX that alone would drop the lock.
 *
 * @returns the lock, or `locked` when another process (or this one) has the folder already
 */
export function takeLock(dataDir: string): Result<Lock, Locked> {
  const db = new Database(join(dataDir, 'lock.db'), { timeout: 0 })
  try {
    db.exec('BEGIN EXCLUSIVE')
  } catch (error) {
    db.close()
    if (sqliteCode(error)?.startsWith('SQLITE_BUSY') !== true) throw error
    const message = `Epoch is already open with the data folder ${dataDir}.`
    return fail({ code: 'locked', message, dataDir, owner: readOwner(dataDir) })
  }
  clearOwner(dataDir)
  held.add(db)
  return ok({
    release: () => {
      clearOwner(dataDir)
      held.delete(db)
      db.close()
    },
  })
}
