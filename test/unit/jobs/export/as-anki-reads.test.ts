import Database from 'better-sqlite3'
import { createHash } from 'node:crypto'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { BASIC, CLOZE, type PackageParts } from '../../../fixtures/anki-package.ts'
import { SCHEMA_11, SCHEMA_14, SCHEMA_15 } from '../../../fixtures/anki-package-schema.ts'
import { floats, inner, messageOf, readAsAnki, text, type ReadPackage } from '../../../support/anki-reader.ts'
import type { TestApp } from '../../../support/app.ts'
import { anApp, bring, DAY, ELAPSED, NOW } from '../package/support.ts'
import { exported } from './support.ts'

const PIXEL = Buffer.from('89504e470d0a1a0a0000000d49484452', 'hex')
const DECK = 1_500_000_000_100
const PRESET = 1_500_000_000_200
const at = (daysAgo: number): number => NOW - daysAgo * DAY
const NOTE = 1_700_000_000_000
/** The day on which the log begins is Anki's day 0 of what goes out. */
const FIRST = 9

const PARTS: PackageParts = {
  noteTypes: [BASIC, CLOZE],
  presets: [
    { id: PRESET, name: 'Slow', newPerDay: 7, learningSteps: [1, 10], relearningSteps: [5], desiredRetention: 0.85 },
  ],
  decks: [{ id: DECK, name: 'Languages::日本語', preset: PRESET, description: 'Words', newLimit: 3 }],
  notes: [
    { id: NOTE, guid: 'a]b', tags: 'one two::three', fields: ['Eins &amp; <b>zwei</b> <img src="a b.png">', 'two'] },
    { id: NOTE + 1, guid: 'cloze', type: CLOZE.id, fields: ['{{c1::x}} {{c2::y}}', ''] },
    ...[2, 3, 4, 5].map((more) => ({ id: NOTE + more, fields: [`note ${more}`, 'back'] })),
  ],
  cards: [
    {
      id: 20,
      note: NOTE,
      deck: DECK,
      type: 2,
      due: ELAPSED + 3,
      ivl: 7,
      factor: 2500,
      reps: 3,
      lapses: 1,
      flags: 4,
      data: JSON.stringify({ pos: 5, s: 12.3456, d: 6.789, lrt: at(4) / 1000 }),
    },
    { id: 21, note: NOTE + 1, deck: DECK, due: 8 },
    { id: 22, note: NOTE + 1, deck: DECK, ord: 1, due: 9, queue: -1 },
    {
      id: 23,
      note: NOTE + 2,
      deck: DECK,
      type: 1,
      queue: 1,
      due: NOW / 1000 + 300,
      left: 1001,
      reps: 1,
      data: '{"s":1,"d":5}',
    },
    {
      id: 24,
      note: NOTE + 3,
      deck: DECK,
      type: 3,
      queue: 3,
      due: ELAPSED + 1,
      ivl: 2,
      left: 1001,
      reps: 4,
      lapses: 1,
      data: '{"s":2,"d":7}',
    },
    {
      id: 25,
      note: NOTE + 4,
      deck: DECK,
      type: 2,
      queue: -2,
      due: ELAPSED - 1,
      ivl: 30,
      reps: 2,
      data: '{"s":30,"d":3}',
    },
    { id: 26, note: NOTE + 5, deck: DECK, type: 2, queue: -3, due: ELAPSED, ivl: 31, reps: 2, data: '{"s":31,"d":3}' },
  ],
  reviews: [
    { id: at(FIRST), card: 20, type: 0, ease: 3, ivl: -600, lastIvl: -60, factor: 0, time: 5000 },
    { id: at(FIRST) + 600_000, card: 20, type: 0, ease: 3, ivl: 3, lastIvl: -600, factor: 0, time: 6000 },
    { id: at(6), card: 20, type: 1, ease: 1, ivl: -300, lastIvl: 3, factor: 0, time: 7000 },
    { id: at(6) + 300_000, card: 20, type: 2, ease: 3, ivl: 2, lastIvl: -300, time: 8000 },
    { id: at(4), card: 20, type: 3, ease: 3, ivl: 7, lastIvl: 2, factor: 0, time: 9000 },
    { id: at(3), card: 20, type: 4, ease: 0, ivl: 0, lastIvl: 7, factor: 0, time: 0 },
  ],
  media: [{ name: 'a b.png', bytes: PIXEL }],
}

