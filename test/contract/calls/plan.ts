import { expect } from 'vitest'
import type { TestApp } from '../../support/app.ts'
import { basics } from '../../support/decks.ts'
import type { HttpClient } from '../../support/http.ts'

const DAY = 86_400_000

/** The days ahead: the plan, its line, minutes, a backlog, and cards that would come after the exam. */
export async function callPlan(client: HttpClient, test: TestApp): Promise<void> {
  const { paceBy, minutesPerDay, examDate } = test.app.context.settings.get()
  expect(await client.plan.get()).toMatchObject({ exam: null, spread: null, settings: { paceBy: 'cards' } })
  await expect(client.plan.spread({ on: true })).rejects.toMatchObject({ code: 'CONFLICT' })
  await expect(client.plan.bringBack()).rejects.toMatchObject({ code: 'CONFLICT' })
  await expect(client.plan.goOn({ minutes: 10 })).rejects.toMatchObject({ code: 'CONFLICT' })
  await client.app.updateSettings({ paceBy: 'minutes', minutesPerDay: 20, examDate: '2026-12-20' })
  expect(await client.plan.goOn({ minutes: 10 })).toEqual({ minutes: 30 })
  expect((await client.plan.line()).exam).toMatchObject({ daysToExam: 30, worksOut: true, followed: false })
  await callBacklog(client, test)
  await client.app.updateSettings({ paceBy, minutesPerDay, examDate })
}

/** A deck that was left alone for weeks, and goes away again. */
async function callBacklog(client: HttpClient, test: TestApp): Promise<void> {
  const { db, decks } = test.app.context.collection
  test.addNotes('Left alone', basics(101, 'left-alone'))
  const deckId = decks.byPath('Left alone')?.id ?? 0
  const { now } = test.clock
  db.prepare(
    `UPDATE card SET state = 2, reps = 1, stability = 5, difficulty = 5, scheduled_days = 5, due = ?, last_review = ?
     WHERE deck_id = ?`,
  ).run(now - 20 * DAY, now - 25 * DAY, deckId)
  db.prepare('UPDATE card SET due = ? WHERE id = (SELECT max(id) FROM card WHERE deck_id = ?)').run(
    now + 99 * DAY,
    deckId,
  )
  db.exec('UPDATE collection SET revision = revision + 1')
  expect((await client.plan.line()).spread).toMatchObject({ waiting: 100, on: true })
  expect(await client.plan.spread({ on: true, perDay: 33 })).toMatchObject({
    undo: 'Spread reviews, 33 a day',
    spread: { pace: { perDay: 33 } },
  })
  expect(await client.plan.bringBack()).toEqual({ undo: 'Set due date of card', cards: 1 })
  await client.decks.remove({ deckId })
  expect((await client.plan.get()).spread).toBeNull()
}
