import Database from 'better-sqlite3'
import fs from 'node:fs'
import path from 'node:path'
import { readArchive } from '../../electron/importers/archive/index.ts'

const TABLES = ['preset', 'deck', 'note_type', 'note', 'card', 'review', 'media'] as const

/** Rows of an imported collection as arrays, by table, and the words of its search index. */
export interface BareRows {
  readonly tables: readonly {
    readonly table: string
    readonly columns: readonly string[]
    readonly rows: unknown[][]
  }[]
  readonly words: readonly (readonly [number, string])[]
}

/** What an import left in a collection, to be written again by the barest program. */
export function rowsOf(folder: string): BareRows {
  const db = new Database(path.join(folder, 'collection.db'), { readonly: true })
  const tables = TABLES.map((table) => {
    const select = db.prepare(`SELECT * FROM ${table}`)
    const columns = select.columns().map(({ name }) => name)
    return { table, columns, rows: select.raw().all() as unknown[][] }
  })
  const notes = db
    .prepare<[], { id: number; content: string; tags: string }>('SELECT id, content, tags FROM note')
    .all()
  const words = notes.map(({ id, content, tags }): [number, string] => {
    const { fields } = JSON.parse(content) as { fields: string[] }
    return [id, [...fields, ...(JSON.parse(tags) as string[])].join(' ')]
  })
  db.close()
  return { tables, words }
}

/**
 * The barest import: every entry of the package is unpacked, media are written to files, and the same rows go into
 * the same tables with the same indexes in one durable transaction. No reading of the collection, no checks.
 */
export async function bareImport(folder: string, bytes: Uint8Array, { tables, words }: BareRows): Promise<void> {
  const archive = await readArchive({ name: 'deck.apkg', bytes })
  if (!archive.ok) throw new Error('the package cannot be read')
  const media = path.join(folder, 'unpacked')
  fs.mkdirSync(media)
  for (const { name } of archive.value.entries) {
    const entry = await archive.value.read(name)
    if (!entry.ok) throw new Error(`${name} cannot be read`)
    fs.writeFileSync(path.join(media, name), entry.value)
  }
  const db = new Database(path.join(folder, 'collection.db'))
  db.pragma('journal_mode = WAL')
  db.pragma('synchronous = FULL')
  db.pragma('cache_size = -65536')
  db.transaction(() => {
    db.exec('DELETE FROM preset')
    for (const { table, columns, rows } of tables) {
      const insert = db.prepare(
        `INSERT INTO ${table} (${columns.join(', ')}) VALUES (${columns.map(() => '?').join(', ')})`,
      )
      for (const row of rows) insert.run(row)
    }
    const word = db.prepare('INSERT INTO note_words (rowid, words) VALUES (?, ?)')
    for (const [id, text] of words) word.run(id, text)
  }).immediate()
  db.close()
}
