import { oc } from '@orpc/contract'
import { z } from 'zod'
import { commonErrors } from '../errors.ts'
import { Instant } from '../shapes.ts'

const base = oc.errors(commonErrors)

/** Why a backup was made. */
export const BackupReasonName = z.enum(['schedule', 'close', 'hand', 'import', 'restore', 'repair', 'migration'])
export type BackupReasonName = z.infer<typeof BackupReasonName>

export const BackupRow = z.object({
  /** Names it everywhere. */
  name: z.string(),
  at: Instant,
  reason: BackupReasonName,
  bytes: z.int(),
})
export type BackupRow = z.infer<typeof BackupRow>

/** Rows that a person would miss. */
export const BackupCounts = z.object({
  decks: z.int(),
  notes: z.int(),
  cards: z.int(),
  reviews: z.int(),
  exams: z.int(),
})
export type BackupCounts = z.infer<typeof BackupCounts>

export const BackupsView = z.object({
  folder: z.string(),
  /** True where the host can open the folder in the system's own window. */
  opensFolder: z.boolean(),
  /** Minutes between backups while something changes. */
  minutes: z.int(),
  /** What the collection holds now. */
  counts: BackupCounts,
  /** Newest first. */
  backups: z.array(BackupRow),
  /** The collection as it was before the last restore. */
  undo: BackupRow.nullable(),
  /** Why the last automatic backup failed; null when it did not. */
  problem: z.string().nullable(),
})
export type BackupsView = z.infer<typeof BackupsView>

/** Shortest and longest time between automatic backups, in minutes. */
export const BACKUP_MINUTES = { min: 5, max: 1440, usual: 30 } as const

const Named = z.object({ name: z.string().max(120) })

export const RepairReport = z.object({
  found: z.array(z.string()),
  done: z.array(z.object({ code: z.string(), count: z.int(), message: z.string() })),
  left: z.array(z.string()),
  /** What harms nothing, such as media that no card uses. */
  remarks: z.array(z.string()),
  /** The backup that was made first; null when the file could not be copied. */
  backup: z.string().nullable(),
})
export type RepairReport = z.infer<typeof RepairReport>

export const backups = {
  list: base.output(BackupsView),
  /** Opens a backup and reads all of it. INVALID when it is damaged. */
  look: base.input(Named).output(z.object({ counts: BackupCounts, schema: z.int() })),
  make: base.output(BackupRow),
  /** Puts a backup in place of what the collection holds; `before` undoes it. */
  restore: base.input(Named).output(z.object({ before: BackupRow })),
  schedule: base
    .input(z.object({ minutes: z.int().min(BACKUP_MINUTES.min).max(BACKUP_MINUTES.max) }))
    .output(z.object({ minutes: z.int() })),
  openFolder: base.output(z.object({ opened: z.boolean() })),
  check: base.output(z.object({ findings: z.array(z.string()), remarks: z.array(z.string()) })),
  repair: base.output(RepairReport),
}
