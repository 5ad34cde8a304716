import { readdirSync, statSync } from 'node:fs'
import { join } from 'node:path'

/** What a backup was made for. */
export const BACKUP_REASONS = ['schedule', 'close', 'hand', 'import', 'restore', 'repair', 'migration'] as const
export type BackupReason = (typeof BACKUP_REASONS)[number]

/** A backup by its file; nothing of it was read. */
export interface BackupFile {
  /** File name; names it everywhere. */
  readonly name: string
  readonly file: string
  /** Epoch milliseconds. */
  readonly at: number
  readonly reason: BackupReason
  readonly bytes: number
}

/** Where backups lie, below the data folder; `before-migration` holds those that a new version made first. */
export const BACKUP_FOLDER = 'backups'
const MIGRATION_FOLDER = 'before-migration'
const STAMP = String.raw`(\d{4}-\d\d-\d\d)T(\d\d)-(\d\d)-(\d\d)-(\d{3})Z`
const NAME = new RegExp(`^collection-${STAMP}-(${BACKUP_REASONS.join('|')})\\.db$`)
const MIGRATION_NAME = new RegExp(`^collection-v\\d+-${STAMP}\\.db$`)

/** An instant as it stands in file names. @param at epoch milliseconds */
export function stampOf(at: number): string {
  return new Date(at).toISOString().replaceAll(/[:.]/g, '-')
}

/** The folder that backups are kept in. */
export function backupFolder(dataDir: string): string {
  return join(dataDir, BACKUP_FOLDER)
}

/** The name of a backup made now. */
export function backupName(at: number, reason: BackupReason): string {
  return `collection-${stampOf(at)}-${reason}.db`
}

function instantOf([, date, hour, minute, second, ms]: RegExpExecArray): number {
  return Date.parse(`${date}T${hour}:${minute}:${second}.${ms}Z`)
}

function listIn(folder: string, read: (name: string) => Pick<BackupFile, 'at' | 'reason'> | null): BackupFile[] {
  if (statSync(folder, { throwIfNoEntry: false })?.isDirectory() !== true) return []
  return readdirSync(folder).flatMap((name) => {
    const found = read(name)
    if (found === null || Number.isNaN(found.at)) return []
    const file = join(folder, name)
    const stat = statSync(file, { throwIfNoEntry: false })
    return stat?.isFile() ? [{ name, file, ...found, bytes: stat.size }] : []
  })
}

/** Every backup of a data folder, newest first; files with other names are none. */
export function listBackups(dataDir: string): BackupFile[] {
  const usual = listIn(backupFolder(dataDir), (name) => {
    const match = NAME.exec(name)
    return match === null ? null : { at: instantOf(match), reason: match[6] as BackupReason }
  })
  const migrated = listIn(join(dataDir, MIGRATION_FOLDER), (name) => {
    const match = MIGRATION_NAME.exec(name)
    return match === null ? null : { at: instantOf(match), reason: 'migration' }
  })
  return [...usual, ...migrated].toSorted((a, b) => b.at - a.at || (a.name < b.name ? 1 : -1))
}

/** The backup of a name, or undefined; names lead to no other file. */
export function findBackup(dataDir: string, name: string): BackupFile | undefined {
  return listBackups(dataDir).find((backup) => backup.name === name)
}
