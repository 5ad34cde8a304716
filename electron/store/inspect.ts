import Database from 'better-sqlite3'
import { fail, ok } from '../core/result.ts'
import type { Result } from '../core/result.ts'
import { APPLICATION_ID } from './connection.ts'
import { readHeader } from './header.ts'
import { schemaVersion } from './migrate.ts'

/** Why a file is not a collection that this program can open; the file was not touched. */
export type FileProblem =
  { readonly code: 'future'; readonly message: string; readonly found: number; readonly known: number } | Damaged

export interface Damaged {
  readonly code: 'damaged'
  readonly message: string
  readonly file: string
  readonly reason: string
}

/** A file that cannot be read as a collection. */
export function damaged(file: string, reason: string): Damaged {
  return { code: 'damaged', message: `The collection ${file} cannot be opened: ${reason}.`, file, reason }
}

/**
 * Decides from a file's header (and its log, when there is one) whether it may be opened for writing.
 *
 * @param known the newest schema version this program has
 */
export function inspectFile(file: string, known: number): Result<void, FileProblem> {
  const header = readHeader(file)
  switch (header.kind) {
    case 'absent':
    case 'empty':
      return ok(undefined)
    case 'not-sqlite':
      return fail(damaged(file, 'it does not begin like a database'))
    case 'cut-short':
      return fail(damaged(file, 'its end is missing'))
    case 'sqlite': {
      const version = header.hasLog ? Math.max(header.userVersion, versionInLog(file)) : header.userVersion
      if (version > known) return fail(future(file, version, known))
      if (header.applicationId === APPLICATION_ID || header.hasLog) return ok(undefined)
      return fail(damaged(file, 'it is a database of another program'))
    }
  }
}

/** A read-only connection reads the log without moving it into the file. */
function versionInLog(file: string): number {
  const db = new Database(file, { readonly: true, timeout: 0 })
  try {
    return schemaVersion(db)
  } finally {
    db.close()
  }
}

function future(file: string, found: number, known: number): FileProblem {
  const message = `The collection ${file} was made by a newer version of Epoch (format ${found}, this one reads up to ${known}).`
  return { code: 'future', message, found, known }
}
