import Database from 'better-sqlite3'
import { listBackups } from './backup-names.ts'

/** Hashes that any backup names, or null when one cannot be read. */
export function hashesInBackups(dataDir: string): Set<string> | null {
  const hashes = new Set<string>()
  for (const { file } of listBackups(dataDir)) {
    const found = hashesIn(file)
    if (found === null) return null
    for (const hash of found) hashes.add(hash)
  }
  return hashes
}

function hashesIn(file: string): string[] | null {
  let db: Database.Database | undefined
  try {
    db = new Database(file, { readonly: true })
    const has = db.prepare(`SELECT 1 FROM sqlite_schema WHERE type = 'table' AND name = 'media'`).get()
    return has === undefined ? [] : db.prepare<[], string>('SELECT DISTINCT hash FROM media').pluck().all()
  } catch (error) {
    if (!(error instanceof Database.SqliteError)) throw error
    return null
  } finally {
    db?.close()
  }
}
