import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { makeApp, type TestApp } from '../support/app.ts'
import { procedureNames, recorded } from '../support/contract.ts'
import { basic, deckText, miniExam } from '../support/decks.ts'
import { serveApp, type HttpClient, type Served } from '../support/http.ts'
import { callBackups } from './calls/backups.ts'
import { callBrowse } from './calls/browse.ts'
import { callEditor } from './calls/editor.ts'
import { callExam } from './calls/exam.ts'
import { callCards } from './calls/cards.ts'
import { callExports } from './calls/exports.ts'
import { callOptimise } from './calls/optimise.ts'
import { callImports } from './calls/imports.ts'
import { callPlan } from './calls/plan.ts'
import { callPresets } from './calls/presets.ts'
import { callReport } from './calls/report.ts'
import { callStatistics } from './calls/statistics.ts'
import { callStudy } from './calls/study.ts'
import { questionAt, rightAnswer } from '../support/sitting.ts'
import { readStatistics } from '../support/study.ts'

const ALL = { text: '', deckId: null, sort: 'due', descending: false, offset: 0, limit: 50 } as const
const decks = miniExam()
const studyNotes = [
  basic('one'),
  { id: 'typed', kind: 'typed' as const, front: 'Which?', answer: 'this' },
  { id: 'gap', kind: 'cloze' as const, text: 'A {{c1::gap}}.' },
]

