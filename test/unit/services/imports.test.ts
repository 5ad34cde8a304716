import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { z } from 'zod'
import type { ImportReport } from '../../../electron/contract/procedures/collection.ts'
import { importNow } from '../../../electron/services/import-now.ts'
import { dump, makeApp, type TestApp } from '../../support/app.ts'
import { basic, basics, deckText, type DeckNoteInput } from '../../support/decks.ts'
import { deckAt, noteWith, rateNext, refusal, studyAll } from '../../support/study.ts'

type Report = z.infer<typeof ImportReport>

let test: TestApp
beforeEach(async () => {
  test = await makeApp()
})
afterEach(() => test.close())

const text = (notes: readonly DeckNoteInput[]): string => deckText({ deck: 'Deck', notes })
const table = (rows: number): string =>
  Array.from({ length: rows }, (_, index) => `question ${index},answer ${index}`).join('\n')

async function preview(words: string, name = 'notes.yaml') {
  return test.client.imports.preview({ file: new File([words], name) })
}

/** Imports in a worker, as a window does. */
async function run(importId: string, skipBad = false): Promise<Report> {
  const events = await test.client.imports.run({ importId, skipBad })
  for (let step = await events.next(); ; step = await events.next()) if (step.done) return step.value
}

/** Imports on this thread, as the command line does: the same work without the wait for a worker. */
function bring(words: string, skipBad = false, name = 'notes.yaml') {
  return importNow(test.app.context, { name, bytes: new TextEncoder().encode(words) }, skipBad)
}

const BAD = `format: epoch-deck/1
id: test/notes
deck: Deck
notes:
  - id: good
    kind: basic
    front: good?
    back: good!
  - id: bad
    kind: basic
    front: bad?
`

describe('the preview of an import', () => {
  it('says what would come in and writes nothing', async () => {
    const before = dump(test)
    const shown = await preview(text([basic('one'), { id: 'two', kind: 'basic-reversed', front: 'x', back: 'y' }]))
    expect(shown).toMatchObject({
      possible: true,
      cards: 3,
      kinds: [
        { kind: 'basic', notes: 1 },
        { kind: 'basic-reversed', notes: 1 },
      ],
      report: { file: 'notes.yaml', format: 'deck-yaml', notes: { added: 2 }, cards: { added: 3 }, decks: ['Deck'] },
    })
    expect(shown.samples).toMatchObject([{ prompt: 'one?' }, { prompt: 'x' }])
    expect(dump(test)).toEqual(before)
  })

  it('is what the import then does', async () => {
    bring(text(basics(3)))
    const shown = await preview(text([basic('note-1'), basic('note-2', 'changed?'), basic('new')]))
    const report = await run(shown.importId)
    expect(report).toEqual(shown.report)
    expect(report.notes).toEqual({ added: 1, updated: 1, unchanged: 1, skipped: 0, conflicting: 0 })
  })

  it('refuses what cannot be read, with the reason', async () => {
    expect(await refusal(preview('PK\u0003\u0004', 'deck.apkg'))).toMatchObject({
      code: 'INVALID',
      data: { issues: [{ severity: 'error', where: { file: 'deck.apkg' } }] },
    })
  })

  it('is forgotten on discard', async () => {
    const { importId } = await preview(text(basics(1)))
    expect(await test.client.imports.discard({ importId })).toEqual({})
    expect(await refusal(run(importId))).toMatchObject({ code: 'NOT_FOUND' })
    expect(dump(test).note).toEqual([])
  })
})

