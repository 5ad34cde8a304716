import type { Database } from 'better-sqlite3'

export const OLDEST_SCHEMA = 11
export const NEWEST_SCHEMA = 18

/** Tables of every schema, with the columns that are read. */
export const NEEDED: Readonly<Record<string, readonly string[]>> = {
  col: ['crt', 'ver', 'conf', 'models', 'decks', 'dconf'],
  notes: ['id', 'guid', 'mid', 'mod', 'tags', 'flds'],
  // prettier-ignore
  cards: ['id', 'nid', 'did', 'ord', 'type', 'queue', 'due', 'ivl', 'factor', 'reps', 'lapses', 'left', 'odue', 'odid',
    'flags', 'data'],
  revlog: ['id', 'cid', 'ease', 'ivl', 'lastIvl', 'factor', 'time', 'type'],
}

/** Tables of schema 15 and later, which hold what was JSON before. */
export const PACKED_SCHEMA: Readonly<Record<string, readonly string[]>> = {
  notetypes: ['id', 'name', 'mtime_secs', 'config'],
  fields: ['ntid', 'ord', 'name', 'config'],
  templates: ['ntid', 'ord', 'name', 'config'],
  decks: ['id', 'name', 'kind'],
  deck_config: ['id', 'name', 'config'],
  config: ['KEY', 'val'],
}

interface ColumnRow {
  readonly name: string
  /** 0 plain, 1 hidden in a virtual table, 2 and 3 generated. */
  readonly hidden: number
}

/** The first column that a table lacks, or that is generated instead of kept; null when all are there. */
export function missingColumns(
  db: Database,
  table: string,
  columns: readonly string[],
): { readonly name: string; readonly computed: boolean } | null {
  const found = new Map(
    db
      .prepare<[], ColumnRow>(`PRAGMA table_xinfo(${table})`)
      .all()
      .map((column) => [column.name.toLowerCase(), column]),
  )
  for (const name of columns) {
    const column = found.get(name.toLowerCase())
    if (column === undefined) return { name, computed: false }
    if (column.hidden !== 0) return { name, computed: true }
  }
  return null
}
