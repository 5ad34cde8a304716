import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { BASIC, REVERSED, type NoteTypeParts, type PackageParts } from '../../../fixtures/anki-package.ts'
import type { TestApp } from '../../../support/app.ts'
import { rateNext } from '../../../support/study.ts'
import { anApp, bring, checkNow, ELAPSED, NOW, row, rows } from './support.ts'

let test: TestApp
beforeEach(async () => {
  test = await anApp()
})
afterEach(async () => {
  expect(await checkNow(test.app.context)).toEqual([])
  await test.close()
})

const MOD = Date.UTC(2026, 10, 10) / 1000

function parts(back: string, mod = MOD, more: Partial<PackageParts> = {}): PackageParts {
  return {
    notes: [
      { id: 10, fields: ['front', back], mod, tags: 'one' },
      { id: 11, fields: ['other', 'same'] },
    ],
    cards: [
      { id: 20, note: 10 },
      { id: 21, note: 11, type: 2, due: ELAPSED + 2, ivl: 9, reps: 2, factor: 2500 },
    ],
    ...more,
  }
}

const backs = () =>
  rows(test, `SELECT json_extract(content, '$.fields[1]') AS back FROM note ORDER BY id`).map(({ back }) => back)

describe('a package that comes in again', () => {
  it('adds nothing when nothing has changed', async () => {
    await bring(test, parts('back'))
    const before = rows(test, 'SELECT * FROM card')
    const report = await bring(test, parts('back'))
    expect(report).toMatchObject({ notes: { added: 0, unchanged: 2 }, cards: { added: 0, known: 2 }, issues: [] })
    expect(rows(test, 'SELECT * FROM card')).toEqual(before)
  })

  it.each([
    ['newer', MOD + 100, 1, 'changed'],
    ['newer', MOD - 100, 0, 'back'],
    ['always', MOD - 100, 1, 'changed'],
    ['never', MOD + 100, 0, 'back'],
  ] as const)('updates notes by the choice %s (changed at %i)', async (update, mod, updated, expected) => {
    await bring(test, parts('back'))
    const report = await bring(test, parts('changed', mod), { update })
    expect(report.notes).toEqual({ added: 0, updated, unchanged: 2 - updated, skipped: 0, conflicting: 0 })
    expect(backs()).toEqual([expected, 'same'])
    if (updated === 0) expect(report.issues).toMatchObject([{ code: 'note-kept', where: { note: 1 } }])
  })

  it('takes what is newest, whichever came first', async () => {
    await bring(test, parts('first', MOD))
    await bring(test, parts('third', MOD + 200))
    await bring(test, parts('second', MOD + 100))
    expect(backs()[0]).toBe('third')
  })

  it('leaves a note alone that was edited here since', async () => {
    await bring(test, parts('back'))
    const noteId = Number(row(test, `SELECT id FROM note WHERE guid = 'guid10'`)['id'])
    const { content } = await test.client.notes.get({ noteId })
    if (content.kind !== 'template') throw new Error('another kind')
    await test.client.notes.update({ noteId, note: { content: { ...content, fields: ['front', 'mine'] }, tags: [] } })
    await bring(test, parts('theirs', MOD + 100))
    expect(backs()[0]).toBe('mine')
  })

  it('never resets cards that were learned here', async () => {
    await bring(test, parts('back'))
    await rateNext(test, 4)
    const before = rows(test, 'SELECT * FROM card')
    await bring(
      test,
      parts('changed', NOW / 1000 + 5, {
        cards: [
          { id: 20, note: 10, due: 9 },
          { id: 21, note: 11, type: 0, due: 3 },
        ],
      }),
      { update: 'always' },
    )
    expect(rows(test, 'SELECT * FROM card')).toEqual(before)
    expect(backs()[0]).toBe('changed')
  })

  it('adds the cards that notes have got since', async () => {
    const type = { ...REVERSED, id: BASIC.id }
    const noteTypes = [type]
    await bring(
      test,
      parts('back', MOD, {
        noteTypes,
        cards: [
          { id: 20, note: 10 },
          { id: 21, note: 11 },
        ],
      }),
    )
    const report = await bring(
      test,
      parts('back', MOD, {
        noteTypes,
        cards: [20, 21, 22, 23].map((id) => ({ id, note: 10 + (id % 2), ord: id > 21 ? 1 : 0 })),
      }),
    )
    expect(report.cards).toEqual({ added: 2, known: 2 })
  })

  it('brings a deleted note back', async () => {
    await bring(test, parts('back'))
    const noteId = Number(row(test, `SELECT id FROM note WHERE guid = 'guid10'`)['id'])
    await test.client.notes.remove({ noteId })
    expect((await bring(test, parts('back'))).notes).toMatchObject({ added: 1, unchanged: 1 })
    expect(rows(test, `SELECT * FROM tombstone WHERE entity = 'note'`)).toEqual([])
  })
})

