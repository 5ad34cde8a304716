import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { makeApp, reopen, type TestApp } from '../../support/app.ts'
import { basic, miniExam } from '../../support/decks.ts'
import { answerAll, questionAt, rightAnswer, startMini, wrongAnswer } from '../../support/sitting.ts'

const decks = miniExam()
const DAY = 86_400_000
let test: TestApp
beforeEach(async () => {
  test = await makeApp({ decks })
})
afterEach(() => test.close())

const collection = () => test.app.context.collection
const cardOf = (guid: string) => {
  const note = collection().notes.byGuid(guid)
  const [card] = collection().cards.ofNote(note?.id ?? 0)
  if (!card) throw new Error(`no card of ${guid}`)
  return card
}
const reviewsOf = (guid: string) => collection().reviews.byCard(cardOf(guid).id)

/** Sits a form, with what is given of it answered as told and the rest right; gives the guids in order. */
async function sit(
  seed: number,
  given: Record<number, { wrong?: true; guessed?: true; flagged?: true; none?: true }> = {},
): Promise<string[]> {
  const attemptId = await startMini(test, seed)
  const sitting = await test.client.exam.sit({ attemptId })
  for (const { ordinal } of sitting.items) {
    const { wrong, guessed = false, flagged = false, none } = given[ordinal] ?? {}
    const question = questionAt(sitting, ordinal)
    const answer = none ? null : wrong ? wrongAnswer(question) : rightAnswer(question)
    await test.client.exam.respond({ attemptId, ordinal, answer, flagged, guessed, struck: [] })
  }
  test.clock.pass(1000)
  await test.client.exam.submit({ attemptId })
  return (await test.client.exam.report({ attemptId })).items.map((item) => item.guid)
}

/** Puts a question into the reviews and answers it there, so that FSRS schedules it. */
function schedule(guid: string, lapses = 0): void {
  const { cards } = collection()
  const card = cardOf(guid)
  const scheduled = {
    held: 0,
    state: 2,
    stability: 10,
    difficulty: 5,
    scheduled_days: 10,
    reps: 3,
    lapses,
    last_review: test.clock.now - 9 * DAY,
    due: test.clock.now + DAY,
  }
  collection().transact(null, (writes) => {
    writes.cards.update(card.id, scheduled)
    return { ok: true, value: undefined }
  })
  expect(cards.get(card.id)?.state).toBe(2)
}

describe('questions that come into the reviews after an exam', () => {
  it('are those that were missed, guessed or flagged', async () => {
    const guids = await sit(1, { 0: { wrong: true }, 1: { guessed: true }, 2: { flagged: true }, 3: { none: true } })
    expect(guids.map((guid) => cardOf(guid).held)).toEqual([0, 0, 0, 0, 1, 1, 1, 1, 1, 1])
    expect((await test.client.review.next({ deckId: null })).counts.new).toBe(4)
  })

  it('stay out when the setting is off, and nothing is counted', async () => {
    const { items } = await test.client.exam.sit({ attemptId: await startMini(test, 1) })
    await test.client.exam.submit({ attemptId: 1 })
    await test.client.history.undo()
    await test.client.app.updateSettings({ missesToReviews: false })
    expect(items).toHaveLength(10)
    const guids = await sit(1, { 0: { wrong: true } })
    expect(guids.map((guid) => cardOf(guid).held)).toEqual(guids.map(() => 1))
    expect(collection().history.undoName()).toBeNull()
  })

  it('are there after a restart', async () => {
    const guids = await sit(1, { 5: { wrong: true } })
    test = await reopen(test, { decks })
    expect(cardOf(guids[5] ?? '').held).toBe(0)
  })
})

