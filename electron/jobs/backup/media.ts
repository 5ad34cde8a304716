import fs from 'node:fs'
import path from 'node:path'
import { mediaInContent } from '../../importers/media-in-content.ts'
import { hasFile, pathOfHash, storedHashes, sweep } from '../../media/store.ts'
import { ok, type Result } from '../../core/result.ts'
import { hashesInBackups } from '../../store/backup-media.ts'
import type { Collection } from '../../store/collection.ts'
import { mediaName } from '../../store/media.ts'
import type { StoreProblem } from '../../store/problems.ts'

/** What does not fit between notes, the list of media and the files. */
export interface MediaState {
  /** Names in the list whose file is gone. */
  readonly missing: readonly string[]
  /** Names in the list that no note and no note type refers to. */
  readonly unused: readonly string[]
  /** Files that neither the list nor a backup names. */
  readonly stray: readonly string[]
}

export interface MediaRepair {
  /** Files that came back from the trash. */
  readonly returned: number
  /** Names taken out of the list. */
  readonly unlisted: number
  /** Files that went into the trash. */
  readonly trashed: number
  /** Files of an earlier check that left the trash for good. */
  readonly emptied: number
}

/** Files that a check took away; they stay here until the next one. */
export const TRASH_FOLDER = 'media-trash'
const HASH = /^[0-9a-f]{64}$/
/** A write that is under way is younger. */
const STALE_MS = 3_600_000
/** Hash and size of a medium, as the undo log keeps them. */
const IN_UNDO = /"([0-9a-f]{64}) \d+"/g

/**
 * Looks which media are missing, unused or strays. Reads every note. Names with a leading underscore are kept for
 * templates, as in Anki.
 */
export function mediaState(collection: Collection): MediaState {
  const rows = collection.media.all()
  const kept = hashesInBackups(collection.dataDir)
  const listed = new Set([...rows.map((row) => row.hash), ...hashesInUndo(collection)])
  const used = rows.length === 0 ? new Set<string>() : usedNames(collection)
  return {
    missing: rows.filter((row) => !hasFile(collection.dataDir, row.hash)).map((row) => row.name),
    unused: rows.filter((row) => !row.name.startsWith('_') && !used.has(row.name)).map((row) => row.name),
    // A backup that cannot be read may need any file.
    stray:
      kept === null ? [] : [...storedHashes(collection.dataDir)].filter((hash) => !listed.has(hash) && !kept.has(hash)),
  }
}

/**
 * Takes unused media out of the list and stray files into the trash, brings back what is missed, and empties the trash
 * of the check before. A file that a backup needs is never taken away.
 * @param at epoch milliseconds
 */
export function repairMedia(collection: Collection, at: number): Result<MediaRepair, StoreProblem> {
  const { dataDir } = collection
  const before = trashed(dataDir)
  let returned = 0
  for (const { hash } of collection.media.all()) {
    if (hasFile(dataDir, hash) || !before.includes(hash)) continue
    fs.mkdirSync(path.dirname(pathOfHash(dataDir, hash)), { recursive: true })
    fs.renameSync(path.join(dataDir, TRASH_FOLDER, hash), pathOfHash(dataDir, hash))
    returned += 1
  }
  const left = trashed(dataDir)
  for (const hash of left) fs.rmSync(path.join(dataDir, TRASH_FOLDER, hash), { force: true })
  const { unused } = mediaState(collection)
  const done = collection.transact('Take out unused media', (writes) => {
    for (const name of unused) writes.media.remove(name)
    return ok(unused.length)
  })
  if (!done.ok) return done
  const { stray } = mediaState(collection)
  if (stray.length > 0) fs.mkdirSync(path.join(dataDir, TRASH_FOLDER), { recursive: true })
  for (const hash of stray) fs.renameSync(pathOfHash(dataDir, hash), path.join(dataDir, TRASH_FOLDER, hash))
  sweep(dataDir, at - STALE_MS)
  return ok({ returned, unlisted: unused.length, trashed: stray.length, emptied: left.length })
}

function trashed(dataDir: string): string[] {
  const folder = path.join(dataDir, TRASH_FOLDER)
  return fs.existsSync(folder) ? fs.readdirSync(folder).filter((name) => HASH.test(name)) : []
}

/** Names that notes and note types refer to, as the list has them. */
function usedNames({ db }: Collection): Set<string> {
  const used = new Set<string>()
  const sources = [
    'SELECT content FROM note',
    'SELECT pending FROM note WHERE pending IS NOT NULL',
    'SELECT definition FROM note_type',
    'SELECT content FROM draft',
    'SELECT snapshot FROM attempt_item',
    'SELECT changes FROM undo_entry',
    'SELECT changes FROM undo_part',
  ]
  for (const sql of sources) {
    for (const json of db.prepare<[], string>(sql).pluck().iterate())
      for (const name of mediaInContent(JSON.parse(json))) used.add(mediaName(name))
  }
  return used
}

/** Files whose names an undo took away, and a redo would bring back. */
function hashesInUndo({ db }: Collection): Set<string> {
  const found = new Set<string>()
  for (const table of ['undo_entry', 'undo_part']) {
    const changes = db.prepare<[], string>(`SELECT changes FROM ${table} WHERE changes LIKE '%"media"%'`).pluck()
    for (const text of changes.iterate()) for (const [, hash = ''] of text.matchAll(IN_UNDO)) found.add(hash)
  }
  return found
}
