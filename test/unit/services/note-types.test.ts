import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { NoteTypeDefinition } from '../../../electron/contract/content/note-type.ts'
import { makeApp, type TestApp } from '../../support/app.ts'
import { given } from '../../support/study.ts'

const template = (name: string, question: string) => ({ name, question, answer: '{{FrontSide}}{{Back}}' })
const TYPE: NoteTypeDefinition = {
  kind: 'standard',
  fields: [{ name: 'Front' }, { name: 'Back' }, { name: 'Extra' }],
  templates: [template('Forward', '{{Front}}'), template('Backward', '{{Back}}')],
  css: '',
}

let test: TestApp
let guid: string
let noteId: number
beforeEach(async () => {
  test = await makeApp()
  ;({ guid } = await test.client.noteTypes.create({ name: 'Word', definition: TYPE }))
  const { deckId } = await test.client.decks.create({ name: 'D', parentId: null })
  const content = { kind: 'template' as const, noteType: guid, fields: ['front', 'back', 'more'] }
  ;({ noteId } = await test.client.notes.create({ deckId, note: { content, tags: ['t'] } }))
})
afterEach(() => test.close())

async function finished<T>(stream: AsyncIterator<unknown, T>): Promise<T> {
  for (;;) {
    const step = await stream.next()
    if (step.done) return step.value
  }
}

const change = (
  definition: Partial<NoteTypeDefinition>,
  fieldsFrom: (number | null)[],
  templatesFrom: (number | null)[],
) => ({
  guid,
  name: 'Word',
  definition: { ...TYPE, ...definition },
  fieldsFrom,
  templatesFrom,
})
const cards = () =>
  test.app.context.collection.cards.ofNote(noteId).map(({ id, ordinal, reps }) => ({ id, ordinal, reps }))
const fields = async () => {
  const { content } = await test.client.notes.get({ noteId })
  return content.kind === 'template' ? content.fields : []
}

describe('changing a note type under its notes', () => {
  it('moves fields and cards to their new places, keeps what was learnt, and is taken back whole', async () => {
    const step = await test.client.review.next({ deckId: null })
    if (!step.card) return expect.fail('no card')
    await test.client.review.answer(given(step.card, 3))
    const before = cards()
    const definition = {
      fields: [{ name: 'Extra' }, { name: 'Front' }, { name: 'Back' }],
      templates: [...TYPE.templates.toReversed()],
    }
    const done = await finished(await test.client.noteTypes.update(change(definition, [2, 0, 1], [1, 0])))
    expect(done).toMatchObject({ notes: 1, added: 0, removed: 0, textLost: 0 })
    expect(await fields()).toEqual(['more', 'front', 'back'])
    const moved = cards()
    for (const card of before) {
      expect(moved.find(({ id }) => id === card.id)).toEqual({ ...card, ordinal: 1 - card.ordinal })
    }
    expect((await test.client.history.undo()).name).toBe('Change note type Word')
    expect(cards()).toEqual(before)
    expect(await fields()).toEqual(['front', 'back', 'more'])
    await test.client.history.redo()
    expect(cards()).toEqual(moved)
  })

  it('says beforehand which cards come and go, and whose text is lost', async () => {
    const definition = {
      fields: [{ name: 'Front' }, { name: 'Back' }],
      templates: [template('Forward', '{{Front}}'), template('New', '{{Back}}?'), template('Third', '{{Front}}!')],
    }
    const wanted = change(definition, [0, 1], [0, null, null])
    expect(await finished(await test.client.noteTypes.effect(wanted))).toEqual({
      notes: 1,
      added: 2,
      removed: 1,
      textLost: 1,
    })
    expect(cards()).toHaveLength(2)
    const [first] = cards()
    await finished(await test.client.noteTypes.update(wanted))
    expect(cards().map(({ ordinal }) => ordinal)).toEqual([0, 1, 2])
    expect(cards()[0]).toEqual(first)
    expect((await test.client.notes.get({ noteId })).tags).toEqual(['t'])
  })

  it('is refused with its place: unknown fields, templates that do not close, names twice', async () => {
    const issues = async (definition: Partial<NoteTypeDefinition>) =>
      test.client.noteTypes
        .preview({ definition: { ...TYPE, ...definition }, fields: [] })
        .then(() => [])
        .catch((error: { data: { issues: { code: string; where: { field: string } }[] } }) =>
          error.data.issues.map(({ code, where }) => [code, where.field]),
        )
    expect(await issues({ templates: [template('A', '{{Nothing}}')] })).toEqual([['no-field', 'templates.0.question']])
    expect(await issues({ templates: [template('A', 'words')] })).toEqual([['no-field-shown', 'templates.0.question']])
    expect((await issues({ templates: [template('A', '{{#Front}}')] }))[0]?.[1]).toBe('templates.0.question')
    expect(await issues({ fields: [{ name: 'Front' }, { name: 'front' }, { name: 'Back' }] })).toContainEqual([
      'duplicate',
      'fields.1.name',
    ])
  })

  it('cannot be deleted while notes are of it, and makes no note without a card', async () => {
    await expect(test.client.noteTypes.remove({ guid })).rejects.toMatchObject({ code: 'CONFLICT' })
    const { deckId } = await test.client.notes.get({ noteId })
    const content = { kind: 'template' as const, noteType: guid, fields: ['', '', 'more'] }
    await expect(test.client.notes.create({ deckId, note: { content, tags: [] } })).rejects.toMatchObject({
      data: { issues: [{ code: 'no-card' }] },
    })
  })
})
