import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { NoteContent } from '../../../electron/contract/content/note-content.ts'
import { dump, makeApp, type TestApp } from '../../support/app.ts'
import { basic, choice, MINI_SERVICES, writeDecks } from '../../support/decks.ts'
import { ask, deckAt, given, rateNext, refusal, studyAll } from '../../support/study.ts'

let test: TestApp
let deckId: number
beforeEach(async () => {
  test = await makeApp({ decks: writeDecks({ 'services.yaml': MINI_SERVICES }) })
  test.addNotes('Deck', [basic('first')])
  deckId = deckAt(test, 'Deck')
})
afterEach(() => test.close())

const BASIC: NoteContent = { kind: 'basic', front: 'Front?', back: 'Back!' }
const cloze = (text: string): NoteContent => ({ kind: 'cloze', text })
const cardsOf = (noteId: number) => test.app.context.collection.cards.ofNote(noteId)

describe('making a note', () => {
  it('adds its cards to the deck, and undo takes all of it back', async () => {
    const before = dump(test)
    const note = { content: cloze('A {{c1::x}} and {{c3::y}}'), tags: ['tag'] }
    const made = await test.client.notes.create({ deckId, note })
    expect(made).toMatchObject({ cards: 2, undo: 'Add note' })
    expect(cardsOf(made.noteId).map((card) => card.ordinal)).toEqual([0, 2])
    expect(await test.client.notes.get({ noteId: made.noteId })).toMatchObject({
      deck: 'Deck',
      tags: ['tag'],
      source: null,
    })
    expect((await test.client.find({ text: 'x and y' })).cards).toHaveLength(2)
    await test.client.history.undo()
    expect(dump(test)).toEqual(before)
    expect((await test.client.find({ text: 'x and y' })).cards).toEqual([])
  })

  it('reads a note written in the deck format, with what stands beside the text', async () => {
    const yaml = 'kind: typed\nfront: Which one?\nanswer: Ended\nobjective: 1.1.1\nservices: [ended]\ntags: [aws]\n'
    const { noteId } = await test.client.notes.create({ deckId, note: { yaml } })
    const view = await test.client.notes.get({ noteId })
    expect(view).toMatchObject({ objective: '1.1.1', tags: ['aws'], content: { kind: 'typed', answer: 'Ended' } })
    expect(view.badges).toMatchObject([{ id: 'ended', state: 'shutdown', date: '2026-02-01', successor: 'Alive' }])
    await test.client.notes.update({ noteId, note: { yaml: view.yaml } })
    const again = await test.client.notes.get({ noteId })
    expect({ ...again, modifiedAt: 0 }).toEqual({ ...view, modifiedAt: 0 })
  })

  it('holds an exam question until it was missed or added by hand', async () => {
    const { id: _id, tags: _tags, objective: _o, guid: _g, services: _s, ...content } = choice('mine')
    const { noteId } = await test.client.notes.create({ deckId, note: { content, tags: [] } })
    expect(cardsOf(noteId)).toMatchObject([{ held: 1 }])
    expect((await studyAll(test, 4)).map((card) => card.noteId)).not.toContain(noteId)
  })

  it('refuses a text with a problem and says where it is', async () => {
    const before = dump(test)
    const { notes } = test.client
    const noGap = { content: cloze('no gap at all'), tags: [] }
    expect(await refusal(notes.create({ deckId, note: noGap }))).toMatchObject({
      code: 'INVALID',
      data: { issues: [{ severity: 'error', where: { field: 'text' } }] },
    })
    const badYaml = { yaml: 'kind: basic\nfront: x\nbakc: y\n' }
    expect(await refusal(notes.create({ deckId, note: badYaml }))).toMatchObject({
      code: 'INVALID',
      data: {
        issues: expect.arrayContaining([expect.objectContaining({ where: expect.objectContaining({ line: 3 }) })]),
      },
    })
    expect(await refusal(notes.preview({ note: badYaml }))).toMatchObject({ code: 'INVALID' })
    expect(dump(test)).toEqual(before)
  })

  it('says NOT_FOUND for a deck or note that is gone', async () => {
    const note = { content: BASIC, tags: [] }
    const { notes, app } = test.client
    const calls = [
      () => notes.create({ deckId: 99, note }),
      () => notes.get({ noteId: 99 }),
      () => notes.update({ noteId: 99, note }),
      () => notes.remove({ noteId: 99 }),
      () => notes.settleUpdate({ noteId: 99, take: 'mine' }),
      () => app.noteReport({ noteId: 99 }),
    ]
    for (const call of calls) expect((await refusal(call())).code).toBe('NOT_FOUND')
  })

  it('shows every card before anything is saved', async () => {
    const before = dump(test)
    const { faces } = await test.client.notes.preview({ note: { content: cloze('{{c1::a}} {{c2::b}}'), tags: [] } })
    expect(faces).toHaveLength(2)
    expect(faces[1]).toMatchObject({ type: 'cloze', answer: 'a \uE000b\uE001' })
    expect(dump(test)).toEqual(before)
  })
})

