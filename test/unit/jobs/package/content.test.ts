import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { BASIC, CLOZE, REVERSED, type PackageParts } from '../../../fixtures/anki-package.ts'
import type { TestApp } from '../../../support/app.ts'
import { anApp, bring, checkNow, row, rows } from './support.ts'

let test: TestApp
beforeEach(async () => {
  test = await anApp()
})
afterEach(async () => {
  expect(await checkNow(test.app.context)).toEqual([])
  await test.close()
})

const PARTS: PackageParts = {
  noteTypes: [BASIC, CLOZE, REVERSED],
  decks: [
    { id: 5, name: 'Languages::Spanish', preset: 2, description: 'Words', newLimit: 3 },
    { id: 6, name: 'Empty' },
  ],
  presets: [{ id: 2, name: 'Slow', newPerDay: 5, learningSteps: [1, 5, 15] }],
  notes: [
    { id: 10, fields: ['hola', 'hello'], tags: 'greeting unit::1', type: REVERSED.id },
    { id: 11, fields: ['{{c1::Madrid}} is in {{c2::Spain}}', ''], type: CLOZE.id },
    { id: 12, fields: ['<b>adiós</b>', 'bye'] },
  ],
  cards: [
    { id: 20, note: 10, deck: 5, due: 4 },
    { id: 21, note: 10, deck: 5, ord: 1, due: 5, flags: 3 },
    { id: 22, note: 11, deck: 5, due: 6 },
    { id: 23, note: 11, deck: 5, ord: 1, due: 7, queue: -1 },
    { id: 24, note: 12, due: 8, flags: 8 + 2 },
  ],
}

describe.each(['anki2', 'anki21', 'anki21b'] as const)('the content of a package of form %s', (form) => {
  it('comes in as it is, and its report adds up', async () => {
    const report = await bring(test, { ...PARTS, form })
    expect(report).toMatchObject({
      refused: false,
      format: 'anki-package',
      notes: { added: 3, updated: 0, unchanged: 0, skipped: 0, conflicting: 0 },
      cards: { added: 5 },
      noteTypes: { added: 3, updated: 0, conflicting: 0 },
      reviews: { added: 0, orphaned: 0 },
      decks: ['Default', 'Empty', 'Languages', 'Languages::Spanish'],
      issues: [],
    })
    const notes = rows(test, 'SELECT guid, kind, summary, tags, content FROM note ORDER BY id')
    expect(notes.map(({ guid, kind, summary, tags }) => [guid, kind, summary, tags])).toEqual([
      ['guid10', 'template', 'hola', '["greeting","unit::1"]'],
      ['guid11', 'template', '[Madrid] is in [Spain]', '[]'],
      ['guid12', 'template', 'adiós', '[]'],
    ])
    expect(JSON.parse(String(notes[2]?.['content']))).toMatchObject({ fields: ['<b>adiós</b>', 'bye'] })
  })

  it('keeps cards with their ordinal, deck, place, flag and suspension', async () => {
    await bring(test, { ...PARTS, form })
    const cards = rows(
      test,
      `SELECT n.guid, c.ordinal, d.name, c.position, c.flag, c.suspended
       FROM card AS c JOIN note AS n ON n.id = c.note_id JOIN deck AS d ON d.id = c.deck_id ORDER BY c.id`,
    )
    expect(cards.map((card) => Object.values(card))).toEqual([
      ['guid10', 0, 'Spanish', 4, 0, 0],
      ['guid10', 1, 'Spanish', 5, 3, 0],
      ['guid11', 0, 'Spanish', 6, 0, 0],
      ['guid11', 1, 'Spanish', 7, 0, 1],
      ['guid12', 0, 'Default', 8, 2, 0],
    ])
  })

  it('gives new decks their preset, limits and description', async () => {
    await bring(test, { ...PARTS, form })
    const { presets, decks } = test.app.context.collection
    const deck = decks.byPath('Languages::Spanish')
    expect(deck?.description).toBe('Words')
    expect(JSON.parse(deck?.options ?? '')).toMatchObject({ newPerDay: 3, reviewsPerDay: null })
    expect(presets.get(deck?.preset_id ?? 0)).toMatchObject({
      name: 'Slow',
      options: { newPerDay: 5, learningSteps: [1, 5, 15] },
    })
  })

  it('can be found by its words, and is shown by its templates', async () => {
    await bring(test, { ...PARTS, form })
    const { notes } = test.app.context.collection
    expect(notes.search('madrid', 10)).toHaveLength(1)
    expect(notes.search('adios', 10)).toHaveLength(1)
    expect(notes.search('greeting', 10)).toHaveLength(1)
    expect(notes.search('strong', 10)).toHaveLength(0)
    const { card } = await test.client.review.next({ deckId: null })
    expect(card?.face).toMatchObject({ type: 'template' })
  })
})