describe('note types that differ', () => {
  const styled = (css: string, mod: number): NoteTypeParts => ({ ...BASIC, css, mod })
  const names = () => rows(test, 'SELECT name FROM note_type ORDER BY id').map(({ name }) => name)

  it('in their look alone follow the choice, as one type', async () => {
    await bring(test, parts('back', MOD, { noteTypes: [styled('.a {}', MOD)] }))
    const newer = await bring(test, parts('back', MOD, { noteTypes: [styled('.b {}', MOD + 1)] }))
    expect(newer).toMatchObject({
      noteTypes: { added: 0, updated: 1, conflicting: 0 },
      notes: { unchanged: 2 },
      issues: [{ code: 'note-type-updated' }],
    })
    const older = await bring(test, parts('back', MOD, { noteTypes: [styled('.a {}', MOD)] }))
    expect(older).toMatchObject({ noteTypes: { updated: 0 }, issues: [{ code: 'note-type-kept' }] })
    expect(names()).toEqual(['Basic'])
    expect(row(test, `SELECT json_extract(definition, '$.css') AS css FROM note_type`)).toEqual({ css: '.b {}' })
  })

  it('in fields or cards are both kept, with both notes', async () => {
    await bring(test, parts('back'))
    const other: NoteTypeParts = {
      ...BASIC,
      templates: [...BASIC.templates, { name: 'Card 2', question: '{{Back}}', answer: '{{Front}}' }],
    }
    const more = {
      noteTypes: [other],
      cards: [
        { id: 20, note: 10 },
        { id: 22, note: 10, ord: 1 },
        { id: 21, note: 11 },
      ],
    }
    const report = await bring(test, parts('back', MOD, more))
    expect(report).toMatchObject({
      noteTypes: { added: 0, updated: 0, conflicting: 1 },
      notes: { added: 0, unchanged: 0, conflicting: 2 },
      cards: { added: 3 },
      issues: [
        {
          code: 'note-type-conflict',
          expected: 'fields Front, Back; cards Card 1',
          found: 'fields Front, Back; cards Card 1, Card 2',
        },
        { code: 'note-conflict' },
        { code: 'note-conflict' },
      ],
    })
    expect(names()).toEqual(['Basic', 'Basic (2)'])
    const again = await bring(test, parts('back', MOD, more))
    expect(again).toMatchObject({
      noteTypes: { added: 0, conflicting: 0 },
      notes: { unchanged: 2, conflicting: 0 },
      cards: { added: 0 },
    })
  })

  it('keep both notes where one of ours has the same identity and another kind', async () => {
    test.importText('notes.txt', '#separator:tab\n#guid column:1\nguid10\tmine\tyes\n')
    const report = await bring(test, parts('back'))
    expect(report.notes).toMatchObject({ added: 1, conflicting: 1 })
    expect(rows(test, 'SELECT kind FROM note ORDER BY id').map(({ kind }) => kind)).toEqual([
      'basic',
      'template',
      'template',
    ])
    expect((await bring(test, parts('back'))).notes).toMatchObject({ added: 0, conflicting: 0, unchanged: 2 })
  })
})

describe('a package without its scheduling', () => {
  it('comes in as new cards, without leech and marked', async () => {
    const notes = [{ id: 10, fields: ['a', 'b'], tags: 'leech Marked keep' }]
    const cards = [
      { id: 20, note: 10, deck: 5, type: 2, queue: -1, due: ELAPSED, ivl: 9, reps: 5, lapses: 1, flags: 2 },
    ]
    const decks = [{ id: 5, name: 'Deck', preset: 2, newLimit: 1 }]
    const presets = [{ id: 2, name: 'Fast', newPerDay: 99 }]
    const reviews = [
      { id: NOW - 5, card: 20 },
      { id: NOW - 4, card: 999 },
    ]
    const report = await bring(test, { notes, cards, decks, presets, reviews }, { scheduling: false })
    expect(report).toMatchObject({
      cards: { added: 1 },
      reviews: { added: 0, orphaned: 0 },
      issues: [{ code: 'without-scheduling', message: '2 reviews stayed out, since the cards came in as new.' }],
    })
    expect(row(test, 'SELECT state, reps, lapses, suspended, flag, stability, position FROM card')).toEqual({
      state: 0,
      reps: 0,
      lapses: 0,
      suspended: 0,
      flag: 2,
      stability: null,
      position: 1,
    })
    expect(row(test, 'SELECT tags FROM note')).toEqual({ tags: '["keep"]' })
    expect(rows(test, 'SELECT name FROM preset')).toHaveLength(1)
    expect(rows(test, 'SELECT 1 FROM review')).toEqual([])
  })
})
