import Database from 'better-sqlite3'
import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { migrate, schemaVersion } from '../../../electron/store/migrate.ts'
import type { Migration } from '../../../electron/store/migrate.ts'
import { MIGRATIONS } from '../../../electron/store/migrations/index.ts'
import { openCollection } from '../../../electron/store/open.ts'
import { COLUMNS } from '../../../electron/store/rows.ts'
import { MIGRATION_CASES } from './migration-cases.ts'
import { addDeck, clock, newCollection, newFolder, NOW, openIn } from './support.ts'

describe('the migrations', () => {
  it('are numbered from 1 without gaps', () => {
    expect(MIGRATIONS.map((migration) => migration.version)).toEqual(MIGRATIONS.map((_, index) => index + 1))
  })

  it('give the schema of the snapshot', async () => {
    const db = new Database(':memory:')
    migrate(db, MIGRATIONS)
    const parts = db
      .prepare<[], string>(`SELECT sql || ';' FROM sqlite_schema WHERE sql IS NOT NULL ORDER BY type, name`)
      .pluck()
      .all()
    await expect(`${parts.join('\n\n')}\n`).toMatchFileSnapshot('schema.snapshot.sql')
  })

  it.each(MIGRATIONS)('$version ($name) has a test from the version before it, with rows in it', (migration) => {
    const found = MIGRATION_CASES[migration.version]
    if (found === undefined) throw new Error(`add migration ${migration.version} to MIGRATION_CASES`)
    const db = new Database(':memory:')
    migrate(db, MIGRATIONS.slice(0, migration.version - 1))
    found.before(db)
    migrate(db, MIGRATIONS.slice(0, migration.version))
    found.after(db)
    expect(schemaVersion(db)).toBe(migration.version)
    expect(db.pragma('integrity_check', { simple: true })).toBe('ok')
    expect(db.pragma('foreign_key_check')).toEqual([])
  })

  it('give the columns that the undo log writes', () => {
    const { db } = newCollection()
    for (const [table, columns] of Object.entries(COLUMNS)) {
      const found = db.prepare('SELECT name FROM pragma_table_info(?)').pluck().all(table)
      expect(found).toEqual(columns)
    }
  })
})

describe('migrating', () => {
  const next: Migration = {
    version: MIGRATIONS.length + 1,
    name: 'next',
    sql: 'ALTER TABLE deck ADD COLUMN colour TEXT; UPDATE deck SET colour = name;',
  }
  const broken: Migration = {
    version: MIGRATIONS.length + 2,
    name: 'broken',
    sql: 'ALTER TABLE deck DROP COLUMN source; DELETE FROM preset;',
  }

  it('keeps a copy of the collection as it was, and the rows', () => {
    const dataDir = newFolder()
    const old = openIn(dataDir)
    addDeck(old, 'Deck')
    old.close()
    const collection = openIn(dataDir, { now: () => NOW, migrations: [...MIGRATIONS, next] })
    expect(collection.db.prepare('SELECT colour FROM deck').pluck().all()).toEqual(['Deck'])
    const [copy, ...others] = readdirSync(join(dataDir, 'before-migration'))
    expect(others).toEqual([])
    expect(copy).toBe(`collection-v${MIGRATIONS.length}-2026-11-20T12-00-00-000Z.db`)
    const before = new Database(join(dataDir, 'before-migration', copy ?? ''), { readonly: true })
    expect(schemaVersion(before)).toBe(MIGRATIONS.length)
    expect(before.prepare('SELECT name FROM deck').pluck().all()).toEqual(['Deck'])
    before.close()
  })

  it('makes no copy of a new collection', () => {
    expect(readdirSync(newCollection().dataDir)).not.toContain('before-migration')
  })

  it('stops at the last version that works, and lets go of the folder', () => {
    const dataDir = newFolder()
    const old = openIn(dataDir)
    addDeck(old, 'Deck')
    old.close()
    const migrations = [...MIGRATIONS, next, broken]
    expect(() => openCollection(dataDir, { now: clock(), purpose: 'owner', migrations })).toThrow('breaks references')
    const collection = openIn(dataDir, { migrations: [...MIGRATIONS, next] })
    expect(collection.schema()).toBe(next.version)
    expect(collection.decks.byPath('Deck')).toMatchObject({ source: null })
  })

  it('is for the owner: a worker does not open an older collection', () => {
    const dataDir = newFolder()
    openIn(dataDir)
    const open = () => openCollection(dataDir, { now: clock(), purpose: 'worker', migrations: [...MIGRATIONS, next] })
    expect(open).toThrow('its owner has not migrated')
  })

  it('refuses to leave one out', () => {
    const db = new Database(':memory:')
    expect(() => migrate(db, [next])).toThrow('out of order')
  })
})
