import fs from 'node:fs'
import path from 'node:path'
import { afterEach, describe, expect, it } from 'vitest'
import { dump, makeApp, NOON, reopen, type TestApp } from '../../support/app.ts'
import { basic, choice, deckText, writeDecks, type DeckNoteInput } from '../../support/decks.ts'
import { drawing } from '../../support/diagram.ts'
import { DAY, deckAt, noteWith, rateNext, studyAll } from '../../support/study.ts'

let open: TestApp[] = []
afterEach(async () => {
  for (const test of open) await test.close()
  open = []
})

const first = (notes: readonly DeckNoteInput[]): string => deckText({ id: 'exam/first', deck: 'Exam::First', notes })
const second = deckText({ id: 'exam/second', deck: 'Exam::Second', notes: [basic('two'), choice('question')] })

/** Opens an app on two built-in files. */
async function installed(): Promise<{ test: TestApp; decks: string }> {
  const decks = writeDecks({ 'exam/first.yaml': first([basic('one'), basic('other')]), 'exam/second.yaml': second })
  const test = await makeApp({ decks })
  open.push(test)
  return { test, decks }
}

/** The next start of a program that ships these files. */
async function update(test: TestApp, decks: string, files: Record<string, unknown>): Promise<TestApp> {
  writeDecks(files, decks)
  test.clock.pass(DAY)
  const next = await reopen(test, { decks })
  open = [next]
  return next
}

async function frontOf(test: TestApp, guid: string): Promise<string> {
  const { content } = await test.client.notes.get({ noteId: noteWith(test, guid) })
  return content.kind === 'basic' ? content.front : ''
}

const newer = { 'exam/first.yaml': first([basic('one', 'better?'), basic('other')]) }

describe('built-in decks', () => {
  it('come in on the first start, as a tree, with questions held', async () => {
    const { test } = await installed()
    const tree = await test.client.decks.tree()
    expect(tree.map(({ path, cards }) => [path, cards])).toEqual([
      ['Exam', 4],
      ['Exam::First', 2],
      ['Exam::Second', 2],
    ])
    expect((await test.client.review.next({ deckId: null })).counts.new).toBe(3)
    expect(await test.client.notes.get({ noteId: noteWith(test, 'exam/first/one') })).toMatchObject({
      source: 'exam/first',
    })
    expect(test.app.installIssues).toEqual([])
  })

  it('are left alone by the next start', async () => {
    const { test, decks } = await installed()
    await studyAll(test, 4)
    const before = dump(test)
    const next = await update(test, decks, {})
    expect(dump(next)).toEqual(before)
  })

  it('cannot be taken back by undo', async () => {
    const { test } = await installed()
    expect(await test.client.history.undo()).toEqual({ name: null })
  })

  it('stay out of a collection that is opened without them', async () => {
    const { decks } = await installed()
    const bare = await makeApp()
    expect(await bare.client.decks.tree()).toEqual([])
    open.push(await reopen(bare, { decks }))
    expect(await open.at(-1)?.client.decks.tree()).toHaveLength(3)
  })
})

