import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { quietPulse } from '../../../electron/jobs/protocol.ts'
import { checkCollection } from '../../../electron/store/check.ts'
import type { Collection } from '../../../electron/store/collection.ts'
import { dayDelta, fieldsOf } from '../../../electron/store/day-count-columns.ts'
import { rebuildDayCounts } from '../../../electron/store/day-counts.ts'
import { INSERT_REVIEW, type NewReview } from '../../../electron/store/reviews.ts'
import type { ReviewRow } from '../../../electron/store/rows.ts'
import { addDeck, addNote, answerTo, change, DAY, newCollection, NOW, value } from './support.ts'

/** The figures as they are kept: by day, deck and hour. */
function kept({ db }: Collection): unknown[] {
  return db.prepare('SELECT * FROM day_count ORDER BY day, deck_id, hour').raw().all()
}

/** The figures as a second, plain reading of the log gives them. */
function counted({ db }: Collection): unknown[] {
  const rows = new Map<string, number[]>()
  for (const review of db.prepare<[], ReviewRow>('SELECT * FROM review WHERE undone_at IS NULL').iterate()) {
    const { day, deck_id, hour } = review
    const key = [day, deck_id, hour]
    const fields = fieldsOf(dayDelta(review))
    const before = rows.get(key.join()) ?? [...key, ...fields.map(() => 0)]
    rows.set(
      key.join(),
      before.map((old, at) => (at < 3 ? old : old + (fields[at - 3] ?? 0))),
    )
  }
  const order = (a: number[], b: number[]) =>
    (a[0] ?? 0) - (b[0] ?? 0) || (a[1] ?? 0) - (b[1] ?? 0) || (a[2] ?? 0) - (b[2] ?? 0)
  return [...rows.values()].sort(order)
}

const REVIEW: NewReview = {
  card_id: 1,
  reviewed_at: NOW,
  day: DAY,
  rating: 3,
  kind: 1,
  duration_ms: 4000,
  state_before: 2,
  stability_before: 3,
  difficulty_before: 5,
  elapsed_days: 3,
  scheduled_days: 9,
  due: NOW,
  seed: 0,
  response: null,
  hour: 8,
  interval_before: 3,
}

/** Reviews as an import brings them: of every kind, on several days. */
const imported = fc.record({
  day: fc.integer({ min: DAY - 3, max: DAY }),
  hour: fc.nat(23),
  rating: fc.nat(4),
  kind: fc.nat(7),
  state_before: fc.nat(3),
  interval_before: fc.constantFrom(0, 5, 20, 20.9, 21, 400),
  duration_ms: fc.nat(60_000),
})

/** Inserts reviews in the way of a large import: raw rows, then one call. */
function insertRaw(collection: Collection, name: string | null, reviews: readonly NewReview[], deckId: number): void {
  change(collection, name, (write) => {
    const insert = collection.db.prepare(INSERT_REVIEW)
    const ids = reviews.map((r) =>
      // prettier-ignore
      Number(insert.run(r.card_id, r.reviewed_at, r.day, r.rating, r.kind, r.duration_ms, r.state_before,
        r.stability_before, r.difficulty_before, r.elapsed_days, r.scheduled_days, r.due, r.seed, r.response, deckId,
        r.hour, r.interval_before).lastInsertRowid),
    )
    write.reviews.inserted(Math.min(...ids), Math.max(...ids))
  })
}

const step = fc.oneof(
  fc.record({
    do: fc.constant('answer' as const),
    rating: fc.integer({ min: 1, max: 4 }),
    hour: fc.nat(23),
    day: fc.integer({ min: DAY, max: DAY + 1 }),
    card: fc.nat(),
  }),
  fc.record({ do: fc.constant('append' as const), review: imported }),
  fc.record({ do: fc.constant('import' as const), reviews: fc.array(imported, { minLength: 1, maxLength: 6 }) }),
  fc.record({ do: fc.constantFrom('undo' as const, 'redo' as const, 'delete' as const, 'move' as const) }),
)

