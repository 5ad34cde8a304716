import { beforeEach, afterEach, describe, expect, it } from 'vitest'
import type {
  BulkAct,
  BulkDone,
  DuplicateGroups,
  Replacement,
  ReplaceReport,
} from '../../../electron/contract/procedures/browse.ts'
import { dump, makeApp, type TestApp } from '../../support/app.ts'
import { basic, basics, choice, type DeckNoteInput } from '../../support/decks.ts'
import { deckAt, noteWith, rateNext, refusal } from '../../support/study.ts'

let test: TestApp
beforeEach(async () => void (test = await makeApp()))
afterEach(() => test.close())

const ALL = { text: '', deckId: null, sort: 'created', descending: false } as const

async function end<T>(stream: { next(): Promise<{ done?: boolean | undefined; value: unknown }> }): Promise<T> {
  let step = await stream.next()
  while (step.done !== true) step = await stream.next()
  return step.value as T
}

async function cardIds(text: string): Promise<number[]> {
  return (await test.client.browse.ids({ ...ALL, text, from: 0, to: 100_000 })).ids
}
async function bulk(act: BulkAct, text = ''): Promise<BulkDone> {
  return end<BulkDone>(await test.client.browse.bulk({ act, cardIds: await cardIds(text) }))
}
const note = (id: string) => test.app.context.collection.notes.get(noteWith(test, `test/notes/${id}`))
const content = (id: string) => JSON.parse(note(id)?.content ?? '{}') as Record<string, unknown>
const tags = (id: string) => JSON.parse(note(id)?.tags ?? '[]') as string[]

/** Rows without what changes with every write. */
function rows(): unknown {
  const { card, note: notes, deck_total } = dump(test)
  const plain = (all: unknown[] | undefined) =>
    (all as Record<string, unknown>[]).map(({ modified_at: _at, ...rest }) => rest)
  return { card: plain(card), note: plain(notes), deck_total }
}

/** Does it, and takes it back: everything is as it was. */
async function undoes(work: () => Promise<BulkDone>): Promise<BulkDone> {
  const before = rows()
  const done = await work()
  expect(rows()).not.toEqual(before)
  expect(await test.client.history.undo()).toEqual({ name: done.undo })
  expect(rows()).toEqual(before)
  expect(await test.client.history.redo()).toEqual({ name: done.undo })
  return done
}

