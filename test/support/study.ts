import type { z } from 'zod'
import type { ReviewCard, ReviewStep } from '../../electron/contract/procedures/review.ts'
import type { StatisticsView } from '../../electron/contract/procedures/statistics.ts'
import type { Rating } from '../../electron/contract/shapes.ts'
import type { TestApp } from './app.ts'

export type Step = z.infer<typeof ReviewStep>
export type Asked = z.infer<typeof ReviewCard>

export const MINUTE = 60_000
export const HOUR = 60 * MINUTE
export const DAY = 24 * HOUR

/** The card to ask, or an error when there is none. */
export async function ask(test: Pick<TestApp, 'client'>, deckId: number | null = null): Promise<Asked> {
  const { card } = await test.client.review.next({ deckId })
  if (!card) throw new Error('there is no card to ask')
  return card
}

/** What is sent when a card is rated. */
export function given(card: Pick<Asked, 'cardId' | 'seed'>, rating: Rating, deckId: number | null = null) {
  return { deckId, cardId: card.cardId, seed: card.seed, rating, durationMs: 4000, response: null }
}

/** What Insight shows of all cards and of all time. */
export async function readStatistics({ client }: Pick<TestApp, 'client'>): Promise<StatisticsView> {
  const events = await client.statistics.read({ scope: { type: 'all' }, range: 'all', step: null, year: null })
  let step = await events.next()
  while (!step.done) step = await events.next()
  return step.value
}

/** Asks the next card and rates it. */
export async function rateNext(
  test: Pick<TestApp, 'client'>,
  rating: Rating,
  deckId: number | null = null,
): Promise<{ card: Asked; step: Step }> {
  const card = await ask(test, deckId)
  return { card, step: await test.client.review.answer(given(card, rating, deckId)) }
}

/**
 * Answers until nothing is left now, letting the clock go on by five seconds an answer.
 * @returns the cards in the order in which they were asked
 */
export async function studyAll(test: TestApp, rating: Rating, deckId: number | null = null): Promise<Asked[]> {
  const asked: Asked[] = []
  for (let step = await test.client.review.next({ deckId }); step.card;) {
    asked.push(step.card)
    test.clock.pass(5000)
    step = await test.client.review.answer(given(step.card, rating, deckId))
    if (asked.length > 20_000) throw new Error('the session does not end')
  }
  return asked
}

/** The coded error of a call that must fail. */
export async function refusal(call: Promise<unknown>): Promise<{ code: string; data: unknown; message: string }> {
  try {
    await call
  } catch (error) {
    if (error instanceof Error && 'code' in error && 'defined' in error && error.defined === true) {
      const data = 'data' in error ? error.data : undefined
      return { code: String(error.code), data, message: error.message }
    }
    throw error
  }
  throw new Error('the call was not refused')
}

/** Id of the deck at a path. */
export function deckAt(test: TestApp, path: string): number {
  const deck = test.app.context.collection.decks.byPath(path)
  if (!deck) throw new Error(`there is no deck ${path}`)
  return deck.id
}

/** Id of the note with a guid. */
export function noteWith(test: TestApp, guid: string): number {
  const note = test.app.context.collection.notes.byGuid(guid)
  if (!note) throw new Error(`there is no note ${guid}`)
  return note.id
}
