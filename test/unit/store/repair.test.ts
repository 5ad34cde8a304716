import { describe, expect, it } from 'vitest'
import { randomUUID } from 'node:crypto'
import { repairHelp } from '../../../electron/jobs/backup/help.ts'
import { checkCollection } from '../../../electron/store/check.ts'
import type { Collection } from '../../../electron/store/collection.ts'
import { repairRows } from '../../../electron/store/repair.ts'
import { addDeck, addNote, answerTo, newCollection, NOW, value } from './support.ts'

const quiet = { cancelled: () => false, progress: () => undefined }
const codes = async (collection: Collection) =>
  value(await checkCollection(collection, quiet)).map((finding) => finding.code)
const repair = ({ db }: Collection) => value(repairRows(db, repairHelp(db, { at: NOW, zone: 'UTC' }, randomUUID)))

function used(): Collection {
  const collection = newCollection()
  const deck = addDeck(collection, 'A')
  addDeck(collection, 'A::B')
  const { cardIds } = addNote(collection, deck, 'one', 2)
  for (const card of cardIds) value(collection.answers.record(answerTo(collection, card)))
  return collection
}

function harm({ db }: Collection, sql: string): void {
  // The tables of the search index cannot be written to otherwise.
  db.unsafeMode(true)
  db.exec(`PRAGMA foreign_keys = 0; PRAGMA ignore_check_constraints = 1; ${sql};
    PRAGMA foreign_keys = 1; PRAGMA ignore_check_constraints = 0`)
  db.unsafeMode(false)
}

describe('the repair', () => {
  it('does nothing to a sound collection, and keeps its undo', async () => {
    const collection = used()
    const name = collection.history.undoName()
    expect(repair(collection)).toEqual([])
    expect(collection.history.undoName()).toBe(name)
  })

  it.each([
    ['a deck without options', 'reference', 'preset', 'UPDATE deck SET preset_id = 99'],
    ['a deck whose parent is gone', 'reference', 'deck', 'UPDATE deck SET parent_id = 99 WHERE parent_id IS NOT NULL'],
    [
      'decks in a ring',
      'deck-ring',
      'deck',
      'UPDATE deck SET parent_id = (SELECT max(id) FROM deck) WHERE parent_id IS NULL',
    ],
    [
      'cards without a note',
      'reference',
      'card-without-note',
      'INSERT INTO card (note_id, ordinal, deck_id, modified_at) SELECT 99, 0, min(id), 1 FROM deck',
    ],
    ['cards without a deck', 'reference', 'card-without-deck', 'UPDATE card SET deck_id = 99'],
    ['notes without a card', 'note-without-card', 'note-without-card', 'DELETE FROM card'],
    [
      'a schedule that cannot be',
      'card-state',
      'card-state',
      'UPDATE card SET stability = NULL WHERE state = 2; UPDATE card SET lapses = 9',
    ],
    ['content that is no JSON', 'unreadable', 'note-text', `UPDATE note SET content = '{"kind":"bas'`],
    ['tags that are no JSON', 'unreadable', 'json', `UPDATE note SET tags = '['`],
    ['a setting that is no JSON', 'unreadable', 'json', `INSERT INTO setting VALUES ('x', '{', 1)`],
    ['figures of decks', 'deck-total', 'deck-total', 'UPDATE deck_total SET cards = cards + 1'],
    ['figures of days', 'day-count', 'day-count', 'UPDATE day_count SET new_cards = new_cards + 7'],
    ['the search index', 'search-index', 'search-index', 'DELETE FROM note_words'],
    [
      'a search index that cannot be read',
      'file',
      'search-index',
      `UPDATE note_words_data SET block = x'00ff' WHERE id > 10`,
    ],
  ])('puts right: %s', async (_, found, done, sql) => {
    const collection = used()
    harm(collection, sql)
    expect(await codes(collection)).toContain(found)
    expect(repair(collection).map((one) => one.code)).toContain(done)
    expect(await codes(collection)).toEqual([])
    expect(repair(collection)).toEqual([])
  })

  it('works a schedule out from the log', () => {
    const collection = used()
    const [card] = collection.cards.ofNote(1)
    harm(collection, 'UPDATE card SET difficulty = 44')
    repair(collection)
    expect(collection.cards.get(card?.id ?? 0)).toMatchObject({
      due: card?.due,
      last_review: card?.last_review,
      reps: 1,
    })
  })

  it('keeps the text of a note that cannot be read', () => {
    const collection = used()
    harm(collection, `UPDATE note SET content = '{"kind":"basic","front":"half a ques'`)
    repair(collection)
    const content = collection.db.prepare<[], string>('SELECT content FROM note').pluck().get() ?? ''
    expect(JSON.parse(content)).toMatchObject({ kind: 'basic', back: '{"kind":"basic","front":"half a ques' })
  })

  it('drops a card that stands twice, keeps the one with the reviews, and builds the indexes anew', async () => {
    const collection = used()
    const { db } = collection
    const [card] = collection.cards.ofNote(1)
    // The row goes in while the schema hides the index that would refuse it.
    const index = db
      .prepare<[], { name: string; rootpage: number }>(
        `SELECT name, rootpage FROM sqlite_schema WHERE name LIKE 'sqlite_autoindex_card_%'`,
      )
      .get()
    const sql = db.prepare<[], string>(`SELECT sql FROM sqlite_schema WHERE name = 'card'`).pluck().get() ?? ''
    const setSql = (text: string) => db.prepare(`UPDATE sqlite_schema SET sql = ? WHERE name = 'card'`).run(text)
    db.unsafeMode(true)
    db.pragma('writable_schema = 1')
    db.transaction(() => {
      setSql(sql.replace(/,\s*UNIQUE \(note_id, ordinal\)/, ''))
      db.prepare('DELETE FROM sqlite_schema WHERE name = ?').run(index?.name)
    })()
    db.pragma('writable_schema = RESET')
    db.exec(
      `INSERT INTO card (note_id, ordinal, deck_id, modified_at) SELECT note_id, ordinal, deck_id, 1 FROM card WHERE id = ${card?.id}`,
    )
    db.pragma('writable_schema = 1')
    db.transaction(() => {
      setSql(sql)
      db.prepare(`INSERT INTO sqlite_schema VALUES ('index', ?, 'card', ?, NULL)`).run(index?.name, index?.rootpage)
    })()
    db.pragma('writable_schema = RESET')
    db.unsafeMode(false)
    expect(await codes(collection)).toEqual(['file'])
    expect(repair(collection).map((one) => one.code)).toContain('index')
    expect(await codes(collection)).toEqual([])
    expect(collection.cards.ofNote(1).map((one) => one.id)).toContain(card?.id)
    expect(collection.cards.ofNote(1)).toHaveLength(2)
  })
})
