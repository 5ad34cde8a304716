import type { Pages } from './salvage-pages.ts'

export type Value = number | bigint | string | Buffer | null

/** A row as it lies in a page. */
export interface FoundRow {
  readonly rowid: number
  readonly values: readonly Value[]
}

/** Kinds of b-tree pages; https://www.sqlite.org/fileformat.html#b_tree_pages. */
export const TABLE_LEAF = 0x0d
export const TABLE_INTERIOR = 0x05
export const INDEX_LEAF = 0x0a
export const INDEX_INTERIOR = 0x02

/** Nothing that Epoch writes is longer; a length beyond it is damage. */
const LONGEST_ROW = 64 * 1024 * 1024

class Broken extends Error {}

/** A b-tree page: what it says of itself, with none of it believed. */
export interface TreePage {
  readonly kind: number
  /** Page number of the last child; 0 on leaves. */
  readonly lastChild: number
  /** Offsets of its cells. */
  readonly cells: readonly number[]
}

/** Reads the head of a b-tree page, or null when it is none. */
export function treePage(page: Buffer, number: number): TreePage | null {
  const start = number === 1 ? 100 : 0
  const kind = page[start] ?? 0
  const interior = kind === TABLE_INTERIOR || kind === INDEX_INTERIOR
  if (!interior && kind !== TABLE_LEAF && kind !== INDEX_LEAF) return null
  const count = page.readUInt16BE(start + 3)
  const first = start + (interior ? 12 : 8)
  if (first + count * 2 > page.length) return null
  const cells = Array.from({ length: count }, (_, index) => page.readUInt16BE(first + index * 2))
  return { kind, lastChild: interior ? page.readUInt32BE(start + 8) : 0, cells }
}

/** The child that stands before a cell of an interior page. */
export function childAt(page: Buffer, cell: number): number {
  return cell + 4 <= page.length ? page.readUInt32BE(cell) : 0
}

/** The row of a cell, or null when it is damaged. */
export function rowAt(pages: Pages, page: Buffer, kind: number, cell: number): FoundRow | null {
  try {
    let at = kind === INDEX_INTERIOR ? cell + 4 : cell
    const [length, afterLength] = varint(page, at)
    at = afterLength
    let rowid = 0
    if (kind === TABLE_LEAF) [rowid, at] = varint(page, at)
    if (length > LONGEST_ROW) return null
    const payload = payloadAt(pages, page, at, length, kind === TABLE_LEAF)
    return { rowid, values: record(payload) }
  } catch (error) {
    if (error instanceof Broken || error instanceof RangeError) return null
    throw error
  }
}

function varint(bytes: Buffer, from: number): [value: number, next: number] {
  let value = 0n
  for (let index = 0; index < 9; index += 1) {
    const byte = bytes[from + index]
    if (byte === undefined) throw new Broken()
    if (index === 8) return [Number(BigInt.asIntN(64, (value << 8n) | BigInt(byte))), from + 9]
    value = (value << 7n) | BigInt(byte & 0x7f)
    if (byte < 0x80) return [Number(value), from + index + 1]
  }
  throw new Broken()
}

/** A row's bytes: what lies in its page, then its overflow pages. */
function payloadAt(pages: Pages, page: Buffer, at: number, length: number, inTable: boolean): Buffer {
  const usable = pages.size
  const most = inTable ? usable - 35 : Math.floor(((usable - 12) * 64) / 255) - 23
  if (length <= most) {
    if (at + length > page.length) throw new Broken()
    return page.subarray(at, at + length)
  }
  const least = Math.floor(((usable - 12) * 32) / 255) - 23
  const fitting = least + ((length - least) % (usable - 4))
  const local = fitting <= most ? fitting : least
  const parts = [page.subarray(at, at + local)]
  let next = page.readUInt32BE(at + local)
  for (let left = length - local; left > 0; left -= usable - 4) {
    const overflow = pages.page(next)
    if (overflow === null) throw new Broken()
    parts.push(overflow.subarray(4, 4 + Math.min(left, usable - 4)))
    next = overflow.readUInt32BE(0)
  }
  return Buffer.concat(parts)
}

/** https://www.sqlite.org/fileformat.html#record_format */
function record(bytes: Buffer): Value[] {
  const [headerEnd, first] = varint(bytes, 0)
  const values: Value[] = []
  let at = headerEnd
  for (let head = first; head < headerEnd;) {
    const [type, next] = varint(bytes, head)
    head = next
    const [value, length] = column(bytes, at, type)
    values.push(value)
    at += length
  }
  if (at > bytes.length) throw new Broken()
  return values
}

const INTEGER_BYTES = [0, 1, 2, 3, 4, 6, 8]

function column(bytes: Buffer, at: number, type: number): [value: Value, length: number] {
  if (type === 0) return [null, 0]
  if (type === 8 || type === 9) return [type - 8, 0]
  if (type === 7) return [bytes.readDoubleBE(at), 8]
  if (type === 6) return [whole(bytes.readBigInt64BE(at)), 8]
  if (type < 6) {
    const length = INTEGER_BYTES[type] ?? 0
    return [bytes.readIntBE(at, length), length]
  }
  if (type < 12 || !Number.isSafeInteger(type)) throw new Broken()
  const length = Math.floor((type - 12) / 2)
  const slice = bytes.subarray(at, at + length)
  if (slice.length !== length) throw new Broken()
  return [type % 2 === 0 ? Buffer.from(slice) : slice.toString('utf8'), length]
}

function whole(value: bigint): number | bigint {
  const number = Number(value)
  return Number.isSafeInteger(number) ? number : value
}
