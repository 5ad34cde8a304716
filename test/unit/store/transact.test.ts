import { describe, expect, it } from 'vitest'
import { fail, ok } from '../../../electron/core/result.ts'
import { addDeck, addNote, change, contentOf, error, newCollection, openIn, value } from './support.ts'

describe('a transaction', () => {
  it('leaves nothing behind when its work fails', () => {
    const collection = newCollection()
    const deck = addDeck(collection, 'A')
    const before = contentOf(collection)
    const result = collection.transact('Import x', (write) => {
      const noteId = write.notes.insert({ guid: 'g', kind: 'basic', summary: 's', content: '{"front":"unfinished"}' })
      write.cards.insertFor(noteId, deck, [0])
      return fail({ code: 'cancelled' })
    })
    expect(error(result)).toEqual({ code: 'cancelled' })
    expect(contentOf(collection)).toEqual(before)
    expect(collection.history.undoName()).toBeNull()
    expect(collection.notes.search('unfinished', 1)).toEqual([])
  })

  it('leaves nothing behind when its work throws, and can be followed by another', () => {
    const collection = newCollection()
    const before = contentOf(collection)
    const crash = () =>
      collection.transact('Add deck', (write) => {
        value(write.decks.getOrCreate('A'))
        throw new Error('a bug')
      })
    expect(crash).toThrow('a bug')
    expect(contentOf(collection)).toEqual(before)
    addDeck(collection, 'B')
    expect(contentOf(collection)['note']).toEqual([])
  })

  it('is seen by other connections when it is done, not before', () => {
    const collection = newCollection()
    const worker = openIn(collection.dataDir, { purpose: 'worker' })
    const seen = () => worker.decks.tree().length
    change(collection, 'Add deck', (write) => {
      value(write.decks.getOrCreate('A'))
      expect(seen()).toBe(0)
    })
    expect(seen()).toBe(1)
  })

  it('answers busy at once while another connection writes', () => {
    const collection = newCollection()
    const worker = openIn(collection.dataDir, { purpose: 'worker' })
    const inner = worker.transact(null, () => {
      const result = collection.transact('Add deck', (write) => write.decks.getOrCreate('A'))
      return ok(error(result))
    })
    expect(value(inner)).toMatchObject({ code: 'busy' })
    expect(collection.decks.tree()).toEqual([])
  })

  it('answers that the disk is full, with nothing changed', () => {
    const collection = newCollection()
    const pages = Number(collection.db.pragma('page_count', { simple: true }))
    collection.db.pragma(`max_page_count = ${pages + 2}`)
    const before = contentOf(collection)
    const result = collection.transact(null, (write) => {
      for (let index = 0; index < 50; index += 1) {
        write.notes.insert({ guid: `${index}`, kind: 'basic', summary: 'x'.repeat(2000), content: '{}' })
      }
      return ok(undefined)
    })
    expect(error(result).code).toBe('disk-full')
    expect(contentOf(collection)).toEqual(before)
  })

  it('cannot be inside another, and writes cannot be outside of one', () => {
    const collection = newCollection()
    expect(() => collection.transact(null, () => collection.transact(null, () => ok(1)))).toThrow(
      'inside a transaction',
    )
    expect(() => collection.write.decks.getOrCreate('A')).toThrow('outside of a transaction')
  })

  it('raises the revision when the queue could change, and only then', () => {
    const collection = newCollection()
    const raised = (work: () => unknown) => {
      const before = collection.revision()
      work()
      return collection.revision() > before
    }
    const deck = addDeck(collection, 'A')
    expect(raised(() => addNote(collection, deck, 'one'))).toBe(true)
    expect(raised(() => change(collection, null, (write) => write.settings.set('rolloverHour', 5)))).toBe(true)
    expect(raised(() => change(collection, null, () => collection.decks.tree()))).toBe(false)
  })
})

describe('settings and presets', () => {
  it('keep anything that JSON can say', () => {
    const collection = newCollection()
    change(collection, null, (write) => {
      write.settings.set('theme', 'dark')
      write.settings.set('keys', { 'review.undo': 'z' })
      write.settings.set('theme', 'light')
      write.settings.set('examDate', null)
      write.settings.set('old', 1)
      write.settings.remove('old')
    })
    expect(collection.settings.get('theme')).toBe('light')
    expect(collection.settings.get('nothing')).toBeUndefined()
    expect(collection.settings.all()).toEqual({ theme: 'light', keys: { 'review.undo': 'z' }, examDate: null })
  })

  it('change with undo where they belong to decks', () => {
    const collection = newCollection()
    const preset = collection.presets.default()
    change(collection, 'Change limits', (write) =>
      write.presets.update(preset.id, { options: { ...preset.options, newPerDay: 5 } }),
    )
    expect(collection.presets.get(preset.id)?.options.newPerDay).toBe(5)
    value(collection.history.undo())
    expect(collection.presets.default()).toEqual(preset)
  })

  it('fill in options that an older program did not know', () => {
    const collection = newCollection()
    collection.db.exec(`UPDATE preset SET options = '{"newPerDay":7}'`)
    expect(collection.presets.default().options).toMatchObject({ newPerDay: 7, desiredRetention: 0.9 })
  })
})
