import { AnswerTally, type AnswersView } from '../core/insight/answer-tally.ts'
import { figuresOf, type CardReading } from '../core/insight/card-point.ts'
import { CardTally, type CardsView } from '../core/insight/cards.ts'
import { fail, ok, type Result } from '../core/result.ts'
import type { Collection } from '../store/collection.ts'
import { loggedDays, rebuildDayCounts, wrongDays } from '../store/day-counts.ts'
import type { StoreProblem } from '../store/problems.ts'
import { AnswerCells, cardsUnder, ChosenCards, type CardChoice } from '../store/statistics.ts'
import type { JobFailure, JobPulse } from './protocol.ts'
import { exactCondition, type SearchScope } from './search/index.ts'

/** What is counted of the cards that a condition chose. */
export interface ChosenFigures {
  readonly answers: AnswersView
  readonly cards: CardsView
}

type Refusal = Exclude<JobFailure, { code: 'bug' }>
type Cancelled = Extract<Refusal, { code: 'cancelled' }>

const STEPS = 100
const DAYS_A_STEP = 30

/** The cards that a search finds whose regular expressions have to be looked for first. */
function foundBy(collection: Collection, search: SearchScope, pulse: JobPulse): Result<CardChoice, Refusal> {
  const exact = exactCondition(collection, search, pulse)
  return exact.ok ? ok(cardsUnder(exact.value.where)) : exact
}

/** Counts cards and answers of any choice of cards from the log itself. */
export function countChosen(
  collection: Collection,
  choice: CardChoice | SearchScope,
  reading: CardReading,
  pulse: JobPulse,
): Result<ChosenFigures, Refusal> {
  pulse.progress('Finding cards', 0, STEPS)
  const found = 'sql' in choice ? ok(choice) : foundBy(collection, choice, pulse)
  if (!found.ok) return found
  collection.search.prepare()
  const chosen = new ChosenCards(collection.db, found.value)
  const cards = new CardTally(reading.today)
  for (const page of chosen.pages()) {
    if (pulse.cancelled()) return fail({ code: 'cancelled' })
    for (const point of page) cards.add(figuresOf(point, reading))
  }
  const cells = new AnswerCells()
  for (const done of chosen.answers(cells)) {
    if (pulse.cancelled()) return fail({ code: 'cancelled' })
    pulse.progress('Counting answers', Math.floor(done * STEPS), STEPS)
  }
  const answers = new AnswerTally(reading.today)
  for (const { day, hour, phase, rating, answers: count, ms, begun } of cells) {
    if (phase >= 0) answers.addAnswers(day, hour, phase, rating, count, ms)
    if (begun > 0) answers.addNew(day, hour, begun)
  }
  return ok({ answers: answers.result(), cards: cards.figures() })
}

/**
 * Counts every study day anew from the log of reviews, a month in a transaction, so that answers given meanwhile
 * hardly wait and a stop leaves nothing half done.
 *
 * @returns how many days had figures that differed from their reviews
 */
export function recount(collection: Collection, pulse: JobPulse): Result<{ days: number }, Cancelled | StoreProblem> {
  const span = loggedDays(collection.db)
  if (span === null) return ok({ days: 0 })
  let days = 0
  for (let from = span.from; from <= span.to; from += DAYS_A_STEP) {
    if (pulse.cancelled()) return fail({ code: 'cancelled' })
    const range = { from, to: Math.min(span.to, from + DAYS_A_STEP - 1) }
    const done = collection.transact(null, () => {
      const wrong = wrongDays(collection.db, range)
      if (wrong > 0) rebuildDayCounts(collection.db, range)
      if (wrong > 0) collection.write.reviews.queueChanged()
      return ok(wrong)
    })
    if (!done.ok) return done
    days += done.value
    pulse.progress('Counting answers', range.to - span.from + 1, span.to - span.from + 1)
  }
  return ok({ days })
}
