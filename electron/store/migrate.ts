import Sqlite from 'better-sqlite3'
import type { Database } from 'better-sqlite3'
import { closeSync, fsyncSync, mkdirSync, openSync, renameSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { APPLICATION_ID } from './connection.ts'

/** A step of the schema from `version - 1` to `version`. */
export interface Migration {
  readonly version: number
  readonly name: string
  readonly sql: string
}

/** The schema version a database is at; 0 for an empty one. */
export function schemaVersion(db: Database): number {
  const version = db.pragma('user_version', { simple: true })
  return typeof version === 'number' ? version : 0
}

/**
 * Brings a database to the newest schema, one transaction a migration. Foreign keys are off meanwhile, since a
 * table that is rebuilt is dropped first, and checked before each commit.
 *
 * @throws when a migration fails, with the database at the last version that worked
 */
export function migrate(db: Database, migrations: readonly Migration[]): void {
  const from = schemaVersion(db)
  const missing = migrations.filter((migration) => migration.version > from)
  if (missing.length === 0) return
  db.pragma('foreign_keys = 0')
  try {
    for (const migration of missing) apply(db, migration)
  } finally {
    db.pragma('foreign_keys = 1')
  }
}

function apply(db: Database, migration: Migration): void {
  db.transaction(() => {
    if (schemaVersion(db) !== migration.version - 1) throw new Error(`migration ${migration.version} is out of order`)
    db.exec(migration.sql)
    const broken = db.pragma('foreign_key_check')
    if (Array.isArray(broken) && broken.length > 0) throw new Error(`migration ${migration.version} breaks references`)
    db.pragma(`application_id = ${APPLICATION_ID}`)
    db.pragma(`user_version = ${migration.version}`)
  }).immediate()
}

/**
 * Writes a copy of the database into `before-migration/` of the data folder; it stands under its name only
 * when it was opened, found whole, and is on disk. It is listed with the backups.
 *
 * @param at epoch milliseconds, for the name
 * @returns the path of the copy
 */
export function copyBeforeMigration(db: Database, dataDir: string, at: number): string {
  const folder = join(dataDir, 'before-migration')
  mkdirSync(folder, { recursive: true })
  const stamp = new Date(at).toISOString().replaceAll(/[:.]/g, '-')
  const copy = join(folder, `collection-v${schemaVersion(db)}-${stamp}.db`)
  const unfinished = `${copy}.unfinished`
  rmSync(unfinished, { force: true })
  db.prepare('VACUUM INTO ?').run(unfinished)
  assertWhole(unfinished)
  const fd = openSync(unfinished, 'r+')
  try {
    fsyncSync(fd)
  } finally {
    closeSync(fd)
  }
  renameSync(unfinished, copy)
  return copy
}

/** @throws when the copy of a database is not one */
function assertWhole(file: string): void {
  const copy = new Sqlite(file, { readonly: true })
  try {
    const found = copy.pragma('quick_check', { simple: true })
    if (found !== 'ok') throw new Error(`the copy before a migration is damaged: ${String(found)}`)
  } finally {
    copy.close()
  }
}
