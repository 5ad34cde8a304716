import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { StatisticsScope, StatisticsView } from '../../../electron/contract/procedures/statistics.ts'
import { makeApp, type TestApp } from '../../support/app.ts'
import { basic, basics, miniExam } from '../../support/decks.ts'
import { DAY, rateNext, studyAll } from '../../support/study.ts'

let test: TestApp
beforeEach(async () => {
  test = await makeApp({ decks: miniExam() })
})
afterEach(() => test.close())

async function read(scope: StatisticsScope, values: object = {}, signal?: AbortSignal): Promise<StatisticsView> {
  const question = { scope, range: 'all' as const, step: null, year: null, ...values }
  const events = await test.client.statistics.read(question, ...(signal ? [{ signal }] : []))
  let step = await events.next()
  while (!step.done) step = await events.next()
  return step.value
}

const ALL = { type: 'all' } as const

/** Three days of study in two decks, with misses. */
async function study(): Promise<void> {
  test.addNotes('One', [{ ...basic('a'), objective: '1.1.1', tags: ['first'] }, ...basics(5)])
  await studyAll(test, 3)
  test.clock.pass(3 * DAY)
  test.addNotes('Two', [basic('x'), basic('y')])
  await rateNext(test, 1)
  await studyAll(test, 4)
  test.clock.pass(30 * DAY)
  await rateNext(test, 1)
  await studyAll(test, 3)
}

