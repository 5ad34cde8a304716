import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { SECOND_BLUEPRINT, secondExam } from '../../fixtures/second-exam.ts'
import { makeApp, reopen, type TestApp } from '../../support/app.ts'
import { miniExam } from '../../support/decks.ts'
import { answerAll, startMini } from '../../support/sitting.ts'
import { MINUTE, refusal } from '../../support/study.ts'

const decks = miniExam()
let test: TestApp
beforeEach(async () => {
  test = await makeApp({ decks })
  test.importText('network-exam.yaml', secondExam())
})
afterEach(() => test.close())

const ids = async () => (await test.client.exam.blueprints()).map(({ id }) => id)
const start = (seed = 1) => test.client.exam.start({ blueprintId: 'net-basics', extraMinutes: 0, seed })

describe('a second exam', () => {
  it('is imported with its bank, and neither draws from the other', async () => {
    const [mini, second] = await test.client.exam.blueprints()
    expect(mini).toMatchObject({ id: 'mini', imported: false, deck: null, domains: [{ bank: 12 }, { bank: 12 }] })
    expect(second).toMatchObject({
      id: 'net-basics',
      imported: true,
      deck: 'Networks',
      questions: 12,
      scored: 9,
      minutes: 15,
      passShare: 0.6,
      domains: [
        { id: 'A', perForm: 5, bank: 24 },
        { id: 'B', perForm: 4, bank: 12 },
        { id: 'C', perForm: 3, bank: 12 },
      ],
    })
  })

  it('is sat and reported by its own counts, minutes and pass mark', async () => {
    const { attemptId } = await start()
    const sitting = await test.client.exam.sit({ attemptId })
    expect(sitting).toMatchObject({ title: 'NET-02 mock exam 1', limitMs: 15 * MINUTE })
    expect(sitting.items).toHaveLength(12)
    expect(JSON.stringify(sitting.items)).not.toContain('What is q-')
    await answerAll(test, sitting)
    expect(await test.client.exam.submit({ attemptId })).toMatchObject({ right: 9, scored: 9 })
    const report = await test.client.exam.report({ attemptId })
    expect(report).toMatchObject({ passShare: 0.6, passed: true, scaled: null })
    expect(report.domains.map(({ title, estimate }) => [title, estimate.of])).toEqual([
      ['Cables', 4],
      ['Packets', 3],
      ['Routes', 2],
    ])
  })

  it('leaves the first exam as it was', async () => {
    const { items } = await test.client.exam.sit({ attemptId: await startMini(test) })
    expect(items).toHaveLength(10)
    expect(JSON.stringify(items)).not.toContain('What is net-')
  })

  it('stays over a restart, can be taken out and come back; the built-in one cannot', async () => {
    test = await reopen(test, { decks })
    expect(await ids()).toEqual(['mini', 'net-basics'])
    expect(await test.client.exam.removeBlueprint({ blueprintId: 'net-basics' })).toEqual({
      undo: 'Remove exam NET-02',
    })
    expect(await ids()).toEqual(['mini'])
    expect(await refusal(start())).toMatchObject({ code: 'NOT_FOUND' })
    await test.client.history.undo()
    expect(await ids()).toEqual(['mini', 'net-basics'])
    await test.client.history.redo()
    expect(await ids()).toEqual(['mini'])
    expect((await refusal(test.client.exam.removeBlueprint({ blueprintId: 'mini' }))).code).toBe('CONFLICT')
    expect((await refusal(test.client.exam.removeBlueprint({ blueprintId: 'none' }))).code).toBe('NOT_FOUND')
  })

  it('goes with one undo of its import, bank and all', async () => {
    expect(await test.client.history.undo()).toEqual({ name: 'Import network-exam.yaml' })
    expect(await ids()).toEqual(['mini'])
    expect((await test.client.decks.tree()).map((deck) => deck.path)).not.toContain('Networks')
  })

  it('takes newer rules of the same id, and an attempt keeps those that it was sat by', async () => {
    const { attemptId } = await start()
    const text = JSON.stringify({ ...SECOND_BLUEPRINT, deck: 'Networks', minutes: 20, passShare: 0.9 })
    test.importText('rules.json', text)
    expect((await test.client.exam.blueprints())[1]).toMatchObject({ minutes: 20 })
    expect((await test.client.exam.sit({ attemptId })).limitMs).toBe(15 * MINUTE)
    await test.client.exam.submit({ attemptId })
    expect((await test.client.exam.report({ attemptId })).passShare).toBe(0.6)
  })

  it('says which domain lacks how many when its deck is not there', async () => {
    const { deckId = 0 } = (await test.client.decks.tree()).find((deck) => deck.path === 'Networks') ?? {}
    await test.client.decks.remove({ deckId })
    expect(await refusal(start())).toMatchObject({
      code: 'CONFLICT',
      message: expect.stringContaining('Cables has 0 of the 5 questions that a form takes, so 5 more are needed'),
    })
  })
})
