import { beforeAll, describe, expect, it } from 'vitest'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Collection } from '../../../electron/store/collection.ts'
import { openCollection } from '../../../electron/store/open.ts'
import { FIXTURE_DAY, FIXTURE_NOW, makeCollection } from '../../fixtures/collection.ts'
import { answerTo, value } from './support.ts'

/** Tables that grow with use: no hot statement may read one from end to end. */
const BIG = /SCAN (card|note|review|c|n)\b/

let collection: Collection

beforeAll(() => {
  const dataDir = mkdtempSync(join(tmpdir(), 'epoch-plans-'))
  makeCollection(dataDir, { cards: 300, reviewsPerCard: 2, seed: 3 })
  collection = value(openCollection(dataDir, { now: () => FIXTURE_NOW, purpose: 'owner' }))
  return () => {
    collection.close()
    rmSync(dataDir, { recursive: true })
  }
})

/** The statements that a call prepares, each with its plan. Every call here is the first of its kind. */
function plansOf(call: () => unknown): string[] {
  const sources: string[] = []
  const { db } = collection
  const prepare = db.prepare.bind(db)
  Object.defineProperty(db, 'prepare', {
    configurable: true,
    value: (source: string) => {
      sources.push(source)
      return prepare(source)
    },
  })
  call()
  Reflect.deleteProperty(db, 'prepare')
  return sources
    .filter((source) => /^\s*(SELECT|UPDATE|DELETE|INSERT|WITH)/.test(source))
    .map((source) => {
      const parameters = Array.from({ length: (source.match(/\?/g) ?? []).length }, () => 1)
      const steps = prepare(`EXPLAIN QUERY PLAN ${source}`).all(...parameters) as { detail: string }[]
      return steps.map((step) => step.detail).join('; ')
    })
}

const due = { day: FIXTURE_DAY, learningUntil: FIXTURE_NOW, reviewUntil: FIXTURE_NOW, cap: 100 }
const firstCard = () => collection.db.prepare<[], number>('SELECT min(id) FROM card WHERE state = 2').pluck().get() ?? 0

