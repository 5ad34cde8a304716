import { randomUUID } from 'node:crypto'
import { fail, ok, type Result } from '../../core/result.ts'
import { backUp } from '../../store/backup.ts'
import { checkCollection } from '../../store/check.ts'
import type { Collection } from '../../store/collection.ts'
import { repairRows } from '../../store/repair.ts'
import type { Repaired } from '../../store/repair-report.ts'
import type { JobPulse } from '../protocol.ts'
import { repairHelp, type RepairMoment } from './help.ts'
import { mediaState, repairMedia, type MediaRepair } from './media.ts'

/** What a repair found and did. */
export interface RepairReport {
  /** What was wrong before, in sentences. */
  readonly found: readonly string[]
  readonly done: readonly Repaired[]
  /** What is still wrong. */
  readonly left: readonly string[]
  /** What is not as it could be, and harms nothing. */
  readonly remarks: readonly string[]
  /** Name of the backup that was made first; null when the file could not be copied. */
  readonly backup: string | null
}

interface RepairProblem {
  readonly code: string
  readonly message: string
}

const THINGS = (count: number, one: string, many: string): string => `${count} ${count === 1 ? one : many}`

/** Remarks on media, in sentences. */
export function mediaRemarks(collection: Collection): string[] {
  const { missing, unused, stray } = mediaState(collection)
  const [first] = missing
  return [
    ...(missing.length > 0
      ? [`${THINGS(missing.length, 'media file is', 'media files are')} missing, such as “${first ?? ''}”.`]
      : []),
    ...(unused.length > 0
      ? [`${THINGS(unused.length, 'media file is used by no card.', 'media files are used by no card.')}`]
      : []),
    ...(stray.length > 0 ? [`${THINGS(stray.length, 'file has no name.', 'files have no name.')}`] : []),
  ]
}

function mediaWords({ returned, unlisted, trashed, emptied }: MediaRepair): Repaired[] {
  const told: [string, number, string][] = [
    ['media-returned', returned, 'media files came back from the trash.'],
    ['media-unused', unlisted, 'unused media files were taken out of the collection.'],
    ['media-trashed', trashed, 'files went into the trash, where they stay until the next repair.'],
    ['media-emptied', emptied, 'files of the repair before were removed.'],
  ]
  return told.flatMap(([code, count, words]) => (count === 0 ? [] : [{ code, count, message: `${count} ${words}` }]))
}

/**
 * Checks the collection, backs it up, puts right what can be, and checks again.
 * @returns what was found and done; `cancelled`, or why nothing could be done
 */
export async function repair(
  collection: Collection,
  moment: RepairMoment,
  pulse: JobPulse,
): Promise<Result<RepairReport, RepairProblem>> {
  const before = await checkCollection(collection, pulse)
  if (!before.ok) return fail({ code: 'cancelled', message: 'Cancelled.' })
  const broken = before.value.some((finding) => finding.code === 'file')
  pulse.progress('Making a backup first', 0, 1)
  const kept = await backUp(collection.db, collection.dataDir, 'repair', moment.at)
  // A damaged file has no whole copy; nothing but its indexes is written then.
  if (!kept.ok && !broken) return kept
  pulse.progress('Repairing', 0, 1)
  const rows = repairRows(collection.db, repairHelp(collection.db, moment, randomUUID))
  if (!rows.ok && rows.error.code !== 'damaged') return rows
  const media = rows.ok ? repairMedia(collection, moment.at) : null
  if (media !== null && !media.ok) return media
  const after = await checkCollection(collection, pulse)
  return ok({
    found: before.value.map((finding) => finding.message),
    done: [...(rows.ok ? rows.value : []), ...(media === null ? [] : mediaWords(media.value))],
    left: after.ok ? after.value.map((finding) => finding.message) : [],
    remarks: rows.ok ? mediaRemarks(collection) : [],
    backup: kept.ok ? kept.value.name : null,
  })
}