let test: TestApp
beforeEach(async () => {
  test = await anApp()
  await bring(test, PARTS)
})
afterEach(() => test.close())

async function out(format: 'apkg' | 'apkg-older'): Promise<ReadPackage> {
  return readAsAnki((await exported(test, format)).bytes)
}

const all = (db: Database.Database, sql: string): Record<string, unknown>[] =>
  db.prepare<[], Record<string, unknown>>(sql).all()

/** Tables with their columns, and indexes with theirs, whatever the text that made them. */
function layoutOf(db: Database.Database): Record<string, unknown> {
  const names = all(db, `SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite%'`)
  const shape = ({ name, type, notnull, pk }: Record<string, unknown>) => [
    name,
    String(type).toLowerCase(),
    notnull,
    pk,
  ]
  return Object.fromEntries(names.map(({ name }) => [name, all(db, `PRAGMA table_info(${String(name)})`).map(shape)]))
}

function indexesOf(db: Database.Database): unknown[] {
  return all(db, `SELECT name, tbl_name FROM sqlite_master WHERE type = 'index' AND sql IS NOT NULL`).map(
    ({ name, tbl_name }) => [
      name,
      tbl_name,
      all(db, `PRAGMA index_info(${String(name)})`).map((column) => column['name']),
    ],
  )
}

const GRAVES_18 = `DROP TABLE graves; CREATE TABLE graves (oid integer NOT NULL, type integer NOT NULL,
  usn integer NOT NULL, PRIMARY KEY (oid, type)) WITHOUT ROWID;`

