import type { Database } from 'better-sqlite3'
import { repaired } from './repair-report.ts'
import type { Repaired, RepairHelp } from './repair-report.ts'

/** Columns whose JSON can be replaced by what a new row has. */
export const JSON_COLUMNS: readonly (readonly [table: string, column: string, empty: string])[] = [
  ['note', 'tags', '[]'],
  ['note', 'covers', '[]'],
  ['note', 'services', '[]'],
  ['note', 'note_references', '[]'],
  ['deck', 'options', '{}'],
  ['preset', 'options', '{}'],
  ['attempt', 'interruptions', '[]'],
  ['attempt', 'options', '{}'],
  ['attempt_item', 'struck', '[]'],
  ['attempt_item', 'highlights', '[]'],
  ['attempt_item', 'history', '[]'],
]

/** Rows of JSON that can only be done without. */
export const JSON_ROWS: readonly (readonly [table: string, column: string])[] = [
  ['setting', 'value'],
  ['draft', 'content'],
  ['blueprint', 'content'],
]

/** Makes a text that stands as it was written out of content that cannot be read, and empties other broken JSON. */
export function repairJson(db: Database, { at }: RepairHelp): Repaired[] {
  db.pragma('ignore_check_constraints = 1')
  try {
    const notes = brokenNotes(db, at)
    let values = 0
    for (const [table, column, empty] of JSON_COLUMNS) {
      values += db.prepare(`UPDATE ${table} SET ${column} = ? WHERE NOT json_valid(${column})`).run(empty).changes
    }
    for (const [table, column] of JSON_ROWS) {
      values += db.prepare(`DELETE FROM ${table} WHERE NOT json_valid(${column})`).run().changes
    }
    values += db
      .prepare('UPDATE note SET pending = NULL WHERE pending IS NOT NULL AND NOT json_valid(pending)')
      .run().changes
    return [
      ...repaired('note-text', notes, (count) => `${count} notes could not be read; their text was kept as it stood.`),
      ...repaired('json', values, (count) => `${count} values that could not be read were emptied.`),
    ]
  } finally {
    db.pragma('ignore_check_constraints = 0')
  }
}

interface BrokenNote {
  readonly id: number
  readonly summary: string
  readonly content: string
}

function brokenNotes(db: Database, at: number): number {
  const broken = db.prepare<[], BrokenNote>('SELECT id, summary, content FROM note WHERE NOT json_valid(content)').all()
  const set = db.prepare(`UPDATE note SET kind = 'basic', content = ?, modified_at = ? WHERE id = ?`)
  for (const { id, summary, content } of broken) {
    const back = content.trim() === '' ? summary : content
    set.run(JSON.stringify({ kind: 'basic', front: summary === '' ? 'A damaged note' : summary, back }), at, id)
  }
  return broken.length
}
