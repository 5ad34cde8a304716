import { closeSync, existsSync, fstatSync, openSync, readSync, statSync } from 'node:fs'

const MAGIC = 'SQLite format 3\0'

/** What the first 100 bytes of a file say; https://www.sqlite.org/fileformat.html#the_database_header. */
export type FileHeader =
  | { readonly kind: 'absent' }
  | { readonly kind: 'empty' }
  | { readonly kind: 'not-sqlite' }
  | { readonly kind: 'cut-short' }
  | { readonly kind: 'sqlite'; readonly userVersion: number; readonly applicationId: number; readonly hasLog: boolean }

/**
 * Looks at a database file without SQLite, so that a file that is not ours is not touched. To be called while no
 * connection of this process has the file open: closing it would drop SQLite's own locks on POSIX.
 *
 * @throws the file system's error when the file is there and cannot be read
 */
export function readHeader(file: string): FileHeader {
  if (!existsSync(file)) return { kind: 'absent' }
  const head = Buffer.alloc(100)
  const fd = openSync(file, 'r')
  let read: number
  let size: number
  try {
    read = readSync(fd, head, 0, 100, 0)
    size = fstatSync(fd).size
  } finally {
    closeSync(fd)
  }
  if (read === 0) return { kind: 'empty' }
  if (read < 100 || head.toString('latin1', 0, 16) !== MAGIC) return { kind: 'not-sqlite' }
  const log = `${file}-wal`
  const hasLog = existsSync(log) && statSync(log).size > 0
  // With a log, the pages that the header counts may still be waiting in it.
  if (!hasLog && size < claimedSize(head)) return { kind: 'cut-short' }
  return { kind: 'sqlite', userVersion: head.readUInt32BE(60), applicationId: head.readUInt32BE(68), hasLog }
}

function claimedSize(head: Buffer): number {
  const pageSize = head.readUInt16BE(16)
  const countIsValid = head.readUInt32BE(24) === head.readUInt32BE(92)
  return countIsValid ? head.readUInt32BE(28) * (pageSize === 1 ? 65_536 : pageSize) : 0
}
