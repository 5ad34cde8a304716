import { afterEach, describe, expect, it } from 'vitest'
import { makeApp, NOON, type TestApp } from '../../../support/app.ts'
import { basics } from '../../../support/decks.ts'

const DAY = 86_400_000
let test: TestApp

afterEach(() => test.close())

async function withCards(count: number, more: Parameters<typeof makeApp>[0] = {}): Promise<void> {
  test = await makeApp(more)
  test.addNotes('Networks', basics(count, 'layer'))
}

/** All cards as reviews that fell due one after the other, the first so many days ago. */
function leaveAlone(days: number): void {
  test.app.context.collection.db
    .prepare(
      `UPDATE card SET state = 2, reps = 3, stability = 2 + id % 60, difficulty = 5, scheduled_days = 5 + id % 30,
         due = ? + (id % ?) * ?, last_review = ? - (5 + id % 30) * ?`,
    )
    .run(test.clock.now - days * DAY, days - 1, DAY, test.clock.now - days * DAY, DAY)
  test.app.context.collection.db.prepare('UPDATE collection SET revision = revision + 1').run()
}

async function answerOnce(rating: 1 | 2 | 3 | 4 = 3, durationMs = 6000) {
  const { card } = await test.client.review.next({ deckId: null })
  if (card === null) throw new Error('no card')
  const { cardId, seed } = card
  return test.client.review.answer({ deckId: null, cardId, seed, rating, durationMs, response: null })
}

describe('the plan to the date of the exam', () => {
  it('decides how many new cards a day has, and under which retention', async () => {
    await withCards(300)
    await test.client.app.updateSettings({ examDate: '2026-12-20', paceBy: 'exam' })
    const { exam } = await test.client.plan.get()
    if (exam === null) throw new Error('no plan')
    expect(exam).toMatchObject({ daysToExam: 30, followed: true, worksOut: true, ways: null })
    expect(exam.newPerDay).toBe(Math.ceil(300 / 25))
    expect(exam.recall).toBeGreaterThanOrEqual(0.9)
    expect(exam.days).toHaveLength(30)
    expect(exam.days.at(-1)?.learnt).toBe(1)
    expect(exam.skips.map((skip) => skip.days)).toEqual([1, 3, 7])
    expect((await test.client.app.today()).counts.new).toBe(exam.newPerDay)
    expect((await test.client.review.next({ deckId: null })).card?.desiredRetention).toBe(exam.retention)
  })

  it('holds the numbers of the day while it is studied, and replans the next day and after a change', async () => {
    await withCards(100)
    await test.client.app.updateSettings({ examDate: '2026-12-20', paceBy: 'exam' })
    const first = (await test.client.plan.line()).exam?.newPerDay ?? 0
    await answerOnce(4)
    expect((await test.client.app.today()).counts.new).toBe(first - 1)
    expect((await test.client.plan.line()).exam?.newPerDay).toBe(first)
    test.clock.pass(5 * DAY)
    const later = (await test.client.plan.line()).exam
    expect(later).toMatchObject({ daysToExam: 25 })
    expect(later?.newPerDay).toBe(Math.ceil(99 / 21))
    await test.client.app.updateSettings({ examDate: '2026-12-01' })
    expect((await test.client.plan.line()).exam?.newPerDay).toBeGreaterThan(10)
    expect((await test.client.app.today()).counts.new).toBeGreaterThan(10)
  })

  it('is never that of settings which have changed while it was made', async () => {
    await withCards(300)
    await test.client.app.updateSettings({ examDate: '2026-12-20' })
    const early = test.client.plan.get()
    await test.client.app.updateSettings({ examDate: '2026-12-30' })
    expect((await early).settings.examDate).toBe('2026-12-30')
    expect((await test.client.plan.get()).exam?.daysToExam).toBe(40)
  })

  it('is turned off again without a trace in the queue', async () => {
    await withCards(100)
    const before = await test.client.app.today()
    await test.client.app.updateSettings({ examDate: '2026-12-20', paceBy: 'exam' })
    await test.client.plan.line()
    expect((await test.client.app.today()).counts.new).not.toBe(before.counts.new)
    await test.client.app.updateSettings({ paceBy: 'cards' })
    expect((await test.client.app.today()).counts).toEqual(before.counts)
    expect((await test.client.review.next({ deckId: null })).card?.desiredRetention).toBe(0.9)
  })

  it('brings a card back before the exam day where it would be forgotten by then, and only then', async () => {
    await withCards(4)
    leaveAlone(10)
    const previews = async () => (await test.client.review.next({ deckId: null })).card?.previews ?? []
    const free = await previews()
    const exam = 6
    const date = new Date(NOON + exam * DAY).toISOString().slice(0, 10)
    await test.client.app.updateSettings({ examDate: date, paceBy: 'exam' })
    await test.client.plan.line()
    const capped = await previews()
    expect(free[2]?.scheduledDays).toBeGreaterThan(exam)
    expect(capped.some((one) => one.scheduledDays > 0)).toBe(true)
    for (const one of capped) {
      const holds = one.stability >= exam
      if (!holds && one.scheduledDays > 0) expect(one.scheduledDays).toBeLessThan(exam)
    }
  })

  it('brings cards back that would come only after the exam, by name and undoable', async () => {
    await withCards(6)
    const { db } = test.app.context.collection
    db.prepare(
      `UPDATE card SET state = 2, reps = 2, stability = iif(id % 2, 4, 400), difficulty = 5, scheduled_days = 40,
         due = ?, last_review = ?`,
    ).run(NOON + 40 * DAY, NOON)
    db.prepare('UPDATE collection SET revision = revision + 1').run()
    await test.client.app.updateSettings({ examDate: '2026-12-10', paceBy: 'exam' })
    expect((await test.client.plan.get()).exam?.late).toBe(3)
    expect(await test.client.plan.bringBack()).toEqual({ undo: 'Set due date of 3 cards', cards: 3 })
    expect((await test.client.plan.get()).exam?.late).toBe(0)
    const before = db.prepare('SELECT count(*) AS n FROM card WHERE due < ?').get(NOON + 20 * DAY)
    expect(before).toEqual({ n: 3 })
    await test.client.history.undo()
    expect((await test.client.plan.get()).exam?.late).toBe(3)
  })

  it('says what could be done when there are too many cards for the minutes', async () => {
    await withCards(500)
    await test.client.app.updateSettings({ examDate: '2026-11-30', paceBy: 'exam', minutesPerDay: 10 })
    const { exam } = await test.client.plan.get()
    expect(exam).toMatchObject({ worksOut: false, minutesAtMost: 10 })
    expect(exam?.ways?.minutes).toBeGreaterThan(10)
    expect(exam?.ways?.cards).toBeLessThan(500)
    expect(exam?.ways?.examDate).toBeTypeOf('string')
  })

  it('has nothing to say once the day has come', async () => {
    await withCards(5)
    await test.client.app.updateSettings({ examDate: '2026-11-20', paceBy: 'exam' })
    expect((await test.client.plan.get()).exam).toBeNull()
    expect((await test.client.app.today()).counts.new).toBe(5)
  })
})

