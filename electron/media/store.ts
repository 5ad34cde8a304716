import { createHash, randomBytes } from 'node:crypto'
import fs from 'node:fs'
import path from 'node:path'

/** Folder of the collection's media below its data folder. */
export const MEDIA_FOLDER = 'media'
const HASH = /^[0-9a-f]{64}$/
const TEMPORARY = /^\.new-[0-9a-f]{16}$/

/** Bytes that were put away. */
export interface StoredFile {
  /** SHA-256 in lower-case hex. */
  readonly hash: string
  readonly size: number
}

/** SHA-256 of bytes, in lower-case hex: what a media file is named by. */
export function hashOf(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex')
}

/**
 * Where the bytes of a hash lie: `DATA/media/ab/abcdef…`. Throws for anything that is not a SHA-256 in lower-case hex,
 * so that no path can be made of it.
 */
export function pathOfHash(dataDir: string, hash: string): string {
  if (!HASH.test(hash)) throw new Error('a media hash that is none')
  return path.join(dataDir, MEDIA_FOLDER, hash.slice(0, 2), hash)
}

/**
 * Puts bytes away under their hash. Bytes that are there already are not written again; new ones are on the disk
 * before they have their name, so that a name always leads to whole bytes.
 * @param dataDir the collection's data folder
 * @param bytes what to keep
 */
export function putFile(dataDir: string, bytes: Uint8Array): StoredFile {
  const hash = hashOf(bytes)
  const target = pathOfHash(dataDir, hash)
  if (sizeOf(target) === bytes.byteLength) return { hash, size: bytes.byteLength }
  const folder = path.dirname(target)
  fs.mkdirSync(folder, { recursive: true })
  const temporary = path.join(folder, `.new-${randomBytes(8).toString('hex')}`)
  try {
    writeDurably(temporary, bytes)
    fs.renameSync(temporary, target)
    syncFolder(folder)
  } catch (error) {
    fs.rmSync(temporary, { force: true })
    throw error
  }
  return { hash, size: bytes.byteLength }
}

/** Whether the bytes of a hash are in the folder. */
export function hasFile(dataDir: string, hash: string): boolean {
  return sizeOf(pathOfHash(dataDir, hash)) !== null
}

/** The bytes of a hash, or null when they are gone. */
export function readFile(dataDir: string, hash: string): Buffer | null {
  return whereThere(() => fs.readFileSync(pathOfHash(dataDir, hash)))
}

/** A file to read from, to be closed by the caller; null when it is gone. */
export async function openFile(dataDir: string, hash: string): Promise<fs.promises.FileHandle | null> {
  try {
    return await fs.promises.open(pathOfHash(dataDir, hash), 'r')
  } catch (error) {
    if (isMissing(error)) return null
    throw error
  }
}

/** Takes the bytes of a hash away; nothing when they are gone already. */
export function removeFile(dataDir: string, hash: string): void {
  fs.rmSync(pathOfHash(dataDir, hash), { force: true })
}

/** Hashes of all files in the folder. */
export function* storedHashes(dataDir: string): Generator<string> {
  for (const file of filesBelow(dataDir)) if (HASH.test(file.name)) yield file.name
}

/**
 * Removes what a write that was killed left behind.
 * @param before epoch milliseconds: only temporary files last changed before this go, so that running writes stay
 * @returns how many files went
 */
export function sweep(dataDir: string, before: number): number {
  let swept = 0
  for (const file of filesBelow(dataDir)) {
    if (!TEMPORARY.test(file.name)) continue
    const full = path.join(file.parentPath, file.name)
    const changed = whereThere(() => fs.statSync(full).mtimeMs)
    if (changed === null || changed >= before) continue
    fs.rmSync(full, { force: true })
    swept += 1
  }
  return swept
}

function writeDurably(file: string, bytes: Uint8Array): void {
  const handle = fs.openSync(file, 'wx')
  try {
    for (let written = 0; written < bytes.byteLength;) written += fs.writeSync(handle, bytes, written)
    fs.fsyncSync(handle)
  } finally {
    fs.closeSync(handle)
  }
}

/** A name is on the disk when its folder is; Windows does that by itself, and opens no folder. */
function syncFolder(folder: string): void {
  if (process.platform === 'win32') return
  const handle = fs.openSync(folder, 'r')
  try {
    fs.fsyncSync(handle)
  } finally {
    fs.closeSync(handle)
  }
}

function* filesBelow(dataDir: string): Generator<fs.Dirent> {
  const top = path.join(dataDir, MEDIA_FOLDER)
  for (const folder of whereThere(() => fs.readdirSync(top, { withFileTypes: true })) ?? []) {
    if (!folder.isDirectory() || !/^[0-9a-f]{2}$/.test(folder.name)) continue
    for (const file of fs.readdirSync(path.join(top, folder.name), { withFileTypes: true })) {
      if (file.isFile()) yield file
    }
  }
}

function sizeOf(file: string): number | null {
  return whereThere(() => fs.statSync(file).size)
}

function whereThere<T>(read: () => T): T | null {
  try {
    return read()
  } catch (error) {
    if (isMissing(error)) return null
    throw error
  }
}

function isMissing(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'ENOENT'
}
