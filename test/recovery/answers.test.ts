import { describe, expect, it } from 'vitest'
import { createRng } from '../../electron/core/random.ts'
import { makeApp, TestClock, type TestApp } from '../support/app.ts'
import { tell } from '../support/campaign.ts'
import { basics } from '../support/decks.ts'
import { temporaryFolder } from '../support/host.ts'
import type { HttpClient } from '../support/http.ts'
import { KILLS, KILLS_TIMEOUT, workUntilKilled } from '../support/kills.ts'
import { given } from '../support/study.ts'

const CARDS = 500 + 120 * KILLS

interface Acknowledged {
  readonly cardId: number
  readonly rating: 1 | 2 | 3 | 4
}

/** Answers as fast as it can, rating at random, and writes down every answer that was acknowledged. */
async function study(client: HttpClient, acknowledged: () => void, log: Acknowledged[], rng: () => number) {
  let step = await client.review.next({ deckId: null })
  while (step.card) {
    const { cardId } = step.card
    const rating = ([1, 2, 3, 4] as const)[Math.floor(rng() * 4)] ?? 3
    step = await client.review.answer(given(step.card, rating))
    log.push({ cardId, rating })
    acknowledged()
  }
}

/** What the collection holds of each card's answers, after it was opened again. */
function answersIn({ app }: TestApp, cardIds: readonly number[]): Map<number, number[]> {
  const { reviews } = app.context.collection
  return new Map(cardIds.map((id) => [id, reviews.byCard(id).map((review) => review.rating)]))
}

function byCard(log: readonly Acknowledged[]): Map<number, number[]> {
  const ratings = new Map<number, number[]>()
  for (const { cardId, rating } of log) ratings.set(cardId, [...(ratings.get(cardId) ?? []), rating])
  return ratings
}

describe('a host that is killed while answers are given', () => {
  it(`loses none that was acknowledged, ${KILLS} kills in a row`, { timeout: KILLS_TIMEOUT }, async () => {
    const dataDir = temporaryFolder('answers')
    const clock = new TestClock(Date.now())
    const made = await makeApp({ dataDir, clock })
    made.addNotes('Deck', basics(CARDS))
    await made.client.app.updateSettings({ newPerDay: 9999, reviewsPerDay: 9999 })
    await made.close()
    const rng = createRng(11)
    const log: Acknowledged[] = []
    let unanswered = 0
    for (let kill = 1; kill <= KILLS; kill += 1) {
      await workUntilKilled(dataDir, Math.floor(rng() * 400), (client, begun) => study(client, begun, log, rng))
      const test = await makeApp({ dataDir, clock: new TestClock(Date.now()) })
      expect(test.app.context.collection.uncleanStop).toBe(true)
      const wanted = byCard(log)
      const found = answersIn(test, [...wanted.keys()])
      const total = test.app.context.collection.reviews.count()
      // One answer may have been saved although its acknowledgement did not arrive any more.
      expect(total - log.length - unanswered).toBeOneOf([0, 1])
      unanswered = total - log.length
      for (const [cardId, ratings] of wanted) {
        const extra = (found.get(cardId)?.length ?? 0) - ratings.length
        expect(extra).toBeLessThanOrEqual(unanswered)
        expect(isWithin(ratings, found.get(cardId) ?? [])).toBe(true)
      }
      expect(schedulesDiffer(test)).toEqual([])
      await test.close()
    }
    expect(log.length).toBeGreaterThanOrEqual(KILLS)
    tell('kills', 'review', { kills: KILLS, answers: log.length, 'saved but not yet acknowledged': unanswered })
  })
})

/** True when the second list is the first with nothing taken out. */
function isWithin(part: readonly number[], whole: readonly number[]): boolean {
  let at = 0
  for (const value of whole) if (value === part[at]) at += 1
  return at === part.length
}

/** Cards whose count of answers or last answer differs from the log: half an answer. */
function schedulesDiffer({ app }: TestApp): unknown[] {
  return app.context.collection.db
    .prepare(
      `SELECT card.id FROM card LEFT JOIN (
        SELECT card_id, count(*) AS answers, max(reviewed_at) AS last FROM review WHERE undone_at IS NULL GROUP BY card_id
      ) AS log ON log.card_id = card.id
      WHERE card.reps <> ifnull(log.answers, 0) OR card.last_review IS NOT log.last`,
    )
    .all()
}
