import { existsSync, readFileSync } from 'node:fs'

/** The pages of a database file, as they were when it was last written; nothing of it is trusted. */
export interface Pages {
  readonly size: number
  readonly count: number
  /** Bytes of a page by its number from 1, or null beyond the end. */
  page: (number: number) => Buffer | null
}

const WAL_HEADER = 32
const FRAME_HEADER = 24
const DEFAULT_SIZE = 4096

/**
 * Reads a database and its log without SQLite, so that no damage stops it. Pages that a finished transaction left in
 * the log go before those of the file.
 * Formats: https://www.sqlite.org/fileformat.html (pages) and #the_write_ahead_log.
 */
export function readPages(file: string): Pages {
  const bytes = existsSync(file) ? readFileSync(file) : Buffer.alloc(0)
  const log = existsSync(`${file}-wal`) ? readFileSync(`${file}-wal`) : Buffer.alloc(0)
  const size = pageSizeOf(bytes, log)
  const newer = pagesInLog(log, size)
  const inFile = Math.ceil(bytes.length / size)
  return {
    size,
    count: Math.max(inFile, ...newer.keys(), 0),
    page: (number) => {
      const found = newer.get(number)
      if (found !== undefined) return found
      if (number < 1 || number > inFile) return null
      const page = bytes.subarray((number - 1) * size, number * size)
      return page.length === size ? page : Buffer.concat([page, Buffer.alloc(size - page.length)])
    },
  }
}

function isPageSize(size: number): boolean {
  return size >= 512 && size <= 65_536 && (size & (size - 1)) === 0
}

function pageSizeOf(bytes: Buffer, log: Buffer): number {
  const inLog = log.length >= WAL_HEADER ? log.readUInt32BE(8) : 0
  if (isPageSize(inLog)) return inLog
  const written = bytes.length >= 18 ? bytes.readUInt16BE(16) : 0
  const size = written === 1 ? 65_536 : written
  return isPageSize(size) ? size : DEFAULT_SIZE
}

interface Sums {
  one: number
  two: number
}

/** The log's checksum over whole 8-byte groups. */
function addTo(sums: Sums, bytes: Buffer, littleEndian: boolean): void {
  for (let at = 0; at + 8 <= bytes.length; at += 8) {
    const first = littleEndian ? bytes.readUInt32LE(at) : bytes.readUInt32BE(at)
    const second = littleEndian ? bytes.readUInt32LE(at + 4) : bytes.readUInt32BE(at + 4)
    sums.one = (sums.one + first + sums.two) >>> 0
    sums.two = (sums.two + second + sums.one) >>> 0
  }
}

/** Pages of finished transactions; reading stops at the first frame that is not whole. */
function pagesInLog(log: Buffer, size: number): Map<number, Buffer> {
  const finished = new Map<number, Buffer>()
  if (log.length < WAL_HEADER || log.readUInt32BE(8) !== size) return finished
  const littleEndian = (log.readUInt32BE(0) & 1) === 0
  const sums: Sums = { one: 0, two: 0 }
  addTo(sums, log.subarray(0, 24), littleEndian)
  if (sums.one !== log.readUInt32BE(24) || sums.two !== log.readUInt32BE(28)) return finished
  const pending = new Map<number, Buffer>()
  for (let at = WAL_HEADER; at + FRAME_HEADER + size <= log.length; at += FRAME_HEADER + size) {
    const page = log.subarray(at + FRAME_HEADER, at + FRAME_HEADER + size)
    if (log.compare(log, 16, 24, at + 8, at + 16) !== 0) break
    addTo(sums, log.subarray(at, at + 8), littleEndian)
    addTo(sums, page, littleEndian)
    if (sums.one !== log.readUInt32BE(at + 16) || sums.two !== log.readUInt32BE(at + 20)) break
    pending.set(log.readUInt32BE(at), page)
    if (log.readUInt32BE(at + 4) === 0) continue
    for (const [number, bytes] of pending) finished.set(number, bytes)
    pending.clear()
  }
  return finished
}
