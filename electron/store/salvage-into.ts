import type Database from 'better-sqlite3'
import { rmSync } from 'node:fs'
import { removeDatabase } from './backup.ts'
import { connect } from './connection.ts'
import { migrate } from './migrate.ts'
import { MIGRATIONS } from './migrations/index.ts'

/**
 * Makes a file with the newest schema and nothing in it but the row of the collection itself.
 * @param file replaced when it is there
 * @param at epoch milliseconds
 * @param fill puts rows in
 * @returns what `fill` returned; the file is closed and has no log
 */
export function makeCollectionFile<T>(file: string, at: number, guid: string, fill: (db: Database.Database) => T): T {
  removeDatabase(file)
  const db = connect(file, 'owner')
  try {
    // The file has another name until it is whole; its syncing comes at the end.
    db.pragma('synchronous = OFF')
    migrate(db, MIGRATIONS)
    db.prepare('INSERT INTO collection (id, guid, created_at) VALUES (1, ?, ?)').run(guid, at)
    const filled = fill(db)
    db.pragma('journal_mode = DELETE')
    return filled
  } catch (error) {
    db.close()
    removeDatabase(file)
    throw error
  } finally {
    db.close()
    rmSync(`${file}-journal`, { force: true })
  }
}