describe('changing a note', () => {
  it('keeps the schedule of its cards; undo brings the old text back', async () => {
    const { card } = await rateNext(test, 4)
    const cards = dump(test).card
    await test.client.notes.update({ noteId: card.noteId, note: { content: BASIC, tags: ['new'] } })
    expect(dump(test).card).toEqual(cards)
    expect((await test.client.find({ text: 'Front' })).cards).toHaveLength(1)
    await test.client.history.undo()
    expect(await test.client.notes.get({ noteId: card.noteId })).toMatchObject({
      content: { front: 'first?' },
      tags: [],
    })
    expect((await test.client.find({ text: 'Front' })).cards).toEqual([])
  })

  it('adds and removes the cards of gaps, and undo restores the one that went with its schedule', async () => {
    await studyAll(test, 4)
    const note = { content: cloze('{{c1::a}} {{c2::b}}'), tags: [] }
    const { noteId } = await test.client.notes.create({ deckId, note })
    await studyAll(test, 4)
    const before = cardsOf(noteId)
    const changed = { content: cloze('{{c2::b}} {{c3::c}}'), tags: [] }
    await test.client.notes.update({ noteId, note: changed })
    expect(cardsOf(noteId).map((card) => [card.ordinal, card.reps])).toEqual([
      [1, 1],
      [2, 0],
    ])
    await test.client.history.undo()
    expect(cardsOf(noteId).map((card) => [card.ordinal, card.reps, card.due])).toEqual(
      before.map((card) => [card.ordinal, card.reps, card.due]),
    )
  })

  it('does not disturb the card on screen: its answer is still taken', async () => {
    const card = await ask(test)
    await test.client.notes.update({ noteId: card.noteId, note: { content: BASIC, tags: [] } })
    const step = await test.client.review.answer(given(card, 4))
    expect(step.doneToday).toBe(1)
  })

  it('makes a held question ask when it becomes a plain note', async () => {
    const { id: _id, objective: _o, tags: _t, guid: _g, services: _s, ...content } = choice('mine')
    const { noteId } = await test.client.notes.create({ deckId, note: { content, tags: [] } })
    await test.client.notes.update({ noteId, note: { content: BASIC, tags: [] } })
    expect((await studyAll(test, 4)).map((card) => card.noteId)).toContain(noteId)
  })
})

describe('deleting a note', () => {
  it('takes its cards along, keeps the log, and undo brings all of it back', async () => {
    const { card } = await rateNext(test, 4)
    const before = dump(test)
    await test.client.notes.remove({ noteId: card.noteId })
    expect((await refusal(test.client.browse.card({ cardId: card.cardId }))).code).toBe('NOT_FOUND')
    expect((await test.client.app.today()).done).toBe(1)
    expect(await test.client.history.undo()).toEqual({ name: 'Delete note' })
    const after = dump(test)
    const timeless = (rows: unknown[] | undefined) => rows?.map((row) => ({ ...(row as object), modified_at: 0 }))
    for (const table of ['note', 'card', 'review', 'day_count', 'deck_total']) {
      expect(timeless(after[table]), table).toEqual(timeless(before[table]))
    }
    await test.client.history.redo()
    expect(dump(test).note).toEqual([])
  })
})

describe('a report about a note', () => {
  it('names the note and its source, and nothing of the person', async () => {
    const card = await ask(test)
    await test.client.review.answer({ ...given(card, 1), response: 'my secret answer' })
    const { text } = await test.client.app.noteReport({ noteId: card.noteId })
    expect(text).toContain('test/notes/first')
    expect(text).not.toMatch(/secret|Again/)
  })
})
