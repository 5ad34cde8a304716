import { randomUUID } from 'node:crypto'
import { readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

/** The running program that has the collection open, for a second start that wants to find it. */
export interface Owner {
  pid: number
  /** Where its interface is served, or null when it has a window only. */
  url: string | null
  /** Epoch milliseconds. */
  startedAt: number
  host: string
}

const ownerFile = (dataDir: string) => join(dataDir, 'owner.json')

/**
 * Says who has the collection open. The file is a note for people and second starts, never a lock: one left
 * behind by a killed process is harmless. Readable by this user only, since `url` may hold a token.
 * @throws the system's error when it cannot be written, with nothing left behind
 */
export function writeOwner(dataDir: string, owner: Owner): void {
  const fresh = `${ownerFile(dataDir)}.${randomUUID()}`
  try {
    writeFileSync(fresh, JSON.stringify(owner), { mode: 0o600, flag: 'wx' })
    renameSync(fresh, ownerFile(dataDir))
  } catch (error) {
    rmSync(fresh, { force: true })
    throw error
  }
}

/** The note left by `writeOwner`, or null when there is none that can be read. */
export function readOwner(dataDir: string): Owner | null {
  let text: string
  try {
    text = readFileSync(ownerFile(dataDir), 'utf8')
  } catch {
    return null
  }
  return parseOwner(text)
}

/** Removes the note. */
export function clearOwner(dataDir: string): void {
  rmSync(ownerFile(dataDir), { force: true })
}

function parseOwner(text: string): Owner | null {
  let value: unknown
  try {
    value = JSON.parse(text)
  } catch {
    return null
  }
  if (typeof value !== 'object' || value === null) return null
  const { pid, url, startedAt, host } = value as Record<string, unknown>
  if (typeof pid !== 'number' || typeof startedAt !== 'number' || typeof host !== 'string') return null
  return { pid, startedAt, host, url: typeof url === 'string' ? url : null }
}