describe('one action on many', () => {
  it('tags notes, keeps what they had, and takes tags off', async () => {
    test.addNotes('A', [{ ...basic('one'), tags: ['Old'] }, basic('two')])
    const done = await undoes(() => bulk({ type: 'tags', add: ['new', 'old'], remove: [] }))
    expect(done).toMatchObject({ undo: 'Tag 2 notes new, old', changed: 2, skipped: 0 })
    expect([tags('one'), tags('two')]).toEqual([
      ['Old', 'new'],
      ['new', 'old'],
    ])
    expect(await bulk({ type: 'tags', add: [], remove: ['NEW'] })).toMatchObject({ undo: 'Take NEW off 2 notes' })
    expect([tags('one'), tags('two')]).toEqual([['Old'], ['old']])
    expect(await cardIds('tag:new')).toEqual([])
  })

  it('moves cards, suspends, buries and flags them, each with its name', async () => {
    test.addNotes('A', basics(3))
    test.addNotes('B', [basic('other')])
    const done = await undoes(() => bulk({ type: 'move', deckId: deckAt(test, 'B') }))
    expect(done).toMatchObject({ undo: 'Move 4 cards to B', changed: 3 })
    expect(await cardIds('deck:B')).toHaveLength(4)
    expect((await undoes(() => bulk({ type: 'suspend', suspended: true }))).undo).toBe('Suspend 4 cards')
    expect((await undoes(() => bulk({ type: 'bury', buried: true }))).undo).toBe('Bury 4 cards')
    expect((await undoes(() => bulk({ type: 'flag', flag: 2 }))).undo).toBe('Flag 4 cards')
    expect(await cardIds('is:suspended is:buried flag:2')).toHaveLength(4)
    expect(await refusal(bulk({ type: 'move', deckId: 999 }))).toMatchObject({ code: 'NOT_FOUND' })
    const gone = test.client.browse.bulk({ act: { type: 'flag', flag: 1 }, cardIds: [999] })
    expect(await refusal(gone.then((stream) => end(stream)))).toMatchObject({ code: 'NOT_FOUND' })
  })

  it('changes the schedule by hand', async () => {
    test.addNotes('A', basics(2))
    expect((await undoes(() => bulk({ type: 'due', days: '3' }))).undo).toBe('Set due date of 2 cards')
    expect(await cardIds('prop:due=3')).toHaveLength(2)
    expect(await refusal(bulk({ type: 'due', days: 'soon' }))).toMatchObject({ code: 'INVALID' })
    expect((await bulk({ type: 'forget', keepCounts: false })).undo).toBe('Forget 2 cards')
    expect(await cardIds('is:new')).toHaveLength(2)
    const last = { type: 'reposition', start: 50, step: 10, random: false, shift: false } as const
    expect((await bulk(last)).undo).toBe('Reposition 2 cards')
    expect(await cardIds('prop:pos=60')).toHaveLength(1)
  })

  it('deletes notes with all their cards', async () => {
    test.addNotes('A', [{ id: 'both', kind: 'basic-reversed', front: 'L', back: 'R' }, basic('stays')])
    const done = await undoes(() => bulk({ type: 'remove' }, 'card:2'))
    expect(done).toMatchObject({ undo: 'Delete note', changed: 1 })
    expect(await cardIds('')).toHaveLength(1)
  })

  it('releases questions into the reviews and holds them again, but not what was reviewed', async () => {
    test.addNotes('A', [choice('one'), choice('two'), basic('plain')])
    const released = await undoes(() => bulk({ type: 'hold', held: false }))
    expect(released).toMatchObject({ undo: 'Release 2 questions', changed: 2, skipped: 1 })
    expect(await cardIds('is:new')).toHaveLength(3)
    await rateNext(test, 3)
    expect(await bulk({ type: 'hold', held: true }, 'kind:question')).toMatchObject({ changed: 1, skipped: 1 })
    expect(await cardIds('is:held')).toHaveLength(1)
  })

  it('changes kinds where nothing is lost', async () => {
    const typed: DeckNoteInput = { id: 'typed', kind: 'typed', front: 'T?', answer: 't' }
    const more: DeckNoteInput = { id: 'more', kind: 'typed', front: 'M?', answer: 'm', accept: ['n'] }
    const gaps: DeckNoteInput = { id: 'gaps', kind: 'cloze', text: '{{c1::a}}' }
    test.addNotes('A', [basic('one', 'Q', 'A'), basic('long', 'Q', 'two\nlines'), typed, more, gaps])
    const both = await undoes(() => bulk({ type: 'kind', kind: 'basic-reversed' }))
    expect(both).toMatchObject({ undo: 'Change kind of 5 notes', changed: 3, skipped: 2 })
    expect(content('typed')).toEqual({ kind: 'basic-reversed', front: 'T?', back: 't' })
    expect(content('more')).toMatchObject({ kind: 'typed' })
    expect(await cardIds('card:2')).toHaveLength(3)
    expect(await bulk({ type: 'kind', kind: 'typed' })).toMatchObject({ changed: 2, skipped: 2 })
    expect([content('one').kind, content('long').kind]).toEqual(['typed', 'basic-reversed'])
    expect(await cardIds('card:2')).toHaveLength(1)
  })

  it('keeps a note both ways whose second card was reviewed', async () => {
    test.addNotes('A', [{ id: 'both', kind: 'basic-reversed', front: 'L', back: 'R' }])
    await rateNext(test, 3)
    await bulk({ type: 'suspend', suspended: true }, 'card:1')
    await rateNext(test, 3)
    expect(await bulk({ type: 'kind', kind: 'basic' })).toMatchObject({
      changed: 0,
      skipped: 1,
      reason: 'The second card was reviewed already, and its schedule would be lost.',
    })
  })

  it('goes to the worker when it is much: with progress, in one undo, and nothing changed when cancelled', async () => {
    test.addNotes('A', basics(900))
    const ids = await cardIds('')
    const act: BulkAct = { type: 'tags', add: ['many'], remove: [] }
    const stream = await test.client.browse.bulk({ act, cardIds: ids })
    const steps: unknown[] = []
    let step = await stream.next()
    for (; step.done !== true; step = await stream.next()) steps.push(step.value)
    expect(step.value).toMatchObject({ undo: 'Tag 900 notes many', changed: 900 })
    expect(steps).toContainEqual({ stage: 'Tagging', done: 0, total: 900 })
    expect(await cardIds('tag:many')).toHaveLength(900)
    expect(await test.client.history.undo()).toEqual({ name: 'Tag 900 notes many' })
    expect(await cardIds('tag:many')).toEqual([])
    const controller = new AbortController()
    controller.abort()
    const cancelled = test.client.browse.bulk({ act, cardIds: ids }, { signal: controller.signal })
    await expect(cancelled.then((one) => end(one))).rejects.toMatchObject({ code: 'CONFLICT' })
    expect(await cardIds('tag:many')).toEqual([])
  })
})