/** The whole contract once by each way in: straight to the router, and over HTTP as the browser calls it. */
describe.each(['router', 'http'] as const)('every procedure through the %s', (way) => {
  const answered = new Set<string>()
  let test: TestApp
  let server: Served | null = null
  let client: HttpClient

  beforeAll(async () => {
    test = await makeApp({ decks })
    test.addNotes('Study', studyNotes)
    server = way === 'http' ? await serveApp(test) : null
    client = recorded<HttpClient>(server ? server.client : test.client, answered)
  })
  afterAll(async () => {
    await server?.close()
    await test.close()
  })

  it('app: hello, today, settings, diagnostics, licences, events', async () => {
    expect(await client.app.hello()).toMatchObject({
      host: 'loopback',
      platform: process.platform,
      dataDir: test.dataDir,
    })
    expect(await client.app.today()).toMatchObject({ counts: { new: 3 }, left: 3 })
    expect((await readStatistics({ client })).counts.held).toBe(24)
    expect(await client.app.updateSettings({ textSize: 1.25 })).toMatchObject({ textSize: 1.25 })
    expect((await client.app.diagnostics()).text).toContain('"zone": "UTC"')
    expect(Array.isArray(await client.app.licences())).toBe(true)
    expect(await client.app.savePdf({ name: 'report' })).toEqual({ outcome: 'unavailable', path: null })
    const controller = new AbortController()
    const events = await client.app.events(undefined, { signal: controller.signal })
    const heard: unknown[] = []
    const listening = events.next().then(({ value }) => heard.push(value))
    while (heard.length === 0) await client.app.updateSettings({ textSize: 1 })
    await listening
    expect(heard).toEqual([{ type: 'changed' }])
    controller.abort()
  })

  it('decks: create, rename, move, tree, remove', async () => {
    const outer = await client.decks.create({ name: 'Outer', parentId: null })
    const inner = await client.decks.create({ name: 'Inner', parentId: null })
    await client.decks.rename({ deckId: inner.deckId, name: 'Innermost' })
    await client.decks.move({ deckId: inner.deckId, parentId: outer.deckId })
    expect((await client.decks.tree()).map((deck) => deck.path)).toContain('Outer::Innermost')
    expect(await client.decks.remove({ deckId: outer.deckId })).toEqual({ notes: 0, undo: 'Delete deck Outer' })
  })

  it('notes: create, get, preview, update, updates, settleUpdate, remove, report', async () => {
    const { deckId } = await client.decks.create({ name: 'Notes', parentId: null })
    const content = { kind: 'basic-reversed', front: 'F', back: 'B' } as const
    const { noteId, cards } = await client.notes.create({ deckId, note: { content, tags: ['t'] } })
    expect(cards).toBe(2)
    const view = await client.notes.get({ noteId })
    expect(view).toMatchObject({ deck: 'Notes', content, tags: ['t'] })
    expect((await client.notes.preview({ note: { yaml: view.yaml } })).faces).toHaveLength(2)
    await client.notes.update({ noteId, note: { content: { ...content, front: 'G' }, tags: [] } })
    expect((await client.app.noteReport({ noteId })).text).toContain(view.guid)
    await client.notes.remove({ noteId })
    const edited = test.app.context.collection.notes.byGuid('test/notes/one')?.id ?? 0
    await client.notes.update({
      noteId: edited,
      note: { content: { kind: 'basic', front: 'mine', back: 'x' }, tags: [] },
    })
    test.importText('newer.yaml', deckText({ deck: 'Study', notes: [basic('one', 'theirs')] }))
    expect(await client.notes.updates()).toEqual([{ noteId: edited, mine: 'mine', theirs: 'theirs' }])
    expect(await client.notes.settleUpdate({ noteId: edited, take: 'theirs' })).toEqual({ undo: 'Take newer text' })
  })

  it('browse, find', async () => {
    const { rows, total } = await client.browse.cards(ALL)
    expect(rows).toHaveLength(total)
    const cardId = rows[0]?.cardId ?? 0
    expect((await client.browse.card({ cardId })).row).toEqual(rows[0])
    await client.browse.suspend({ cardIds: [cardId], suspended: true })
    await client.browse.suspend({ cardIds: [cardId], suspended: false })
    expect((await client.find({ text: 'Stu' })).decks).toMatchObject([{ path: 'Study' }])
  })

  it('review: next, check, answer, flag, suspend, bury, summary; history: undo, redo', async () => {
    const scope = { deckId: null }
    const { card } = await client.review.next(scope)
    if (!card) throw new Error('three cards are new')
    expect(card.previews).toHaveLength(4)
    const given = { ...scope, cardId: card.cardId, seed: card.seed, rating: 3 as const, durationMs: 1, response: 'x' }
    expect((await client.review.answer(given)).doneToday).toBe(1)
    expect(await client.history.undo()).toEqual({ name: 'Answer Good' })
    expect(await client.history.redo()).toEqual({ name: 'Answer Good' })
    expect(await client.review.summary(scope)).toMatchObject({ answered: 1, byRating: [0, 0, 1, 0] })
    expect(await client.review.flag({ cardId: card.cardId, flag: 2 })).toEqual({ flag: 2, undo: 'Flag card' })
    const typed = (await client.browse.cards({ ...ALL, text: 'Which' })).rows[0]?.cardId ?? 0
    const checked = await client.review.check({ cardId: typed, seed: 1, response: 'thus' })
    expect(checked).toMatchObject({ right: false, expected: expect.arrayContaining([{ text: 'i', mark: 'missing' }]) })
    expect((await client.review.suspend({ ...scope, cardId: typed })).undo).toBe('Suspend card')
    expect((await client.review.bury({ ...scope, cardId: card.cardId })).undo).toBe('Bury card')
  })

  it('imports: preview, run, discard', async () => {
    const { importId } = await client.imports.preview({ file: new File(['front,back\nq,a'], 'table.csv') })
    const events = await client.imports.run({ importId, skipBad: false })
    let step = await events.next()
    while (!step.done) step = await events.next()
    expect(step.value).toMatchObject({ file: 'table.csv', format: 'csv', notes: { added: 1 } })
    expect(await client.imports.discard({ importId })).toEqual({})
  })

  it('imports: adjust', () => callImports(client))

  it('exam: blueprints, start, sit, pulse, respond, submit, report, attempts, remove', async () => {
    expect(await client.exam.blueprints()).toMatchObject([{ id: 'mini', freshForms: 2 }])
    const { attemptId } = await client.exam.start({ blueprintId: 'mini', seed: 3, extraMinutes: 0 })
    const sitting = await client.exam.sit({ attemptId })
    const answer = rightAnswer(questionAt(sitting, 0))
    expect(await client.exam.pulse({ attemptId, position: 1 })).toMatchObject({ state: 'running' })
    await client.exam.respond({ attemptId, ordinal: 0, answer, flagged: true, struck: [] })
    expect(await client.exam.submit({ attemptId })).toMatchObject({ state: 'submitted', answered: 1 })
    expect((await client.exam.report({ attemptId })).items[0]).toMatchObject({
      right: true,
      response: { flagged: true },
    })
    expect(await client.exam.attempts()).toMatchObject([{ attemptId, state: 'submitted' }])
    expect(await client.exam.remove({ attemptId })).toEqual({ undo: 'Delete MINI-01 mock exam 1' })
  })

  it('browse: searches, bulk acts, find and replace, duplicates; saved searches', () => callBrowse(client, test))
  it('presets, options of decks', () => callPresets(client))
  it('optimise: status, offer, putOff, why, fit, evaluate, preview, reschedule, reset, apply', () =>
    callOptimise(client, test))
  it('plan: get, line, spread, bring back, go on', () => callPlan(client, test))
  it('cards: setDue, forget, reposition, grade, suspend, bury, flag', () => callCards(client, test))
  it('exports: look, run', () => callExports(client, test))
  it('editor: drafts, media, pasted text, similar notes, note types', () => callEditor(client, test))

  it('report: history, compare, file; readiness: get, line', () => callReport(client, test))

  it('exam: quizzes, practice, imported exams', () => callExam(client, test))

  it('study: count, start, current, end; history: list, jump', () => callStudy(client, test))

  it('statistics: read, scopes, rebuild', () => callStatistics(client, test))

  it('backups: made, looked into, restored, undone, repaired', () => callBackups(client, test))

  it('none is left out', () => {
    expect([...answered].sort()).toEqual(procedureNames().sort())
    expect(test.logged).toEqual([])
  })
})