describe.each([
  { format: 'apkg', version: 3, schema: 18 },
  { format: 'apkg-older', version: 2, schema: 11 },
] as const)('a package in the form $format, as Anki reads it', ({ format, version, schema }) => {
  it('has a collection of the right version that is whole, with every table, column and index', async () => {
    const { version: told, db } = await out(format)
    expect(told).toBe(version)
    expect(db.pragma('integrity_check')).toEqual([{ integrity_check: 'ok' }])
    expect(all(db, 'SELECT id, ver, dty, usn, ls FROM col')).toEqual([{ id: 1, ver: schema, dty: 0, usn: 0, ls: 0 }])
    const model = new Database(':memory:')
    model.exec(schema === 11 ? SCHEMA_11 : SCHEMA_11 + SCHEMA_14 + SCHEMA_15 + GRAVES_18)
    expect(layoutOf(db)).toEqual(layoutOf(model))
    expect(indexesOf(db)).toEqual(expect.arrayContaining(indexesOf(model)))
    for (const one of [db, model]) one.close()
  })

  it('has each note under its guid with the number, checksum and sort field that Anki reckons', async () => {
    const { db } = await out(format)
    const notes = all(db, 'SELECT * FROM notes ORDER BY id')
    const first = 'Eins & zwei  a b.png '
    expect(notes.slice(0, 2)).toEqual([
      {
        id: NOTE,
        guid: 'a]b',
        mid: BASIC.id,
        mod: Date.UTC(2026, 10, 10) / 1000,
        usn: -1,
        tags: ' one two::three ',
        flds: 'Eins &amp; <b>zwei</b> <img src="a b.png">\u001ftwo',
        sfld: first,
        csum: Number.parseInt(createHash('sha1').update(first).digest('hex').slice(0, 8), 16),
        flags: 0,
        data: '',
      },
      expect.objectContaining({ id: NOTE + 1, guid: 'cloze', mid: CLOZE.id, tags: '', sfld: '{{c1::x}} {{c2::y}}' }),
    ])
    expect(notes).toHaveLength(6)
    db.close()
  })

  it('has each card in its queue with its due number, memory and place', async () => {
    const { db } = await out(format)
    const day = (fromToday: number): number => FIRST + fromToday
    const deck = all(db, 'SELECT DISTINCT did FROM cards')
    expect(deck).toHaveLength(1)
    const cards = all(db, 'SELECT * FROM cards ORDER BY nid, ord').map(({ did: _did, mod, id, ...card }) => {
      expect([Number.isInteger(id), mod]).toEqual([true, NOW / 1000])
      return { ...card, data: JSON.parse(String(card['data'])) as unknown }
    })
    const plain = { ord: 0, usn: -1, odue: 0, odid: 0, flags: 0, lapses: 0, left: 0 }
    const memory = (s: number, d: number) => ({ s, d, dr: 0.85, decay: 0.154 })
    expect(cards).toEqual([
      {
        ...plain,
        nid: NOTE,
        type: 2,
        queue: 2,
        due: day(3),
        ivl: 7,
        factor: 2500,
        reps: 3,
        lapses: 1,
        flags: 4,
        data: { pos: 5, ...memory(12.3456, 6.789), lrt: at(4) / 1000 },
      },
      { ...plain, nid: NOTE + 1, type: 0, queue: 0, due: 8, ivl: 0, factor: 0, reps: 0, data: {} },
      { ...plain, nid: NOTE + 1, ord: 1, type: 0, queue: -1, due: 9, ivl: 0, factor: 0, reps: 0, data: {} },
      {
        ...plain,
        nid: NOTE + 2,
        type: 1,
        queue: 1,
        due: NOW / 1000 + 300,
        ivl: 0,
        factor: 2500,
        reps: 1,
        left: 1001,
        data: { pos: 0, ...memory(1, 5) },
      },
      {
        ...plain,
        nid: NOTE + 3,
        type: 3,
        queue: 3,
        due: day(1),
        ivl: 2,
        factor: 2500,
        reps: 4,
        lapses: 1,
        left: 1001,
        data: expect.objectContaining({ pos: 0, ...memory(2, 7) }) as unknown,
      },
      expect.objectContaining({ nid: NOTE + 4, type: 2, queue: -2, due: day(-1), ivl: 30 }),
      expect.objectContaining({ nid: NOTE + 5, type: 2, queue: -3, due: day(0), ivl: 31 }),
    ])
    db.close()
  })

  it('has the log with kinds, intervals and times, numbered by the instant', async () => {
    const { db } = await out(format)
    const [card] = all(db, `SELECT id FROM cards WHERE nid = ${NOTE}`)
    const log = all(db, 'SELECT * FROM revlog ORDER BY id')
    const entry = (id: number, ease: number, ivl: number, lastIvl: number, time: number, type: number) =>
      expect.objectContaining({ id, cid: card?.['id'], usn: -1, ease, ivl, lastIvl, time, type }) as unknown
    expect(log).toEqual([
      entry(at(FIRST), 3, -600, 0, 5000, 0),
      entry(at(FIRST) + 600_000, 3, 3, 0, 6000, 0),
      entry(at(6), 1, -300, 3, 7000, 1),
      entry(at(6) + 300_000, 3, 2, 0, 8000, 2),
      entry(at(4), 3, 7, 2, 9000, 3),
      entry(at(3), 0, 0, 7, 0, 4),
    ])
    // Cramming and a card that became new again are told by a factor of 0; the difficulty stands in its place elsewhere.
    expect(log.map(({ factor }) => Number(factor) > 0)).toEqual([false, true, true, true, false, false])
    db.close()
  })

  it('counts its days from the morning on which the log begins', async () => {
    const { db } = await out(format)
    const [col] = all(db, 'SELECT crt, conf FROM col')
    const config =
      schema === 11
        ? (JSON.parse(String(col?.['conf'])) as Record<string, unknown>)
        : Object.fromEntries(
            all(db, 'SELECT KEY, val FROM config').map(({ KEY, val }) => [KEY, JSON.parse(String(val))]),
          )
    expect(col?.['crt']).toBe((Date.UTC(2026, 10, 20, 4) - FIRST * DAY) / 1000)
    expect(config).toMatchObject({
      schedVer: 2,
      sched2021: true,
      fsrs: true,
      creationOffset: 0,
      rollover: 4,
      nextPos: 10,
      lastUnburied: FIRST,
    })
    db.close()
  })

  it('has the media under their names, sized and hashed, and the dummy for older programs', async () => {
    const { db, media, members } = await out(format)
    const newest = version === 3
    expect(media).toEqual([
      {
        name: 'a b.png',
        bytes: PIXEL,
        size: newest ? PIXEL.length : null,
        sha1: newest ? createHash('sha1').update(PIXEL).digest('hex') : null,
      },
    ])
    expect([...members.keys()].sort()).toEqual(
      ['0', 'collection.anki2', newest ? 'collection.anki21b' : 'collection.anki21', 'media', 'meta'].sort(),
    )
    const dummy = new Database(members.get('collection.anki2') ?? Buffer.alloc(0), { readonly: true })
    expect(dummy.pragma('integrity_check')).toEqual([{ integrity_check: 'ok' }])
    expect(all(dummy, 'SELECT ver FROM col')).toEqual([{ ver: 11 }])
    expect(all(dummy, 'SELECT flds FROM notes')).toEqual([{ flds: expect.stringMatching(/update Anki/) as unknown }])
    expect(all(dummy, 'SELECT count(*) AS n FROM cards')).toEqual([{ n: 1 }])
    for (const one of [db, dummy]) one.close()
  })
})

