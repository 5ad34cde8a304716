import Database from 'better-sqlite3'

/** The database's file name in a data folder. */
export const COLLECTION_FILE = 'collection.db'

/** Marks a database file as one of Epoch's: 'Epoc' in ASCII. */
export const APPLICATION_ID = 0x45706f63

/** How long a worker waits for its turn to write; it may block, the owner may not. */
const WORKER_PATIENCE_MS = 10_000

// A second connection to a WAL database comes up with synchronous NORMAL, so each one sets and asserts its own.
const SETTINGS: readonly (readonly [pragma: string, set: string, expected: unknown])[] = [
  ['journal_mode', 'wal', 'wal'],
  ['synchronous', 'FULL', 2],
  ['fullfsync', '1', 1],
  ['checkpoint_fullfsync', '1', 1],
  ['foreign_keys', '1', 1],
  ['trusted_schema', '0', 0],
  ['cell_size_check', '1', 1],
  ['cache_size', '-65536', -65536],
  ['journal_size_limit', '67108864', 67_108_864],
]

/**
 * Opens a connection under Epoch's settings and asserts each of them: WAL, every commit synced (fullfsync has an
 * effect on macOS only), foreign keys on, nothing in the schema trusted.
 *
 * @param purpose the owner never waits for a lock (services try again without blocking); a worker does
 * @throws SqliteError when the file cannot be used
 */
export function connect(file: string, purpose: 'owner' | 'worker'): Database.Database {
  const db = new Database(file, {
    timeout: purpose === 'owner' ? 0 : WORKER_PATIENCE_MS,
    fileMustExist: purpose === 'worker',
  })
  try {
    for (const [pragma, set] of SETTINGS) db.pragma(`${pragma} = ${set}`)
    assertSettings(db)
  } catch (error) {
    db.close()
    throw error
  }
  return db
}

/** A connection that would not keep its promises, as on a file system where the log cannot be shared. */
export class UnsafeConnection extends Error {}

/** @throws UnsafeConnection when a connection does not keep what `connect` promised */
export function assertSettings(db: Database.Database): void {
  for (const [pragma, , expected] of SETTINGS) {
    const found = db.pragma(pragma, { simple: true })
    if (found !== expected) throw new UnsafeConnection(`${pragma} is ${String(found)} instead of ${String(expected)}`)
  }
}
