import type { Database } from 'better-sqlite3'
import type { AnkiNote } from './model.ts'

/** Rows handed out at once: few enough that a cancel is heard soon. */
export const ROWS_AT_ONCE = 4000

/** A value of a column of a file from outside: whatever was put there. */
export type Cell = string | number | Buffer | null

/** Reads a table in the order of its ids, a part at a time, so that a collection of any size takes little memory. */
function* chunks(db: Database, table: string, columns: string): Generator<Cell[][]> {
  const next = db
    .prepare<[number], Cell[]>(`SELECT ${columns} FROM ${table} WHERE id > ? ORDER BY id LIMIT ${ROWS_AT_ONCE}`)
    .raw()
  for (let after = Number.MIN_SAFE_INTEGER; ;) {
    const rows = next.all(after)
    if (rows.length > 0) yield rows
    const last = rows.at(-1)?.[0]
    if (rows.length < ROWS_AT_ONCE || typeof last !== 'number' || last <= after) return
    after = last
  }
}

/** A whole number; what is none counts as 0. */
export function whole(cell: Cell | undefined): number {
  const number = typeof cell === 'number' ? cell : Number(cell)
  return Number.isFinite(number) ? Math.trunc(number) : 0
}

export function text(cell: Cell | undefined): string {
  if (typeof cell === 'string') return cell
  return cell === null || cell === undefined ? '' : cell.toString()
}

/** Notes in the order of their ids. */
export function* noteChunks(db: Database): Generator<AnkiNote[]> {
  for (const rows of chunks(db, 'notes', 'id, guid, mid, mod, tags, flds')) {
    yield rows.map(ankiNote)
  }
}

/** The note of an id, or null. */
export function noteOf(db: Database, id: number): AnkiNote | null {
  const [row] = db
    .prepare<[number], Cell[]>('SELECT id, guid, mid, mod, tags, flds FROM notes WHERE id = ?')
    .raw()
    .all(id)
  return row === undefined ? null : ankiNote(row)
}

function ankiNote([id, guid, mid, mod, tags, flds]: Cell[]): AnkiNote {
  return {
    id: whole(id),
    guid: text(guid),
    typeId: text(mid),
    modifiedAt: whole(mod) * 1000,
    tags: text(tags),
    fields: text(flds),
  }
}

/** Cards in the order of their ids; columns as in AnkiCard. */
export function cardChunks(db: Database): Generator<Cell[][]> {
  return chunks(
    db,
    'cards',
    'id, nid, did, ord, type, queue, due, ivl, factor, reps, lapses, left, odue, odid, flags, data',
  )
}

/** The review log in the order in which it was made; columns as in AnkiReview. */
export function reviewChunks(db: Database): Generator<Cell[][]> {
  return chunks(db, 'revlog', 'id, cid, ease, ivl, lastIvl, factor, time, type')
}
