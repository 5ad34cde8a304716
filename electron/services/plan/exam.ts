import type { ExamPlan } from '../../contract/procedures/plan.ts'
import {
  bestPace,
  newMeanwhile,
  paceAt,
  restsOn,
  simulationOf,
  type Pace,
  type PlanInput,
} from '../../core/scheduling/plan/find.ts'
import { byWeight, MOST_MINUTES, waysOut, worksOut } from '../../core/scheduling/plan/ways.ts'
import { timingOf } from '../../core/scheduling/plan/timing.ts'
import { dateToDay, dayToDate } from '../../core/scheduling/study-day.ts'
import { hashSeed } from '../../core/random.ts'
import type { Steps } from '../../core/steps.ts'
import { today, type Context } from '../context.ts'
import { inSlices } from '../exam/slices.ts'
import { objectiveNotes } from '../objective-notes.ts'
import type { Break } from './break.ts'
import type { PlanCards } from './reading.ts'
import { planState } from './state.ts'
import { timedAnswers } from './timing.ts'
import { weekFrom } from './week.ts'

/** Cards looked at between which others may have their turn. */
const CARDS_A_STEP = 512
/** Days in a row that a person is told the price of. */
const SKIPS = [1, 3, 7]

/** The plan to the exam's day as the interface shows it; null without a day ahead. */
export async function examPlan(context: Context, cards: PlanCards, away: Break | null): Promise<ExamPlan | null> {
  const input = inputOf(context, cards, away)
  if (input === null) return null
  const { day } = today(context)
  const { paceBy, examDate, targetRecall: target } = context.settings.get()
  const pace = await inSlices(bestPace(input))
  const works = worksOut(input, pace)
  const { days } = await inSlices(simulationOf(input, pace, { curve: true }))
  return {
    examDate: examDate ?? '',
    daysToExam: input.daysToExam,
    followed: paceBy === 'exam',
    target,
    newPerDay: pace.newPerDay,
    retention: pace.retention,
    minutes: pace.minutes,
    recall: pace.recall,
    notBegun: Math.round(pace.notBegun),
    lastNew: input.fresh.length === 0 ? null : dayToDate(day + lastNewDay(days, pace)),
    worksOut: works,
    minutesAtMost: input.minutesPerDay ?? MOST_MINUTES,
    ways: works ? null : await ways(context, input, pace, day),
    days: days.map((one, at) => {
      const { minutes, newCards, reviews, learnt, recall } = one
      return { day: dayToDate(day + at), minutes, newCards, reviews, learnt, recall }
    }),
    skips: await skips(input, pace, away),
    late: (await inSlices(lateCards(cards, input.daysToExam, target))).length,
  }
}

/** Cards that come back only on the day of the exam or after it, and would be under the target by then. */
export function* lateCards(cards: PlanCards, daysToExam: number, target: number): Steps<number[]> {
  const models = cards.modelsAt(null, target)
  const late: number[] = []
  for (const [at, { model, stability, lastDay, dueDay }] of cards.begun.entries()) {
    if (at % CARDS_A_STEP === 0) yield
    const id = cards.ids[at]
    if (typeof id !== 'number' || dueDay < daysToExam) continue
    const recall = models[model]?.memory.recallAfter(daysToExam - lastDay, stability) ?? 1
    if (recall < target) late.push(id)
  }
  return late
}

/**
 * The days on which a backlog is worked off; to the exam where it never ends.
 * @param skip days without study from today on, by which it ends later
 */
function catchUpOf(away: Break | null, input: Omit<PlanInput, 'catchUp'>, skip = 0): PlanInput['catchUp'] {
  if (!away?.spread) return null
  const { perDay, newPerDay, ownNew } = away.spread
  const days = Math.min(input.daysToExam, (away.view.pace?.days ?? input.daysToExam) + skip)
  return { days, reviewsPerDay: perDay, newPerDay: ownNew ? newPerDay : newMeanwhile(input, days, skip) }
}

function lastNewDay(days: readonly { readonly newCards: number }[], pace: Pace): number {
  const last = days.findLastIndex((one) => one.newCards > 0)
  return last === -1 ? pace.lastNewDay : last
}

function inputOf(context: Context, cards: PlanCards, away: Break | null): PlanInput | null {
  const { day } = today(context)
  const { examDate, targetRecall: target, minutesPerDay } = context.settings.get()
  const daysToExam = examDate === null ? 0 : dateToDay(examDate) - day
  if (daysToExam <= 0) return null
  const input: Omit<PlanInput, 'catchUp'> = {
    begun: cards.begun,
    fresh: cards.fresh,
    modelsAt: (retention) => cards.modelsAt(retention, target),
    timing: timingOf(timedAnswers(context, day)),
    daysToExam,
    target,
    minutesPerDay,
    begunToday: context.collection.dayCounts.total(day).new_cards,
    retention: planState(context).exam?.retention ?? null,
    ...weekFrom(context, day),
    seed: hashSeed('plan', day) % 2 ** 31,
  }
  return { ...input, catchUp: catchUpOf(away, input) }
}

async function skips(input: PlanInput, pace: Pace, away: Break | null): Promise<ExamPlan['skips']> {
  const found: ExamPlan['skips'] = []
  for (const days of SKIPS.filter((one) => one < input.daysToExam - 1)) {
    // The plan is made anew after them, the new cards while a backlog is worked off as well.
    const later = { ...input, catchUp: catchUpOf(away, input, days) }
    const after = await inSlices(paceAt(later, pace.retention, days))
    const studied = restsOn(input, days)
    const any = Array.from({ length: input.daysToExam }, (_, day) => !studied(day)).some(Boolean)
    found.push({ days, newPerDay: after.newPerDay, minutes: after.minutes, worksOut: any && worksOut(later, after) })
  }
  return found
}

async function ways(context: Context, input: PlanInput, pace: Pace, day: number): Promise<ExamPlan['ways']> {
  const found = await inSlices(waysOut(input, pace))
  return {
    minutes: found.minutes,
    examDate: found.daysToExam === null ? null : dayToDate(day + found.daysToExam),
    cards: found.cards,
    domains: found.cards === null ? [] : await domains(context, found.cards),
  }
}

/** The new cards that can be learnt, by domain of the first exam in proportion to its weight. */
async function domains(context: Context, cards: number) {
  const [blueprint] = context.catalogue.blueprints
  if (blueprint === undefined) return []
  const notes = await objectiveNotes(context.collection)
  const all = blueprint.domains.map(({ title, weight, tasks }) => {
    const ids = tasks.flatMap((task) => task.objectives.flatMap(({ id }) => notes.get(id) ?? []))
    const fresh = context.collection.objectives.cardsOf(ids).filter((card) => card.state === 0)
    return { title, weight, cards: fresh.length }
  })
  const given = byWeight(cards, all)
  return all.map(({ title, cards: of }, at) => ({ title, cards: given[at] ?? 0, of })).filter(({ of }) => of > 0)
}
