import Database from 'better-sqlite3'
import { describe, expect, it } from 'vitest'
import { makeAnkiPackage, makeCollectionFile } from '../../../fixtures/anki-package.ts'
import { fieldsIn, refusalOf, withPackage } from './support.ts'

const PARTS = {
  form: 'anki2',
  notes: [{ id: 10, fields: ['front', 'back'] }],
  cards: [{ id: 20, note: 10 }],
} as const

const packed = (sql: string): Buffer => makeAnkiPackage({ ...PARTS, sql })

describe('a hostile collection', () => {
  it('does not carry triggers out, and reads no view', async () => {
    const bytes = packed(`
      CREATE TRIGGER gone AFTER INSERT ON cards BEGIN DELETE FROM notes; END;
      CREATE VIEW spy AS SELECT writefile('/tmp/epoch-was-here', flds) FROM notes;`)
    await withPackage(bytes, (source) => {
      expect(fieldsIn(source)).toEqual(['front | back'])
      expect(source.findings.list()).toMatchObject([
        { code: 'hidden-code', found: 'gone' },
        { code: 'hidden-code', found: 'spy' },
      ])
    })
  })

  it.each([
    ['a view', 'ALTER TABLE notes RENAME TO real_notes; CREATE VIEW notes AS SELECT * FROM real_notes'],
    ['a virtual table', 'DROP TABLE revlog; CREATE VIRTUAL TABLE revlog USING fts5 (id, cid, ease, ivl, lastIvl)'],
  ])('is refused when a table of it is %s', async (_what, sql) => {
    expect(await refusalOf(packed(sql))).toMatchObject({ code: 'unsafe-collection', where: { file: 'deck.apkg' } })
  })

  it('is refused when a column is computed, which could take all memory', async () => {
    const sql = `
      DROP TABLE notes;
      CREATE TABLE notes (id integer primary key, guid text, mid integer, mod integer, tags text,
        flds text AS (printf('%.*c', 100000, 'x')));
      INSERT INTO notes (id, guid, mid, mod, tags) VALUES (10, 'g', 1, 1, '')`
    expect(await refusalOf(packed(sql))).toMatchObject({ code: 'unsafe-collection', found: 'notes.flds' })
  })

  it('does not carry conditions of tables out', async () => {
    const sql = `
      DROP TABLE revlog;
      CREATE TABLE revlog (id integer primary key, cid, ease, ivl, lastIvl, factor, time, type, CHECK (id > 5));
      PRAGMA ignore_check_constraints = 1;
      INSERT INTO revlog VALUES (1, 20, 3, 1, 0, 0, 0, 0)`
    await withPackage(packed(sql), (source) => expect([...source.reviews()].flat()).toHaveLength(1))
  })

  it('is refused when it is another program’s database', async () => {
    const db = new Database(':memory:')
    db.exec('CREATE TABLE notes (id integer primary key, text)')
    expect(await refusalOf(db.serialize(), 'collection.anki2')).toMatchObject({
      code: 'not-a-collection',
      expected: 'a table col',
    })
    db.close()
    expect(await refusalOf(packed('ALTER TABLE cards DROP COLUMN data'))).toMatchObject({ expected: 'cards.data' })
  })
})

describe('a damaged collection', () => {
  const whole = makeCollectionFile({
    notes: Array.from({ length: 300 }, (_, index) => ({ id: index + 1, fields: ['x'.repeat(300), 'y'] })),
    cards: Array.from({ length: 300 }, (_, index) => ({ id: index + 1, note: index + 1 })),
  })

  it('is refused when its end is missing', async () => {
    const issue = await refusalOf(whole.subarray(0, whole.length - 4096 * 5), 'collection.anki2')
    expect(issue).toMatchObject({ code: 'damaged-collection', where: { file: 'collection.anki2' } })
    expect(issue.message).toContain('Check Database')
  })

  it('is refused when a page is overwritten', async () => {
    const bytes = Buffer.from(whole)
    bytes.fill(0xa5, 4096 * 12, 4096 * 13)
    expect(await refusalOf(bytes, 'collection.anki2')).toMatchObject({ code: 'damaged-collection' })
  })

  it('is refused when its header is not one', async () => {
    const bytes = Buffer.from(whole)
    bytes.writeUInt16BE(777, 16)
    expect(await refusalOf(bytes, 'collection.anki2')).toMatchObject({ code: 'damaged-collection' })
  })

  it('is refused when its settings are not JSON', async () => {
    for (const column of ['models', 'decks']) {
      expect(await refusalOf(packed(`UPDATE col SET ${column} = '{'`))).toMatchObject({ code: 'damaged-collection' })
    }
  })
})

describe('the copy that is read', () => {
  it('has Anki’s collation replaced in the schema and nowhere else', async () => {
    const text = 'In SQL: COLLATE unicase sorts names'
    const bytes = makeAnkiPackage({
      ...PARTS,
      form: 'anki21b',
      notes: [{ id: 10, fields: [text, ''], tags: 'Ärger ärger Zoo' }],
    })
    await withPackage(bytes, (source) => expect(fieldsIn(source)).toEqual([`${text} | `]))
  })

  it('has a schema of many pages replaced too', async () => {
    const sql = Array.from(
      { length: 120 },
      (_, index) => `CREATE TABLE extra${index} (a text COLLATE nocase , b${'x'.repeat(200)} text)`,
    )
    const bytes = makeAnkiPackage({ ...PARTS, form: 'anki21b', sql: `${sql.join(';')};` })
    await withPackage(bytes, (source) => expect(source.counts.notes).toBe(1))
  })

  it('does not need the log of a collection that was kept with one', async () => {
    const bytes = makeCollectionFile(PARTS)
    bytes[18] = 2
    bytes[19] = 2
    await withPackage(bytes, (source) => expect(source.counts.notes).toBe(1), 'collection.anki2')
  })
})
