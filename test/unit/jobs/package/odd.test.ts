import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { NoteContent } from '../../../../electron/contract/content/note-content.ts'
import { cardFace } from '../../../../electron/core/cards/faces.ts'
import { BASIC, CLOZE, type PackageParts } from '../../../fixtures/anki-package.ts'
import type { TestApp } from '../../../support/app.ts'
import { anApp, bring, checkNow, DAY, ELAPSED, NOW, row, rows, TODAY } from './support.ts'

let test: TestApp
beforeEach(async () => {
  test = await anApp()
})
afterEach(async () => {
  expect(await checkNow(test.app.context)).toEqual([])
  await test.close()
})

const ONE = { notes: [{ id: 10, fields: ['a', 'b'] }] } satisfies PackageParts

describe.each([
  ['anki2', 11],
  ['anki21', 11],
  ['anki21b', 18],
] as const)('numbers beyond reason in a package of form %s', (form, schema) => {
  const odd = (parts: PackageParts) => bring(test, { ...parts, form, schema })

  it('in a schedule are set right, and the card can be studied', async () => {
    await odd({
      ...ONE,
      cards: [
        { id: 1, note: 10, type: 2, due: ELAPSED - 40, ivl: 2_000_000_000, reps: 9e15, lapses: 9e15, left: 2 ** 40 },
      ],
    })
    expect(row(test, 'SELECT scheduled_days, due, reps, lapses FROM card')).toEqual({
      scheduled_days: 36_500,
      due: (TODAY - 40) * DAY + 4 * 3_600_000 + 60_000,
      reps: 2 ** 26 - 1,
      lapses: 2 ** 26 - 1,
    })
    expect(await test.client.review.next({ deckId: null })).toMatchObject({ card: { kind: 'template' } })
  })

  it('in due dates before day 0 and in negative positions do no harm', async () => {
    await odd({
      notes: [...ONE.notes, { id: 11, fields: ['c', 'd'] }],
      cards: [
        { id: 1, note: 10, type: 2, due: -300, ivl: 5, reps: 1 },
        { id: 2, note: 11, due: -7 },
      ],
    })
    expect(rows(test, 'SELECT state, position, due FROM card ORDER BY id')).toEqual([
      { state: 2, position: 0, due: (TODAY - ELAPSED - 300) * DAY + 4 * 3_600_000 + 60_000 },
      { state: 0, position: 0, due: 0 },
    ])
  })

  it('in the log are left out when they are no time, and cut down where they are no interval', async () => {
    const far = 9_000_000_000_000_000
    const report = await odd({
      ...ONE,
      cards: [{ id: 1, note: 10, type: 2, due: ELAPSED, ivl: 5, reps: 2 }],
      reviews: [
        { id: 1, card: 1, type: 0 },
        { id: NOW - DAY, card: 1, ivl: 2_000_000_000, lastIvl: -2_000_000_000, time: 2_000_000_000 },
        { id: far, card: 1 },
        { id: far + 1, card: 999 },
      ],
    })
    const { added, orphaned } = report.reviews
    expect([added, orphaned]).toEqual([2, 0])
    expect(report.issues.filter(({ code }) => code === 'review-unreadable')).toHaveLength(2)
    expect(rows(test, 'SELECT reviewed_at, day, duration_ms, interval_before FROM review ORDER BY id')).toEqual([
      { reviewed_at: 1, day: -1, duration_ms: 4000, interval_before: 0 },
      { reviewed_at: NOW - DAY, day: TODAY - 1, duration_ms: DAY, interval_before: 0 },
    ])
  })
})

describe('packages with odd names', () => {
  it('keep media apart that differ by case, and find those that differ by composition', async () => {
    const media = ['A.png', 'a.png', 'cafe\u0301 & co.png'].map((name) => ({
      name,
      bytes: Buffer.from(`bytes of ${name}`),
    }))
    const fields = ['<img src="A.png"><img src="a.png">', '<img src="caf\u00e9 &amp; co.png">']
    const report = await bring(test, { notes: [{ id: 10, fields }], cards: [{ id: 1, note: 10 }], media })
    expect(report.media).toMatchObject({ added: 3, missing: 0 })
    expect(rows(test, 'SELECT name FROM media ORDER BY name').map(({ name }) => name)).toEqual([
      'A.png',
      'a.png',
      'caf\u00e9 & co.png',
    ])
  })

  it('name empty levels of decks, and make each deck once', async () => {
    const decks = ['::x', 'a::::b', 'a::', '::'].map((name, index) => ({ id: 100 + index, name }))
    const notes = decks.map(({ id }) => ({ id, fields: [String(id), ''] }))
    await bring(test, { decks, notes, cards: notes.map(({ id }) => ({ id, note: id, deck: id })) })
    const paths = test.app.context.collection.decks.tree().map(({ path }) => path)
    expect(paths).toEqual(expect.arrayContaining(['blank::x', 'a::blank::b', 'a::blank', 'blank::blank']))
    expect(new Set(paths).size).toBe(paths.length)
  })
})

describe('cards of a filtered deck', () => {
  it('go home with the due date that they had there', async () => {
    const decks = [
      { id: 5, name: 'Home' },
      { id: 6, name: 'Cram', filtered: true },
    ]
    const card = { note: 10, deck: 6, odid: 5, odue: ELAPSED + 4, type: 2, queue: 2, due: -100_000, ivl: 8, reps: 3 }
    const report = await bring(test, { ...ONE, decks, cards: [{ id: 1, ...card }] })
    expect(report.issues.map(({ code }) => code)).toEqual(['filtered-deck'])
    expect(row(test, 'SELECT deck.name, due FROM card JOIN deck ON deck.id = deck_id')).toEqual({
      name: 'Home',
      due: (TODAY + 4) * DAY + 4 * 3_600_000 + 60_000,
    })
  })
})

describe('templates', () => {
  it('show conditions, hints, furigana and nested gaps as in Anki', async () => {
    const noteTypes = [
      {
        ...CLOZE,
        templates: [
          {
            name: 'Cloze',
            question: '{{#c1}}first{{/c1}}{{#c2}}second{{/c2}}: {{cloze:Text}} {{hint:Extra}}',
            answer: '{{furigana:Extra}}|{{type:cloze:Text}}',
          },
        ],
      },
      BASIC,
    ]
    const fields = ['{{c1::outer {{c2::inner}} rest}}', ' 日本[にほん]']
    const notes = [{ id: 10, type: CLOZE.id, fields }]
    const report = await bring(test, { noteTypes, notes, cards: [0, 1].map((ord) => ({ id: ord + 1, note: 10, ord })) })
    expect(report.cards).toMatchObject({ added: 2 })
    const { db, noteTypes: types } = test.app.context.collection
    const json = String(db.prepare('SELECT content FROM note').pluck().get())
    const content = JSON.parse(json) as NoteContent
    const [first, second] = [0, 1].map((ordinal) =>
      cardFace(content, ordinal, 1, { noteType: (guid) => types.byGuid(guid) }),
    )
    const text = (html: unknown) => String(html).replace(/<[^>]*>/g, '')
    expect(text(JSON.stringify(first))).toContain('first: [...]')
    expect(text(JSON.stringify(second))).toContain('second: outer [...] rest')
  })
})
