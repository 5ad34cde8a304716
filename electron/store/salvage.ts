import type Database from 'better-sqlite3'
import { readPages } from './salvage-pages.ts'
import type { Pages } from './salvage-pages.ts'
import { childAt, INDEX_INTERIOR, INDEX_LEAF, rowAt, TABLE_INTERIOR, TABLE_LEAF, treePage } from './salvage-records.ts'
import type { FoundRow, Value } from './salvage-records.ts'
import { SALVAGED, tableByShape } from './salvage-tables.ts'
import type { SalvagedTable } from './salvage-tables.ts'

/** What was read out of a damaged file. */
export interface Salvaged {
  /** Rows by table that are in the new collection. */
  readonly saved: Readonly<Record<SalvagedTable, number>>
  /** Rows that were found and could not be taken over. */
  readonly lost: number
  /** Pages that could not be read. */
  readonly brokenPages: number
}

interface Walk {
  readonly pages: Pages
  readonly seen: Set<number>
  broken: number
}

/**
 * Reads every row that can still be read out of a damaged collection, page by page and without SQLite: first by the
 * tables' own trees, then any page with rows that no tree leads to (by what its rows look like).
 *
 * @param file the damaged file; its log, where there is one, is read as well; neither is written
 * @param into a new collection at the newest schema, empty; figures and indexes are left to the repair
 * @param tick told which of how many pages was read
 */
export function salvage(file: string, into: Database.Database, tick: (done: number, total: number) => void): Salvaged {
  const walk: Walk = { pages: readPages(file), seen: new Set(), broken: 0 }
  const insert = inserter(into)
  into.pragma('foreign_keys = 0')
  const read = into.transaction(() => {
    const roots = rootsOf(walk)
    for (const table of SALVAGED) {
      const root = roots.get(table)
      if (root !== undefined) for (const row of rowsBelow(walk, root)) insert.put(table, row)
    }
    for (const page of freePages(walk)) walk.seen.add(page)
    for (let number = 2; number <= walk.pages.count; number += 1) {
      if (number % 1000 === 0) tick(number, walk.pages.count)
      if (walk.seen.has(number)) continue
      for (const row of leafRows(walk, number)) insert.put(tableByShape(row), row)
    }
  })
  try {
    read.immediate()
  } finally {
    into.pragma('foreign_keys = 1')
  }
  return { saved: insert.saved, lost: insert.lost(), brokenPages: walk.broken }
}

/** Root pages by table, from the schema on the first page; none when that cannot be read. */
function rootsOf(walk: Walk): Map<string, number> {
  const roots = new Map<string, number>()
  for (const { values } of rowsBelow(walk, 1)) {
    const [type, name, , root] = values
    if (type === 'table' && typeof name === 'string' && typeof root === 'number') roots.set(name, root)
  }
  return roots
}

function* rowsBelow(walk: Walk, number: number): Generator<FoundRow> {
  const { pages, seen } = walk
  if (number < 1 || number > pages.count || seen.has(number)) return
  seen.add(number)
  const page = pages.page(number)
  const tree = page === null ? null : treePage(page, number)
  if (page === null || tree === null) {
    walk.broken += 1
    return
  }
  for (const cell of tree.cells) {
    const child = tree.lastChild > 0 ? childAt(page, cell) : 0
    if (child > 0) yield* rowsBelow(walk, child)
    if (tree.kind === TABLE_INTERIOR) continue
    const row = rowAt(pages, page, tree.kind, cell)
    if (row !== null) yield row
    else walk.broken += tree.kind === INDEX_INTERIOR || tree.kind === INDEX_LEAF ? 0 : 1
  }
  if (tree.lastChild > 0) yield* rowsBelow(walk, tree.lastChild)
}

/** Rows of a table's leaf that no tree led to. */
function* leafRows({ pages }: Walk, number: number): Generator<FoundRow> {
  const page = pages.page(number)
  const tree = page === null ? null : treePage(page, number)
  if (page === null || tree?.kind !== TABLE_LEAF) return
  for (const cell of tree.cells) {
    const row = rowAt(pages, page, TABLE_LEAF, cell)
    if (row !== null) yield row
  }
}

/** Pages that hold deleted rows: https://www.sqlite.org/fileformat.html#the_freelist. */
function* freePages({ pages }: Walk): Generator<number> {
  const first = pages.page(1)
  if (first === null || first.toString('latin1', 0, 15) !== 'SQLite format 3') return
  const seen = new Set<number>()
  for (let trunk = first.readUInt32BE(32); trunk > 0 && !seen.has(trunk);) {
    seen.add(trunk)
    yield trunk
    const page = pages.page(trunk)
    if (page === null) return
    const leaves = Math.min(page.readUInt32BE(4), Math.floor(pages.size / 4) - 2)
    for (let index = 0; index < leaves; index += 1) yield page.readUInt32BE(8 + index * 4)
    trunk = page.readUInt32BE(0)
  }
}

interface Columns {
  readonly names: readonly string[]
  /** The column that the rowid stands for, or null. */
  readonly id: string | null
}

function columnsOf(db: Database.Database, table: string): Columns {
  const rows = db
    .prepare<[string], { name: string; type: string; pk: number }>('SELECT name, type, pk FROM pragma_table_info(?)')
    .all(table)
  const keys = rows.filter((row) => row.pk > 0)
  const [key] = keys
  return { names: rows.map((row) => row.name), id: keys.length === 1 && key?.type === 'INTEGER' ? key.name : null }
}

/** Puts rows in, each by itself: one that does not fit costs no other. The first of an id or guid stays. */
function inserter(db: Database.Database) {
  const saved = Object.fromEntries(SALVAGED.map((table) => [table, 0])) as Record<SalvagedTable, number>
  const columns = new Map(SALVAGED.map((table) => [table, columnsOf(db, table)]))
  const statements = new Map<string, Database.Statement<Value[]>>()
  let lost = 0

  function statement(table: SalvagedTable, names: readonly string[]): Database.Statement<Value[]> {
    const key = `${table} ${names.length}`
    const known = statements.get(key)
    if (known !== undefined) return known
    const marks = names.map(() => '?').join(', ')
    const made = db.prepare<Value[]>(`INSERT INTO ${table} (${names.join(', ')}) VALUES (${marks})`)
    statements.set(key, made)
    return made
  }

  function put(table: SalvagedTable | null, { rowid, values }: FoundRow): void {
    const known = table === null ? undefined : columns.get(table)
    if (table === null || known === undefined) return
    const names = known.names.slice(0, values.length)
    const row = values.slice(0, names.length)
    if (names.length === 0) {
      // A page of zeros, as at the end of a file that was cut short, reads as rows without a value.
      lost += 1
      return
    }
    if (known.id !== null && names[0] === known.id) row[0] = rowid
    try {
      statement(table, names).run(...row)
      saved[table] += 1
    } catch (error) {
      if (!isConstraint(error)) throw error
      lost += 1
    }
  }

  return { put, saved, lost: () => lost }
}

/** The row itself is at fault: its type, a check, or an id that is taken. */
function isConstraint(error: unknown): boolean {
  return error instanceof Error && 'code' in error && String(error.code).startsWith('SQLITE_CONSTRAINT')
}