describe('minutes a day', () => {
  it('become numbers of cards, reviews first', async () => {
    await withCards(200)
    await test.client.app.updateSettings({ paceBy: 'minutes', minutesPerDay: 10 })
    const { counts } = await test.client.app.today()
    const { seconds } = await test.client.plan.get()
    expect(counts.new).toBe(Math.floor(600 / seconds.new))
    leaveAlone(2)
    const { counts: due } = await test.client.app.today()
    expect(due).toEqual({ new: 0, learning: 0, review: Math.floor(600 / seconds.review) })
  })

  it('stop when they are spent, and go on when asked', async () => {
    await withCards(50)
    await test.client.app.updateSettings({ paceBy: 'minutes', minutesPerDay: 1 })
    const step = await answerOnce(4, 59_000)
    expect(step.budget).toMatchObject({ minutes: 1 })
    await answerOnce(4, 30_000).catch(() => undefined)
    expect((await test.client.app.today()).counts.new).toBe(0)
    expect(await test.client.plan.goOn({ minutes: 10 })).toMatchObject({ minutes: expect.any(Number) as number })
    expect((await test.client.app.today()).counts.new).toBeGreaterThan(5)
    expect((await test.client.review.next({ deckId: null })).card).not.toBeNull()
    test.clock.pass(DAY)
    expect((await test.client.review.next({ deckId: null })).budget?.minutes).toBe(1)
  })

  it('leave room for more cards when answers took less time than was thought', async () => {
    await withCards(200)
    await test.client.app.updateSettings({ paceBy: 'minutes', minutesPerDay: 5 })
    const thought = (await test.client.app.today()).counts.new
    let answered = 0
    while (answered < thought + 5) {
      const { card } = await answerOnce(4, 1000)
      answered += 1
      if (card === null) break
    }
    expect(answered).toBe(thought + 5)
  })
})

