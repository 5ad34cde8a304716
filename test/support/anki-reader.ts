import Database from 'better-sqlite3'
import { inflateRawSync, zstdDecompressSync } from 'node:zlib'

/** An Anki package as a program that knows nothing of ours reads it: by the formats' own rules alone. */
export interface ReadPackage {
  /** Members by name, unpacked from the zip. */
  readonly members: ReadonlyMap<string, Buffer>
  /** What `meta` says, or null without one. */
  readonly version: number | null
  /** The newest collection, opened; the caller closes it. */
  readonly db: Database.Database
  readonly media: readonly ReadMedium[]
}

export interface ReadMedium {
  readonly name: string
  /** The newest form alone says these. */
  readonly size: number | null
  readonly sha1: string | null
  /** Unpacked. */
  readonly bytes: Buffer
}

/** Reads a package of any form. */
export function readAsAnki(bytes: Buffer): ReadPackage {
  const members = unzip(bytes)
  const of = (name: string): Buffer => {
    const member = members.get(name)
    if (member === undefined) throw new Error(`no member ${name}`)
    return member
  }
  const meta = members.get('meta')
  const version = meta === undefined ? null : Number(messageOf(meta)[0]?.value)
  if (version !== 3) {
    const db = opened(of(version === 2 ? 'collection.anki21' : 'collection.anki2'))
    const list = JSON.parse(of('media').toString('utf8')) as Record<string, string>
    const media = Object.entries(list).map(([member, name]) => ({ name, size: null, sha1: null, bytes: of(member) }))
    return { members, version, db, media }
  }
  const entries = messageOf(zstdDecompressSync(of('media'))).map(({ value }) => messageOf(value as Buffer))
  const media = entries.map((entry, index) => ({
    name: text(entry, 1),
    size: Number(entry.find(({ field }) => field === 2)?.value ?? 0),
    sha1: (entry.find(({ field }) => field === 3)?.value as Buffer).toString('hex'),
    bytes: zstdDecompressSync(of(String(index))),
  }))
  return { members, version, db: opened(zstdDecompressSync(of('collection.anki21b'))), media }
}

/** A field of a protobuf message: a number, four bytes of a float as a number, or bytes. */
export interface ReadField {
  readonly field: number
  readonly value: number | Buffer
}

/** The fields of a protobuf message in their order. */
export function messageOf(bytes: Uint8Array): ReadField[] {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const fields: ReadField[] = []
  let at = 0
  const varint = (): number => {
    let value = 0
    for (let power = 1; ; power *= 128) {
      const byte = buffer[at++] ?? 0
      value += (byte & 127) * power
      if (byte < 128) return value
    }
  }
  while (at < buffer.length) {
    const tag = varint()
    const wire = tag & 7
    if (wire === 0) fields.push({ field: tag >> 3, value: varint() })
    else if (wire === 5) {
      fields.push({ field: tag >> 3, value: Math.round(buffer.readFloatLE(at) * 1e4) / 1e4 })
      at += 4
    } else if (wire === 2) {
      const length = varint()
      fields.push({ field: tag >> 3, value: buffer.subarray(at, at + length) })
      at += length
    } else throw new Error(`wire type ${wire}`)
  }
  return fields
}

/** The text of a field; empty when it is not there. */
export function text(message: readonly ReadField[], field: number): string {
  const value = message.find((one) => one.field === field)?.value
  return value === undefined ? '' : (value as Buffer).toString('utf8')
}

/** A message inside a message. */
export function inner(message: readonly ReadField[], field: number): ReadField[] {
  const value = message.find((one) => one.field === field)?.value
  return value === undefined ? [] : messageOf(value as Buffer)
}

/** Single-precision numbers of a packed field. */
export function floats(message: readonly ReadField[], field: number): number[] {
  const value = message.find((one) => one.field === field)?.value as Buffer | undefined
  return value === undefined
    ? []
    : Array.from({ length: value.length / 4 }, (_, at) => Math.round(value.readFloatLE(at * 4) * 1e4) / 1e4)
}

/** SQLite without Anki's own collation reads its names by one of its own of the same length. */
function opened(bytes: Buffer): Database.Database {
  const copy = Buffer.from(bytes)
  const [own, known] = ['COLLATE unicase', 'COLLATE nocase ']
  for (let at = copy.indexOf(own); at >= 0; at = copy.indexOf(own, at)) copy.write(known, at)
  return new Database(copy, { readonly: true })
}

/** Members of a zip archive by its list of contents. */
function unzip(bytes: Buffer): Map<string, Buffer> {
  const end = bytes.lastIndexOf(Buffer.from([0x50, 0x4b, 5, 6]))
  const members = new Map<string, Buffer>()
  let at = bytes.readUInt32LE(end + 16)
  for (let count = bytes.readUInt16LE(end + 10); count > 0; count -= 1) {
    const [method, packed] = [bytes.readUInt16LE(at + 10), bytes.readUInt32LE(at + 20)]
    const [name, extra, comment] = [28, 30, 32].map((offset) => bytes.readUInt16LE(at + offset)) as [
      number,
      number,
      number,
    ]
    const local = bytes.readUInt32LE(at + 42)
    const from = local + 30 + bytes.readUInt16LE(local + 26) + bytes.readUInt16LE(local + 28)
    const data = bytes.subarray(from, from + packed)
    members.set(bytes.toString('utf8', at + 46, at + 46 + name), method === 8 ? inflateRawSync(data) : data)
    at += 46 + name + extra + comment
  }
  return members
}