describe('statistics', () => {
  it('of a collection without answers say what there is, and nothing else', async () => {
    const view = await read(ALL)
    expect(view).toMatchObject({ answersEver: 0, firstDay: '2026-11-20', loss: { days: [], exams: [] } })
    expect(view.counts.held).toBe(view.cards)
    expect(view.recall).toMatchObject({ cards: 0, expected: 0, mean: null })
    expect(view.reviews).toHaveLength(14)
  })

  it('count every answer once, in its phase', async () => {
    await study()
    const view = await read(ALL)
    const { reviews } = test.app.context.collection
    expect(view.answersEver).toBe(reviews.count())
    expect(view.loss.days).toHaveLength(3)
    expect(view.loss.days.reduce((sum, { answers }) => sum + answers, 0)).toBe(reviews.count())
    const log = reviews.between(0, 99_999)
    const review = log.filter((row) => row.state_before === 2)
    const { young, mature } = view.retention.periods.at(-1) ?? view.today.retention
    expect(young.total + mature.total).toBe(review.length)
    expect(young.right + mature.right).toBe(review.filter((row) => row.rating > 1).length)
    expect(view.hours[12]?.answers).toBeGreaterThan(0)
    expect(view.calendar.days.map(({ day }) => day)).toEqual(['2026-11-20', '2026-11-23', '2026-12-23'])
  })

  it('are the same from the daily figures and from the log', async () => {
    await study()
    await test.client.history.undo()
    const daily = await read(ALL)
    const log = await read({ type: 'search', text: '' })
    expect({ ...log, loss: { ...log.loss, exams: [] } }).toEqual(daily)
  })

  it('keep to a deck with its subdecks, an objective, a domain, a search', async () => {
    await study()
    const { decks } = test.app.context.collection
    const deckId = decks.byPath('Two')?.id ?? 0
    const two = await read({ type: 'deck', deckId })
    expect(two.cards).toBe(2)
    expect(two.loss.exams).toBeNull()
    const one = await read({ type: 'search', text: 'deck:One' })
    const all = await read(ALL)
    expect(one.answersEver + two.answersEver).toBe(all.answersEver)
    const tagged = await read({ type: 'search', text: 'tag:first' })
    const objective = await read({ type: 'objective', objective: '1.1.1' })
    expect(objective.cards).toBeGreaterThanOrEqual(tagged.cards)
    expect(tagged.cards).toBe(1)
    expect(objective.answersEver).toBe(tagged.answersEver)
    const { domains } = await test.client.statistics.scopes()
    const [first] = domains
    if (!first) throw new Error('the exam has domains')
    const domain = await read({ type: 'domain', blueprint: first.blueprint, domain: first.domain })
    expect(domain.cards).toBeGreaterThan(0)
    expect(domain.loss.exams).toEqual([])
  })

  it('of a regular expression are those of the same cards found otherwise', async () => {
    await study()
    const plain = await read({ type: 'search', text: 'tag:first or deck:Two' })
    const found = await read({ type: 'search', text: 'tag:re:^fi.st$ or (deck:Two re:[a-z])' })
    expect(found).toEqual(plain)
    expect((await read({ type: 'search', text: 're:^nothing_like_it$' })).cards).toBe(0)
    await expect(read({ type: 'search', text: 'nofield:re:x' })).rejects.toMatchObject({ code: 'INVALID' })
    const controller = new AbortController()
    controller.abort()
    await expect(read({ type: 'search', text: 're:^no' }, {}, controller.signal)).rejects.toThrow()
  })

  it('show a range, whose exams and passes keep their numbers', async () => {
    await study()
    const month = await read(ALL, { range: 'month' })
    expect(month.loss).toMatchObject({ passesBefore: 2, days: [{ day: '2026-12-23' }] })
    expect(month.reviews).toHaveLength(30)
    expect((await read(ALL, { range: 'month', step: 'month' })).retention.bars).toHaveLength(2)
    expect((await read(ALL, { year: 2025 })).calendar).toMatchObject({ year: 2025, days: [] })
  })

  it('follow an answer, an undo and a change of cards at once', async () => {
    await study()
    const before = await read(ALL)
    test.clock.pass(DAY)
    await rateNext(test, 3)
    expect((await read(ALL)).answersEver).toBe(before.answersEver + 1)
    await test.client.history.undo()
    expect((await read(ALL)).answersEver).toBe(before.answersEver)
    test.addNotes('Three', [basic('z')])
    expect((await read(ALL)).cards).toBe(before.cards + 1)
  })

  it('refuse a search that can’t be read, at its place, and what is gone', async () => {
    await expect(read({ type: 'search', text: 'is:nonsense' })).rejects.toMatchObject({
      code: 'INVALID',
      data: { issues: [{ where: { source: 'is:nonsense' } }] },
    })
    await expect(read({ type: 'deck', deckId: 999 })).rejects.toMatchObject({ code: 'NOT_FOUND' })
    await expect(read({ type: 'domain', blueprint: 'mini', domain: 'none' })).rejects.toMatchObject({
      code: 'NOT_FOUND',
    })
  })

  it('can be stopped, and leave nothing behind', async () => {
    await study()
    const controller = new AbortController()
    controller.abort()
    await expect(read({ type: 'search', text: 'deck:One' }, {}, controller.signal)).rejects.toThrow()
    expect((await read({ type: 'search', text: 'deck:One' })).cards).toBe(6)
    expect(test.logged).toEqual([])
  })

  it('leave out crammed answers and changes by hand where recall is meant', async () => {
    await study()
    const before = await read(ALL)
    const { recall, done } = await test.client.app.today()
    const { collection } = test.app.context
    const row = collection.reviews.between(0, 99_999).findLast((review) => review.state_before === 2)
    if (!row) throw new Error('reviews were given')
    collection.transact(null, (writes) => {
      writes.reviews.append({ ...row, kind: 2, rating: 1 }, row.deck_id)
      writes.reviews.append({ ...row, kind: 4, rating: 0 }, row.deck_id)
      return { ok: true, value: undefined }
    })
    const after = await read(ALL)
    expect(after.answersEver).toBe(before.answersEver + 1)
    expect(after.retention).toEqual(before.retention)
    expect(after.loss).toEqual(before.loss)
    expect(after.buttons.cram).toEqual([1, 0, 0, 0])
    expect(await test.client.app.today()).toMatchObject({ recall, done })
  })

  it('are set right when they differ from the log', async () => {
    await study()
    const before = await read(ALL)
    const rebuild = async () => {
      const events = await test.client.statistics.rebuild()
      let step = await events.next()
      while (!step.done) step = await events.next()
      return step.value
    }
    expect(await rebuild()).toEqual({ days: 0 })
    test.app.context.collection.db.exec('DELETE FROM day_count WHERE day = (SELECT min(day) FROM day_count)')
    expect(await rebuild()).toEqual({ days: 1 })
    expect(await read(ALL)).toEqual(before)
  })
})
