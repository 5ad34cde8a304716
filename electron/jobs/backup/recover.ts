import { randomUUID } from 'node:crypto'
import { copyFileSync } from 'node:fs'
import { join } from 'node:path'
import { fail, ok, type Result } from '../../core/result.ts'
import { isSystemError, removeDatabase } from '../../store/backup.ts'
import { findBackup } from '../../store/backup-names.ts'
import { incomingFile, replaceCollection } from '../../store/backup-recover.ts'
import { countsOf, verifyBackup, type BackupCounts } from '../../store/backup-verify.ts'
import { COLLECTION_FILE } from '../../store/connection.ts'
import { takeLock } from '../../store/lock.ts'
import { repairRows } from '../../store/repair.ts'
import type { Repaired } from '../../store/repair-report.ts'
import { salvage, type Salvaged } from '../../store/salvage.ts'
import { makeCollectionFile } from '../../store/salvage-into.ts'
import type { JobPulse } from '../protocol.ts'
import { repairHelp, type RepairMoment } from './help.ts'

/** What comes in the place of a damaged collection. */
export type RecoverChoice =
  | { readonly from: 'backup'; readonly name: string }
  | { readonly from: 'file'; readonly file: string }
  | { readonly from: 'salvage' }
  | { readonly from: 'nothing' }

export interface Recovered {
  readonly counts: BackupCounts
  /** Folder that the damaged file is in now. */
  readonly kept: string
  /** For a salvage: what was read, and what had to be put right. */
  readonly salvaged: (Salvaged & { readonly repaired: readonly Repaired[] }) | null
}

interface RecoverProblem {
  readonly code: string
  readonly message: string
}

type Prepared = Result<Pick<Recovered, 'counts' | 'salvaged'>, RecoverProblem>

/**
 * Puts a collection in the place of a damaged one, which is moved aside and never removed. Nothing is moved before the
 * new file is whole and on disk.
 */
export async function recover(
  dataDir: string,
  choice: RecoverChoice,
  moment: RepairMoment,
  pulse: JobPulse,
): Promise<Result<Recovered, RecoverProblem>> {
  const lock = takeLock(dataDir)
  if (!lock.ok) return lock
  const file = incomingFile(dataDir)
  try {
    const prepared = prepare(dataDir, choice, moment, pulse)
    if (!prepared.ok) return prepared
    if (pulse.cancelled()) return fail({ code: 'cancelled', message: 'Cancelled. Nothing was changed.' })
    return ok({ ...prepared.value, kept: replaceCollection(dataDir, moment.at) })
  } catch (error) {
    if (!isSystemError(error)) throw error
    return fail({ code: 'recover-failed', message: `Nothing was changed: ${error.message}` })
  } finally {
    removeDatabase(file)
    lock.value.release()
  }
}

function prepare(dataDir: string, choice: RecoverChoice, moment: RepairMoment, pulse: JobPulse): Prepared {
  const file = incomingFile(dataDir)
  switch (choice.from) {
    case 'backup': {
      const backup = findBackup(dataDir, choice.name)
      if (backup === undefined) return fail({ code: 'no-such-backup', message: 'This backup no longer exists.' })
      return copyOf(backup.file, file)
    }
    case 'file':
      return copyOf(choice.file, file)
    case 'salvage':
      return ok(salvageInto(join(dataDir, COLLECTION_FILE), file, moment, pulse))
    case 'nothing': {
      const counts = makeCollectionFile(file, moment.at, randomUUID(), (db) => {
        repairRows(db, repairHelp(db, moment, randomUUID))
        return countsOf(db)
      })
      return ok({ counts, salvaged: null })
    }
  }
}

function copyOf(from: string, to: string): Prepared {
  const found = verifyBackup(from)
  if (!found.ok) return found
  copyFileSync(from, to)
  return ok({ counts: found.value.counts, salvaged: null })
}

function salvageInto(
  from: string,
  file: string,
  moment: RepairMoment,
  pulse: JobPulse,
): Pick<Recovered, 'counts' | 'salvaged'> {
  return makeCollectionFile(file, moment.at, randomUUID(), (db) => {
    const read = salvage(from, db, (done, total) => pulse.progress('Reading what is left', done, total))
    pulse.progress('Putting it in order', 0, 1)
    const repaired = repairRows(db, repairHelp(db, moment, randomUUID))
    if (!repaired.ok) throw new Error(repaired.error.message)
    return { counts: countsOf(db), salvaged: { ...read, repaired: repaired.value } }
  })
}

/** What a salvage would bring, with nothing written but a file that is removed again. */
export function tryoutSalvage(dataDir: string, moment: RepairMoment, pulse: JobPulse): BackupCounts {
  const file = `${incomingFile(dataDir)}.tryout`
  try {
    return salvageInto(join(dataDir, COLLECTION_FILE), file, moment, pulse).counts
  } finally {
    removeDatabase(file)
  }
}
