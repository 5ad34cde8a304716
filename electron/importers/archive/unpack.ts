import { crc32, inflateRawSync } from 'node:zlib'
import { fail, ok, type Result } from '../../core/result.ts'
import { sizeInWords } from '../limits.ts'
import type { DirectoryEntry } from './directory.ts'
import { isZlibError } from './zlib-error.ts'
import { damaged, type ArchiveProblem } from './refusals.ts'

const STORED = 0

/**
 * The bytes of an entry, checked against its size and checksum. Unpacking stops at the size that the directory
 * declares, so that an entry that lies about it costs no more than one that does not.
 * @param cap bytes that the caller is ready to take
 */
export function unpack(packed: Buffer, record: DirectoryEntry['record'], cap: number): Result<Buffer, ArchiveProblem> {
  const size = record.uncompressedSize
  if (size > cap) {
    const limit = sizeInWords(cap)
    const message = `An entry is larger than ${limit} when unpacked.`
    return fail({ code: 'archive-entry-size', message, expected: `at most ${limit}`, found: sizeInWords(size) })
  }
  const unpacked = record.compressionMethod === STORED ? ok(packed) : inflate(packed, size)
  if (!unpacked.ok) return unpacked
  const bytes = unpacked.value
  if (bytes.length !== size) {
    return fail(damaged('an entry has another size than it says.', `${bytes.length} instead of ${size} bytes`))
  }
  if (crc32(bytes) !== record.crc32) {
    return fail(damaged('the checksum of an entry is wrong.', 'bytes that were changed'))
  }
  return ok(bytes)
}

function inflate(packed: Buffer, size: number): Result<Buffer, ArchiveProblem> {
  try {
    return ok(inflateRawSync(packed, { maxOutputLength: Math.max(1, size), chunkSize: chunkFor(size) }))
  } catch (error) {
    if (!isZlibError(error)) throw error
    const tooLong = error.code === 'ERR_BUFFER_TOO_LARGE'
    return fail(
      tooLong
        ? damaged('an entry is larger than it says.', `more than ${size} bytes`)
        : damaged('an entry cannot be unpacked.', error.message),
    )
  }
}

/** One chunk, which then need not be put together from several and be in memory twice; for very large entries few. */
function chunkFor(size: number): number {
  return Math.min(Math.max(size, 1024), 64 * 1024 * 1024)
}