describe('notes that are not as they should be', () => {
  it('come in with as many fields as their type has', async () => {
    const report = await bring(test, {
      notes: [
        { id: 10, fields: ['one'] },
        { id: 11, fields: ['one', 'two', 'three', 'four'] },
      ],
      cards: [
        { id: 20, note: 10 },
        { id: 21, note: 11 },
      ],
    })
    const fields = rows(test, `SELECT json_extract(content, '$.fields') AS fields FROM note ORDER BY id`)
    expect(fields).toEqual([{ fields: '["one",""]' }, { fields: '["one","two; three; four"]' }])
    expect(report.issues).toMatchObject([
      { code: 'field-count', where: { note: 1 }, found: '“one” (Basic)' },
      { code: 'field-count', where: { note: 2 } },
    ])
  })

  it('stay out with their reason when they cannot be shown or asked', async () => {
    const report = await bring(test, {
      notes: [
        { id: 10, fields: ['fine', ''] },
        { id: 11, fields: ['no type', ''], type: 99 },
        { id: 12, fields: ['no card', ''] },
        { id: 13, fields: ['x'.repeat(1_000_001), ''] },
      ],
      cards: [
        { id: 20, note: 10 },
        { id: 21, note: 11 },
        { id: 23, note: 13 },
        { id: 24, note: 77 },
        { id: 25, note: 10, ord: 0 },
      ],
    })
    expect(report.notes).toMatchObject({ added: 1, skipped: 3 })
    expect(report.cards.added).toBe(1)
    const told = report.issues.map(({ code, where, message, found }) =>
      where.note === undefined ? `${code}: ${message}` : `${code} ${where.note}: ${found ?? ''}`,
    )
    const long = `“${'x'.repeat(60)}…”`
    expect(told).toEqual([
      'note-without-type 2: “no type”',
      'note-without-cards 3: “no card” (Basic)',
      `field-size 4: ${long} (Basic)`,
      'card-without-note: Card 1 of “no type”: it was left out, since its note is not here.',
      `card-without-note: Card 1 of ${long} (Basic): it was left out, since its note is not here.`,
      'card-without-note: A card whose note is not in the package: it was left out, since its note is not here.',
      'card-twice: Card 1 of “fine” (Basic): the note has this card twice; the first counts.',
    ])
  })

  it('are both kept when they have the same identity in one package', async () => {
    const parts: PackageParts = {
      notes: [
        { id: 10, guid: 'same', fields: ['a', ''] },
        { id: 11, guid: 'same', fields: ['b', ''] },
        { id: 12, guid: '', fields: ['c', ''] },
      ],
      cards: [10, 11, 12].map((note) => ({ id: note + 10, note })),
    }
    expect(await bring(test, parts)).toMatchObject({
      notes: { added: 3 },
      issues: [{ code: 'guid-twice', found: expect.stringMatching(/^“.+” \(Basic\)$/) }],
    })
    expect((await bring(test, parts)).notes).toMatchObject({ added: 0, unchanged: 3 })
  })

  it('are listed up to a bound, with their total', async () => {
    const notes = Array.from({ length: 900 }, (_, index) => ({ id: index + 1, fields: ['a', 'b', 'c'] }))
    const report = await bring(test, { notes, cards: notes.map(({ id }) => ({ id, note: id })) })
    expect(report.notes.added).toBe(900)
    expect(report.issues).toHaveLength(201)
    expect(report.issues.at(-1)?.message).toBe('and 700 more like this, 900 in all')
  })
})

describe('note types that no note uses', () => {
  const parts: PackageParts = {
    noteTypes: [BASIC, CLOZE],
    notes: [{ id: 10, fields: ['a', 'b'] }],
    cards: [{ id: 20, note: 10 }],
  }

  it.each([
    ['deck.apkg', 1],
    ['everything.colpkg', 2],
    ['backup-2026-11-20.apkg', 2],
  ])('of %s: %i note types come in', async (name, types) => {
    expect((await bring(test, parts, {}, name)).noteTypes?.added).toBe(types)
  })
})

describe('decks', () => {
  it('that are here already keep what they are', async () => {
    test.addNotes('Languages::Spanish', [{ id: 'here', kind: 'basic', front: 'q', back: 'a' }])
    const before = row(test, `SELECT id, preset_id, options FROM deck WHERE name = 'Spanish'`)
    await bring(test, PARTS)
    expect(row(test, `SELECT id, preset_id, options FROM deck WHERE name = 'Spanish'`)).toEqual(before)
    expect(
      rows(test, 'SELECT position FROM card WHERE state = 0 AND deck_id = ? ORDER BY id', Number(before['id']))[1],
    ).toEqual({ position: 5 })
  })

  it('that the package does not know are named after the file', async () => {
    const report = await bring(
      test,
      { notes: [{ id: 1, fields: ['a', ''] }], cards: [{ id: 2, note: 1, deck: 99 }] },
      {},
      'Spanish words.apkg',
    )
    expect(report.decks).toEqual(['Spanish words'])
    expect(report.issues).toMatchObject([{ code: 'deck-unknown', found: '99' }])
  })
})