function perform(collection: Collection, one: typeof step extends fc.Arbitrary<infer T> ? T : never): void {
  const cards = collection.db.prepare<[], number>('SELECT id FROM card ORDER BY id').pluck().all()
  const decks = collection.decks.tree().map((deck) => deck.id)
  const card = cards[('card' in one ? one.card : 0) % Math.max(1, cards.length)]
  if (one.do === 'undo') value(collection.history.undo())
  else if (one.do === 'redo') value(collection.history.redo())
  else if (one.do === 'append')
    change(collection, 'Append', (write) => write.reviews.append({ ...REVIEW, ...one.review }, decks[0] ?? 0))
  else if (one.do === 'import') {
    insertRaw(
      collection,
      'Import',
      one.reviews.map((review) => ({ ...REVIEW, ...review })),
      decks[1] ?? 0,
    )
  } else if (card === undefined) return
  else if (one.do === 'answer') {
    const { rating, hour, day } = one
    value(collection.answers.record(answerTo(collection, card, { rating, hour, day })))
  } else if (one.do === 'delete') {
    const noteId = collection.cards.get(card)?.note_id ?? 0
    change(collection, 'Delete', (write) => write.notes.remove([noteId]))
  } else change(collection, 'Move', (write) => write.cards.update(card, { deck_id: decks[1] ?? 0 }))
}

describe('the figures of study days', () => {
  it('are what a recount of the log gives, whatever was done and taken back', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(step, { maxLength: 25 }), async (steps) => {
        const collection = newCollection()
        const decks = [addDeck(collection, 'A'), addDeck(collection, 'B')]
        for (const [at, deck] of [...decks, ...decks].entries()) addNote(collection, deck, `n${at}`)
        for (const one of steps) {
          perform(collection, one)
          expect(kept(collection)).toEqual(counted(collection))
        }
        const before = kept(collection)
        rebuildDayCounts(collection.db)
        expect(kept(collection)).toEqual(before)
        expect(value(await checkCollection(collection, quietPulse)).filter(({ code }) => code === 'day-count')).toEqual(
          [],
        )
        collection.close()
      }),
      { numRuns: 25 },
    )
  })

  it('tell the phases apart, and count neither cramming nor changes by hand among the answers', () => {
    const collection = newCollection()
    const deck = addDeck(collection, 'A')
    const rows: Partial<NewReview>[] = [
      { state_before: 0, kind: 0, rating: 1, interval_before: 0 },
      { state_before: 2, interval_before: 20.9, rating: 3 },
      { state_before: 2, interval_before: 21, rating: 1 },
      { state_before: 3, interval_before: 0, rating: 2 },
      { state_before: 2, interval_before: 50, rating: 1, kind: 2 },
      { state_before: 2, interval_before: 50, rating: 0, kind: 4 },
    ]
    change(collection, null, (write) => {
      for (const row of rows) write.reviews.append({ ...REVIEW, ...row }, deck)
    })
    expect(collection.db.prepare('SELECT * FROM day_count').get()).toMatchObject({
      new_cards: 1,
      learning_again: 1,
      young_good: 1,
      mature_again: 1,
      relearning_hard: 1,
      cram_again: 1,
      cram_ms: 4000,
      by_hand: 1,
    })
    expect(collection.dayCounts.total(DAY)).toEqual({
      day: DAY,
      new_cards: 1,
      review_cards: 2,
      answers: 4,
      wrong: 2,
      duration_ms: 16_000,
    })
    expect(collection.reviews.count()).toBe(6)
  })

  it('of an import are taken back and put in again in one piece', () => {
    const collection = newCollection()
    const deck = addDeck(collection, 'A')
    const reviews = Array.from({ length: 3000 }, (_, at) => ({ ...REVIEW, day: DAY - (at % 400), hour: at % 24 }))
    insertRaw(collection, 'Import big.apkg', reviews, deck)
    const after = kept(collection)
    expect(after).toEqual(counted(collection))
    expect(collection.db.prepare('SELECT sum(length(changes)) FROM undo_entry').pluck().get()).toBeLessThan(200)
    value(collection.history.undo())
    expect(kept(collection)).toEqual([])
    value(collection.history.redo())
    expect(kept(collection)).toEqual(after)
  })

  it('are made anew for the days that are asked for, and no others', () => {
    const collection = newCollection()
    const deck = addDeck(collection, 'A')
    change(collection, null, (write) => {
      for (const day of [DAY - 2, DAY - 1, DAY]) write.reviews.append({ ...REVIEW, day }, deck)
    })
    const right = kept(collection)
    collection.db.exec('UPDATE day_count SET young_good = 9')
    rebuildDayCounts(collection.db, { from: DAY - 1, to: DAY })
    expect(collection.dayCounts.between(DAY - 2, DAY).map(({ answers }) => answers)).toEqual([9, 1, 1])
    rebuildDayCounts(collection.db)
    expect(kept(collection)).toEqual(right)
  })
})
