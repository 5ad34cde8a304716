import { describe, expect, it } from 'vitest'
import type { NoteTypeDefinition } from '../../../electron/contract/content/note-type.ts'
import { addTemplates } from '../../fixtures/templates.ts'
import { addDeck, change, newCollection, value } from './support.ts'

const TYPE: NoteTypeDefinition = {
  kind: 'standard',
  fields: [{ name: 'Front' }, { name: 'Back' }],
  templates: [{ name: 'Card 1', question: '{{Front}}', answer: '{{Back}}' }],
  css: '.card {}',
}

describe('note types', () => {
  it('are made, found, changed and removed', () => {
    const collection = newCollection()
    const { noteTypes } = collection
    const id = change(collection, 'Add', (write) =>
      write.noteTypes.create({ name: 'B', source: '17', definition: TYPE }),
    )
    const other = change(collection, 'Add', (write) =>
      write.noteTypes.create({ guid: 'g', name: 'A', source: '17', definition: { ...TYPE, css: 'x' } }),
    )
    expect(noteTypes.get(id)).toMatchObject({ id, name: 'B', source: '17', definition: TYPE })
    expect(noteTypes.byGuid('g')?.id).toBe(other)
    expect(noteTypes.bySource('17').map((type) => type.id)).toEqual([id, other])
    expect(noteTypes.bySource('18')).toEqual([])
    expect(noteTypes.all().map((type) => type.name)).toEqual(['A', 'B'])
    const css = { ...TYPE, css: 'new' }
    expect(change(collection, 'Edit', (write) => write.noteTypes.update(other, { name: 'C', definition: css }))).toBe(
      true,
    )
    expect(noteTypes.byGuid('g')).toMatchObject({ name: 'C', definition: css })
    expect(change(collection, 'Edit', (write) => write.noteTypes.update(999, { name: 'C' }))).toBe(false)
    change(collection, 'Remove', (write) => write.noteTypes.remove([other]))
    expect(noteTypes.byGuid('g')).toBeUndefined()
  })

  it('are the same object as long as nobody changed them', () => {
    const collection = newCollection()
    change(collection, null, (write) => write.noteTypes.create({ guid: 'g', name: 'A', definition: TYPE }))
    const before = collection.noteTypes.byGuid('g')
    expect(collection.noteTypes.byGuid('g')).toBe(before)
    // Another connection does not tell ours.
    collection.db.prepare(`UPDATE note_type SET name = 'Elsewhere', modified_at = modified_at + 1`).run()
    expect(collection.noteTypes.byGuid('g')?.name).toBe('Elsewhere')
  })

  it('come back with undo', () => {
    const collection = newCollection()
    const id = change(collection, 'Add', (write) => write.noteTypes.create({ guid: 'g', name: 'A', definition: TYPE }))
    change(collection, 'Rename', (write) => write.noteTypes.update(id, { name: 'B' }))
    value(collection.history.undo())
    expect(collection.noteTypes.byGuid('g')?.name).toBe('A')
    value(collection.history.undo())
    expect(collection.noteTypes.byGuid('g')).toBeUndefined()
    value(collection.history.redo())
    expect(collection.noteTypes.byGuid('g')?.definition).toEqual(TYPE)
  })

  it('know their notes', () => {
    const collection = newCollection()
    addDeck(collection, 'D')
    const notes = [
      { guid: 'a', type: 'g', fields: ['x', 'y'] },
      { guid: 'b', type: 'g', fields: ['hello', 'there'] },
    ]
    addTemplates(collection, { deck: 'D', types: { g: TYPE, h: TYPE }, notes })
    expect(collection.noteTypes.noteCount('g')).toBe(2)
    expect(collection.noteTypes.noteIds('h')).toEqual([])
    expect(collection.notes.search('there', 10)).toHaveLength(1)
    // The guid of the type is no word of the note.
    expect(collection.notes.search('g', 10)).toHaveLength(0)
  })
})

describe('media', () => {
  const medium = (name: string, hash = 'h', size = 1) => ({ name, hash, size })

  it('are names of bytes', () => {
    const collection = newCollection()
    change(collection, null, (write) => {
      write.media.put(medium('b.png', 'x', 3))
      write.media.put(medium('a.png', 'x', 3))
      write.media.put(medium('u\u0308.png'))
    })
    const { media } = collection
    expect(media.count()).toBe(3)
    expect(media.get('a.png')).toMatchObject({ hash: 'x', size: 3 })
    expect(media.get('ü.png')?.hash).toBe('h')
    expect(media.byHash('x').map((row) => row.name)).toEqual(['a.png', 'b.png'])
    expect(media.all().map((row) => row.name)).toEqual(['a.png', 'b.png', 'ü.png'])
  })

  it('can be put anew, renamed and removed, never onto another name', () => {
    const collection = newCollection()
    change(collection, null, (write) => {
      write.media.put(medium('a.png', 'x'))
      write.media.put(medium('a.png', 'y', 9))
      write.media.put(medium('b.png', 'z'))
      expect(write.media.rename('a.png', 'b.png')).toBe(false)
      expect(write.media.rename('a.png', 'c.png')).toBe(true)
      expect(write.media.rename('nobody', 'd.png')).toBe(false)
      expect(write.media.remove('b.png')).toBe(true)
      expect(write.media.remove('b.png')).toBe(false)
    })
    expect(collection.media.all().map(({ name, hash, size }) => ({ name, hash, size }))).toEqual([
      medium('c.png', 'y', 9),
    ])
  })

  it('are not part of undo', () => {
    const collection = newCollection()
    change(collection, 'Import', (write) => {
      write.media.put(medium('a.png'))
      write.noteTypes.create({ name: 'A', definition: TYPE })
    })
    value(collection.history.undo())
    expect(collection.media.count()).toBe(1)
  })
})