describe('settings of the newest form', () => {
  it('are messages by the numbers of their fields', async () => {
    const { db } = await out('apkg')
    const decks = all(db, 'SELECT id, name, kind FROM decks ORDER BY name')
    expect(decks.map(({ name }) => name)).toEqual(['Default', 'Languages', 'Languages\u001f日本語'])
    const normal = inner(messageOf(decks[2]?.['kind'] as Buffer), 1)
    const preset = normal.find(({ field }) => field === 1)?.value
    expect(normal).toEqual(
      expect.arrayContaining([
        { field: 4, value: Buffer.from('Words') },
        { field: 7, value: 3 },
      ]),
    )
    const [options] = all(db, `SELECT name, config FROM deck_config WHERE id = ${Number(preset)}`)
    expect(options?.['name']).toBe('Slow')
    const config = messageOf(options?.['config'] as Buffer)
    expect([floats(config, 1), floats(config, 2)]).toEqual([[1, 10], [5]])
    expect(config).toEqual(
      expect.arrayContaining([
        { field: 9, value: 7 },
        { field: 37, value: 0.85 },
      ]),
    )
    const types = all(db, 'SELECT id, name, config FROM notetypes ORDER BY id')
    expect(types.map(({ id, name }) => [id, name])).toEqual([
      [BASIC.id, 'Basic'],
      [CLOZE.id, 'Cloze'],
    ])
    const cloze = messageOf(types[1]?.['config'] as Buffer)
    expect(cloze.find(({ field }) => field === 1)?.value).toBe(1)
    expect(text(cloze, 3)).toBe(CLOZE.css)
    const fields = all(db, `SELECT ord, name FROM fields WHERE ntid = ${BASIC.id} ORDER BY ord`)
    expect(fields).toEqual(BASIC.fields.map((name, ord) => ({ ord, name })))
    const templates = all(db, `SELECT name, config FROM templates WHERE ntid = ${BASIC.id}`).map(
      ({ name, config: bytes }) => {
        const template = messageOf(bytes as Buffer)
        return { name, question: text(template, 1), answer: text(template, 2) }
      },
    )
    expect(templates).toEqual(BASIC.templates)
    db.close()
  })

  it('are the same as JSON in the older form', async () => {
    const { db } = await out('apkg-older')
    const [col] = all(db, 'SELECT models, decks, dconf, tags FROM col')
    const json = (key: string) => JSON.parse(String(col?.[key])) as Record<string, Record<string, unknown>>
    const decks = Object.values(json('decks'))
    expect(decks.map(({ name }) => name).sort()).toEqual(['Default', 'Languages', 'Languages::日本語'])
    const deck = decks.find(({ name }) => name === 'Languages::日本語')
    expect(deck).toMatchObject({ desc: 'Words', newLimit: 3, dyn: 0 })
    expect(json('dconf')[String(deck?.['conf'])]).toMatchObject({
      name: 'Slow',
      new: { perDay: 7, delays: [1, 10] },
      lapse: { delays: [5] },
      desiredRetention: 0.85,
    })
    expect(json('models')[BASIC.id]).toMatchObject({
      name: 'Basic',
      type: 0,
      css: BASIC.css,
      flds: BASIC.fields.map((name, ord) => ({ name, ord })),
      tmpls: [{ name: 'Card 1', qfmt: '{{Front}}', afmt: BASIC.templates[0]?.answer, ord: 0 }],
    })
    expect(json('models')[CLOZE.id]).toMatchObject({ type: 1 })
    db.close()
  })
})
