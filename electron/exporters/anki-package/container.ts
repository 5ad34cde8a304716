import { createHash } from 'node:crypto'
import fs from 'node:fs'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import zlib from 'node:zlib'
import yazl from 'yazl'
import { mediaEntries, packageMeta } from './proto.ts'

/** Which members a package has: two for every Anki since 2012, the last for Anki 2.1.50 and later. */
export type OutForm = 'anki2' | 'anki21' | 'anki21b'

/** A file that notes name. */
export interface OutMedium {
  readonly name: string
  /** Bytes. */
  readonly size: number
  /** Absolute path. */
  readonly file: string
}

export interface PackageMembers {
  readonly form: OutForm
  /** The finished collection. */
  readonly collection: string
  /** The collection for programs that are too old, beside the newest form. */
  readonly dummy: string | null
  readonly media: readonly OutMedium[]
}

/** Told of each medium; false ends the writing. */
export type OnMember = (done: number, total: number) => boolean

export type PackageOutcome = 'written' | 'cancelled'

/** Bytes of a file that is read at once, and of those that may wait to be written. */
const SMALL = 256 * 1024
const MOST_WAITING = 16 * 1024 * 1024
const MODE = 0o100644
/** Same bytes for the same collection; zip knows no date before 1980. */
const DATE = new Date(Date.UTC(2000, 0, 1))
const NAMES: Readonly<Record<OutForm, string>> = {
  anki2: 'collection.anki2',
  anki21: 'collection.anki21',
  anki21b: 'collection.anki21b',
}

/**
 * Packs a collection with its media. One medium is read at a time, so that memory does not grow with their number.
 * @param target written anew
 */
export async function writePackageFile(
  target: string,
  members: PackageMembers,
  onMember: OnMember,
): Promise<PackageOutcome> {
  const newest = members.form === 'anki21b'
  const zip = new yazl.ZipFile()
  const output = fs.createWriteStream(target, { flags: 'wx' })
  const written = pipeline(zip.outputStream, output)
  // Looked at below, whatever happens in between.
  written.catch(() => undefined)
  const packed = newest ? await zstdFile(members.collection) : members.collection
  if (members.form !== 'anki2') zip.addBuffer(Buffer.from(packageMeta(newest ? 3 : 2)), 'meta', stored)
  zip.addFile(packed, NAMES[members.form], newest ? stored : deflated)
  if (members.dummy !== null) zip.addFile(members.dummy, NAMES.anki2, stored)
  // A disk that is full ends the whole, whatever is waited for.
  const list = await Promise.race([addMedia(zip, members.media, newest, onMember), written.then(() => null)])
  if (list === null) {
    output.destroy()
    await written.catch(() => undefined)
    return 'cancelled'
  }
  const media = newest ? zlib.zstdCompressSync(mediaEntries(list)) : Buffer.from(JSON.stringify(jsonList(list)))
  zip.addBuffer(media, 'media', newest ? stored : deflated)
  zip.end()
  await written
  return 'written'
}

const stored = { mtime: DATE, mode: MODE, compress: false } as const
const deflated = { mtime: DATE, mode: MODE, compress: true, compressionLevel: 1 } as const

interface Listed {
  readonly name: string
  readonly size: number
  readonly sha1: Uint8Array
}

function jsonList(list: readonly Listed[]): Record<string, string> {
  return Object.fromEntries(list.map(({ name }, index) => [String(index), name]))
}

/** @returns the list of what was added, or null when it was cancelled */
async function addMedia(
  zip: yazl.ZipFile,
  media: readonly OutMedium[],
  newest: boolean,
  onMember: OnMember,
): Promise<Listed[] | null> {
  const list: Listed[] = []
  let waiting = 0
  for (const [done, medium] of media.entries()) {
    if (!onMember(done, media.length)) return null
    if (medium.size <= SMALL) {
      waiting += medium.size
      list.push(addSmall(zip, medium, String(list.length), newest))
      if (waiting > MOST_WAITING) {
        waiting = 0
        await pumped(zip)
      }
      continue
    }
    const stream = fs.createReadStream(medium.file)
    const hash = createHash('sha1')
    const counted = { size: 0 }
    const source = Readable.from(counting(stream, hash, counted))
    const options = { mtime: DATE, mode: MODE, compress: false }
    const member = newest ? source.pipe(zlib.createZstdCompress()) : source
    const ended = new Promise<void>((resolve, reject) => {
      member.once('end', resolve)
      member.once('error', reject)
      source.once('error', reject)
    })
    zip.addReadStream(member, String(list.length), options)
    await ended
    list.push({ name: medium.name, size: counted.size, sha1: hash.digest() })
  }
  return list
}

/** A small file at once: most are, and streams would cost more than the bytes. */
function addSmall(zip: yazl.ZipFile, { name, file }: OutMedium, member: string, newest: boolean): Listed {
  const bytes = fs.readFileSync(file)
  zip.addBuffer(newest ? zlib.zstdCompressSync(bytes) : bytes, member, stored)
  return { name, size: bytes.byteLength, sha1: createHash('sha1').update(bytes).digest() }
}

/** Waits until what was added is on its way to the disk. */
async function pumped(zip: yazl.ZipFile): Promise<void> {
  const { outputStream } = zip
  if (!(outputStream instanceof Readable)) return
  while (outputStream.readableLength > 0) await new Promise((resolve) => setImmediate(resolve))
}

async function* counting(
  stream: AsyncIterable<Buffer>,
  hash: ReturnType<typeof createHash>,
  counted: { size: number },
): AsyncGenerator<Buffer> {
  for await (const part of stream) {
    hash.update(part)
    counted.size += part.byteLength
    yield part
  }
}

/** @returns the compressed file, beside the other */
async function zstdFile(file: string): Promise<string> {
  const target = `${file}.zst`
  await pipeline(fs.createReadStream(file), zlib.createZstdCompress(), fs.createWriteStream(target))
  return target
}
