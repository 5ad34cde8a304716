import { afterEach, describe, expect, it } from 'vitest'
import { watchDay } from '../../../../electron/services/day-watch.ts'
import { followPlan } from '../../../../electron/services/plan/follow.ts'
import { planState } from '../../../../electron/services/plan/state.ts'
import { makeApp, NOON, reopen, type TestApp } from '../../../support/app.ts'
import { basics, deckText } from '../../../support/decks.ts'

const DAY = 86_400_000
let test: TestApp
let ends: (() => void)[] = []

afterEach(async () => {
  for (const end of ends) end()
  ends = []
  await test.close()
})

/** An app that nobody asks for the plan; it follows by itself, a millisecond after a change. */
async function following(cards: number): Promise<void> {
  test = await makeApp()
  test.addNotes('Networks', basics(cards, 'layer'))
  ends.push(followPlan(test.app.context, test.app.services.plan, 1))
}

const newToday = async () => (await test.client.app.today()).counts.new
const newAsPlanned = () => expect.poll(newToday, { timeout: 20_000 })

describe('the plan, while no view of it is open', () => {
  it('is made for another date of the exam, and for other options', async () => {
    await following(100)
    await test.client.app.updateSettings({ examDate: '2026-12-20', paceBy: 'exam' })
    await newAsPlanned().toBe(Math.ceil(100 / 25))
    await test.client.app.updateSettings({ examDate: '2026-12-01' })
    await newAsPlanned().toBe(Math.ceil(100 / 9))
    const [standard] = await test.client.presets.list()
    const easyDays = [1, 1, 1, 1, 1, 0, 0]
    await test.client.presets.update({ presetId: standard?.presetId ?? 0, options: { easyDays } })
    await newAsPlanned().toBeGreaterThan(Math.ceil(100 / 9))
  })

  it('is made for a new study day, by the cards that are left', async () => {
    await following(100)
    ends.push(watchDay(test.app.context, 1))
    await test.client.app.updateSettings({ examDate: '2026-12-20', paceBy: 'exam' })
    await newAsPlanned().toBe(4)
    test.clock.pass(15 * DAY)
    await newAsPlanned().toBe(Math.ceil(100 / 13))
  })

  it('is made after an import', async () => {
    await following(50)
    await test.client.app.updateSettings({ examDate: '2026-12-20', paceBy: 'exam' })
    await newAsPlanned().toBe(2)
    const words = new TextEncoder().encode(deckText({ deck: 'More', notes: basics(50, 'more') }))
    const { importId } = await test.client.imports.preview({ file: new File([words], 'more.yaml') })
    const steps = await test.client.imports.run({ importId, skipBad: false })
    while (!(await steps.next()).done);
    await newAsPlanned().toBe(4)
  })

  it('is made at the start', async () => {
    await following(100)
    await test.client.app.updateSettings({ examDate: '2026-12-20', paceBy: 'exam' })
    await newAsPlanned().toBe(4)
    test.clock.pass(15 * DAY)
    test = await reopen(test, { host: 'loopback' })
    await newAsPlanned().toBe(Math.ceil(100 / 13))
  })

  it('spreads what piled up', async () => {
    await following(900)
    const { db } = test.app.context.collection
    db.prepare(
      `UPDATE card SET state = 2, reps = 3, stability = 2 + id % 60, difficulty = 5, scheduled_days = 9,
         due = ?, last_review = ?`,
    ).run(NOON - 20 * DAY, NOON - 30 * DAY)
    db.exec('UPDATE collection SET revision = revision + 1')
    expect((await test.client.review.next({ deckId: null })).counts.review).toBe(200)
    test.app.context.events.emit({ type: 'changed' })
    await expect.poll(() => planState(test.app.context).spread?.perDay, { timeout: 20_000 }).toBeLessThan(200)
    const perDay = planState(test.app.context).spread?.perDay
    expect((await test.client.review.next({ deckId: null })).counts).toEqual({ new: 0, learning: 0, review: perDay })
  }, 30_000)

  it('says nothing when the app is closed while it is made', async () => {
    await following(300)
    await test.client.app.updateSettings({ examDate: '2026-12-20', paceBy: 'exam' })
    await new Promise((resolve) => setTimeout(resolve, 20))
    for (const end of ends) end()
    await test.close()
    await new Promise((resolve) => setTimeout(resolve, 50))
    expect(test.logged).toEqual([])
  })
})
