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
import { newMeanwhile } from '../../core/scheduling/plan/find.ts'
import { dateToDay, dayToDate } from '../../core/scheduling/study-day.ts'
import type { Steps } from '../../core/steps.ts'
import { today, type Context } from '../context.ts'
import { inSlices } from '../exam/slices.ts'
import type { PlanCards } from './reading.ts'
import { planState, type PlanState } from './state.ts'
import { timedAnswers } from './timing.ts'
import { weekFrom } from './week.ts'

/** Days read at a time. */
const DAYS_A_STEP = 10
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

/** New cards a day while a backlog is worked off: those that a plan to the exam needs, none without one. */
function newCards(context: Context, cards: PlanCards, day: number, days: number | null): number {
  const { paceBy, examDate } = context.settings.get()
  const daysToExam = examDate === null ? 0 : dateToDay(examDate) - day
  if (paceBy !== 'exam' || daysToExam < 2) return 0
  const begunToday = context.collection.dayCounts.total(day).new_cards
  const input = { fresh: cards.fresh, begunToday, daysToExam, ...weekFrom(context, day) }
  return newMeanwhile(input, days ?? daysToExam)
}

/** Reviews on each of the last days on which there were answers. */
function* reviewsBefore({ collection }: Context, day: number): Steps<number[]> {
  const done: number[] = []
  for (let from = day - USUAL_DAYS; from < day; from += DAYS_A_STEP) {
    const until = Math.min(from + DAYS_A_STEP, day) - 1
    done.push(...collection.dayCounts.between(from, until).map((one) => one.review_cards))
    yield
  }
  return done
}

/**
 * Whether reviews have piled up, and how they are spread: what is in force stays until the backlog is gone, a new
 * one begins to be spread by itself.
 * Meanwhile no new cards are begun, with a plan to an exam those that it needs, unless the person chose a number.
 */
export async function breakOf(context: Context, cards: PlanCards): Promise<Break | null> {
  const { day } = today(context)
  const state = planState(context)
  const done = await inSlices(reviewsBefore(context, day))
  const usual = usualReviews(done)
  const large = isBacklog(cards.overdue, usual)
  const over = cards.overdue <= Math.max(10, (state.spread?.perDay ?? 0) * 0.2)
  if (state.spread ? over : !large) return null
  const backlog = backlogOf(context, cards, day)
  const found = await inSlices(spreadChoices(backlog, usual))
  const proposed = found.find(({ days }) => days !== null && days <= PROPOSED_DAYS) ?? found.at(-1)
  const begin = !state.declined && proposed ? { perDay: proposed.perDay, newPerDay: 0, ownNew: false } : null
  const chosen = state.spread ?? begin
  const known = chosen && found.find(({ perDay }) => perDay === chosen.perDay)
  const inForce = chosen && (known ?? (await inSlices(spreadAt(backlog, chosen.perDay))))
  const fresh = inForce && newCards(context, cards, day, inForce.days)
  const spread = chosen && (chosen.ownNew ? chosen : { ...chosen, newPerDay: fresh ?? 0 })
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
