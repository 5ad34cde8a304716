import { randomBytes } from 'node:crypto'
import fs from 'node:fs'
import path from 'node:path'
import { promisify } from 'node:util'
import { hashOf, pathOfHash, type StoredFile } from './store.ts'

const sync = promisify(fs.fsync)

/** A file that was put away, and whether it was new. */
export interface PutFile extends StoredFile {
  readonly fresh: boolean
}

interface Writing {
  readonly temporary: string
  readonly target: string
  readonly handle: number
  /** The handle is open until the file has its name or is given up. */
  open: boolean
  named: boolean
}

/**
 * Puts several files away under their hashes, as `putFile` does one: each is on the disk before it has its name. The
 * system is asked to write all of them at once, which takes a tenth of the time that one after the other takes.
 * Keeps a handle open for each new file: give at most some dozens at a time.
 * @param dataDir the collection's data folder
 * @returns the files in the order in which they were given
 */
export async function putFiles(dataDir: string, files: readonly Uint8Array[]): Promise<PutFile[]> {
  const writing = new Map<string, Writing>()
  try {
    const put = files.map((bytes): PutFile => {
      const hash = hashOf(bytes)
      const target = pathOfHash(dataDir, hash)
      const fresh = !writing.has(hash) && !isThere(target, bytes.byteLength)
      if (fresh) writing.set(hash, begin(target, bytes))
      return { hash, size: bytes.byteLength, fresh }
    })
    await Promise.all([...writing.values()].map(({ handle }) => sync(handle)))
    for (const one of writing.values()) finish(one)
    return put
  } finally {
    for (const one of writing.values()) giveUp(one)
  }
}

function begin(target: string, bytes: Uint8Array): Writing {
  const temporary = path.join(path.dirname(target), `.new-${randomBytes(8).toString('hex')}`)
  const one: Writing = { temporary, target, handle: create(temporary), open: true, named: false }
  try {
    for (let written = 0; written < bytes.byteLength;) written += fs.writeSync(one.handle, bytes, written)
    return one
  } catch (error) {
    giveUp(one)
    throw error
  }
}

/** Opens a new file; its folder is there nearly always. */
function create(file: string): number {
  try {
    return fs.openSync(file, 'wx')
  } catch (error) {
    if (!(error instanceof Error) || !('code' in error) || error.code !== 'ENOENT') throw error
    fs.mkdirSync(path.dirname(file), { recursive: true })
    return fs.openSync(file, 'wx')
  }
}

function finish(one: Writing): void {
  close(one)
  fs.renameSync(one.temporary, one.target)
  one.named = true
}

function giveUp(one: Writing): void {
  close(one)
  if (!one.named) fs.rmSync(one.temporary, { force: true })
}

/** A file that is open cannot be renamed on Windows. */
function close(one: Writing): void {
  if (one.open) fs.closeSync(one.handle)
  one.open = false
}

function isThere(file: string, size: number): boolean {
  return fs.statSync(file, { throwIfNoEntry: false })?.size === size
}
