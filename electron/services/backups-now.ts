import fs from 'node:fs'
import { fail, ok, type Result } from '../core/result.ts'
import { recover, type RecoverChoice, type Recovered } from '../jobs/backup/recover.ts'
import { mediaRemarks, repair, type RepairReport } from '../jobs/backup/repair.ts'
import { quietPulse } from '../jobs/protocol.ts'
import { backUp, thinBackups, type MadeBackup } from '../store/backup.ts'
import { findBackup, listBackups, type BackupFile, type BackupReason } from '../store/backup-names.ts'
import { restoreInto, type Restored } from '../store/backup-restore.ts'
import { verifyBackup, type BackupCounts, type VerifiedBackup } from '../store/backup-verify.ts'
import type { Context } from './context.ts'
import { zoneNow } from './system-zone.ts'

export type { BackupCounts, BackupFile, RepairReport }

/** Why nothing was done, in a sentence. */
export interface BackupRefusal {
  readonly code: string
  readonly message: string
}

type Done<T> = Result<T, BackupRefusal>

/** Every backup of a data folder, newest first; opens none. */
export function backupsIn(dataDir: string): BackupFile[] {
  return listBackups(dataDir)
}

/**
 * The file that is meant by the name of a backup or by a path; without either, the collection as it was before the
 * last restore.
 * @param wanted name: as it was typed; file: the same as an absolute path
 */
export function wantedBackup(dataDir: string, wanted: { name: string; file: string } | null): Done<string> {
  if (wanted === null) {
    const before = listBackups(dataDir).find((backup) => backup.reason === 'restore')
    if (before !== undefined) return ok(before.file)
    return fail({ code: 'nothing-to-undo', message: 'No restore was made here that could be undone.' })
  }
  const known = findBackup(dataDir, wanted.name)
  if (known !== undefined) return ok(known.file)
  if (fs.statSync(wanted.file, { throwIfNoEntry: false })?.isFile()) return ok(wanted.file)
  return fail({ code: 'no-such-backup', message: `${wanted.name}: there is no such backup or file.` })
}

/** Opens a backup and reads all of it. */
export function lookInto(file: string): Done<VerifiedBackup> {
  return inWords(file, verifyBackup(file))
}

/** A file that cannot be restored is no damaged collection to the person who named it. */
function inWords<T>(file: string, done: Done<T>): Done<T> {
  if (done.ok || done.error.code !== 'damaged') return done
  const reason = 'reason' in done.error ? ` (${String(done.error.reason)})` : ''
  return fail({ code: 'damaged', message: `${file} is damaged, or no backup of Epoch${reason}.` })
}

/** Makes a backup on this thread, for the command line. */
export async function backUpNow(
  { collection, dataDir, now, zone }: Context,
  reason: BackupReason,
): Promise<Done<MadeBackup>> {
  const made = await backUp(collection.db, dataDir, reason, now())
  // Who uses the command line alone has no clock that would do it.
  if (made.ok) thinBackups(dataDir, now(), zone())
  return made
}

/** Restores a backup on this thread, for the command line. */
export async function restoreNow({ collection, now }: Context, file: string): Promise<Done<Restored>> {
  return inWords(file, await restoreInto(collection, file, now()))
}

/** Checks and repairs on this thread, for the command line. */
export function repairNow({ collection, now, zone }: Context): Promise<Done<RepairReport>> {
  return repair(collection, { at: now(), zone: zone() }, quietPulse)
}

/** What is not as it could be with media, and harms nothing; in sentences. */
export function remarksNow({ collection }: Context): string[] {
  return mediaRemarks(collection)
}

/**
 * Puts a file, or what can still be read, in the place of a damaged collection, on this thread.
 * @param file a backup; null to salvage
 */
export async function recoverDamaged(dataDir: string, file: string | null): Promise<Done<Recovered>> {
  const choice: RecoverChoice = file === null ? { from: 'salvage' } : { from: 'file', file }
  const done = await recover(dataDir, choice, { at: Date.now(), zone: zoneNow() }, quietPulse)
  return file === null ? done : inWords(file, done)
}