const HOT: readonly (readonly [name: string, call: () => unknown, uses: readonly RegExp[]])[] = [
  ['the tree of decks', () => [collection.decks.tree(), collection.decks.totals()], []],
  ['a subtree', () => collection.decks.subtreeIds(1), [/SEARCH deck USING COVERING INDEX deck_parent/]],
  [
    'what is due by deck',
    () => collection.cards.dueCounts(due),
    [/USING COVERING INDEX card_new/, /USING COVERING INDEX card_review/, /USING COVERING INDEX card_learning/],
  ],
  [
    'review cards',
    () => collection.cards.reviewCandidates([1], FIXTURE_NOW, 10, FIXTURE_DAY),
    [/^SEARCH card USING COVERING INDEX card_review \(deck_id=\? AND due>\? AND due<\?\)$/],
  ],
  [
    'new cards',
    () => collection.cards.newCandidates([1], 10, FIXTURE_DAY),
    [/^SEARCH card USING COVERING INDEX card_new \(deck_id=\?\)$/],
  ],
  [
    'learning cards',
    () => collection.cards.learningCandidates([1], FIXTURE_NOW, FIXTURE_DAY),
    [/^SEARCH card USING COVERING INDEX card_learning \(due<\?\)/],
  ],
  [
    'the next learning card',
    () => collection.cards.nextLearning([1], FIXTURE_NOW, FIXTURE_DAY),
    [/^SEARCH card USING COVERING INDEX card_learning \(due>\?\)/],
  ],
  [
    'cards by id',
    () => [collection.cards.get(1), collection.cards.many([1, 2])],
    [/SEARCH card USING INTEGER PRIMARY KEY/],
  ],
  [
    'a note’s cards',
    () => collection.cards.ofNote(1),
    [/SEARCH card USING INDEX sqlite_autoindex_card_1 \(note_id=\?\)/],
  ],
  [
    'an answer',
    () => collection.answers.record(answerTo(collection, firstCard())),
    [/SEARCH card USING INTEGER PRIMARY KEY/, /undo_entry USING COVERING INDEX undo_redo/],
  ],
  [
    'a note',
    () => [collection.notes.get(1), collection.notes.byGuid('x')],
    [/SEARCH note USING INDEX sqlite_autoindex_note_1/],
  ],
  [
    'notes that an import compares',
    () => collection.notes.known(['x']),
    [/SEARCH note USING INDEX sqlite_autoindex_note_1/],
  ],
  ['the exam questions', () => collection.notes.questions(), [/USING INDEX note_question/]],
  [
    'the bank in portions',
    () => [collection.bank.ids(), collection.bank.some([1])],
    [/COVERING INDEX note_question/, /SEARCH note USING INTEGER PRIMARY KEY/, /SEARCH card USING INDEX/],
  ],
  ['texts that wait', () => collection.notes.pendingCount(), [/note_pending/]],
  ['cards that name a service', () => collection.notes.cardsNaming(['x']), [/note_services/]],
  ['a day’s strip', () => collection.reviews.strip(FIXTURE_DAY), [/SEARCH review USING INDEX review_by_day/]],
  ['days of reviews', () => collection.reviews.between(1, 2), [/SEARCH review USING INDEX review_by_day/]],
  ['the last answer', () => collection.reviews.latestAt(), [/SEARCH review USING (COVERING )?INDEX review_by_day/]],
  ['a card’s reviews', () => collection.reviews.byCard(1), [/SEARCH review USING INDEX review_by_card/]],
  ['today’s figures', () => collection.dayCounts.total(FIXTURE_DAY), [/SEARCH day_count USING PRIMARY KEY/]],
  ['the running attempt', () => collection.attempts.runningId(), [/attempt_running/]],
  [
    'what became of an attempt’s questions',
    () => [
      collection.attemptFacts.factsOf(1),
      collection.attemptFacts.wrongOf(1),
      collection.attemptFacts.seenBefore(1),
    ],
    [/SEARCH attempt_item USING INDEX sqlite_autoindex_attempt_item_1/, /attempt_item_by_note/],
  ],
  [
    'which questions were met in the reviews',
    () => collection.attemptFacts.firstReviewed(['x']),
    [/SEARCH r USING INDEX review_by_card/],
  ],
  [
    'notes and cards of objectives',
    () => [
      collection.objectives.notesBetween(0, 9),
      collection.objectives.cardsOf([1]),
      collection.objectives.firstPosition(1),
    ],
    [
      /SEARCH note USING INTEGER PRIMARY KEY/,
      /SEARCH card USING INDEX sqlite_autoindex_card_1 \(note_id=\?\)/,
      /card_new/,
    ],
  ],
  ['the name of what undo takes back', () => collection.history.undoName(), []],
  ['whether something changed', () => collection.revision(), []],
]

/** Plans that read one of a big table's small partial indexes from end to end, on purpose. */
const PARTIAL = /SCAN (card|note|n) USING (COVERING )?INDEX (note_question|note_pending|note_services)\b/

describe('the plan of', () => {
  it.each(HOT)('%s reads no big table from end to end', (_name, call, uses) => {
    const plans = plansOf(call)
    for (const plan of plans)
      for (const step of plan.split('; ')) if (!PARTIAL.test(step)) expect(step).not.toMatch(BIG)
    for (const use of uses) expect(plans).toContainEqual(expect.stringMatching(use))
  })

  it('a trigger looks for a note’s other cards by the note', () => {
    const plans = collection.db
      .prepare(`EXPLAIN QUERY PLAN SELECT 1 FROM card WHERE note_id = ? AND +deck_id = ? AND id <> ?`)
      .all(1, 1, 1) as { detail: string }[]
    expect(plans.map((plan) => plan.detail)).toEqual(['SEARCH card USING INDEX sqlite_autoindex_card_1 (note_id=?)'])
    const triggers = collection.db
      .prepare<[], string>(`SELECT sql FROM sqlite_schema WHERE type = 'trigger'`)
      .pluck()
      .all()
    for (const sql of triggers) expect(sql).not.toMatch(/AND deck_id = (new|old)\.deck_id/)
  })
})
