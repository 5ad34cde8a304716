import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { NoteTypeDefinition } from '../../../electron/contract/content/note-type.ts'
import { addTemplates } from '../../fixtures/templates.ts'
import { makeApp, type TestApp } from '../../support/app.ts'

const BASIC: NoteTypeDefinition = {
  kind: 'standard',
  fields: [{ name: 'Front' }, { name: 'Back' }, { name: 'Reverse' }],
  templates: [
    {
      name: 'Forward',
      question: '{{Front}} {{type:Back}}',
      answer: '{{Deck}}|{{Subdeck}}|{{Tags}}|{{Type}}|{{Card}}|{{CardFlag}}',
    },
    { name: 'Back', question: '{{#Reverse}}{{Back}}{{/Reverse}}', answer: '{{Front}}' },
  ],
  css: '.card { color: red; }',
}

let test: TestApp
beforeEach(async () => {
  test = await makeApp()
  addTemplates(test.app.context.collection, {
    deck: 'Top::Sub',
    types: { basic: BASIC },
    notes: [{ guid: 'a', type: 'basic', fields: ['f', '<b>ba</b>ck', ''], tags: ['x', 'y'] }],
  })
})
afterEach(() => test.close())

async function first() {
  const { card } = await test.client.review.next({ deckId: null })
  if (card?.face.type !== 'template') return expect.fail('no imported card')
  return { ...card, face: card.face }
}

describe('notes of imported types', () => {
  it('are asked as their templates say, special fields included', async () => {
    const { cardId, kind, face } = await first()
    expect(kind).toBe('template')
    expect(face).toMatchObject({ question: 'f \u{E002}', css: BASIC.css, card: 1, typed: { expected: 'back' } })
    expect(face.answer).toBe('Top::Sub|Sub|x y|basic|Forward|flag0')
    await test.client.review.flag({ cardId, flag: 4 })
    expect((await first()).face.answer).toMatch(/flag4$/)
  })

  it('take a typed answer', async () => {
    const { cardId, seed } = await first()
    expect(await test.client.review.check({ cardId, seed, response: 'back' })).toMatchObject({ right: true })
    expect(await test.client.review.check({ cardId, seed, response: 'bark' })).toMatchObject({ right: false })
  })

  it('get the cards that an edit calls for, and keep those they had', async () => {
    const { noteId } = await first()
    const note = await test.client.notes.get({ noteId })
    expect(note.noteType).toEqual({ name: 'basic', fields: ['Front', 'Back', 'Reverse'] })
    const edit = (fields: string[]) =>
      test.client.notes.update({
        noteId,
        note: { content: { kind: 'template', noteType: 'basic', fields }, tags: ['z'] },
      })
    const ordinals = () => test.app.context.collection.cards.ofNote(noteId).map((card) => card.ordinal)
    await edit(['f', 'b', 'yes'])
    expect(ordinals()).toEqual([0, 1])
    await edit(['', 'b', ''])
    expect(ordinals()).toEqual([0, 1])
    await test.client.history.undo()
    await test.client.history.undo()
    expect(ordinals()).toEqual([0])
  })

  it('are previewed before they are saved', async () => {
    const content = { kind: 'template' as const, noteType: 'basic', fields: ['one', 'two', 'x'] }
    const { faces } = await test.client.notes.preview({ note: { content, tags: [] } })
    expect(faces.map((face) => (face.type === 'template' ? face.question : ''))).toEqual(['one \u{E002}', 'two'])
  })

  it('say so when their type is gone, and can still be answered', async () => {
    const { collection } = test.app.context
    const type = collection.noteTypes.byGuid('basic')
    collection.transact(null, (writes) => {
      writes.noteTypes.remove([type?.id ?? 0])
      return { ok: true, value: undefined }
    })
    const { card } = await test.client.review.next({ deckId: null })
    expect(card?.face).toMatchObject({ type: 'text', prompt: 'This card cannot be shown.' })
    expect(card && (await test.client.notes.get({ noteId: card.noteId })).noteType).toBeNull()
    const { cardId = 0, seed = 0 } = card ?? {}
    const answered = await test.client.review.answer({
      deckId: null,
      cardId,
      rating: 3,
      seed,
      durationMs: 1,
      response: null,
    })
    expect(answered.doneToday).toBe(1)
  })

  it('show the new look when their type is changed under them', async () => {
    const { collection } = test.app.context
    await first()
    const type = collection.noteTypes.byGuid('basic')
    const templates = [{ name: 'Forward', question: 'New: {{Front}}', answer: '' }]
    collection.transact('Change type', (writes) => {
      writes.noteTypes.update(type?.id ?? 0, { definition: { ...BASIC, templates } })
      return { ok: true, value: undefined }
    })
    expect((await first()).face.question).toBe('New: f')
  })
})
