/** Layout of an SQLite file (https://www.sqlite.org/fileformat2.html, sections 1.3 and 1.6). */
const HEADER = 100
const LEAF = 0x0d
const INTERIOR = 0x05
const MOST_PAGES = 10_000

const UNKNOWN = Buffer.from('COLLATE unicase')
const KNOWN = Buffer.from('COLLATE nocase ')

/** What the header of an SQLite file says, as far as it is needed. */
export interface SqliteHeader {
  readonly pageSize: number
  readonly pages: number
}

/** Reads the header; null when the bytes are no SQLite file. */
export function sqliteHeader(bytes: Buffer): SqliteHeader | null {
  if (bytes.length < 512 || bytes.toString('latin1', 0, 16) !== 'SQLite format 3\0') return null
  const stored = bytes.readUInt16BE(16)
  const pageSize = stored === 1 ? 65_536 : stored
  if (pageSize < 512 || (pageSize & (pageSize - 1)) !== 0) return null
  return { pageSize, pages: Math.floor(bytes.length / pageSize) }
}

/**
 * Makes a copy of a collection readable by an SQLite that knows nothing of Anki: its own collation for names becomes
 * one that SQLite has, in the pages of the schema alone, so that no note's text is touched; and a file that was kept
 * with a write-ahead log is marked as one without, since its log is not there.
 */
export function makeReadable(bytes: Buffer, header: SqliteHeader): void {
  bytes[18] = 1
  bytes[19] = 1
  for (const page of schemaPages(bytes, header)) {
    const start = page * header.pageSize
    const part = bytes.subarray(start, start + header.pageSize)
    for (let at = part.indexOf(UNKNOWN); at >= 0; at = part.indexOf(UNKNOWN, at)) KNOWN.copy(part, at)
  }
}

/** Pages (from 0) of the table that holds the schema, its overflow pages included. */
function schemaPages(bytes: Buffer, { pageSize, pages }: SqliteHeader): number[] {
  const found = new Set<number>()
  const waiting = [0]
  for (let page = waiting.pop(); page !== undefined; page = waiting.pop()) {
    if (page < 0 || page >= pages || found.has(page) || found.size >= MOST_PAGES) continue
    found.add(page)
    waiting.push(...pagesBelow(bytes.subarray(page * pageSize, (page + 1) * pageSize), page === 0 ? HEADER : 0))
  }
  return [...found]
}

/** Pages (from 0) that a page of a table's tree leads to; none for one that is not such a page. */
function pagesBelow(page: Buffer, at: number): number[] {
  const type = page[at]
  if (type === INTERIOR) {
    const children = cellsOf(page, at, 12).flatMap((cell) => pageAt(page, cell))
    return [...children, ...pageAt(page, at + 8)]
  }
  if (type !== LEAF) return pageAt(page, 0)
  return cellsOf(page, at, 8).flatMap((cell) => overflowOf(page, cell))
}

function cellsOf(page: Buffer, at: number, headerSize: number): number[] {
  const count = page.readUInt16BE(at + 3)
  const cells: number[] = []
  for (let index = 0; index < count; index += 1) {
    const pointer = at + headerSize + index * 2
    if (pointer + 2 > page.length) break
    cells.push(page.readUInt16BE(pointer))
  }
  return cells
}

/** A page number as it stands in the file, counted from 0 here. */
function pageAt(page: Buffer, at: number): number[] {
  if (at + 4 > page.length) return []
  const number = page.readUInt32BE(at)
  return number === 0 ? [] : [number - 1]
}

/** The first overflow page of a row that is too long for its page. Reserved bytes at the end of pages are not used by Anki. */
function overflowOf(page: Buffer, cell: number): number[] {
  const payload = varint(page, cell)
  const rowid = varint(page, cell + payload.length)
  const start = cell + payload.length + rowid.length
  const most = page.length - 35
  if (payload.value <= most) return []
  const least = Math.floor(((page.length - 12) * 32) / 255) - 23
  const kept = least + ((payload.value - least) % (page.length - 4))
  return pageAt(page, start + (kept <= most ? kept : least))
}

function varint(page: Buffer, at: number): { value: number; length: number } {
  let value = 0
  for (let length = 1; length <= 9; length += 1) {
    const byte = page[at + length - 1] ?? 0
    value = value * (length === 9 ? 256 : 128) + (length === 9 ? byte : byte & 0x7f)
    if (length === 9 || byte < 0x80) return { value, length }
  }
  return { value, length: 9 }
}
