import { fail, ok, type Result } from '../../core/result.ts'
import { backUp, thinBackups, type MadeBackup } from '../../store/backup.ts'
import { findBackup, listBackups, type BackupReason } from '../../store/backup-names.ts'
import { restoreInto, type Restored } from '../../store/backup-restore.ts'
import { countsOf, verifyBackup, type BackupCounts, type VerifiedBackup } from '../../store/backup-verify.ts'
import type { Collection } from '../../store/collection.ts'
import type { Damaged } from '../../store/inspect.ts'
import type { JobFailure, JobPulse } from '../protocol.ts'
import type { RepairMoment } from './help.ts'
import { repair, type RepairReport } from './repair.ts'
import { recover, tryoutSalvage, type Recovered, type RecoverChoice } from './recover.ts'

/** Work on an open collection. */
export type BackupJob =
  | { readonly job: 'backup'; readonly reason: BackupReason; readonly at: number; readonly zone: string }
  | { readonly job: 'restore'; readonly name: string; readonly at: number }
  | ({ readonly job: 'repair' } & RepairMoment)
  | { readonly job: 'backup-counts' }

/** Work that opens no collection, since it may be damaged. */
export type LoneJob =
  | { readonly job: 'backup-look'; readonly name: string }
  | ({ readonly job: 'rescue-look' } & RepairMoment)
  | ({ readonly job: 'recover'; readonly choice: RecoverChoice } & RepairMoment)

/** What can take the place of a damaged collection. */
export interface RescueLook {
  /** The newest backup that was opened and found whole. */
  readonly newest: (VerifiedBackup & { readonly name: string; readonly at: number }) | null
  /** What a salvage would bring. */
  readonly salvage: BackupCounts
}

export interface BackupValues {
  backup: MadeBackup
  restore: Restored
  repair: RepairReport
  'backup-counts': BackupCounts
  'backup-look': VerifiedBackup
  'rescue-look': RescueLook
  recover: Recovered
}

type Outcome = Result<BackupValues[keyof BackupValues], JobFailure>

function refused(problem: { readonly code: string; readonly message: string }): Result<never, JobFailure> {
  const { code, message } = problem
  if (code === 'cancelled') return fail({ code })
  return fail({ code: 'refused', issues: [{ severity: 'error', code, message, where: {} }] })
}

/** Backs up, restores or repairs an open collection. */
export async function doBackupJob(collection: Collection, request: BackupJob, pulse: JobPulse): Promise<Outcome> {
  const { db, dataDir } = collection
  switch (request.job) {
    case 'backup': {
      pulse.progress('Making a backup', 0, 1)
      const made = await backUp(db, dataDir, request.reason, request.at)
      if (!made.ok) return refused(made.error)
      thinBackups(dataDir, request.at, request.zone)
      return made
    }
    case 'restore': {
      const backup = findBackup(dataDir, request.name)
      if (backup === undefined) return refused(NO_BACKUP)
      pulse.progress('Restoring', 0, 1)
      const restored = await restoreInto(collection, backup.file, request.at, () => pulse.cancelled())
      return restored.ok ? restored : refused(restored.error)
    }
    case 'repair': {
      const repaired = await repair(collection, request, pulse)
      return repaired.ok ? repaired : refused(repaired.error)
    }
    case 'backup-counts':
      return ok(countsOf(db))
  }
}

/** Looks into a backup, or puts a collection in the place of a damaged one. */
export async function doLoneJob(dataDir: string, request: LoneJob, pulse: JobPulse): Promise<Outcome> {
  if (request.job === 'recover') {
    const recovered = await recover(dataDir, request.choice, request, pulse)
    return recovered.ok ? ok(recovered.value) : refused(recovered.error)
  }
  if (request.job === 'rescue-look') return ok(rescueLook(dataDir, request, pulse))
  const backup = findBackup(dataDir, request.name)
  if (backup === undefined) return refused(NO_BACKUP)
  const looked = verifyBackup(backup.file)
  return looked.ok ? looked : refused(inPlainWords(looked.error))
}

function rescueLook(dataDir: string, moment: RepairMoment, pulse: JobPulse): RescueLook {
  let newest: RescueLook['newest'] = null
  for (const { name, file, at: made } of listBackups(dataDir)) {
    const found = verifyBackup(file)
    if (!found.ok) continue
    newest = { ...found.value, name, at: made }
    break
  }
  return { newest, salvage: tryoutSalvage(dataDir, moment, pulse) }
}

const NO_BACKUP = { code: 'no-such-backup', message: 'This backup no longer exists.' }

function inPlainWords(problem: Damaged | { readonly code: 'future'; readonly message: string }) {
  if (problem.code === 'future') return problem
  return { code: problem.code, message: `This backup is damaged and cannot be restored (${problem.reason}).` }
}

/** The backup that comes before an import. @returns why there is none; the import must not begin then */
export async function backUpBeforeImport(collection: Collection, at: number): Promise<Result<MadeBackup, JobFailure>> {
  const made = await backUp(collection.db, collection.dataDir, 'import', at)
  return made.ok ? made : refused(made.error)
}