describe('newer built-in text', () => {
  it('replaces the old by guid and touches no schedule', async () => {
    const { test, decks } = await installed()
    const { card } = await rateNext(test, 4)
    expect(card.guid).toBe('exam/first/one')
    const cards = dump(test).card
    const next = await update(test, decks, newer)
    expect(await frontOf(next, 'exam/first/one')).toBe('better?')
    expect(dump(next).card).toEqual(cards)
    expect(dump(next).note).toHaveLength(4)
  })

  it('brings new notes and new cards of a note, and keeps what the file dropped', async () => {
    const { test, decks } = await installed()
    const reversed: DeckNoteInput = { id: 'one', kind: 'basic-reversed', front: 'one?', back: 'one!' }
    const next = await update(test, decks, { 'exam/first.yaml': first([reversed, basic('new')]) })
    const { cards } = next.app.context.collection
    expect(cards.ofNote(noteWith(next, 'exam/first/one')).map((card) => card.ordinal)).toEqual([0, 1])
    expect(await frontOf(next, 'exam/first/new')).toBe('new?')
    expect(await frontOf(next, 'exam/first/other')).toBe('other?')
  })

  it('makes a held question that became a plain card ask again', async () => {
    const { test, decks } = await installed()
    const next = await update(test, decks, {
      'exam/second.yaml': deckText({
        id: 'exam/second',
        deck: 'Exam::Second',
        notes: [basic('two'), basic('question')],
      }),
    })
    const guids = (await studyAll(next, 4)).map((card) => card.guid)
    expect(guids).toContain('exam/second/question')
  })

  it('waits beside a text that the person has edited', async () => {
    const { test, decks } = await installed()
    const noteId = noteWith(test, 'exam/first/one')
    const content = { kind: 'basic', front: 'my own?', back: 'mine' } as const
    await test.client.notes.update({ noteId, note: { content, tags: ['own'] } })
    const next = await update(test, decks, newer)
    expect(await frontOf(next, 'exam/first/one')).toBe('my own?')
    expect(await next.client.notes.updates()).toEqual([{ noteId, mine: 'my own?', theirs: 'better?' }])
    expect((await next.client.app.today()).updatesWaiting).toBe(1)
  })

  it('is taken, or left, by the person’s choice, and that can be undone', async () => {
    const { test, decks } = await installed()
    const noteId = noteWith(test, 'exam/first/one')
    await test.client.notes.update({
      noteId,
      note: { content: { kind: 'basic', front: 'my own?', back: 'x' }, tags: [] },
    })
    const next = await update(test, decks, newer)
    const { notes, history } = next.client
    await notes.settleUpdate({ noteId, take: 'theirs' })
    expect(await frontOf(next, 'exam/first/one')).toBe('better?')
    expect(await notes.updates()).toEqual([])
    await history.undo()
    expect(await frontOf(next, 'exam/first/one')).toBe('my own?')
    expect(await notes.updates()).toHaveLength(1)
    await notes.settleUpdate({ noteId, take: 'mine' })
    expect(await frontOf(next, 'exam/first/one')).toBe('my own?')
    expect(await notes.updates()).toEqual([])
    // The choice holds until the built-in text changes again.
    const later = await update(next, decks, {})
    expect(await later.client.notes.updates()).toEqual([])
  })

  it('never brings back what the person deleted: a note, or a whole deck', async () => {
    const { test, decks } = await installed()
    await test.client.notes.remove({ noteId: noteWith(test, 'exam/first/one') })
    await test.client.decks.remove({ deckId: deckAt(test, 'Exam::Second') })
    const next = await update(test, decks, {
      ...newer,
      'exam/second.yaml': second.replace('two?', 'two again?'),
    })
    expect((await next.client.decks.tree()).map((deck) => deck.path)).toEqual(['Exam', 'Exam::First'])
    expect(dump(next).note).toHaveLength(1)
  })

  it('leaves a note where the person put its deck', async () => {
    const { test, decks } = await installed()
    await test.client.decks.rename({ deckId: deckAt(test, 'Exam::First'), name: 'My first' })
    const next = await update(test, decks, newer)
    expect(await next.client.notes.get({ noteId: noteWith(next, 'exam/first/one') })).toMatchObject({
      deck: 'Exam::My first',
      content: { front: 'better?' },
    })
    expect((await next.client.decks.tree()).map((deck) => deck.path)).not.toContain('Exam::First')
  })
})

