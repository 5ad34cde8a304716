import Sqlite from 'better-sqlite3'
import type { Database } from 'better-sqlite3'
import { migrate } from './migrate.ts'
import type { Migration } from './migrate.ts'
import { MIGRATIONS } from './migrations/index.ts'

/**
 * What a schema is made of: `table deck`, `column deck.name`, `index deck_parent`, `trigger card_added`, each with its
 * text. Columns have none of their own, and that of a table which SQLite makes for a search index is up to its version.
 */
type Parts = ReadonlyMap<string, string | null>

const PARTS = `
  SELECT type || ' ' || name, iif(name IN (SELECT name FROM pragma_table_list WHERE type = 'shadow'), NULL, sql)
  FROM sqlite_schema WHERE name NOT LIKE 'sqlite\\_%' ESCAPE '\\'
  UNION ALL
  SELECT 'column ' || made.name || '.' || part.name, NULL
  FROM sqlite_schema AS made, pragma_table_xinfo(made.name) AS part
  WHERE made.type = 'table' AND made.name NOT LIKE 'sqlite\\_%' ESCAPE '\\'`

const expected = new Map<number, Parts>()

function partsOf(db: Database): Parts {
  return new Map(db.prepare<[], [string, string | null]>(PARTS).raw().all())
}

/** What the migrations make, up to a version. They are run once a process and version, in memory. */
function partsAt(version: number, migrations: readonly Migration[]): Parts {
  const known = migrations === MIGRATIONS ? expected.get(version) : undefined
  if (known !== undefined) return known
  const db = new Sqlite(':memory:')
  try {
    migrate(db, migrations.slice(0, version))
    const parts = partsOf(db)
    if (migrations === MIGRATIONS) expected.set(version, parts)
    return parts
  } finally {
    db.close()
  }
}

/**
 * What is wrong with the schema of a collection, in words, or null: a part that is missing, or one with another text
 * than ours. Such damage leaves every page whole, so that SQLite finds nothing wrong until a statement needs the part.
 * @param version of its schema, at most the newest of `migrations`
 * @param migrations ours, unless a test brings others
 */
export function schemaDamage(
  db: Database,
  version: number,
  migrations: readonly Migration[] = MIGRATIONS,
): string | null {
  const found = partsOf(db)
  const ours = [...partsAt(version, migrations)]
  const missing = ours.find(([part]) => !found.has(part))
  if (missing) return `a part of it is missing (${missing[0]})`
  const changed = ours.find(([part, text]) => found.get(part) !== text)
  return changed ? `a part of it was changed (${changed[0]})` : null
}

/**
 * The first trigger or view that no migration made, or null. In a file from elsewhere it would act on what is
 * written later.
 * @param version of its schema
 */
export function strangePart(db: Database, version: number): string | null {
  const known = partsAt(version, MIGRATIONS)
  for (const part of partsOf(db).keys()) if (/^(?:trigger|view) /.test(part) && !known.has(part)) return part
  return null
}