describe('questions that FSRS schedules already', () => {
  it('take a right answer as Good, a wrong one as Again and a lucky guess as Hard, in the log as of an exam', async () => {
    const first = await sit(1)
    for (const guid of first.slice(0, 4)) schedule(guid)
    const attemptId = (await test.client.exam.start({ blueprintId: 'mini', extraMinutes: 0, again: 1 })).attemptId
    const sitting = await test.client.exam.sit({ attemptId })
    const answers = [{}, { wrong: true }, { guessed: true }, { none: true }] as const
    for (const [ordinal, how] of answers.entries()) {
      const question = questionAt(sitting, ordinal)
      const answer = 'none' in how ? null : 'wrong' in how ? wrongAnswer(question) : rightAnswer(question)
      await test.client.exam.respond({
        ...{ attemptId, ordinal, answer, flagged: false, struck: [] },
        guessed: 'guessed' in how,
      })
    }
    await test.client.exam.submit({ attemptId })
    const logged = first.slice(0, 4).map((guid) => reviewsOf(guid).map(({ rating, kind }) => ({ rating, kind })))
    expect(logged).toEqual([[{ rating: 3, kind: 6 }], [{ rating: 1, kind: 6 }], [{ rating: 2, kind: 6 }], []])
    const [good, again] = first.map((guid) => cardOf(guid))
    expect(good?.due).toBeGreaterThan(test.clock.now + 10 * DAY)
    expect(again).toMatchObject({ lapses: 1, state: 3 })
    expect(reviewsOf(first[0] ?? '')[0]).toMatchObject({ elapsed_days: 9, state_before: 2, interval_before: 10 })
  })

  it('give it all back by one undo, while the attempt stays', async () => {
    const first = await sit(1)
    for (const guid of first) schedule(guid)
    const before = first.map((guid) => cardOf(guid))
    const { attemptId } = await test.client.exam.start({ blueprintId: 'mini', extraMinutes: 0, again: 1 })
    await answerAll(test, await test.client.exam.sit({ attemptId }), 7)
    await test.client.exam.submit({ attemptId })
    expect(first.every((guid) => reviewsOf(guid).length === 1)).toBe(true)
    expect(await test.client.history.undo()).toEqual({ name: 'Count exam answers as reviews' })
    expect(first.flatMap(reviewsOf)).toEqual([])
    const settled = first.map((guid) => ({ ...cardOf(guid), modified_at: 0 }))
    expect(settled).toEqual(before.map((card) => ({ ...card, modified_at: 0 })))
    expect((await test.client.exam.attempts())[0]).toMatchObject({ attemptId, state: 'submitted', answered: 10 })
    await test.client.history.redo()
    expect(first.every((guid) => reviewsOf(guid).length === 1)).toBe(true)
  })

  it('leave suspended ones alone, and what was never answered in the reviews', async () => {
    const first = await sit(1)
    schedule(first[0] ?? '')
    collection().transact(null, (writes) => {
      writes.cards.suspend([cardOf(first[0] ?? '').id], true)
      writes.cards.release([cardOf(first[1] ?? '').id])
      return { ok: true, value: undefined }
    })
    const { attemptId } = await test.client.exam.start({ blueprintId: 'mini', extraMinutes: 0, again: 1 })
    await answerAll(test, await test.client.exam.sit({ attemptId }))
    await test.client.exam.submit({ attemptId })
    expect(reviewsOf(first[0] ?? '')).toEqual([])
    expect(cardOf(first[1] ?? '')).toMatchObject({ state: 0, reps: 0 })
  })
})

describe('a question that is forgotten again and again', () => {
  const tagsOf = (guid: string): unknown => JSON.parse(collection().notes.byGuid(guid)?.tags ?? '')

  it('is a leech when it is missed in an exam, and no longer after undo', async () => {
    const [first = '', second = ''] = await sit(1)
    schedule(first, 7)
    schedule(second, 6)
    const { attemptId } = await test.client.exam.start({ blueprintId: 'mini', extraMinutes: 0, again: 1 })
    await answerAll(test, await test.client.exam.sit({ attemptId }), 0)
    await test.client.exam.submit({ attemptId })
    expect([cardOf(first).lapses, cardOf(second).lapses]).toEqual([8, 7])
    expect([tagsOf(first), tagsOf(second)]).toEqual([['leech'], []])
    expect(cardOf(first).suspended).toBe(0)
    await test.client.history.undo()
    expect(cardOf(first).lapses).toBe(7)
    expect(tagsOf(first)).toEqual([])
  })

  it('rests where the options say so', async () => {
    const [first = ''] = await sit(1)
    schedule(first, 7)
    const [preset] = await test.client.presets.list()
    await test.client.presets.update({ presetId: preset?.presetId ?? 0, options: { leechAction: 'suspend' } })
    const { attemptId } = await test.client.exam.start({ blueprintId: 'mini', extraMinutes: 0, again: 1 })
    await answerAll(test, await test.client.exam.sit({ attemptId }), 0)
    await test.client.exam.submit({ attemptId })
    expect(cardOf(first).suspended).toBe(1)
    await test.client.history.undo()
    expect(cardOf(first).suspended).toBe(0)
  })

  it('is a leech by an Again in the reviews as well', async () => {
    const [first = ''] = await sit(1)
    schedule(first, 7)
    test.clock.pass(2 * DAY)
    const { card } = await test.client.review.next({ deckId: null })
    expect(card?.guid).toBe(first)
    const { cardId = 0, seed = 0 } = card ?? {}
    const step = await test.client.review.answer({
      ...{ deckId: null, cardId, seed, durationMs: 1, response: null },
      rating: 1,
    })
    expect(step.leech).toEqual({ lapses: 8, suspended: false })
    expect(tagsOf(first)).toEqual(['leech'])
  })
})