describe('built-in drawings', () => {
  const file = [
    'format: epoch-deck/1\nid: exam/first\ndeck: Exam::First\nnotes:\n  - id: letter\n    kind: diagram\n',
    '    image: drawn/letter.svg\n    alt: A letter\n    labels: [{ id: a, answer: A }]\n',
  ].join('')
  const installedDiagram = async () => {
    const decks = writeDecks({ 'exam/first.yaml': file, 'exam/drawn/letter.svg': drawing('') })
    const test = await makeApp({ decks })
    open.push(test)
    return { test, decks }
  }
  const svgOf = async (test: TestApp) => {
    const { content } = await test.client.notes.get({ noteId: noteWith(test, 'exam/first/letter') })
    return content.kind === 'diagram' ? content.svg : ''
  }

  it('come in with the notes that name them', async () => {
    const { test } = await installedDiagram()
    expect(test.app.installIssues).toEqual([])
    expect(await svgOf(test)).toBe(drawing(''))
    const { card } = await test.client.review.next({ deckId: null })
    expect(card?.face).toMatchObject({ type: 'diagram', hidden: 'a', answer: 'A' })
  })

  it('are noticed when they change, though the deck file does not', async () => {
    const { test, decks } = await installedDiagram()
    const changed = drawing('<path d="M0 0h9"/>')
    const next = await update(test, decks, { 'exam/drawn/letter.svg': changed })
    expect(await svgOf(next)).toBe(changed)
    const before = dump(next)
    const later = await update(next, decks, {})
    expect(dump(later)).toEqual(before)
  })

  it('are noticed when they come back', async () => {
    const { test, decks } = await installedDiagram()
    fs.rmSync(path.join(decks, 'exam', 'drawn', 'letter.svg'))
    const next = await update(test, decks, {})
    expect(next.app.installIssues).toMatchObject([
      { code: 'no-image', where: { file: 'exam/first.yaml', line: 7, field: 'image' } },
    ])
    expect(await svgOf(next)).toBe(drawing(''))
    const later = await update(next, decks, { 'exam/drawn/letter.svg': drawing('<path d="M9 9"/>') })
    expect(later.app.installIssues).toEqual([])
    expect(await svgOf(later)).toBe(drawing('<path d="M9 9"/>'))
  })
})

describe('a built-in file with an error', () => {
  const broken =
    'format: epoch-deck/1\nid: exam/first\ndeck: Exam::First\nnotes:\n  - id: one\n    kind: basic\n    back: x\n'

  it('is told with file and line, and the others come in', async () => {
    const decks = writeDecks({ 'exam/first.yaml': broken, 'exam/second.yaml': second })
    const test = await makeApp({ decks })
    open.push(test)
    expect(test.app.installIssues).toMatchObject([
      { severity: 'error', where: { file: 'exam/first.yaml', line: 5, field: 'front' } },
    ])
    expect((await test.client.decks.tree()).map((deck) => deck.path)).toEqual(['Exam', 'Exam::Second'])
    const next = await update(test, decks, newer)
    expect(await frontOf(next, 'exam/first/one')).toBe('better?')
    expect(next.app.installIssues).toEqual([])
  })

  it('leaves the notes of an earlier version as they were', async () => {
    const { test, decks } = await installed()
    const before = dump(test)
    const next = await update(test, decks, { 'exam/first.yaml': broken })
    expect(dump(next)).toEqual(before)
    expect(next.app.installIssues).not.toEqual([])
  })
})

describe('a host with a window', () => {
  it('installs beside its answers and tells when it is done', async () => {
    const decks = writeDecks({ 'exam/first.yaml': first([basic('one')]), 'exam/second.yaml': second })
    const test = await makeApp({ decks, host: 'loopback', now: NOON })
    open.push(test)
    const events = await test.client.app.events(undefined, { signal: AbortSignal.timeout(20_000) })
    expect(await test.client.app.hello()).toMatchObject({ host: 'loopback' })
    for await (const event of events) if (event.type === 'job-done') break
    expect((await test.client.decks.tree()).map((deck) => deck.path)).toEqual(['Exam', 'Exam::First', 'Exam::Second'])
  })

  it('can be closed in the middle; the next start finishes', async () => {
    const decks = writeDecks({ 'exam/first.yaml': first([basic('one')]), 'exam/second.yaml': second })
    const test = await makeApp({ decks, host: 'loopback' })
    const next = await reopen(test, { decks, host: 'cli' })
    open.push(next)
    expect(dump(next).note).toHaveLength(3)
    expect(test.logged).toEqual([])
  })
})
