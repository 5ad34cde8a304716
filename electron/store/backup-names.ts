import { readdirSync, statSync } from 'node:fs'
import { readdir, stat } from 'node:fs/promises'
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

type Named = Omit<BackupFile, 'bytes'>

function usualName(name: string): Pick<BackupFile, 'at' | 'reason'> | null {
  const match = NAME.exec(name)
  return match === null ? null : { at: instantOf(match), reason: match[6] as BackupReason }
}

function migrationName(name: string): Pick<BackupFile, 'at' | 'reason'> | null {
  const match = MIGRATION_NAME.exec(name)
  return match === null ? null : { at: instantOf(match), reason: 'migration' }
}

/** The folders with backups, and what the names in each say. */
function foldersOf(dataDir: string) {
  return [
    { folder: backupFolder(dataDir), read: usualName },
    { folder: join(dataDir, MIGRATION_FOLDER), read: migrationName },
  ] as const
}

function namedIn(names: readonly string[], { folder, read }: ReturnType<typeof foldersOf>[number]): Named[] {
  return names.flatMap((name) => {
    const found = read(name)
    return found === null || Number.isNaN(found.at) ? [] : [{ name, file: join(folder, name), ...found }]
  })
}

function newestFirst(backups: readonly BackupFile[]): BackupFile[] {
  return backups.toSorted((a, b) => b.at - a.at || (a.name < b.name ? 1 : -1))
}

/** Every backup of a data folder, newest first; files with other names are none. */
export function listBackups(dataDir: string): BackupFile[] {
  const found = foldersOf(dataDir).flatMap((place) => {
    if (statSync(place.folder, { throwIfNoEntry: false })?.isDirectory() !== true) return []
    return namedIn(readdirSync(place.folder), place)
  })
  return newestFirst(
    found.flatMap((named) => {
      const about = statSync(named.file, { throwIfNoEntry: false })
      return about?.isFile() ? [{ ...named, bytes: about.size }] : []
    }),
  )
}

/** As `listBackups`, for a thread that has to answer meanwhile: no step of it waits for the disk. */
export async function readBackupList(dataDir: string): Promise<BackupFile[]> {
  const found = await Promise.all(
    foldersOf(dataDir).map(async (place) => {
      const names = await readdir(place.folder).catch(noneWhereMissing)
      return namedIn(names ?? [], place)
    }),
  )
  const files = await Promise.all(
    found.flat().map(async (named): Promise<BackupFile[]> => {
      const about = await stat(named.file).catch(noneWhereMissing)
      return about?.isFile() === true ? [{ ...named, bytes: about.size }] : []
    }),
  )
  return newestFirst(files.flat())
}

/** A folder or file that is not there, or stands where a folder should be, holds no backup. */
function noneWhereMissing(error: NodeJS.ErrnoException): null {
  if (error.code === 'ENOENT' || error.code === 'ENOTDIR') return null
  throw error
}

/** The backup of a name, or undefined; names lead to no other file. */
export function findBackup(dataDir: string, name: string): BackupFile | undefined {
  return listBackups(dataDir).find((backup) => backup.name === name)
}
