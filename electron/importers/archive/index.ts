import { Buffer } from 'node:buffer'
import type { Issue } from '../../contract/errors.ts'
import { fail, ok, type Result } from '../../core/result.ts'
import { readDirectory, type DirectoryEntry } from './directory.ts'
import { ARCHIVE_LIMITS, type ArchiveLimits } from './limits.ts'
import { entryRanges, type Range } from './ranges.ts'
import { archiveIssue } from './refusals.ts'
import { unpack } from './unpack.ts'

export { ARCHIVE_LIMITS, type ArchiveLimits } from './limits.ts'
export { inflateZstd } from './zstd.ts'

/** A file in an archive; folders are not listed. */
export interface ArchiveEntry {
  /** With its folders, parted by `/`. */
  readonly name: string
  /** Bytes when unpacked. */
  readonly size: number
}

/** A zip archive whose list of contents was checked; entries are unpacked when asked for. */
export interface Archive {
  readonly file: string
  /** In the order of the archive. */
  readonly entries: readonly ArchiveEntry[]
  has(name: string): boolean
  /**
   * Unpacks an entry.
   * @param cap bytes that the caller is ready to take, if fewer than the archive's limits allow
   * @returns its bytes; `archive-missing` when there is no such entry, or what is wrong with it
   */
  read(name: string, cap?: number): Promise<Result<Uint8Array, Issue[]>>
  /** As `read`, at once. */
  readNow(name: string, cap?: number): Result<Uint8Array, Issue[]>
}

/**
 * Opens a zip archive without unpacking anything. Refused before any entry is read: unsafe, reserved, repeated
 * or overlong names, links and devices, encryption, archives in parts, entries that share bytes, methods that are
 * not read, and every bound in `limits`.
 */
export async function readArchive(
  file: { readonly name: string; readonly bytes: Uint8Array },
  limits: ArchiveLimits = ARCHIVE_LIMITS,
): Promise<Result<Archive, Issue[]>> {
  const bytes = Buffer.from(file.bytes.buffer, file.bytes.byteOffset, file.bytes.byteLength)
  const directory = await readDirectory(file.name, bytes, limits)
  if (!directory.ok) return fail([directory.error])
  const ranges = entryRanges(bytes, directory.value)
  if (!ranges.ok) return fail([archiveIssue(file.name, ranges.error.problem, ranges.error.entry)])
  const files = directory.value.filter(({ name }) => !name.endsWith('/'))
  const records = new Map(files.map((entry) => [entry.name, entry.record]))
  const readNow: Archive['readNow'] = (name, cap = limits.entryBytes) =>
    readEntry(file.name, bytes, name, records.get(name), ranges.value.get(name), cap)
  return ok({
    file: file.name,
    entries: files.map(({ name, record }) => ({ name, size: record.uncompressedSize })),
    has: (name) => records.has(name),
    read: (name, cap) => Promise.resolve(readNow(name, cap)),
    readNow,
  })
}

function readEntry(
  file: string,
  bytes: Buffer,
  name: string,
  record: DirectoryEntry['record'] | undefined,
  range: Range | undefined,
  cap: number,
): Result<Uint8Array, Issue[]> {
  if (!record || !range) {
    const message = 'The archive does not hold a file that it should.'
    return fail([archiveIssue(file, { code: 'archive-missing', message, expected: name, found: 'no such file' }, name)])
  }
  const unpacked = unpack(bytes.subarray(range.from, range.to), record, cap)
  return unpacked.ok ? unpacked : fail([archiveIssue(file, unpacked.error, name)])
}
