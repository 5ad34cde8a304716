import { budgetRoom } from '../../core/scheduling/plan/budget.ts'
import { dateToDay } from '../../core/scheduling/study-day.ts'
import { dayStart } from '../../core/scheduling/study-day.ts'
import type { PresetOptions } from '../../contract/procedures/presets.ts'
import type { Context } from '../context.ts'
import { planState, type PlanState } from './state.ts'
import { secondsOf } from './timing.ts'

/** More than anyone is asked in a day. */
export const NO_LIMIT = 9999

/** What a plan makes of a day, over all decks together. */
export interface DayRoom {
  /** Places that are left; null where the limits of the decks alone count. */
  readonly new: number | null
  readonly review: number | null
  /** The plan decides how many, so the limits of presets do not count. */
  readonly lifts: { readonly new: boolean; readonly review: boolean }
  /** Instead of the desired retention of the presets. */
  readonly retention: number | null
  /** Reviews come in the order of what would be lost by waiting. */
  readonly byRisk: boolean
  /** Days to an exam whose day intervals may not pass over, and the recall to reach on it. */
  readonly exam: { readonly daysToExam: number; readonly target: number } | null
  /** Places were reckoned from minutes, which answers may turn out not to take. */
  readonly byMinutes: boolean
}

/**
 * What the plan makes of a day; null where it has no say.
 * @param options of the default preset, for its steps
 * @param fresh as if nothing had been answered on that day yet
 */
export function dayRoom(context: Context, day: number, options: PresetOptions, fresh = false): DayRoom | null {
  const state = planState(context)
  const { paceBy, examDate, targetRecall } = context.settings.get()
  const daysToExam = examDate === null ? 0 : dateToDay(examDate) - day
  const followed = paceBy === 'exam' && state.exam?.examDate === examDate && daysToExam > 0 ? state.exam : null
  const minutes = paceBy === 'minutes' ? minutesOf(context, day, state) : null
  const { spread } = state
  if (followed === null && minutes === null && spread === null) return null
  const total = context.collection.dayCounts.total(day)
  const done = fresh
    ? { new: 0, review: 0, ms: 0 }
    : { new: total.new_cards, review: total.review_cards, ms: total.duration_ms }
  const budget = minutes === null ? null : minutesRoom(context, day, minutes - done.ms / 60_000, options)
  const least = (...rooms: (number | null | undefined)[]): number | null => {
    const given = rooms.filter((room) => typeof room === 'number')
    return given.length === 0 ? null : Math.max(0, Math.min(...given))
  }
  return {
    new: least(followed && followed.newPerDay - done.new, budget?.new, spread && spread.newPerDay - done.new),
    review: least(budget?.review, spread && spread.perDay - done.review),
    lifts: { new: followed !== null || budget !== null, review: followed !== null || budget !== null },
    retention: followed?.retention ?? null,
    byRisk: spread !== null,
    exam: followed && { daysToExam, target: targetRecall },
    byMinutes: budget !== null,
  }
}

/** The minutes of a day, with those that were added to it; null where none are set. */
export function minutesOf(context: Context, day: number, state: PlanState = planState(context)): number | null {
  const { minutesPerDay } = context.settings.get()
  if (minutesPerDay === null) return null
  return minutesPerDay + (state.extra?.day === day ? state.extra.minutes : 0)
}

function minutesRoom(context: Context, day: number, left: number, options: PresetOptions) {
  const { rolloverHour } = context.settings.get()
  const until = dayStart(day + 1, context.zone(), rolloverHour) - 1
  const decks = context.collection.cards.dueCounts({ day, learningUntil: until, reviewUntil: until, cap: NO_LIMIT })
  const waiting = { new: 0, learning: 0, review: 0 }
  for (const deck of decks.values()) {
    waiting.new += deck.new
    waiting.learning += deck.learning
    waiting.review += deck.review
  }
  return budgetRoom(left, waiting, secondsOf(context, day, options))
}
