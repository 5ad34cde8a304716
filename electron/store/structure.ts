import Sqlite from 'better-sqlite3'
import type { Database } from 'better-sqlite3'
import { migrate } from './migrate.ts'
import type { Migration } from './migrate.ts'
import { MIGRATIONS } from './migrations/index.ts'

/** What a schema is made of: `table deck`, `column deck.name`, `index deck_parent`, `trigger card_added`. */
type Parts = ReadonlySet<string>

const PARTS = `
  SELECT type || ' ' || name FROM sqlite_schema WHERE name NOT LIKE 'sqlite\\_%' ESCAPE '\\'
  UNION ALL
  SELECT 'column ' || made.name || '.' || part.name FROM sqlite_schema AS made, pragma_table_xinfo(made.name) AS part
  WHERE made.type = 'table' AND made.name NOT LIKE 'sqlite\\_%' ESCAPE '\\'`

const expected = new Map<number, Parts>()

function partsOf(db: Database): Parts {
  return new Set(db.prepare<[], string>(PARTS).pluck().all())
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
 * The first part of its schema that a collection lacks, or null. Damage to the text of a schema leaves every page
 * whole, so that SQLite finds nothing wrong until a statement needs the part.
 * @param version of its schema, at most the newest of `migrations`
 * @param migrations ours, unless a test brings others
 */
export function missingPart(
  db: Database,
  version: number,
  migrations: readonly Migration[] = MIGRATIONS,
): string | null {
  const found = partsOf(db)
  for (const part of partsAt(version, migrations)) if (!found.has(part)) return part
  return null
}

/**
 * The first trigger or view that no migration made, or null. In a file from elsewhere it would act on what is
 * written later.
 * @param version of its schema
 */
export function strangePart(db: Database, version: number): string | null {
  const known = partsAt(version, MIGRATIONS)
  for (const part of partsOf(db)) if (/^(?:trigger|view) /.test(part) && !known.has(part)) return part
  return null
}
