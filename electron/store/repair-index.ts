import type { Database } from 'better-sqlite3'
import { storeProblem } from './problems.ts'
import { repaired } from './repair-report.ts'
import type { Repaired } from './repair-report.ts'
import { wordsOf } from './words.ts'

interface Words {
  readonly id: number
  readonly content: string
  readonly tags: string
  readonly objective: string | null
}

const DIFFERING = `
  SELECT coalesce(n.id, w.id) FROM note AS n FULL JOIN note_words_docsize AS w ON w.id = n.id
  WHERE n.id IS NULL OR w.id IS NULL`

/** Whether the pages of the search index make sense; SQLite's own check of pages cannot tell. */
function wordsAreWhole(db: Database): boolean {
  try {
    db.exec(`INSERT INTO note_words (note_words) VALUES ('integrity-check')`)
    return true
  } catch (error) {
    if (storeProblem(error)?.code !== 'damaged') throw error
    return false
  }
}

/**
 * Empties a search index that is damaged, which nothing could be written to; `repairIndex` fills it again.
 * @returns whether it was damaged
 */
export function emptyBrokenIndex(db: Database): boolean {
  if (wordsAreWhole(db)) return false
  db.exec(`INSERT INTO note_words (note_words) VALUES ('delete-all')`)
  return true
}

/** Puts missing notes into the search index, and takes out those that are gone. */
export function repairIndex(db: Database): Repaired[] {
  const ids = db.prepare<[], number>(DIFFERING).pluck().all()
  const remove = db.prepare('DELETE FROM note_words WHERE rowid = ?')
  const add = db.prepare('INSERT INTO note_words (rowid, words) VALUES (?, ?)')
  const note = db.prepare<[number], Words>(
    'SELECT id, content, tags, objective FROM note WHERE id = ? AND json_valid(content) AND json_valid(tags)',
  )
  for (const id of ids) {
    const found = note.get(id)
    if (found === undefined) remove.run(id)
    else add.run(id, wordsOf(found))
  }
  return repaired('search-index', ids.length, (count) => `${count} notes were put right in the search index.`)
}
