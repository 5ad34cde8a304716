import { expect } from 'vitest'
import { secondExam } from '../../fixtures/second-exam.ts'
import type { TestApp } from '../../support/app.ts'
import type { HttpClient } from '../../support/http.ts'
import { questionAt, rightAnswer } from '../../support/sitting.ts'

/** Practice, quizzes, and exams that the person brings in. */
export async function callExam(client: HttpClient, test: TestApp): Promise<void> {
  const wide = { domains: [], objectives: [], kinds: [], services: [], difficulties: [], past: 'any' as const }
  const filter = { ...wide, blueprintId: 'mini' }
  const choices = await client.exam.quizChoices({ blueprintId: 'mini' })
  expect(choices.questions).toBe(24)
  expect(await client.exam.quizMatches({ ...filter, domains: ['1'] })).toEqual({ questions: 12 })
  const { attemptId } = await client.exam.startQuiz({ filter, size: 5, order: 'mixed', seed: 1 })
  const sitting = await client.exam.sit({ attemptId })
  expect(sitting).toMatchObject({ mode: 'quiz', limitMs: 0 })
  await client.exam.scratch({ attemptId, text: 'note' })
  expect((await client.exam.pause({ attemptId, paused: true })).state).toBe('running')
  await client.exam.pause({ attemptId, paused: false })
  const answer = rightAnswer(questionAt(sitting, 0))
  await client.exam.respond({ attemptId, ordinal: 0, answer, flagged: false, guessed: true, struck: [] })
  expect(await client.exam.reveal({ attemptId, ordinal: 0 })).toMatchObject({ right: true })
  const again = await client.exam.sit({ attemptId })
  expect(again.scratch).toBe('note')
  expect(again.items[0]).toMatchObject({ response: { guessed: true }, feedback: { right: true } })
  expect(await client.exam.sit({ attemptId, window: 'one' })).toMatchObject({ elsewhere: false })
  expect(await client.exam.sit({ attemptId, window: 'two' })).toMatchObject({ elsewhere: true })
  expect(await client.exam.pulse({ attemptId, position: 0, window: 'two', watch: true })).toMatchObject({
    state: 'elsewhere',
  })
  expect(await client.exam.leave({ attemptId, window: 'one' })).toEqual({})
  expect(await client.exam.sit({ attemptId, window: 'two' })).toMatchObject({ elsewhere: false })
  await client.exam.submit({ attemptId })
  test.importText('second.yaml', secondExam(3))
  expect((await client.exam.blueprints()).map(({ id }) => id)).toEqual(['mini', 'net-basics'])
  expect((await client.exam.removeBlueprint({ blueprintId: 'net-basics' })).undo).toBe('Remove exam NET-02')
}