describe('find and replace', () => {
  const what = (more: Partial<Replacement>): Replacement => ({
    noteIds: null,
    find: 'x',
    replace: 'y',
    regex: false,
    matchCase: false,
    field: null,
    ...more,
  })
  const preview = async (more: Partial<Replacement>) =>
    end<ReplaceReport>(await test.client.browse.replacePreview(what(more)))
  const replace = async (more: Partial<Replacement>) => end<BulkDone>(await test.client.browse.replace(what(more)))

  beforeEach(() => {
    test.addNotes('A', [
      { ...basic('one', 'The Loss and the loss', '$1 (loss)'), tags: ['loss'] },
      basic('two', 'Gain'),
      { id: 'gaps', kind: 'cloze', text: '{{c1::loss}} is {{c2::small}}' },
    ])
  })

  it('says how many places in how many notes, with samples, and changes nothing', async () => {
    const before = rows()
    expect(await preview({ find: 'loss', replace: 'error' })).toMatchObject({
      notes: 2,
      places: 4,
      refused: 0,
      samples: [
        { field: 'front', before: 'The Loss and the loss', after: 'The error and the error' },
        { field: 'text', after: '{{c1::error}} is {{c2::small}}' },
      ],
    })
    expect(await preview({ find: 'loss', matchCase: true, field: 'front' })).toMatchObject({ notes: 1, places: 1 })
    expect(await preview({ find: 'none of it' })).toMatchObject({ notes: 0, places: 0, samples: [] })
    expect(rows()).toEqual(before)
  })

  it('replaces text as it stands, signs and all, in one step', async () => {
    expect(await undoes(() => replace({ find: '$1 (', replace: '$& [' }))).toMatchObject({
      undo: 'Find and replace in note',
      changed: 1,
    })
    expect(content('one').back).toBe('$& [loss)')
    await replace({ find: 'loss', replace: 'error', field: 'FRONT' })
    expect(content('one').front).toBe('The error and the error')
    expect(note('one')?.summary).toBe('The error and the error')
    expect(await cardIds('w:error')).toHaveLength(1)
  })

  it('replaces by a regular expression with its brackets', async () => {
    await replace({ find: '(the) (loss)', replace: '$2, $1', regex: true })
    expect(content('one').front).toBe('Loss, The and loss, the')
    expect(await refusal(replace({ find: '(', regex: true }))).toMatchObject({ code: 'INVALID' })
  })

  it('renames tags', async () => {
    await replace({ find: '^loss$', replace: 'errors', regex: true, field: 'tags' })
    expect(tags('one')).toEqual(['errors'])
    expect(content('one').front).toContain('Loss')
  })

  it('leaves notes as they are that would no longer be right, and says why', async () => {
    const shown = await preview({ find: 'c\\d::', replace: '', regex: true })
    expect(shown).toMatchObject({ notes: 1, refused: 1 })
    expect(shown.samples[0]?.refusal).toMatch(/\S/)
    expect(await replace({ find: 'Gain', replace: '' })).toMatchObject({ changed: 0, skipped: 1 })
    expect(content('two').front).toBe('Gain')
  })

  it('takes away cards whose gap is gone, and undo brings them back', async () => {
    const done = await undoes(() => replace({ find: '{{c2::small}}', replace: 'small' }))
    expect(done.changed).toBe(1)
    expect(await cardIds('kind:cloze')).toHaveLength(1)
  })

  it('keeps to the notes that were chosen', async () => {
    expect(await preview({ find: 'loss', noteIds: [noteWith(test, 'test/notes/gaps')] })).toMatchObject({ notes: 1 })
  })
})

describe('duplicates', () => {
  it('are notes that read alike: case, accents, signs and markup apart', async () => {
    test.addNotes('A', [basic('one', 'What is a naïve Bayes?'), basic('two', 'What is a **naive** bayes')])
    test.addNotes('B', [basic('three', 'WHAT IS A NAIVE BAYES !', 'x'), basic('other'), basic('sign', '+')])
    const all = await end<DuplicateGroups>(await test.client.browse.duplicates({ noteIds: null, field: null }))
    expect(all).toMatchObject({ total: 1, notes: 3 })
    expect(all.groups[0]?.notes.map((one) => one.deck)).toEqual(['A', 'A', 'B'])
    const backs = await end<DuplicateGroups>(await test.client.browse.duplicates({ noteIds: null, field: 'back' }))
    expect(backs.total).toBe(0)
  })
})

describe('saved searches', () => {
  it('have a name of their own, and every change can be taken back', async () => {
    const { savedSearches } = test.client
    const { id } = await savedSearches.create({ name: 'Due', query: 'is:due' })
    expect(await refusal(savedSearches.create({ name: 'Due', query: 'x' }))).toMatchObject({ code: 'CONFLICT' })
    expect(await savedSearches.update({ id, query: 'is:due -is:new' })).toEqual({ undo: 'Change search Due' })
    expect(await savedSearches.update({ id, name: 'Now' })).toEqual({ undo: 'Rename search to Now' })
    expect(await savedSearches.remove({ id })).toEqual({ undo: 'Delete search Now' })
    expect(await refusal(savedSearches.remove({ id }))).toMatchObject({ code: 'NOT_FOUND' })
    await test.client.history.undo()
    await test.client.history.undo()
    expect(await savedSearches.list()).toEqual([{ id, name: 'Due', query: 'is:due -is:new' }])
  })
})
