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
  const folders = new Set<string>()
  try {
    const put = files.map((bytes): PutFile => {
      const hash = hashOf(bytes)
      const target = pathOfHash(dataDir, hash)
      const fresh = !writing.has(hash) && !isThere(target, bytes.byteLength)
      if (fresh) {
        makeOnce(path.dirname(target), folders)
        writing.set(hash, begin(target, bytes))
      }
      return { hash, size: bytes.byteLength, fresh }
    })
    await Promise.all([...writing.values()].map(({ handle }) => sync(handle)))
    for (const one of writing.values()) finish(one)
    await syncFolders(folders)
    return put
  } finally {
    for (const one of writing.values()) giveUp(one)
  }
}

function begin(target: string, bytes: Uint8Array): Writing {
  const temporary = path.join(path.dirname(target), `.new-${randomBytes(8).toString('hex')}`)
  const one: Writing = { temporary, target, handle: fs.openSync(temporary, 'wx'), open: true, named: false }
  try {
    for (let written = 0; written < bytes.byteLength;) written += fs.writeSync(one.handle, bytes, written)
    return one
  } catch (error) {
    giveUp(one)
    throw error
  }
}

function makeOnce(folder: string, made: Set<string>): void {
  if (made.has(folder)) return
  fs.mkdirSync(folder, { recursive: true })
  made.add(folder)
}

/** A name is on the disk when its folder is; Windows does that by itself, and opens no folder. */
async function syncFolders(folders: ReadonlySet<string>): Promise<void> {
  if (process.platform === 'win32') return
  const handles: number[] = []
  try {
    for (const folder of folders) handles.push(fs.openSync(folder, 'r'))
    await Promise.all(handles.map((handle) => sync(handle)))
  } finally {
    for (const handle of handles) fs.closeSync(handle)
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