describe('an import', () => {
  it('tells how far it is, then what it did', async () => {
    const { importId } = await preview(table(2000), 'table.csv')
    const events = await test.client.imports.run({ importId, skipBad: false })
    const stages = new Set<string>()
    let step = await events.next()
    for (; !step.done; step = await events.next()) stages.add(step.value.stage)
    expect(stages).toContain('Writing notes')
    expect(step.value).toMatchObject({ format: 'csv', notes: { added: 2000 }, cards: { added: 2000 } })
  })

  it('updates by guid and leaves the schedule alone', async () => {
    bring(text(basics(2)))
    const { card } = await rateNext(test, 4)
    const cards = dump(test).card
    bring(text([basic('note-1', 'better?'), basic('note-2')]))
    expect(dump(test).card).toEqual(cards)
    expect(await test.client.notes.get({ noteId: card.noteId })).toMatchObject({ content: { front: 'better?' } })
  })

  it('leaves a note that was edited here as it is, and the newer text waits', async () => {
    bring(text(basics(1)))
    const noteId = noteWith(test, 'test/notes/note-1')
    await test.client.notes.update({
      noteId,
      note: { content: { kind: 'basic', front: 'mine?', back: 'x' }, tags: [] },
    })
    const report = bring(text([basic('note-1', 'theirs?')]))
    expect(report.notes).toMatchObject({ conflicting: 1, updated: 0 })
    expect(report.issues).toMatchObject([{ severity: 'warning', code: 'edited-here', where: { line: 5 } }])
    expect(await test.client.notes.updates()).toEqual([{ noteId, mine: 'mine?', theirs: 'theirs?' }])
    expect(bring(text([basic('note-1', 'theirs?')])).notes).toMatchObject({ unchanged: 1, conflicting: 0 })
  })

  it.each([
    ['update current', { added: 0, updated: 1, unchanged: 0 }, ['newer?']],
    ['keep current', { added: 0, updated: 0, unchanged: 1 }, ['older?']],
    ['keep both', { added: 1, updated: 0, unchanged: 0 }, ['newer?', 'older?']],
  ])('does as an Anki export says for notes that are there: %s', async (choice, notes, fronts) => {
    const file = (front: string): string =>
      `#separator:tab\n#if matches:${choice}\n#guid column:1\n#deck:Anki\n#notetype:Basic\nabc\t${front}\tback\n`
    bring(file('older?'), false, 'anki.txt')
    expect(bring(file('newer?'), false, 'anki.txt')).toMatchObject({ refused: false, notes })
    const all = { text: '', deckId: null, descending: false, offset: 0, limit: 10 }
    const { rows } = await test.client.browse.cards({ ...all, sort: 'text' })
    expect(rows.map((row) => row.text)).toEqual(fronts)
  })

  it('brings a note back that was deleted here, since the person chose the file', async () => {
    bring(text(basics(1)))
    await test.client.notes.remove({ noteId: noteWith(test, 'test/notes/note-1') })
    expect(bring(text(basics(1))).notes).toMatchObject({ added: 1 })
  })

  it('can be taken back as a whole and done again', async () => {
    bring(text([basic('kept'), basic('changed')]))
    await studyAll(test, 4)
    const before = dump(test)
    const report = bring(text([basic('kept'), basic('changed', 'new text?'), ...basics(300, 'more')]))
    expect(report.notes).toEqual({ added: 300, updated: 1, unchanged: 1, skipped: 0, conflicting: 0 })
    expect(await test.client.history.undo()).toEqual({ name: 'Import notes.yaml' })
    const timeless = (rows: unknown[] | undefined) => rows?.map((row) => ({ ...(row as object), modified_at: 0 }))
    const after = dump(test)
    for (const table of ['deck', 'note', 'card', 'deck_total', 'review']) {
      expect(timeless(after[table]), table).toEqual(timeless(before[table]))
    }
    expect(await test.client.history.redo()).toEqual({ name: 'Import notes.yaml' })
    expect(dump(test).note).toHaveLength(302)
    expect((await test.client.find({ text: 'more-300' })).cards).toHaveLength(1)
  })

  it('does not hide its new cards from a session that is under way', async () => {
    bring(text(basics(1)))
    await rateNext(test, 4)
    bring(deckText({ id: 'other', deck: 'Other', notes: basics(2) }))
    expect((await test.client.review.next({ deckId: null })).counts.new).toBe(2)
    expect((await test.client.review.next({ deckId: deckAt(test, 'Other') })).counts.new).toBe(2)
  })
})

describe('a file with one bad note', () => {
  it('changes nothing and says where the note is', async () => {
    const before = dump(test)
    const shown = await preview(BAD)
    expect(shown).toMatchObject({ possible: true, report: { notes: { added: 1, skipped: 1 } } })
    const issue = { severity: 'error', code: 'missing', where: { file: 'notes.yaml', line: 9, note: 2, field: 'back' } }
    expect(shown.report.issues).toMatchObject([issue])
    expect(await refusal(run(shown.importId))).toMatchObject({ code: 'INVALID', data: { issues: [issue] } })
    expect(dump(test)).toEqual(before)
  })

  it('comes in without it when the person says so, even after the refusal', async () => {
    const { importId } = await preview(BAD)
    await refusal(run(importId))
    const report = await run(importId, true)
    expect(report).toMatchObject({ notes: { added: 1, skipped: 1 }, issues: [{ severity: 'error' }] })
    expect((await test.client.find({ text: 'good' })).cards).toHaveLength(1)
    expect(dump(test).note).toHaveLength(1)
  })

  it('is refused all the same when nothing else is in it', async () => {
    const only = BAD.replace(/ {2}- id: good\n.*\n.*\n.*\n/, '')
    const shown = await preview(only)
    expect(shown.possible).toBe(false)
    expect(await refusal(run(shown.importId, true))).toMatchObject({ code: 'INVALID' })
    expect(dump(test).deck).toEqual([])
  })
})

describe('cancelling an import', () => {
  it('leaves the collection as it was, and the file can be brought in later', async () => {
    bring(text(basics(2)))
    const before = dump(test)
    const { importId } = await preview(table(20_000), 'table.csv')
    const controller = new AbortController()
    const events = await test.client.imports.run({ importId, skipBad: false }, { signal: controller.signal })
    const first = await events.next()
    expect(first.done).toBe(false)
    controller.abort()
    const rest = async (): Promise<void> => {
      for (let step = await events.next(); !step.done; step = await events.next());
    }
    await expect(rest()).rejects.toThrow()
    expect(dump(test)).toEqual(before)
    expect(test.logged).toEqual([])
    expect((await run(importId)).notes.added).toBe(20_000)
  })

  it('before it began does nothing', async () => {
    const before = dump(test)
    const { importId } = await preview(text(basics(2)))
    const signal = AbortSignal.abort()
    const work = async (): Promise<unknown> => {
      const events = await test.client.imports.run({ importId, skipBad: false }, { signal })
      for (;;) if ((await events.next()).done) return
    }
    await expect(work()).rejects.toThrow()
    expect(dump(test)).toEqual(before)
  })
})