describe('after a break', () => {
  it('spreads 900 reviews by itself, what is most at risk first, with an end', async () => {
    await withCards(900)
    leaveAlone(30)
    const { spread } = await test.client.plan.line()
    expect(spread).toMatchObject({ on: true, newPerDay: 0 })
    expect(spread?.pace?.end).toBeTypeOf('string')
    const perDay = spread?.pace?.perDay ?? 0
    expect(perDay).toBeLessThan(200)
    expect((await test.client.app.today()).counts).toEqual({ new: 0, learning: 0, review: perDay })
    for (let at = 0; at < 3; at++) await answerOnce()
    expect((await test.client.app.today()).counts.review).toBe(perDay - 3)
  })

  it('lets the person change the pace, ask for all of it, and spread it again', async () => {
    await withCards(300)
    leaveAlone(20)
    await test.client.plan.line()
    await test.client.plan.spread({ on: true, perDay: 25, newPerDay: 2 })
    expect((await test.client.app.today()).counts.review).toBe(25)
    expect((await test.client.plan.get()).spread).toMatchObject({ on: true, newPerDay: 2, pace: { perDay: 25 } })
    await test.client.plan.spread({ on: false })
    expect((await test.client.app.today()).counts.review).toBe(200)
    expect((await test.client.plan.get()).spread).toMatchObject({ on: false, pace: null })
    await test.client.plan.spread({ on: true })
    expect((await test.client.app.today()).counts.review).toBeLessThan(200)
  })

  it('is one act with a name; taking it back gives the pace of before, and no card was touched at any time', async () => {
    await withCards(300)
    leaveAlone(20)
    const cards = () => test.app.context.collection.db.prepare('SELECT * FROM card ORDER BY id').all()
    const before = cards()
    const proposed = (await test.client.plan.line()).spread?.pace
    expect(proposed?.end).toBeTypeOf('string')
    expect((await test.client.history.list()).undo.map(({ name }) => name)).not.toContainEqual(
      expect.stringMatching('Spread'),
    )
    expect(await test.client.plan.spread({ on: true, perDay: 25 })).toMatchObject({ undo: 'Spread reviews, 25 a day' })
    expect(await test.client.plan.spread({ on: false })).toMatchObject({ undo: 'Ask all reviews that piled up' })
    expect(cards()).toEqual(before)
    expect(await test.client.history.undo()).toEqual({ name: 'Ask all reviews that piled up' })
    expect((await test.client.app.today()).counts.review).toBe(25)
    expect((await test.client.plan.line()).spread?.pace?.perDay).toBe(25)
    expect(await test.client.history.undo()).toEqual({ name: 'Spread reviews, 25 a day' })
    expect((await test.client.app.today()).counts.review).toBe(proposed?.perDay)
    expect((await test.client.plan.line()).spread?.pace).toEqual(proposed)
    expect(await test.client.history.redo()).toEqual({ name: 'Spread reviews, 25 a day' })
    expect((await test.client.app.today()).counts.review).toBe(25)
    expect(cards()).toEqual(before)
  })

  it('takes back the pace alone, not the minutes that were added meanwhile', async () => {
    await withCards(300)
    leaveAlone(20)
    await test.client.app.updateSettings({ paceBy: 'minutes', minutesPerDay: 20 })
    await test.client.plan.spread({ on: true, perDay: 25 })
    await test.client.plan.goOn({ minutes: 10 })
    await test.client.history.undo()
    expect((await test.client.review.next({ deckId: null })).budget?.minutes).toBe(30)
  })

  it('leaves a plan to the exam its new cards, unless the person chose their number, and says what that costs', async () => {
    await withCards(900)
    leaveAlone(20)
    test.addNotes('Fresh', basics(120, 'fresh'))
    await test.client.plan.spread({ on: true, perDay: 30 })
    expect((await test.client.app.today()).counts.new).toBe(0)
    await test.client.app.updateSettings({ examDate: '2026-12-30', paceBy: 'exam', targetRecall: 0.7 })
    const { exam, spread } = await test.client.plan.get()
    expect(spread?.newPerDay).toBe(Math.ceil(120 / 34))
    expect((await test.client.app.today()).counts.new).toBe(spread?.newPerDay)
    expect(exam).toMatchObject({ notBegun: 0 })
    await test.client.plan.spread({ on: true, newPerDay: 0 })
    const own = await test.client.plan.get()
    expect(own.spread?.newPerDay).toBe(0)
    expect(own.exam).toMatchObject({ worksOut: false, notBegun: 120, ways: { minutes: null } })
  })

  it('says what skipped days cost when the backlog lasts until the exam: the same cards in the days that are left', async () => {
    await withCards(900)
    leaveAlone(20)
    test.addNotes('Fresh', basics(120, 'fresh'))
    await test.client.plan.spread({ on: true, perDay: 30 })
    await test.client.app.updateSettings({ examDate: '2026-11-29', paceBy: 'exam', targetRecall: 0.7 })
    const { exam } = await test.client.plan.get()
    // Nothing new on the last day of nine.
    expect(exam?.newPerDay).toBe(Math.ceil(120 / 8))
    expect(exam?.skips.map(({ days, newPerDay }) => [days, newPerDay])).toEqual([
      [1, Math.ceil(120 / 7)],
      [3, Math.ceil(120 / 5)],
      [7, 120],
    ])
    const minutes = exam?.skips.map((skip) => skip.minutes) ?? []
    expect(minutes).toEqual(minutes.toSorted((a, b) => a - b))
  })

  it('ends when the backlog is gone', async () => {
    await withCards(120)
    leaveAlone(20)
    expect((await test.client.plan.line()).spread?.on).toBe(true)
    const { db } = test.app.context.collection
    db.prepare('UPDATE card SET due = ?').run(NOON + 3 * DAY)
    db.prepare('UPDATE collection SET revision = revision + 1').run()
    expect((await test.client.plan.line()).spread).toBeNull()
    expect((await test.client.app.today()).counts.review).toBe(0)
  })

  it('makes no wall of 10,000', async () => {
    await withCards(10)
    const { db } = test.app.context.collection
    db.exec(`
      INSERT INTO card (note_id, deck_id, ordinal, state, due, position, modified_at)
      WITH RECURSIVE n (i) AS (VALUES (100) UNION ALL SELECT i + 1 FROM n WHERE i < 10099)
      SELECT (SELECT min(id) FROM note), (SELECT min(deck_id) FROM card), i, 2, 0, 0, 0 FROM n`)
    leaveAlone(60)
    const { spread } = await test.client.plan.line()
    expect(spread?.waiting).toBeGreaterThan(9000)
    expect(spread?.pace?.end).toBeTypeOf('string')
    expect((await test.client.app.today()).counts.review).toBeLessThanOrEqual(spread?.pace?.perDay ?? 0)
    expect((await test.client.review.next({ deckId: null })).card).not.toBeNull()
  }, 30_000)
})

