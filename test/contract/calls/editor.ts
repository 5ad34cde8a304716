import { expect } from 'vitest'
import type { NoteTypeDefinition } from '../../../electron/contract/content/note-type.ts'
import { pngOf } from '../../fixtures/templates.ts'
import type { TestApp } from '../../support/app.ts'
import type { HttpClient } from '../../support/http.ts'

const DEFINITION: NoteTypeDefinition = {
  kind: 'standard',
  fields: [{ name: 'Front' }, { name: 'Back' }],
  templates: [{ name: 'Card 1', question: '{{Front}}', answer: '{{FrontSide}}<hr id=answer>{{Back}}' }],
  css: '',
}

async function finished<T>(stream: AsyncIterator<unknown, T>): Promise<T> {
  for (;;) {
    const step = await stream.next()
    if (step.done) return step.value
  }
}

/** Unsaved work, media, pasted text, note types. */
export async function callEditor(client: HttpClient, test: TestApp): Promise<void> {
  const { savedAt } = await client.drafts.put({ key: 'new', content: { front: 'half a sen' } })
  expect(savedAt).toBe(test.clock.now)
  expect(await client.drafts.list()).toEqual([{ key: 'new', modifiedAt: savedAt }])
  expect(await client.drafts.get({ key: 'new' })).toEqual({ modifiedAt: savedAt, content: { front: 'half a sen' } })
  await client.drafts.drop({ key: 'new' })
  expect(await client.drafts.get({ key: 'new' })).toBeNull()

  const image = new File([new Uint8Array(pngOf(4, 4, [1, 2, 3]))], 'a leaf.png')
  expect(await client.editor.addMedium({ file: image })).toMatchObject({
    name: 'a-leaf.png',
    kind: 'image',
    known: false,
  })
  expect(await client.editor.fromHtml({ html: '<b>bold</b> <img src="https://a.example/x.png">' })).toMatchObject({
    leftOut: 1,
  })
  const { deckId } = await client.decks.create({ name: 'Editor', parentId: null })
  const content = { kind: 'basic', front: 'What is a **tensor**?', back: 'An array.' } as const
  const { noteId } = await client.notes.create({ deckId, note: { content, tags: [] } })
  const both = await client.editor.bothWays({ note: { content, tags: ['x'] } })
  expect(both).toMatchObject({ content, tags: ['x'], yaml: expect.stringContaining('kind: basic') })
  const wording = { kind: 'basic', text: 'what is a tensor', noteType: null, noteId: null } as const
  expect(await client.editor.similar(wording)).toMatchObject([{ noteId, deck: 'Editor' }])
  expect(await client.editor.similar({ ...wording, noteId })).toEqual([])

  const { guid } = await client.noteTypes.create({ name: 'Word', definition: DEFINITION })
  expect((await client.editor.choices()).noteTypes).toContainEqual(expect.objectContaining({ guid, name: 'Word' }))
  expect(await client.noteTypes.get({ guid })).toEqual({ guid, name: 'Word', definition: DEFINITION, notes: 0 })
  const fields = ['f', 'b']
  expect((await client.noteTypes.preview({ definition: DEFINITION, fields })).faces).toHaveLength(1)
  const change = { guid, name: 'Words', definition: DEFINITION, fieldsFrom: [0, 1], templatesFrom: [0] }
  const nothing = { notes: 0, added: 0, removed: 0, textLost: 0 }
  expect(await finished(await client.noteTypes.effect(change))).toEqual(nothing)
  expect(await finished(await client.noteTypes.update(change))).toEqual({ ...nothing, undo: 'Change note type Words' })
  expect(await client.noteTypes.remove({ guid })).toEqual({ undo: 'Delete note type Words' })
}
