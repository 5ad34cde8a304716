import { describe, expect, it } from 'vitest'
import {
  addDeck,
  addNote,
  answerTo,
  change,
  DAY,
  error,
  inReview,
  newCollection,
  NOW,
  openIn,
  value,
} from './support.ts'

function withCard() {
  const collection = newCollection()
  const deck = addDeck(collection, 'A')
  const [card = 0] = addNote(collection, deck, 'one').cardIds
  return { collection, deck, card }
}

describe('an answer', () => {
  it('sets the schedule, and is in the log and in the day’s figures', () => {
    const { collection, deck, card } = withCard()
    const answer = answerTo(collection, card, { rating: 1, response: '"typed"', elapsedDays: 0.25 })
    const { reviewId } = value(collection.answers.record(answer))
    expect(collection.cards.get(card)).toMatchObject({ ...answer.next, modified_at: NOW })
    expect(collection.reviews.byCard(card)).toEqual([
      {
        id: reviewId,
        card_id: card,
        reviewed_at: NOW,
        day: DAY,
        rating: 1,
        kind: 0,
        duration_ms: 6000,
        state_before: 0,
        stability_before: null,
        difficulty_before: null,
        elapsed_days: 0.25,
        scheduled_days: answer.next.scheduled_days,
        due: answer.next.due,
        seed: 42,
        response: '"typed"',
        undone_at: null,
        deck_id: deck,
        hour: 12,
        interval_before: 0,
      },
    ])
    expect(collection.dayCounts.ofDay(DAY)).toEqual([
      { day: DAY, deck_id: deck, new_cards: 1, review_cards: 0, answers: 1, wrong: 1, duration_ms: 6000 },
    ])
    expect(collection.history.undoName()).toBe('Answer Good')
  })

  it('is refused when the card changed since it was read', () => {
    const { collection, card } = withCard()
    const answer = answerTo(collection, card)
    change(collection, 'Flag', (write) => write.cards.flag([card], 1))
    expect(error(collection.answers.record(answer)).code).toBe('stale')
    expect(collection.reviews.count()).toBe(0)
    value(collection.answers.record(answerTo(collection, card)))
  })

  it('needs a card', () => {
    const { collection, card } = withCard()
    expect(error(collection.answers.record({ ...answerTo(collection, card), cardId: 99 })).code).toBe('no-such-card')
  })

  it('does not wait while another connection writes', () => {
    const { collection, card } = withCard()
    const worker = openIn(collection.dataDir, { purpose: 'worker' })
    worker.db.exec('BEGIN IMMEDIATE')
    expect(error(collection.answers.record(answerTo(collection, card))).code).toBe('busy')
    worker.db.exec('COMMIT')
    value(collection.answers.record(answerTo(collection, card)))
  })

  it('leaves the revision of the queue alone', () => {
    const { collection, card } = withCard()
    const before = collection.revision()
    value(collection.answers.record(answerTo(collection, card)))
    expect(collection.revision()).toBe(before)
    value(collection.history.undo())
    expect(collection.revision()).toBeGreaterThan(before)
  })
})

describe('the log of answers', () => {
  it('gives a day’s strip, spans of days, and the last instant', () => {
    const { collection, card } = withCard()
    for (const [index, rating] of [3, 1, 4].entries()) {
      value(
        collection.answers.record(
          answerTo(collection, card, { rating, at: NOW + index, day: DAY + (index === 2 ? 1 : 0) }),
        ),
      )
    }
    expect(collection.reviews.strip(DAY)).toEqual([3, 1])
    expect(collection.reviews.between(DAY, DAY + 1).map((review) => review.rating)).toEqual([3, 1, 4])
    expect(collection.reviews.latestAt()).toBe(NOW + 2)
    expect(collection.reviews.count()).toBe(3)
    expect(collection.dayCounts.total(DAY)).toMatchObject({ answers: 2, wrong: 1, new_cards: 1, review_cards: 1 })
    expect(collection.dayCounts.between(DAY, DAY + 5).map((day) => [day.day, day.answers])).toEqual([
      [DAY, 2],
      [DAY + 1, 1],
    ])
    expect(collection.dayCounts.daysWithAnswers(DAY)).toBe(1)
    expect(collection.dayCounts.daysWithAnswers(DAY + 1)).toBe(2)
    expect(collection.dayCounts.total(DAY + 9)).toMatchObject({ answers: 0 })
  })

  it('takes in reviews from elsewhere, which count for their days', () => {
    const { collection, deck, card } = withCard()
    const review = { ...inReview(NOW), duration_ms: 100, elapsed_days: 1, seed: 0, response: null, state_before: 2 }
    change(collection, 'Import x', (write) => {
      for (const day of [DAY - 3, DAY - 2]) {
        const { scheduled_days, due, duration_ms, elapsed_days, seed, response, state_before } = review
        write.reviews.append(
          // prettier-ignore
          { card_id: card, reviewed_at: NOW, day, rating: 3, kind: 1, duration_ms, state_before, stability_before: 3,
            difficulty_before: 5, elapsed_days, scheduled_days, due, seed, response, hour: 12, interval_before: 3 },
          deck,
        )
      }
    })
    expect(collection.reviews.byCards([card])).toHaveLength(2)
    expect(collection.dayCounts.daysWithAnswers(DAY)).toBe(2)
    value(collection.history.undo())
    expect(collection.reviews.byCard(card)).toEqual([])
    expect(collection.dayCounts.daysWithAnswers(DAY)).toBe(0)
    value(collection.history.redo())
    expect(collection.reviews.byCard(card)).toHaveLength(2)
  })
})
