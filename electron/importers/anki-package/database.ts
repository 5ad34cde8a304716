import Database from 'better-sqlite3'
import type { Issue } from '../../contract/errors.ts'
import { fail, ok, type Result } from '../../core/result.ts'
import { damaged, refusal, type Findings } from './problems.ts'
import { makeReadable, sqliteHeader } from './schema-pages.ts'
import { missingColumns, NEEDED, OLDEST_SCHEMA, NEWEST_SCHEMA, PACKED_SCHEMA } from './schema.ts'

/** An Anki collection that was opened for reading, from a copy in memory. */
export interface AnkiDatabase {
  readonly db: Database.Database
  /** Version of Anki's schema, 11 to 18. */
  readonly schema: number
}

interface SchemaRow {
  readonly type: string
  readonly name: string
  readonly sql: string | null
}

/**
 * What a file from outside may not do: its schema is not trusted, nothing can be written, cells are checked before
 * they are used, and conditions that it states are not carried out. All of it is in memory already, so that few pages
 * (512 kB) are kept beside it.
 */
const SETTINGS = [
  'trusted_schema = 0',
  'query_only = 1',
  'cell_size_check = 1',
  'ignore_check_constraints = 1',
  'temp_store = 2',
  'cache_size = -512',
] as const

/**
 * Opens a collection. The bytes are made readable where they are, copied into SQLite's memory, and opened read-only:
 * nothing reaches the disk. Refused: what is no SQLite file, another program's database, a schema that is not known, tables that are
 * views or virtual or have computed columns, and damage. Triggers and other views are never carried out, since
 * nothing is written and only tables are read.
 * @param bytes the SQLite file, in memory of its own, which is given back
 */
export function openAnkiDatabase(file: string, bytes: Buffer, findings: Findings): Result<AnkiDatabase, Issue[]> {
  const header = sqliteHeader(bytes)
  if (header === null) return fail([damaged(file, 'its first bytes are not those of a database')])
  makeReadable(bytes, header)
  let db: Database.Database | undefined
  try {
    db = new Database(bytes, { readonly: true })
    release(bytes)
    for (const setting of SETTINGS) db.pragma(setting)
    const checked = checkDatabase(file, db, findings)
    if (checked.ok) return ok({ db, schema: checked.value })
    db.close()
    return checked
  } catch (error) {
    db?.close()
    return fail([databaseIssue(file, error)])
  }
}

/** Gives memory back at once that SQLite has a copy of: a collection is large, and the collector takes its time. */
function release(bytes: Buffer): void {
  const { buffer } = bytes
  if (buffer instanceof ArrayBuffer && buffer.byteLength === bytes.byteLength) buffer.transfer(0)
}

/** The refusal that an error of the reader stands for; anything that is not SQLite's is a bug, and thrown. */
export function databaseIssue(file: string, error: unknown): Issue {
  if (!(error instanceof Database.SqliteError)) throw error
  return damaged(file, error.message)
}

function checkDatabase(file: string, db: Database.Database, findings: Findings): Result<number, Issue[]> {
  const rows = db.prepare<[], SchemaRow>('SELECT type, name, sql FROM sqlite_master').all()
  const hidden = rows.filter(({ type }) => type === 'trigger' || type === 'view')
  const needed = checkTables(file, db, rows, NEEDED)
  if (needed !== null) return fail([needed])
  const schema = db.prepare<[], unknown>('SELECT ver FROM col').pluck().get()
  if (typeof schema !== 'number') return fail([damaged(file, 'it has no version')])
  if (schema < OLDEST_SCHEMA || schema > NEWEST_SCHEMA) return fail([schemaIssue(file, schema)])
  const packed = schema >= 15 ? checkTables(file, db, rows, PACKED_SCHEMA) : null
  if (packed !== null) return fail([packed])
  const tables = Object.keys(schema >= 15 ? { ...NEEDED, ...PACKED_SCHEMA } : NEEDED)
  for (const table of tables) {
    const found = db.prepare<[], string>(`PRAGMA quick_check(${table})`).pluck().get()
    if (found !== 'ok') return fail([damaged(file, `${table}: ${found ?? 'no answer'}`)])
  }
  for (const { type, name } of hidden) {
    const message = `The collection holds a ${type}, which Anki's do not. It was not carried out.`
    findings.warn({ code: 'hidden-code', message, expected: 'tables alone', found: name })
  }
  return ok(schema)
}

/** What is wrong with the tables that are read, or null. */
function checkTables(
  file: string,
  db: Database.Database,
  rows: readonly SchemaRow[],
  needed: Readonly<Record<string, readonly string[]>>,
): Issue | null {
  for (const [table, columns] of Object.entries(needed)) {
    const row = rows.find(({ name, type }) => name.toLowerCase() === table && type !== 'index' && type !== 'trigger')
    if (row === undefined) return foreign(file, `a table ${table}`, 'no such table')
    if (row.type !== 'table' || !/^\s*create\s+table\b/i.test(row.sql ?? '')) {
      const message = `What ${file} calls its table ${table} is a ${row.type === 'table' ? 'virtual table' : row.type}, which could do more than hold rows. Nothing was read.`
      return refusal(file, 'unsafe-collection', message, 'a plain table', (row.sql ?? '').slice(0, 200))
    }
    const missing = missingColumns(db, table, columns)
    if (missing !== null)
      return missing.computed
        ? computed(file, table, missing.name)
        : foreign(file, `${table}.${missing.name}`, 'no such column')
  }
  return null
}

function computed(file: string, table: string, column: string): Issue {
  const message = `A column of ${file} is computed while it is read, which Anki's never are. Nothing was read.`
  return refusal(file, 'unsafe-collection', message, 'columns that hold values', `${table}.${column}`)
}

function foreign(file: string, expected: string, found: string): Issue {
  return refusal(file, 'not-a-collection', `The database in ${file} is not an Anki collection.`, expected, found)
}

function schemaIssue(file: string, schema: number): Issue {
  const newer = schema > NEWEST_SCHEMA
  const message = newer
    ? `${file} was made by a newer version of Anki. Export it again with “Support older Anki versions”.`
    : `${file} was made by a version of Anki from before 2012. Open it in a newer Anki, and export it again.`
  const expected = `schema ${OLDEST_SCHEMA} to ${NEWEST_SCHEMA}`
  return refusal(file, newer ? 'newer-anki' : 'older-anki', message, expected, `schema ${schema}`)
}