describe('Hard for what was forgotten', () => {
  it('gets a word after the third time, once a week, and not in two-button mode or when it was declined', async () => {
    await withCards(40)
    leaveAlone(5)
    const { db } = test.app.context.collection
    /** Hard now, and Again the next time the card comes. */
    const hardThenAgain = async (): Promise<boolean> => {
      const { card } = await test.client.review.next({ deckId: null })
      if (card === null) throw new Error('no card')
      const given = { deckId: null, cardId: card.cardId, durationMs: 1000, response: null }
      await test.client.review.answer({ ...given, seed: card.seed, rating: 2 })
      db.prepare('UPDATE card SET due = 0 WHERE id = ?').run(card.cardId)
      db.prepare('UPDATE collection SET revision = revision + 1').run()
      for (;;) {
        const { card: back } = await test.client.review.next({ deckId: null })
        if (back === null) throw new Error('it did not come back')
        const rating = back.cardId === card.cardId ? 1 : 3
        const step = await test.client.review.answer({ ...given, cardId: back.cardId, seed: back.seed, rating })
        if (rating === 1) return step.hardNote === true
      }
    }
    expect([await hardThenAgain(), await hardThenAgain(), await hardThenAgain()]).toEqual([false, false, true])
    expect([await hardThenAgain(), await hardThenAgain(), await hardThenAgain()]).toEqual([false, false, false])
  })
})