describe('practice', () => {
  it('counts the answer before the key was shown, and nothing where the key came without one', async () => {
    const first = await sit(1)
    for (const guid of first.slice(0, 2)) schedule(guid)
    const { attemptId } = await test.client.exam.start({
      ...{ blueprintId: 'mini', extraMinutes: 0, again: 1 },
      mode: 'practice',
    })
    const sitting = await test.client.exam.sit({ attemptId })
    const answer = rightAnswer(questionAt(sitting, 0))
    await test.client.exam.respond({ attemptId, ordinal: 0, answer, flagged: false, struck: [] })
    for (const ordinal of [0, 1]) await test.client.exam.reveal({ attemptId, ordinal })
    await test.client.exam.submit({ attemptId })
    expect(reviewsOf(first[0] ?? '').map(({ rating }) => rating)).toEqual([3])
    expect(reviewsOf(first[1] ?? '')).toEqual([])
    expect(cardOf(first[5] ?? '').held).toBe(1)
  })
})

describe('unseen notes of an objective with misses', () => {
  it('come first among the new cards of their deck, and go back by undo', async () => {
    test.addNotes('Study', [
      ...['a', 'b', 'c'].map((id) => basic(id)),
      { ...basic('theirs'), objective: '1.1.2' },
      { ...basic('other'), objective: '2.1.1' },
    ])
    const order = () =>
      collection()
        .cards.newCandidates([deckId()], 10, 0)
        .map(({ id }) =>
          collection()
            .notes.get(collection().cards.get(id)?.note_id ?? 0)
            ?.guid.split('/')
            .at(-1),
        )
    const deckId = () =>
      collection()
        .decks.tree()
        .find((deck) => deck.path === 'Study')?.id ?? 0
    expect(order()).toEqual(['a', 'b', 'c', 'theirs', 'other'])
    const attemptId = await startMini(test, 1)
    const sitting = await test.client.exam.sit({ attemptId })
    const report = collection().attempts.items(attemptId)
    for (const { ordinal, question } of sitting.items) {
      const wrong = report[ordinal]?.objective === '1.1.2'
      const answer = wrong ? wrongAnswer(question) : rightAnswer(question)
      await test.client.exam.respond({ attemptId, ordinal, answer, flagged: false, struck: [] })
    }
    await test.client.exam.submit({ attemptId })
    expect(order()).toEqual(['theirs', 'a', 'b', 'c', 'other'])
    await test.client.history.undo()
    expect(order()).toEqual(['a', 'b', 'c', 'theirs', 'other'])
  })

  it('are no more than a plan to the exam begins in a week, and those of one objective at least', async () => {
    const objectives = ['1.1.1', '1.1.2', '2.1.1', '2.1.2']
    const notes = objectives.flatMap((objective) =>
      Array.from({ length: 40 }, (_, at) => ({ ...basic(`of-${objective.replaceAll('.', '-')}-${at}`), objective })),
    )
    test.addNotes('Study', notes)
    const positions = () => collection().db.prepare<[], number>('SELECT position FROM card').pluck().all()
    const first = Math.min(...positions())
    const missAll = async (): Promise<number> => {
      const attemptId = await startMini(test, 1)
      await answerAll(test, await test.client.exam.sit({ attemptId }), 0)
      await test.client.exam.submit({ attemptId })
      return positions().filter((position) => position < first).length
    }
    expect(await missAll()).toBe(120)
    await test.client.history.undo()
    await test.client.app.updateSettings({ examDate: '2027-03-20', paceBy: 'exam' })
    expect((await test.client.plan.line()).exam?.newPerDay).toBeLessThan(4)
    expect(await missAll()).toBe(30)
  })
})
