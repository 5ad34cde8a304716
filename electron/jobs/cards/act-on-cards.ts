import { fail, ok, type Result } from '../../core/result.ts'
import { readDueSpec } from '../../core/scheduling/by-hand.ts'
import type { Collection, Writes } from '../../store/collection.ts'
import type { CardRow } from '../../store/rows.ts'
import { quietPulse, type JobPulse } from '../protocol.ts'
import { nameOfAct, type CardAct, type Moment } from './acts.ts'
import { reposition } from './reposition.ts'
import { benchOf, type Bench } from './bench.ts'
import { Grading } from './grade.ts'
import { forgetCard, setDueOfCard } from './schedule-acts.ts'

export interface ActProblem {
  readonly code: string
  readonly message: string
}

const GONE: ActProblem = { code: 'gone', message: 'These cards no longer exist.' }
const NONE_NEW: ActProblem = {
  code: 'none-new',
  message: 'Only new cards have a place in the order, and none of these is new.',
}
const CANCELLED: ActProblem = { code: 'cancelled', message: 'Cancelled.' }
const TOLD_EVERY = 200

/**
 * Does something to cards in one transaction, with one name in the undo menu. Changes of the schedule are logged as
 * reviews of kind 4 with rating 0. Cards that are gone are passed over.
 * @returns how many cards it changed; `gone` when none was there, `bad-days` for days that cannot be read
 */
export function actOnCards(
  collection: Collection,
  act: CardAct,
  cardIds: readonly number[],
  moment: Moment,
  pulse: JobPulse = quietPulse,
): Result<{ undo: string; cards: number }, ActProblem> {
  const days = act.act === 'due' ? readDueSpec(act.days) : null
  if (days !== null && !days.ok) return days
  const there = collection.cards.many([...new Set(cardIds)])
  if (there.length === 0) return fail(GONE)
  const cards = act.act === 'reposition' ? there.filter((card) => card.state === 0) : there
  if (cards.length === 0) return fail(NONE_NEW)
  const undo = nameOfAct(act, cards.length)
  const done = collection.transact(undo, (writes): Result<void, ActProblem> => {
    if (act.act === 'reposition') {
      reposition(collection, writes, cards, act, moment.now)
      return ok(undefined)
    }
    const bench = benchOf(collection, writes, moment)
    const grading = act.act === 'grade' ? new Grading(bench, cardIds) : null
    for (const [at, card] of cards.entries()) {
      if (at % TOLD_EVERY === 0) pulse.progress(undo, at, cards.length)
      if (pulse.cancelled()) return fail(CANCELLED)
      if (act.act === 'grade') grading?.grade(card, act.rating)
      else apply(bench, writes, card, act)
    }
    return ok(undefined)
  })
  return done.ok ? ok({ undo, cards: cards.length }) : done
}

function apply(
  bench: Bench,
  writes: Writes,
  card: CardRow,
  act: Exclude<CardAct, { act: 'reposition' | 'grade' }>,
): void {
  switch (act.act) {
    case 'due':
      return setDueOfCard(bench, card, act.days)
    case 'forget':
      return forgetCard(bench, card, act.keepCounts)
    case 'suspend':
      return void writes.cards.suspend([card.id], act.suspended)
    case 'bury':
      return void writes.cards.bury([card.id], act.buried ? bench.day + 1 : 0)
    case 'flag':
      return void writes.cards.flag([card.id], act.flag)
  }
}
