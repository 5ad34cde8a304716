import { existsSync, mkdirSync, readdirSync, renameSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { syncFile, syncFolder } from './backup.ts'
import { stampOf } from './backup-names.ts'
import { COLLECTION_FILE } from './connection.ts'

/** Where damaged collections are kept, each in a folder of its own; the program never removes them. */
export const DAMAGED_FOLDER = 'damaged'
const INCOMING = `${COLLECTION_FILE}.incoming`
const BESIDE = ['-wal', '-shm']

/** The file that becomes the collection once `replaceCollection` is called; whole, closed, without a log. */
export function incomingFile(dataDir: string): string {
  return join(dataDir, `.new-${INCOMING}`)
}

/**
 * Moves a damaged collection aside, with its log, and puts the prepared file in its place. Call it with the folder's
 * lock and no connection open. A process that dies on the way is finished by `finishReplacing` at the next start:
 * until the collection's file has gone the old one counts, afterwards the new one.
 * @param at epoch milliseconds, for the name of the folder
 * @returns the folder that the damaged file is in now
 */
export function replaceCollection(dataDir: string, at: number): string {
  const aside = join(dataDir, DAMAGED_FOLDER, stampOf(at))
  mkdirSync(aside, { recursive: true })
  const fresh = incomingFile(dataDir)
  syncFile(fresh)
  renameSync(fresh, join(dataDir, INCOMING))
  syncFolder(dataDir)
  moveIfThere(dataDir, aside, COLLECTION_FILE)
  syncFolder(dataDir)
  finishReplacing(dataDir)
  return aside
}

/**
 * Finishes or forgets a replacement that was interrupted; does nothing otherwise. Call it with the folder's lock,
 * before the collection is opened.
 */
export function finishReplacing(dataDir: string): void {
  const incoming = join(dataDir, INCOMING)
  if (!existsSync(incoming)) return
  const collection = join(dataDir, COLLECTION_FILE)
  if (existsSync(collection)) {
    rmSync(incoming)
    return
  }
  // The log belongs to the file that was moved.
  const aside = join(dataDir, DAMAGED_FOLDER, newestIn(join(dataDir, DAMAGED_FOLDER)))
  mkdirSync(aside, { recursive: true })
  for (const suffix of BESIDE) moveIfThere(dataDir, aside, `${COLLECTION_FILE}${suffix}`)
  renameSync(incoming, collection)
  syncFolder(dataDir)
}

function newestIn(folder: string): string {
  return existsSync(folder) ? (readdirSync(folder).toSorted().at(-1) ?? 'unknown') : 'unknown'
}

function moveIfThere(dataDir: string, aside: string, name: string): void {
  if (existsSync(join(dataDir, name))) renameSync(join(dataDir, name), join(aside, name))
}
