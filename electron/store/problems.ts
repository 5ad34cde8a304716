import Database from 'better-sqlite3'

/** What the disk or another connection can do to any write; the transaction was rolled back. */
export interface StoreProblem {
  /** `busy`: another connection is writing, try again; the others: nothing more can be saved as things are. */
  readonly code: 'busy' | 'disk-full' | 'disk-error' | 'read-only' | 'damaged'
  readonly message: string
}

const BY_CODE: readonly (readonly [prefix: string, code: StoreProblem['code'], message: string])[] = [
  ['SQLITE_BUSY', 'busy', 'The collection is being written to. Try again in a moment.'],
  ['SQLITE_LOCKED', 'busy', 'The collection is being written to. Try again in a moment.'],
  ['SQLITE_FULL', 'disk-full', 'The disk is full. Free some space, then try again.'],
  ['SQLITE_IOERR', 'disk-error', 'The disk reported an error, so nothing was changed.'],
  ['SQLITE_READONLY', 'read-only', 'The collection cannot be written to. Check the permissions of the data folder.'],
  ['SQLITE_CANTOPEN', 'disk-error', 'A file of the collection could not be opened, so nothing was changed.'],
  ['SQLITE_CORRUPT', 'damaged', 'The collection is damaged.'],
  ['SQLITE_NOTADB', 'damaged', 'The collection is damaged.'],
]

/** SQLite's code of an error, e.g. SQLITE_BUSY, or null when it is not SQLite's. */
export function sqliteCode(error: unknown): string | null {
  return error instanceof Database.SqliteError ? error.code : null
}

/** The expected problem that an error stands for, or null when the error is a bug. */
export function storeProblem(error: unknown): StoreProblem | null {
  const code = sqliteCode(error)
  if (code === null) return null
  const known = BY_CODE.find(([prefix]) => code.startsWith(prefix))
  return known ? { code: known[1], message: known[2] } : null
}
