import type { SpreadPace, SpreadView } from '../../contract/procedures/plan.ts'
import {
  isBacklog,
  spreadAt,
  spreadChoices,
  usualReviews,
  type Backlog,
  type Spread,
} from '../../core/scheduling/plan/spread.ts'
import { timingOf } from '../../core/scheduling/plan/timing.ts'
import { settlingDays } from '../../core/scheduling/plan/find.ts'
import { dateToDay, dayToDate } from '../../core/scheduling/study-day.ts'
import { today, type Context } from '../context.ts'
import { inSlices } from '../exam/slices.ts'
import type { PlanCards } from './reading.ts'
import { planState, type PlanState } from './state.ts'
import { timedAnswers } from './timing.ts'

/** Days that say what is usual, and the longest spread that is begun without asking. */
const USUAL_DAYS = 120
const PROPOSED_DAYS = 14

/** A backlog with the paces at which it could be worked off. */
export interface Break {
  readonly view: SpreadView
  /** What is in force from now on; what changed has to be written. */
  readonly spread: PlanState['spread']
  readonly declined: boolean
}

function backlogOf(context: Context, cards: PlanCards, day: number): Backlog {
  const { targetRecall } = context.settings.get()
  return {
    begun: cards.begun,
    models: cards.modelsAt(null, targetRecall),
    timing: timingOf(timedAnswers(context, day)),
    seed: day,
  }
}

function paceView({ perDay, days, minutes }: Spread, day: number): SpreadPace {
  return { perDay, days, minutes, end: days === null ? null : dayToDate(day + days - 1) }
}

function newMeanwhile(context: Context, cards: PlanCards, day: number): number {
  const { paceBy, examDate } = context.settings.get()
  const days = examDate === null ? 0 : dateToDay(examDate) - day
  if (paceBy !== 'exam' || days < 2) return 0
  return Math.ceil(cards.fresh.length / Math.max(1, days - settlingDays(days)) / 2)
}

/**
 * Whether reviews have piled up, and how they are spread: what is in force stays until the backlog is gone, a new
 * one begins to be spread by itself.
 * Meanwhile no new cards are begun, with a plan to an exam half of those that it needs.
 */
export async function breakOf(context: Context, cards: PlanCards): Promise<Break | null> {
  const { day } = today(context)
  const state = planState(context)
  const done = context.collection.dayCounts.between(day - USUAL_DAYS, day - 1).map((one) => one.review_cards)
  const usual = usualReviews(done)
  const large = isBacklog(cards.overdue, usual)
  const over = cards.overdue <= Math.max(10, (state.spread?.perDay ?? 0) * 0.2)
  if (state.spread ? over : !large) return null
  const backlog = backlogOf(context, cards, day)
  const found = await inSlices(spreadChoices(backlog, usual))
  const proposed = found.find(({ days }) => days !== null && days <= PROPOSED_DAYS) ?? found.at(-1)
  const fresh = newMeanwhile(context, cards, day)
  const begin = !state.declined && proposed ? { perDay: proposed.perDay, newPerDay: fresh } : null
  const spread = state.spread ?? begin
  const known = spread && found.find(({ perDay }) => perDay === spread.perDay)
  const inForce = spread && (known ?? (await inSlices(spreadAt(backlog, spread.perDay))))
  return {
    view: {
      waiting: cards.overdue,
      on: spread !== null,
      pace: inForce && paceView(inForce, day),
      newPerDay: spread?.newPerDay ?? 0,
      choices: found.map((one) => paceView(one, day)),
    },
    spread,
    declined: state.declined && spread === null,
  }
}
