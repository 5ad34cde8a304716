import { expect } from 'vitest'
import type { TestApp } from '../../support/app.ts'
import type { HttpClient } from '../../support/http.ts'
import { questionAt, rightAnswer, wrongAnswer } from '../../support/sitting.ts'

/** Sits the small exam to its end: right up to an ordinal, wrong from there. */
async function sit(client: HttpClient, seed: number, rightBelow: number): Promise<number> {
  const { attemptId } = await client.exam.start({ blueprintId: 'mini', seed, extraMinutes: 0 })
  const sitting = await client.exam.sit({ attemptId })
  for (const { ordinal } of sitting.items) {
    const question = questionAt(sitting, ordinal)
    const answer = ordinal < rightBelow ? rightAnswer(question) : wrongAnswer(question)
    await client.exam.respond({ attemptId, ordinal, answer, flagged: false, struck: [] })
  }
  await client.exam.submit({ attemptId })
  return attemptId
}

/** report: history, compare, file; readiness: get, line. */
export async function callReport(client: HttpClient, test: TestApp): Promise<void> {
  expect(await client.readiness.line()).toBeNull()
  const first = await sit(client, 31, 4)
  test.clock.pass(1000)
  const second = await sit(client, 32, 8)
  const { attempts, objectives, confusions } = await client.report.history({ blueprintId: 'mini' })
  expect(attempts.map((one) => one.attemptId).slice(-2)).toEqual([first, second])
  expect(objectives[0]?.missed).toBeGreaterThan(0)
  expect(confusions[0]?.times).toBeGreaterThan(0)
  const compared = await client.report.compare({ first, second })
  expect(compared).toMatchObject({ first: { attemptId: first }, second: { attemptId: second } })
  expect(compared.total.value).toBeGreaterThan(0)
  const { name, text } = await client.report.file({ attemptId: second, format: 'csv' })
  expect(name).toMatch(/^mini-01-mock-exam-\d+-2026-11-20\.csv$/)
  expect(text.split('\r\n')).toHaveLength(12)
  const view = await client.readiness.get({ blueprintId: null })
  expect(view).toMatchObject({ blueprintId: 'mini', needed: 6, outOf: 8 })
  expect(view.data.answers).toBeGreaterThanOrEqual(20)
}
